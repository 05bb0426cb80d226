"""The doctor's live picture and sound break off in the middle: another call is offered, or the person is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from examining_bench import MedicalHall
from province_in_process import InProcess, province_in

from drivers.faults import DeviceError, Fault
from kiosk.calls.messages import FromProcess, Line, Offered, Seen
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.examination_book import ExaminationBook


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture
def person(there: InProcess) -> Citizen:
    there.province.store.rows("DELETE FROM examinations")
    there.province.store.rows("DELETE FROM drafts")
    return next(one for one in there.province.register.samples(9) if one.phone and one.kind == "citizen")


@pytest.fixture
def hall(there: InProcess, person: Citizen, tmp_path: Path) -> Iterator[MedicalHall]:
    hall = MedicalHall(there, tmp_path, person, there.state.parent / "trust" / "sandbox.toml")
    hall.doctor(is_slow=True)
    yield hall
    hall.kill()


Said = FromProcess | DeviceError | None


class OneCall:
    """Says what a call's process would."""

    def __init__(self, says: list[Said], meanwhile: Callable[[], None]) -> None:
        self._says = says
        self._meanwhile = meanwhile
        self.is_open = True

    def answer(self, sdp: str) -> None:
        raise AssertionError(f"nobody answers here: {sdp}")

    def next(self, within_s: float) -> Said:
        said = self._says.pop(0) if self._says else None
        if isinstance(said, DeviceError):
            raise said
        if said is None:
            assert within_s > 0
            self._meanwhile()
        return said

    def close(self) -> None:
        self.is_open = False


class Calls:
    """One after the other, each with what it says."""

    def __init__(self, hall: MedicalHall, *says: list[Said]) -> None:
        self._hall = hall
        self._says = list(says)
        self.made: list[OneCall] = []
        self.then: Callable[[], None] = hall.doctor
        """What happens when the last of them has nothing more to say; the doctor signs."""

    def __call__(self) -> OneCall:
        assert not any(call.is_open for call in self.made), "two calls at once"
        self.made.append(OneCall(self._says.pop(0), self._silent))
        return self.made[-1]

    def _silent(self) -> None:
        self._hall.clock.pause(0.1)
        if not self._says:
            self.then()


def offer(hall: MedicalHall) -> str:
    """The terminal's side of the call, as the doctor's page has it."""
    given = hall.session.examining.given
    assert given is not None
    found = ExaminationBook(hall.there.province).of(given.examination_no)
    assert found is not None
    return found.written.offer


def called(hall: MedicalHall, *says: list[Said], then: Callable[[], None] | None = None) -> Calls:
    """A core with these calls, and its person before the doctor."""
    calls = Calls(hall, *says)
    calls.then = then or calls.then
    hall.call = calls  # type: ignore[assignment]  # as much of a call as is asked
    hall.kill()
    hall.start()
    hall.comes()
    hall.to("medical_check")
    hall.press("primary")
    return calls


LIVE: list[Said] = [Offered(sdp="v=0 first"), Seen()]


def test_a_line_that_fails_is_offered_anew_and_the_doctor_signs(hall: MedicalHall) -> None:
    calls = called(hall, [*LIVE, Line(state="failed")], [Offered(sdp="v=0 second"), Seen()])
    assert hall.step == "medical_result"
    assert (len(calls.made), any(call.is_open for call in calls.made)) == (2, False)
    assert offer(hall) == "v=0 second"


def test_a_picture_that_stops_is_no_longer_shown_as_live(hall: MedicalHall) -> None:
    called(hall, [*LIVE, Line(state="failed")], [Offered(sdp="v=0 second")])
    shown = [view.has_camera for view in hall.taken.views if view.screen == "call"]
    assert hall.step == "medical_result"
    assert not hall.session.examining.is_live
    assert shown.count(True) <= 1


def test_a_call_that_ends_is_said_and_tried_again_with_the_same_examination(hall: MedicalHall) -> None:
    calls = called(hall, [*LIVE, DeviceError(Fault.GONE, "ended")], [Offered(sdp="v=0 second"), Seen()])
    assert (hall.screen, hall.session.examining.is_passed, calls.made[0].is_open) == ("trouble", False, False)
    number = hall.session.examining.given
    hall.press("primary")
    assert (hall.step, hall.session.examining.given) == ("medical_result", number)
    assert hall.counted() == {"signed": 1}


def test_a_doctor_who_goes_away_in_the_middle_leaves_an_hour_to_be_booked(hall: MedicalHall) -> None:
    calls = called(hall, [*LIVE], then=lambda: hall.doctor(is_on=False))
    assert (hall.step, calls.made[0].is_open) == ("medical_no_doctor", False)
    assert not hall.session.examining.is_passed


def test_whoever_leaves_in_the_middle_hangs_up(hall: MedicalHall) -> None:
    calls = called(hall, [*LIVE], then=lambda: setattr(hall, "gives_up", True))
    assert (hall.step, calls.made[0].is_open) == ("medical_doctor", False)
