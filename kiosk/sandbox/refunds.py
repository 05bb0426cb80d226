"""How money goes back in the sandbox: reversed before the day's settlement, requested under a case number after it.

What a cashier gives back because nothing was delivered, and what an office gives back because an application was taken
back, go the same way. A card's payment is reversed by the terminal that charged it and by nobody else: what an office
gives back of one is always a request.
"""

import hashlib
from datetime import date, datetime, timedelta
from sqlite3 import Row

from drivers.clock import BEIJING
from kiosk.platform.payment_values import Refund
from kiosk.sandbox.province import Province
from kiosk.sandbox.store import Store

REFUND_DAYS = 15
"""In which a refund that was asked for is promised (our choice)."""
RETURNED = ("reversed", "refunding", "refunded")


class Refunds:
    """Of orders that paid for an application.

    Args:
        province: its orders and its clock.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store

    def has_paid_for(self, order: str, terminal: str, item: str, fen: int) -> bool:
        """Whether that terminal's order is of that item and sum, and paid, and the money is with the cashier."""
        row = self._store.row("SELECT amount FROM orders WHERE id = ?", order)
        return row is not None and row["amount"] == fen and self.is_paid(order, terminal, item)

    def is_paid(self, order: str, terminal: str, item: str) -> bool:
        """Whether that terminal's order is of that item, and paid, and the money is with the cashier."""
        row = self._store.row(
            "SELECT state FROM orders WHERE id = ? AND terminal = ? AND item = ?", order, terminal, item
        )
        return row is not None and row["state"] in ("paid", "delivered")

    def give_back(self, order: str) -> None:
        """Once, whatever it is asked: what was booked is booked no more, and the money goes the way that is left."""
        row = self._store.row("SELECT * FROM orders WHERE id = ?", order)
        if row is None or row["state"] not in ("paid", "delivered"):
            return
        if row["state"] == "delivered":
            moved(self._store, "delivered", row, fen=-row["amount"])
        if row["way"] == "code" and not is_settled(row, self._province.clock.now()):
            moved(self._store, "refunded", row, fen=row["amount"])
            self._store.rows("UPDATE orders SET state = 'reversed' WHERE id = ?", order)
        else:
            request(self._store, order, self._province.clock.now())

    def of(self, order: str) -> Refund | None:
        """What became of the money; None while nothing of it went back."""
        row = self._store.row("SELECT * FROM orders WHERE id = ?", order) if order else None
        if row is None or row["state"] not in RETURNED:
            return None
        return Refund(
            order=row["id"],
            amount_fen=row["amount"],
            way=row["way"],
            state=row["state"],
            case_no=row["case_no"],
            refund_by=date.fromisoformat(row["refund_by"]) if row["refund_by"] else None,
        )


def is_settled(row: Row, now: datetime) -> bool:
    """Whether the day's settlement of a payment is over."""
    paid = datetime.fromtimestamp(row["paid"], BEIJING).date()
    return bool(row["settled"]) or paid != now.astimezone(BEIJING).date()


def moved(store: Store, kind: str, row: Row, *, fen: int) -> None:
    """Money moved; taken back with a minus."""
    store.rows("INSERT INTO money VALUES (?, ?, ?, ?)", kind, row["id"], row["way"], fen)


def request(store: Store, order: str, now: datetime) -> None:
    """Take the request down; an office gives the money back later."""
    store.rows(
        "UPDATE orders SET state = 'refunding', case_no = ?, refund_by = ? WHERE id = ?",
        f"TK{now:%Y%m%d}{digits(order, 8)}",
        (now.date() + timedelta(days=REFUND_DAYS)).isoformat(),
        order,
    )


def digits(order: str, count: int) -> str:
    """A number that belongs to an order, always the same."""
    return f"{int(hashlib.sha256(order.encode()).hexdigest(), 16) % 10**count:0{count}d}"
