"""24小时自助便民服务厅…群众随时都可前来办理: at three in the night, and what a back end keeps shut says so first."""

from datetime import datetime

from at_the_terminal import assert_paper_says_the_record, at, get, offer, press, shown
from province_in_process import InProcess

from drivers.clock import BEIJING
from kiosk.hours import Hours
from kiosk.items.opening_hours import OpeningHours
from kiosk.items.working_days import load_working_days
from kiosk.sandbox.citizens import Citizen

NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=BEIJING)


class Standing:
    """The clock of that night."""

    def now(self) -> datetime:
        return NIGHT

    def monotonic(self) -> float:
        return 0.0

    def pause(self, seconds: float) -> None:
        raise AssertionError("nobody waits")


def test_a_certificate_of_the_province_is_printed_at_three_in_the_night(there: InProcess, somebody: Citizen) -> None:
    shut = Hours(offer("everything"), OpeningHours(), load_working_days(), Standing()).shut(NIGHT)
    assert "ss-enrolment-certificate" not in shut
    taken = get(at(there, shut=shut), "ss-enrolment-certificate", somebody)
    assert_paper_says_the_record(taken, somebody.name)


def test_what_is_shut_is_said_before_anybody_says_who_they_are(there: InProcess) -> None:
    shut = Hours(offer("everything"), OpeningHours(), load_working_days(), Standing()).shut(NIGHT)
    assert "property-query" in shut
    view = press(at(there, shut=shut), "choice-property-query")
    assert view.screen in ("home", "before_start")
    assert "6:00" in shown(view)
    assert view.tone == "bad"
