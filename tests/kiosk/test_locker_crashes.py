"""kill -9 at every step of an opening: after the restart parcels, doors and books agree, and no door opens twice.

In one process: the journal's file, the boards and the platform live on; everything else is made anew.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from locker_bench import CU16, EIGHT, Kind, LockerHall, Person
from one_thread import Killed
from province_in_process import InProcess, province_in
from waiting import shared

from drivers.outcome import Outcome
from kiosk.locker_events import DoorLeft
from kiosk.platform import parcels

POINTS = (
    "before the order",
    "before the intent",
    "after the intent",
    "before the pulse arrives",
    "after the pulse",
    "after it was noted open",
    "while it stands open",
    "before it is settled",
    "after it is settled",
    "after the platform heard",
)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    with province_in(tmp_path_factory.mktemp("province")) as made:
        yield made


@pytest.fixture(params=(CU16, EIGHT), ids=lambda kind: kind.model)
def hall(there: InProcess, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LockerHall]:
    for table in ("parcels", "doors_out", "marks", "door_orders"):
        there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608  names of ours
    kind: Kind = request.param
    hall = LockerHall(there, tmp_path, kind)
    yield hall
    hall.kill()


def dies(*_: object, **__: object) -> None:
    raise Killed


def kill_at(hall: LockerHall, point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The core is killed when it comes to this point of the next opening."""
    journal = hall.journal
    match point:
        case "before the order":
            monkeypatch.setattr(parcels, "order", dies)
        case "before the intent":
            monkeypatch.setattr(journal, "intend", dies)
        case "after the intent":
            monkeypatch.setattr(journal, "intend", then(journal.intend, dies))
        case "before the pulse arrives":
            monkeypatch.setattr(hall.locker._lock_boards, "pulse", dies)  # type: ignore[attr-defined]  # the real cabinet
        case "after the pulse":
            pulse = hall.locker._lock_boards.pulse  # type: ignore[attr-defined]  # the same
            monkeypatch.setattr(hall.locker._lock_boards, "pulse", then(pulse, dies))  # type: ignore[attr-defined]  # the same
        case "after it was noted open":
            monkeypatch.setattr(journal, "note", then(journal.note, dies))
        case "while it stands open":
            hall.clock.meanwhile = lambda: dies() if hall.world.open_boxes() else None
        case "before it is settled":
            monkeypatch.setattr(journal, "settle", dies)
        case "after it is settled":
            monkeypatch.setattr(journal, "settle", then(journal.settle, dies))
        case "after the platform heard":
            monkeypatch.setattr(parcels, "report_door", then(parcels.report_door, dies))


def then(first: Callable[..., object], second: Callable[..., object]) -> Callable[..., object]:
    def both(*given: object, **named: object) -> object:
        first(*given, **named)
        return second()

    return both


def killed(hall: LockerHall, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it happen, and bring the core up again; whoever stood there goes on with the open door."""
    with pytest.raises(Killed):
        act()
    monkeypatch.undo()
    hall.kill()
    hall.clock.meanwhile = hall.world.go_on
    hall.restart()


def pulses(hall: LockerHall) -> int:
    return int(hall.world.boxes.count()["pulses"])


@pytest.mark.parametrize("point", shared(POINTS, 3))
def test_killed_while_a_parcel_is_collected(hall: LockerHall, point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    citizen = hall.there.province.register.samples(1)[0]
    parcel = hall.parcel(citizen)
    hall.deposit(parcel)
    code, before = hall.known(parcel)["code"], pulses(hall)
    kill_at(hall, point, monkeypatch)
    killed(hall, lambda: hall.collect(code), monkeypatch)
    assert pulses(hall) <= before + 1
    hall.balance()
    known = hall.known(parcel)
    if known["state"] == "stored":
        # It surely was not taken: trying again is a new order, and gives it out once.
        hall.close_doors()
        assert hall.collect(code).screen == "done"
        assert hall.known(parcel)["state"] == "collected"
    elif known["state"] == "unclear":
        assert hall.collect(code).screen == "trouble", "what nobody can say is not opened again"
        assert pulses(hall) <= before + 1
    hall.balance()


@pytest.mark.parametrize("point", shared(POINTS, 3))
def test_killed_while_a_parcel_is_put_in(hall: LockerHall, point: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parcel = hall.parcel(hall.there.province.register.samples(1)[0])
    kill_at(hall, point, monkeypatch)
    killed(hall, lambda: hall.deposit(parcel), monkeypatch)
    assert pulses(hall) <= 1
    hall.balance()
    known = hall.known(parcel)
    if known["state"] == "waiting":
        hall.close_doors()
        held = Person(hall.world.boxes, takes=False, puts=True)
        assert hall.deposit(parcel, person=held).screen == "done"
        assert hall.known(parcel)["state"] == "stored"
    hall.balance()


def test_whoever_stands_there_after_a_restart_is_told(hall: LockerHall, monkeypatch: pytest.MonkeyPatch) -> None:
    parcel = hall.parcel(hall.there.province.register.samples(1)[0])
    hall.deposit(parcel)
    code = hall.known(parcel)["code"]
    kill_at(hall, "before the pulse arrives", monkeypatch)
    killed(hall, lambda: hall.collect(code), monkeypatch)
    expected = Outcome.NOT_DONE if hall.kind.item_sensors else Outcome.UNKNOWN
    assert hall.said == [DoorLeft(expected)]
    hall._take(hall.said[-1])
    assert hall.view.screen == "trouble"
    assert "重新启动" in hall.view.words["title"]


def test_a_door_that_was_forced_while_nobody_looked_is_an_alarm_at_the_start(hall: LockerHall) -> None:
    hall.kill()
    box = hall.world.box(next(iter(hall.terminal_doors)))
    box.is_open, box.forced = True, box.forced + 1
    hall.restart()
    assert len(hall.rows("door-forced")) == 1
    alarms = hall.there.tell("platform", "door_alarms")["alarms"]
    assert [alarm["door"] for alarm in alarms][-1] == hall.rows("door-forced")[0].facts["compartment"]
    hall.balance()
