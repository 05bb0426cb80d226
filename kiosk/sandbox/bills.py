"""What is owed in the sandbox: bills for water, power and gas by account number, and fines of the traffic police.

They are derived from the same records that the queries show; only what has been paid is remembered.
"""

import hashlib
from datetime import datetime
from typing import Literal

from drivers.clock import BEIJING
from kiosk.platform.payment_values import Bill, BillList, BillQuery, BillRow, OrderLine
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.offence_book import OffenceBook
from kiosk.sandbox.province import Province
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.vehicles import UNPAID, Offence, is_settled, offence_number, offences_of
from printing.records.public_services import UtilityPayment

ITEMS = frozenset({"water-bill", "power-bill", "gas-bill"})
"""Those that pay by account number."""
_NOT_PAYABLE: dict[str, Literal["not_decided", "contested"]] = {"": "not_decided", "contested": "contested"}
"""Why an undecided one cannot be paid, by what was said to it."""


class BillsDesk:
    """Who owes what.

    Args:
        province: for what is on record.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._store = province.store
        self._records = RecordsDesk(province)
        self._answers = OffenceBook(province)
        self._store.rows(
            "CREATE TABLE IF NOT EXISTS bills (bill TEXT PRIMARY KEY, amount INTEGER NOT NULL,"
            " paid_by TEXT NOT NULL) STRICT"
        )

    def bill(self, wanted: BillQuery) -> Bill:
        """What an account owes.

        Raises:
            RefusalError: NOT_FOUND (item), NOTHING_FOUND, BAD_REQUEST.
        """
        if wanted.item not in ITEMS:
            raise RefusalError(ErrorCode.NOT_FOUND)
        request = OpenRequest(item=wanted.item, record="utility-payment", city=wanted.city, asked=wanted.asked)
        found = self._records.open(request)
        if not isinstance(found, UtilityPayment):
            raise RefusalError(ErrorCode.NOTHING_FOUND)
        number = _number("B", f"{wanted.item}/{wanted.city}/{wanted.asked.get('household_no', '')}/{found.month}")
        owed, late = int(found.owed * 100), int(found.late_fee * 100)
        rows = (
            ("账期", f"{found.month[:4]}-{found.month[4:]}"),
            ("上次示数", found.reading_before),
            ("本次示数", found.reading),
            ("用量", found.used),
        )
        is_paid = self._is_paid(number)
        lines = [OrderLine(name=found.utility, amount_fen=owed, is_government=False)]
        if late:
            lines.append(OrderLine(name="违约金", amount_fen=late, is_government=False))
        return self._known(
            Bill(
                bill=number,
                name=found.utility,
                issuer=found.issuer,
                holder=found.household,
                account=found.household_no,
                rows=tuple(BillRow(name=name, value=value) for name, value in rows),
                lines=() if is_paid else tuple(lines),
                amount_fen=0 if is_paid else owed + late,
            )
        )

    def fines(self, citizen: Citizen) -> BillList:
        """What fines the person owes; those that are not decided yet are listed, and cannot be paid."""
        today = self._now().date()
        found = offences_of(self._province.register.seed, citizen.number, today)
        open_ones = [one for one in found if not is_settled(one)]
        bills = tuple(self._fine(citizen, one) for one in open_ones)
        return BillList(subject=self._store.subject(citizen.number), bills=bills)

    def offence(self, citizen: Citizen, bill: str) -> Offence:
        """The offence that a bill is about.

        Raises:
            RefusalError: NOTHING_FOUND, none of this person's.
        """
        found = offences_of(self._province.register.seed, citizen.number, self._now().date())
        for one in found:
            if offence_number(citizen, one) == bill:
                return one
        raise RefusalError(ErrorCode.NOTHING_FOUND)

    def has_fine(self, citizen: Citizen) -> bool:
        """Whether there is one that can be paid now."""
        return any(one.amount_fen for one in self.fines(citizen).bills)

    def owed(self, bill: str) -> int:
        """What a bill that was asked for owes, in fen; 0 where nobody knows it, or it is paid."""
        row = self._store.row("SELECT amount FROM bills WHERE bill = ? AND paid_by = ''", bill)
        return int(row["amount"]) if row is not None else 0

    def pay(self, bill: str, order: str) -> bool:
        """Book it; False where another order has paid it already."""
        self._store.rows("UPDATE bills SET paid_by = ? WHERE bill = ? AND paid_by = ''", order, bill)
        row = self._store.row("SELECT paid_by FROM bills WHERE bill = ?", bill)
        return row is not None and row["paid_by"] == order

    def _fine(self, citizen: Citizen, offence: Offence) -> Bill:
        number = offence_number(citizen, offence)
        owed = offence.fine * 100
        said = self._answers.of(number)
        answer = said.answer if said is not None else ""
        is_decided = offence.state == UNPAID or answer == "accepted"
        is_open = is_decided and not self._is_paid(number)
        rows = (
            ("时间", f"{offence.on:%Y-%m-%d}"),
            ("地点", offence.place),
            ("行为", offence.act),
            ("记分", f"{offence.points} 分"),
        )
        return self._known(
            Bill(
                bill=number,
                name="交通违法罚款",
                issuer="样例交警支队（演示）",
                holder=f"{citizen.name[0]}{'*' * (len(citizen.name) - 1)}",
                account=f"{'*' * 11}{number[-4:]}",
                rows=tuple(BillRow(name=name, value=value) for name, value in rows),
                lines=(OrderLine(name="交通违法罚款", amount_fen=owed, is_government=True),) if is_open else (),
                amount_fen=owed if is_open else 0,
                because="" if is_decided else _NOT_PAYABLE[answer],
            )
        )

    def _known(self, bill: Bill) -> Bill:
        if bill.amount_fen:
            self._store.rows("INSERT OR IGNORE INTO bills VALUES (?, ?, '')", bill.bill, bill.amount_fen)
        return bill

    def _is_paid(self, bill: str) -> bool:
        row = self._store.row("SELECT paid_by FROM bills WHERE bill = ?", bill)
        return row is not None and row["paid_by"] != ""

    def _now(self) -> datetime:
        return self._province.clock.now().astimezone(BEIJING)


def _number(kind: str, about: str) -> str:
    return f"{kind}{hashlib.sha256(about.encode()).hexdigest()[:15].upper()}"
