"""The cashier of the sandbox: orders, the code that a phone scans, what was charged, delivered and given back, in fen.

A phone is the other end of the code: it pays on the control line. Whatever arrives twice changes nothing the second
time; an order that was closed before it arrived can not be opened any more. Money that moved is written down by itself
(`money`), so that an order's state and the sums can be held against each other.
"""

import hashlib
import json
import secrets
from datetime import date, datetime, timedelta
from sqlite3 import Row
from typing import Annotated, Any, Protocol, cast

from fastapi import APIRouter, Depends, Path, Request

from drivers.clock import BEIJING
from kiosk.platform.payment_values import (
    Bill,
    BillList,
    BillQuery,
    CardCharge,
    FiscalReceipt,
    ListedOrder,
    Order,
    OrderClosing,
    OrderLine,
    OrderList,
    OrderRequest,
    RefundRequest,
    Way,
)
from kiosk.platform.values import ErrorCode, Token
from kiosk.sandbox import refunds
from kiosk.sandbox.bills import BillsDesk
from kiosk.sandbox.callers import Caller, Key, Person
from kiosk.sandbox.province import Province
from kiosk.sandbox.refunds import digits, is_settled
from kiosk.sandbox.refusals import RefusalError

CODE_S = 60
"""A code on the glass is good so long, then the next answer has another one (phones' own payment codes change every
minute too)."""
PAGE = "https://pay.sandbox.invalid/p/"

_ORDERS = """
CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, terminal TEXT NOT NULL, item TEXT NOT NULL, amount INTEGER NOT NULL, way TEXT NOT NULL,
    lines TEXT NOT NULL, bill TEXT NOT NULL, state TEXT NOT NULL, opened REAL NOT NULL, code TEXT NOT NULL,
    code_from REAL NOT NULL, paid REAL, reference TEXT NOT NULL, settled INTEGER NOT NULL, case_no TEXT NOT NULL,
    refund_by TEXT NOT NULL) STRICT
"""
_MONEY = """
CREATE TABLE IF NOT EXISTS money (kind TEXT NOT NULL, id TEXT NOT NULL, way TEXT NOT NULL, fen INTEGER NOT NULL) STRICT
"""


