"""What terminals wrote about a citizen since the province began: the records that are derived follow it."""

from kiosk.platform.values import RecordRequest
from kiosk.sandbox.asked import Written
from kiosk.sandbox.bill_book import BillBook
from kiosk.sandbox.booking_desk import BookingDesk
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.homes import flats_of
from kiosk.sandbox.offence_book import OffenceBook
from kiosk.sandbox.pensions import Checked
from kiosk.sandbox.population import household_of
from kiosk.sandbox.province import Province
from kiosk.sandbox.submitted_cases import SubmittedCases
from kiosk.sandbox.title_book import TitleBook
from kiosk.sandbox.vehicles import CONTESTED, PAID, UNPAID, offence_number, offences_of

PROOF_OF_LIFE = "pension-qualification"
"""The item whose application is a proof of life."""
APPLICATION = "application"
"""What a form asks the registers for, as if it were a record."""
_HOURS = "hospital-appointment"
_ANSWERED = {"accepted": UNPAID, "contested": CONTESTED}


class WrittenDown:
    """Reads it from the desks' own tables.

    Args:
        province: whose.
    """

    def __init__(self, province: Province) -> None:
        self._province = province
        self._bills = BillBook(province)
        self._answers = OffenceBook(province)
        self._submitted = SubmittedCases(province)
        self._bookings = BookingDesk(province)
        self._papers = TitleBook(province)

    def about(self, citizen: Citizen, wanted: RecordRequest) -> Written:
        """What a record of that kind has to know."""
        if wanted.record == PROOF_OF_LIFE:
            return Written(checks=self._checks(citizen))
        if wanted.record == "property-title":
            return Written(titles=self._titles(citizen, wanted))
        if wanted.record == "business-licence":
            return Written(deregistered=self._submitted.deregistered(citizen))
        if wanted.record == APPLICATION:
            return Written(checks=self._checks(citizen), deregistered=self._submitted.deregistered(citizen))
        if wanted.record != "register-extract":
            return Written()
        return Written(
            offences=self._offences(citizen),
            appointments=tuple(self._bookings.own(self._province.store.subject(citizen.number), _HOURS)),
        )

    def _checks(self, citizen: Citizen) -> tuple[Checked, ...]:
        """The newest first."""
        return tuple(
            Checked(one.at, one.application.answers.get("proven_by", "") or "短信验证码等", f"自助终端 {one.terminal}")
            for one in self._submitted.kept(citizen, PROOF_OF_LIFE)
        )

    def _titles(self, citizen: Citizen, wanted: RecordRequest) -> frozenset[str]:
        register = self._province.register
        home = household_of(register.seed, citizen.number, register.land)
        city = register.land.city(wanted.city) or ""
        flats = flats_of(register.seed, home, citizen.number, register.land, city, register.own_records(citizen.number))
        return frozenset(one.certificate_no for one in flats if self._papers.is_printed(one.certificate_no))

    def _offences(self, citizen: Citizen) -> dict[str, str]:
        """By its number, the state of each offence that is no more the derived one."""
        found = {}
        for one in offences_of(self._province.register.seed, citizen.number, self._province.began.date()):
            number = offence_number(citizen, one)
            said = self._answers.of(number)
            if self._bills.is_paid(number):
                found[number] = PAID
            elif said is not None:
                found[number] = _ANSWERED[said.answer]
        return found
