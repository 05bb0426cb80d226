"""What is owed in the sandbox: bills for water, power and gas by account number, and fines of the traffic police.

They are derived from the same records that the queries show; only what has been paid is remembered.
"""

import hashlib
from typing import Literal

from kiosk.platform.payment_values import Bill, BillList, BillQuery, BillRow, OrderLine
from kiosk.platform.service_values import OpenRequest
from kiosk.platform.values import ErrorCode
from kiosk.sandbox.bill_book import BillBook
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
        self.book = BillBook(province)

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
        is_paid = self.book.is_paid(number)
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
        found = offences_of(self._province.register.seed, citizen.number, self._province.began.date())
        open_ones = [one for one in found if not is_settled(one)]
        bills = tuple(self._fine(citizen, one) for one in open_ones)
        return BillList(subject=self._store.subject(citizen.number), bills=bills)

    def offence(self, citizen: Citizen, bill: str) -> Offence:
        """The offence that a bill is about.

        Raises:
            RefusalError: NOTHING_FOUND, none of this person's.
        """
        found = offences_of(self._province.register.seed, citizen.number, self._province.began.date())
        for one in found:
            if offence_number(citizen, one) == bill:
                return one
        raise RefusalError(ErrorCode.NOTHING_FOUND)

    def has_fine(self, citizen: Citizen) -> bool:
        """Whether there is one that can be paid now."""
        return any(one.amount_fen for one in self.fines(citizen).bills)

    def _fine(self, citizen: Citizen, offence: Offence) -> Bill:
        number = offence_number(citizen, offence)
        owed = offence.fine * 100
        said = self._answers.of(number)
        answer = said.answer if said is not None else ""
        is_decided = offence.state == UNPAID or answer == "accepted"
        is_open = is_decided and not self.book.is_paid(number)
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
            self.book.shown(bill.bill, bill.amount_fen)
        return bill


def _number(kind: str, about: str) -> str:
    return f"{kind}{hashlib.sha256(about.encode()).hexdigest()[:15].upper()}"