class CashierDesk:
    """Everything that is asked about money.

    Args:
        province: for the clock and what is on record.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        for table in (_ORDERS, _MONEY):
            self._store.rows(table)
        self.bills = BillsDesk(province)

    def open(self, terminal: str, asked: OrderRequest, key: str) -> Order:
        """Open an order; the same one a second time is told as it stands.

        Raises:
            RefusalError: CONFLICT (another order of that id; a bill that owes another sum, or nothing), BAD_REQUEST.
        """
        if asked.order != key or asked.amount_fen != sum(line.amount_fen for line in asked.lines):
            raise RefusalError(ErrorCode.BAD_REQUEST)
        row = self._store.row("SELECT * FROM orders WHERE id = ?", asked.order)
        if row is not None:
            if (row["terminal"], row["amount"], row["way"]) != (terminal, asked.amount_fen, asked.way):
                raise RefusalError(ErrorCode.CONFLICT)
            return self._order(row)
        if asked.bill and self.bills.book.owed(asked.bill) != asked.amount_fen:
            raise RefusalError(ErrorCode.CONFLICT)
        lines = json.dumps([line.model_dump() for line in asked.lines], ensure_ascii=False)
        self._insert(asked.order, terminal, asked.item, asked.amount_fen, asked.way, lines, asked.bill, "open")
        return self.told(terminal, asked.order)

    def told(self, terminal: str, order: str) -> Order:
        """How it stands; while it is open, with the code that is good now.

        Raises:
            RefusalError: NOT_FOUND.
        """
        return self._order(self._row(terminal, order))

    def close(self, terminal: str, order: str, asked: OrderClosing) -> Order:
        """Close it where nobody has paid; one that never came is closed before it comes."""
        if self._store.row("SELECT 1 FROM orders WHERE id = ?", order) is None:
            self._insert(order, terminal, "", asked.amount_fen, asked.way, "[]", "", "closed")
        if self._row(terminal, order)["state"] == "open":
            self._moves(order, "closed")
        return self.told(terminal, order)

    def card_charged(self, terminal: str, order: str, charge: CardCharge) -> Order:
        """The bank-card terminal has charged it.

        Raises:
            RefusalError: NOT_FOUND; CONFLICT, it is closed, or to be paid by code.
        """
        row = self._row(terminal, order)
        if row["way"] != "card" or row["state"] == "closed":
            raise RefusalError(ErrorCode.CONFLICT)
        if row["state"] == "open":
            self._paid(order, row["amount"], "card", charge.reference)
        return self.told(terminal, order)

    def deliver(self, terminal: str, order: str) -> Order:
        """Book it; a bill is paid by it.

        Raises:
            RefusalError: NOT_FOUND; CONFLICT, it is not paid, on its way back, or the bill was paid otherwise.
        """
        row = self._row(terminal, order)
        if row["state"] == "paid" and (not row["bill"] or self.bills.book.pay(row["bill"], order)):
            self._money("delivered", row)
            self._moves(order, "delivered")
        elif row["state"] != "delivered":
            raise RefusalError(ErrorCode.CONFLICT)
        return self.told(terminal, order)

    def reverse(self, terminal: str, order: str) -> Order:
        """Take it back before the settlement; after it the state stays `paid`. A card's terminal has done it already.

        Raises:
            RefusalError: NOT_FOUND; CONFLICT, it is not paid.
        """
        row = self._row(terminal, order)
        if row["state"] == "paid" and (row["way"] == "card" or not is_settled(row, self._now())):
            self._money("refunded", row)
            self._moves(order, "reversed")
        elif row["state"] not in ("paid", "reversed"):
            raise RefusalError(ErrorCode.CONFLICT)
        return self.told(terminal, order)

    def ask_refund(self, terminal: str, order: str, _: RefundRequest) -> Order:
        """Take the request down; an office gives the money back later (`refund_all`).

        Raises:
            RefusalError: NOT_FOUND; CONFLICT, it is not paid.
        """
        row = self._row(terminal, order)
        if row["state"] == "paid":
            refunds.request(self._store, order, self._now())
        elif row["state"] not in ("refunding", "refunded"):
            raise RefusalError(ErrorCode.CONFLICT)
        return self.told(terminal, order)

    def listed(self, terminal: str, day: date) -> OrderList:
        """Every order that the terminal opened, or closed unopened, on that day."""
        begin = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
        rows = self._store.rows(
            "SELECT id, amount, way, state FROM orders WHERE terminal = ? AND opened BETWEEN ? AND ? ORDER BY rowid",
            terminal,
            begin.timestamp(),
            (begin + timedelta(days=1)).timestamp() - 1e-6,
        )
        orders = (ListedOrder(order=row[0], amount_fen=row[1], way=row[2], state=row[3]) for row in rows)
        return OrderList(day=day, orders=tuple(orders))

    def pay(self, code: str = "", order: str = "", *, late: bool = False) -> None:
        """A phone pays: by the code that it scanned, by an order's id, or the newest order that is open.

        Args:
            code: what the code on the glass says.
            order: instead of a code.
            late: the channel hears of it after the order was closed, and takes the money all the same.

        Raises:
            ValueError: there is no such order, the code is too old, or it is not open: nothing is charged.
        """
        row = self._store.row(
            "SELECT * FROM orders WHERE way = 'code' AND (code = ? OR id = ? OR (? AND state = 'open'))"
            " ORDER BY rowid DESC LIMIT 1",
            code.removeprefix(PAGE) or "-",
            order,
            not code and not order,
        )
        if row is None or (code and self._now().timestamp() - row["code_from"] >= CODE_S):
            raise ValueError("no order has this code")
        if row["state"] != ("closed" if late else "open"):
            raise ValueError(f"the order is {row['state']}")
        self._paid(row["id"], row["amount"], "code", f"{digits(row['id'], 20)}")

    def settle_day(self) -> None:
        """The day's settlement: what is paid by now is reversed no more."""
        self._store.rows("UPDATE orders SET settled = 1 WHERE paid IS NOT NULL")

    def refund_all(self) -> None:
        """The office gives back what was asked for."""
        for row in self._store.rows("SELECT * FROM orders WHERE state = 'refunding'"):
            self._money("refunded", row)
            self._moves(row["id"], "refunded")

    def counters(self) -> dict[str, int]:
        """What was charged, refunded and delivered, in fen: all, and by card alone."""
        found = {name: 0 for kind in ("charged", "refunded", "delivered") for name in (kind, f"{kind}_card")}
        for row in self._store.rows("SELECT kind, way, sum(fen) AS fen FROM money GROUP BY kind, way"):
            found[row["kind"]] += row["fen"]
            if row["way"] == "card":
                found[f"{row['kind']}_card"] += row["fen"]
        return found

    def states(self) -> list[dict[str, Any]]:
        """Every order, for tests and the dock."""
        return [dict(row) for row in self._store.rows("SELECT id, item, amount, way, state FROM orders ORDER BY rowid")]

    def _insert(
        self, order: str, terminal: str, item: str, amount: int, way: str, lines: str, bill: str, state: str
    ) -> None:
        now = self._now().timestamp()
        self._store.rows(
            "INSERT OR IGNORE INTO orders VALUES (?,?,?,?,?,?,?,?,?,?,?,NULL,'',0,'','')",
            *(order, terminal, item, amount, way, lines, bill, state, now, secrets.token_hex(12), now),
        )

    def _row(self, terminal: str, order: str) -> Row:
        row = self._store.row("SELECT * FROM orders WHERE id = ? AND terminal = ?", order, terminal)
        if row is None:
            raise RefusalError(ErrorCode.NOT_FOUND)
        if row["state"] == "open" and row["way"] == "code" and self._now().timestamp() - row["code_from"] >= CODE_S:
            self._store.rows(
                "UPDATE orders SET code = ?, code_from = ? WHERE id = ?",
                secrets.token_hex(12),
                self._now().timestamp(),
                order,
            )
            return self._row(terminal, order)
        return row

    def _paid(self, order: str, amount: int, way: Way, reference: str) -> None:
        self._store.rows(
            "UPDATE orders SET state = 'paid', paid = ?, reference = ? WHERE id = ?",
            self._now().timestamp(),
            reference,
            order,
        )
        self._store.rows("INSERT INTO money VALUES ('charged', ?, ?, ?)", order, way, amount)

    def _money(self, kind: str, row: Row) -> None:
        refunds.moved(self._store, kind, row, fen=row["amount"])

    def _moves(self, order: str, state: str) -> None:
        self._store.rows("UPDATE orders SET state = ? WHERE id = ?", state, order)

    def _order(self, row: Row) -> Order:
        lines = [OrderLine.model_validate(line) for line in json.loads(row["lines"])]
        is_government = any(line.is_government for line in lines)
        is_shown = row["state"] == "open" and row["way"] == "code"
        has_receipt = is_government and row["state"] == "delivered"
        return Order(
            order=row["id"],
            amount_fen=row["amount"],
            way=row["way"],
            state=row["state"],
            pay_code=f"{PAGE}{row['code']}" if is_shown else "",
            code_valid_s=CODE_S if is_shown else 0,
            payment_code=f"44{digits(row['id'], 18)}" if is_government else "",
            paid_at=datetime.fromtimestamp(row["paid"], BEIJING) if row["paid"] is not None else None,
            paid_with=({"code": "扫码支付（演示）", "card": "银行卡（演示）"}[row["way"]] if row["paid"] else ""),
            reference=row["reference"],
            receipt=_receipt(row["id"]) if has_receipt else None,
            case_no=row["case_no"],
            refund_by=date.fromisoformat(row["refund_by"]) if row["refund_by"] else None,
        )

    def _now(self) -> datetime:
        return self._province.clock.now()


