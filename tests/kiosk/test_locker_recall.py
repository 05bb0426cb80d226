"""Taken back from a box without a sensor: only the two who looked in can say whether anything was in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from locker_bench import EIGHT, WKLY, LockerHall
from province_in_process import InProcess, province_in
from test_locker_visits import made, recalled, somebody

from drivers.outcome import Outcome
from kiosk import events
from kiosk.doors import DoorDeeds
from kiosk.locker_events import DoorLeft
from kiosk.taps import Left


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made_here:
        yield made_here


@pytest.fixture(params=(EIGHT, WKLY), ids=lambda kind: kind.model)
def hall(there: InProcess, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LockerHall]:
    yield from made(there, tmp_path, request.param)


def overdue(hall: LockerHall) -> str:
    """A parcel that nobody came for in time."""
    parcel = hall.parcel(somebody(hall.there))
    hall.there.tell("platform", "limits", keep_hours=0)
    hall.deposit(parcel)
    hall.there.tell("platform", "limits", keep_hours=72)
    return parcel


def asked(hall: LockerHall) -> str:
    """Two of the staff have opened the door of an overdue parcel and shut it; what the terminal asks them."""
    view = recalled(hall, (0, 1))
    hall.report()
    return view.words["title"]


def messages(hall: LockerHall) -> list[str]:
    return [message.text for message in hall.there.province.outbox]


def test_what_they_found_in_it_is_taken_back_and_its_receiver_told(hall: LockerHall) -> None:
    parcel = overdue(hall)
    before = messages(hall)
    assert "里有东西吗" in asked(hall)
    assert (hall.known(parcel)["state"], messages(hall)) == ("stored", before), "nobody has said anything yet"
    hall.press("choice-in_it")
    assert hall.view.words["title"].endswith("退回")
    assert hall.known(parcel)["state"] == "recalled"
    assert "已退回窗口" in messages(hall)[-1]
    hall.balance()


def test_what_they_did_not_find_is_missing_and_its_receiver_is_not_sent_to_a_counter(hall: LockerHall) -> None:
    parcel = overdue(hall)
    door = hall.known(parcel)["door"]
    hall.world.box(door).has_item = False
    hall.world.inside.pop(door)
    before = messages(hall)
    asked(hall)
    hall.press("choice-empty")
    assert hall.view.words["title"].endswith("里是空的")
    assert (hall.known(parcel)["state"], messages(hall)) == ("missing", before)
    hall.balance()


@pytest.mark.parametrize("gone", [events.TimeUp(), events.Tapped(Left())], ids=["time is up", "left"])
def test_where_nobody_says_it_is_unknown_and_told_so(hall: LockerHall, gone: events.Event) -> None:
    parcel = overdue(hall)
    before = messages(hall)
    asked(hall)
    hall._take(events.Warned(20))
    hall._take(gone)
    assert hall.view.words["title"].startswith("不知道")
    hall.report()
    assert (hall.known(parcel)["state"], messages(hall)) == ("unclear", before)
    hall._take(events.TimeUp())
    assert hall.session.item is None, "the visit ends"
    assert len(hall.rows("door-settled")) == 2
    asked(hall)
    hall.press("choice-in_it")
    assert hall.known(parcel)["state"] == "recalled", "two of the staff look once more"
    hall.balance()


def test_killed_before_they_say_it_is_unknown(hall: LockerHall) -> None:
    parcel = overdue(hall)
    asked(hall)
    hall.kill()
    hall.restart()
    assert hall.said == [DoorLeft(Outcome.UNKNOWN)]
    assert hall.known(parcel)["state"] == "unclear"
    hall.balance()


def test_what_was_settled_meanwhile_is_not_settled_otherwise(hall: LockerHall, monkeypatch: pytest.MonkeyPatch) -> None:
    parcel = overdue(hall)
    asked(hall)
    say_found = DoorDeeds.say_found
    monkeypatch.setattr(DoorDeeds, "say_found", lambda *given: (say_found(*given), say_found(*given))[1])
    hall.press("choice-in_it")
    assert hall.known(parcel)["state"] == "recalled"
    assert len(hall.rows("door-settled")) == 2


def test_a_look_at_what_an_earlier_start_left_does_not_speak_for_the_two_who_stand_there(hall: LockerHall) -> None:
    parcel = overdue(hall)
    asked(hall)
    hall.deeds._has_left = True
    assert hall.deeds.settle_left() == ()
    hall.press("choice-in_it")
    assert hall.known(parcel)["state"] == "recalled"
    hall.balance()