def _receipt(order: str) -> FiscalReceipt:
    check_code = hashlib.sha256(f"receipt {order}".encode()).hexdigest()[:6]
    return FiscalReceipt(code="44060126", number=digits(order, 10), check_code=check_code)


class _Desks(Protocol):
    """What of kiosk.sandbox.app.Desks is needed here."""

    @property
    def cashier(self) -> CashierDesk: ...


def _desk(request: Request) -> CashierDesk:
    return cast("_Desks", request.app.state.desks).cashier


Served = Annotated[CashierDesk, Depends(_desk)]
OrderId = Annotated[Token, Path()]
router = APIRouter()


@router.post("/bills", operation_id="bill")
async def bill(wanted: BillQuery, desk: Served, _: Caller) -> Bill:
    """What an account owes; anybody may ask, and whose it is, is masked."""
    return desk.bills.bill(wanted)


@router.get("/fines", operation_id="fines")
async def fines(desk: Served, person: Person) -> BillList:
    """What fines the person owes."""
    return desk.bills.fines(person)


@router.post("/orders", operation_id="open_order")
async def open_order(asked: OrderRequest, desk: Served, terminal: Caller, idempotency_key: Key) -> Order:
    """Open an order; its id is the idempotency key."""
    return desk.open(terminal, asked, idempotency_key)


@router.get("/orders/{order}", operation_id="order")
async def order(order: OrderId, desk: Served, terminal: Caller) -> Order:
    """How it stands."""
    return desk.told(terminal, order)


@router.post("/orders/{order}/closing", operation_id="close_order")
async def close_order(order: OrderId, asked: OrderClosing, desk: Served, terminal: Caller) -> Order:
    """Close it, unless it is paid."""
    return desk.close(terminal, order, asked)


@router.post("/orders/{order}/card-charges", operation_id="card_charged")
async def card_charged(order: OrderId, charge: CardCharge, desk: Served, terminal: Caller) -> Order:
    """The bank-card terminal has charged it."""
    return desk.card_charged(terminal, order, charge)


@router.post("/orders/{order}/delivery", operation_id="deliver_order")
async def deliver_order(order: OrderId, desk: Served, terminal: Caller) -> Order:
    """What was paid for is there."""
    return desk.deliver(terminal, order)


@router.post("/orders/{order}/reversal", operation_id="reverse_order")
async def reverse_order(order: OrderId, desk: Served, terminal: Caller) -> Order:
    """Take the payment back, before the settlement."""
    return desk.reverse(terminal, order)


@router.post("/orders/{order}/refund-requests", operation_id="ask_refund")
async def ask_refund(order: OrderId, asked: RefundRequest, desk: Served, terminal: Caller) -> Order:
    """Ask for a refund, after it."""
    return desk.ask_refund(terminal, order, asked)


@router.get("/order-lists/{day}", operation_id="orders_of_a_day")
async def orders_of_a_day(day: date, desk: Served, terminal: Caller) -> OrderList:
    """All orders of a day, for the reconciliation."""
    return desk.listed(terminal, day)
