"""What a look makes of what a device says: doors, cabinet, power."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from scripted_wire import FakeClock

from config.device_settings import IoModuleSettings, MachineSettings
from drivers.a4_printer import Condition as A4Condition
from drivers.faults import DeviceError, Fault
from drivers.io_module import Signals
from drivers.locker import Change, Compartment, DoorChange
from drivers.machine import ClockState, Link, NetworkState, Sync
from drivers.ups import Condition, Power, PowerState
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.cabinet.locker_doors import Doors
from kiosk.cabinet.looks import LEFT_LOOKS, OutputTray, Voice, machine, power, surroundings
from kiosk.events import Event, TerminalClosed
from kiosk.health import ClosedBy, DeviceState
from kiosk.journal import Journal, read_rows

BOX = Compartment(1, 7)
CABINET = IoModuleSettings(port=Path("/dev/kiosk-io"), inputs={"service_door": 0}, coils={}, hot_c=50.0)


@dataclass
class Locker:
    said: list[tuple[DoorChange, ...]]

    def changes(self) -> tuple[DoorChange, ...]:
        return self.said.pop(0)


@dataclass
class Written:
    journal: Journal
    book: DeviceBook
    file: Path


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Written]:
    file = tmp_path / "j.sqlite"
    journal, book = Journal(file, FakeClock()), DeviceBook(file, FakeClock())
    yield Written(journal, book, file)
    book.close()
    journal.close()


def doors(written: Written, *changes: Change | None) -> Doors:
    said = [(DoorChange(BOX, change),) if change is not None else () for change in changes]
    return Doors(Locker(said), written.journal, written.book)  # type: ignore[arg-type]  # the part it asks


def test_a_forced_door_is_written_down_once_and_a_warning_until_it_is_shut(written: Written) -> None:
    look = doors(written, None, Change.FORCED, None, Change.CLOSED).look
    assert [look() for _ in range(4)] == [
        DeviceState(()),
        DeviceState((), (Fault.DOOR_FORCED,)),
        DeviceState((), (Fault.DOOR_FORCED,)),
        DeviceState(()),
    ]
    rows = [dict(row.facts) for row in read_rows(written.file) if row.kind == "door-forced"]
    assert rows == [{"compartment": "1-7"}]
    assert written.book.counters()["locker"] == {Count.FORCED_DOORS.value: 1}


def test_a_door_that_we_opened_is_counted_and_nothing_else(written: Written) -> None:
    look = doors(written, Change.OPENED, Change.CLOSED).look
    assert [look(), look()] == [DeviceState(()), DeviceState(())]
    assert written.book.counters()["locker"] == {Count.DOOR_OPENINGS.value: 1}
    assert not [row for row in read_rows(written.file) if row.kind == "door-forced"]


def test_a_contact_that_says_nothing_we_know_is_a_warning_until_it_does(written: Written) -> None:
    look = doors(written, Change.LOST, None, Change.CLOSED).look
    assert [look().warnings for _ in range(3)] == [(Fault.BROKEN,), (Fault.BROKEN,), ()]


@dataclass
class Cabinet:
    signals: list[Signals]

    def look(self) -> Signals:
        return self.signals.pop(0)


@dataclass
class Heard:
    events: list[Event] = field(default_factory=list)

    def voice(self, who: ClosedBy) -> Voice:
        return Voice(who, self.events.append)


def test_an_open_service_door_closes_the_terminal_once_and_opens_it_once() -> None:
    heard = Heard()
    voice = heard.voice(ClosedBy.DOOR)
    module = Cabinet([Signals(service_door_open=is_open) for is_open in (False, True, True, False, False)])
    for _ in range(5):
        surroundings(module, CABINET, voice)  # type: ignore[arg-type]  # the part it asks
    assert heard.events == [TerminalClosed("service_door", ClosedBy.DOOR), TerminalClosed("", ClosedBy.DOOR)]


def test_a_cabinet_without_a_door_switch_is_never_closed_by_it() -> None:
    heard = Heard()
    surroundings(Cabinet([Signals()]), CABINET, heard.voice(ClosedBy.DOOR))  # type: ignore[arg-type]  # the part it asks
    assert heard.events == []


@pytest.mark.parametrize(("degrees", "warnings"), [(49.9, ()), (50.0, (Fault.OVERHEATED,)), (None, ())])
def test_heat_is_a_warning(degrees: float | None, warnings: tuple[Fault, ...]) -> None:
    signals = Signals(temperature_c=degrees)
    state = surroundings(Cabinet([signals]), CABINET, Heard().voice(ClosedBy.DOOR))  # type: ignore[arg-type]  # the part it asks
    assert state == DeviceState((), warnings)


@dataclass
class Battery:
    states: list[PowerState]

    def state(self) -> PowerState:
        return self.states.pop(0)


class Silent:
    def state(self) -> PowerState:
        raise DeviceError(Fault.ABSENT, "no answer")


LOW = frozenset({Condition.LOW})


def test_a_power_cut_closes_a_low_battery_says_so_and_mains_open_again() -> None:
    heard = Heard()
    voice = heard.voice(ClosedBy.POWER)
    states = (
        PowerState(Power.MAINS),
        PowerState(Power.BATTERY),
        PowerState(Power.BATTERY),
        PowerState(Power.BATTERY, LOW),
        PowerState(Power.MAINS, LOW),
        PowerState(Power.MAINS),
    )
    battery = Battery(list(states))
    for _ in states:
        assert power(battery, voice) == DeviceState(())  # type: ignore[arg-type]  # the part it asks
    keys = [event.key for event in heard.events if isinstance(event, TerminalClosed)]
    assert keys == ["on_battery", "power_low", ""]


def test_power_that_nobody_knows_is_a_fault_of_the_battery_and_sends_nobody_away() -> None:
    heard = Heard()
    state = power(Battery([PowerState(Power.UNKNOWN)]), heard.voice(ClosedBy.POWER))  # type: ignore[arg-type]  # the part it asks
    assert state == DeviceState((Fault.UNKNOWN,))
    assert heard.events == []


@pytest.mark.parametrize("after", [PowerState(Power.UNKNOWN), None])
def test_what_the_battery_says_no_more_is_never_taken_for_mains(after: PowerState | None) -> None:
    heard = Heard()
    voice = heard.voice(ClosedBy.POWER)
    power(Battery([PowerState(Power.BATTERY)]), voice)  # type: ignore[arg-type]  # the part it asks
    if after is not None:
        power(Battery([after]), voice)  # type: ignore[arg-type]  # the part it asks
    else:
        with pytest.raises(DeviceError):
            power(Silent(), voice)  # type: ignore[arg-type]  # the part it asks
    keys = [event.key for event in heard.events if isinstance(event, TerminalClosed)]
    assert keys == ["on_battery", "power_unknown"]


def test_an_order_to_everybody_to_go_off_is_followed_with_mains_too() -> None:
    heard = Heard()
    order = PowerState(Power.MAINS, frozenset({Condition.SHUTTING_DOWN}))
    power(Battery([order]), heard.voice(ClosedBy.POWER))  # type: ignore[arg-type]  # the part it asks
    assert heard.events == [TerminalClosed("power_low", ClosedBy.POWER)]


@pytest.mark.parametrize(
    "condition",
    [Condition.REPLACE_BATTERY, Condition.OVERLOADED, Condition.ALARM, Condition.BYPASS, Condition.OTHER],
)
def test_a_worn_battery_is_a_warning(condition: Condition) -> None:
    state = power(Battery([PowerState(Power.MAINS, frozenset({condition}))]), Heard().voice(ClosedBy.POWER))  # type: ignore[arg-type]  # the part it asks
    assert state == DeviceState((), (Fault.BROKEN,))


def test_a_full_disk_is_a_warning_and_never_a_crash(tmp_path: Path) -> None:
    assert Fault.DISK_LOW in machine(MachineSettings(disk_free_mb=10**12), tmp_path).warnings
    assert Fault.DISK_LOW not in machine(MachineSettings(disk_free_mb=1), tmp_path).warnings
    assert Fault.DISK_LOW in machine(MachineSettings(), tmp_path / "gone").warnings


class TrayWithPaper:
    """A spool whose printer counts what lies in its output tray."""

    def __init__(self) -> None:
        self.left_out: int | None = 0
        self.is_busy = False

    def look(self) -> A4Condition:
        return A4Condition((), left_out=self.left_out, is_busy=self.is_busy)


class Rows:
    def __init__(self) -> None:
        self.written: list[tuple[str, dict[str, str | int]]] = []

    def write(self, kind: str, deed: str, facts: dict[str, str | int]) -> None:
        self.written.append((kind, facts))


def looked(tray: TrayWithPaper, rows: Rows, times: int, look: OutputTray | None = None) -> OutputTray:
    watched = look or OutputTray(tray, rows)  # type: ignore[arg-type]  # as far as it needs them
    for _ in range(times):
        watched.look()
    return watched


def test_paper_that_nobody_takes_is_written_down_once_until_the_tray_is_empty() -> None:
    tray, rows = TrayWithPaper(), Rows()
    tray.left_out = 2
    watched = looked(tray, rows, LEFT_LOOKS - 1)
    assert rows.written == []
    looked(tray, rows, 30, watched)
    assert rows.written == [("paper-left", {"sheets": 2})]
    tray.left_out = 0
    looked(tray, rows, 1, watched)
    tray.left_out = 1
    looked(tray, rows, LEFT_LOOKS, watched)
    assert rows.written[1:] == [("paper-left", {"sheets": 1})]


@pytest.mark.parametrize("left_out", [None, 0])
def test_of_a_printer_that_does_not_count_nothing_is_claimed(left_out: int | None) -> None:
    tray, rows = TrayWithPaper(), Rows()
    tray.left_out = left_out
    looked(tray, rows, 3 * LEFT_LOOKS)
    assert rows.written == []


def test_paper_of_a_print_under_way_is_not_left_behind() -> None:
    tray, rows = TrayWithPaper(), Rows()
    tray.left_out, tray.is_busy = 5, True
    looked(tray, rows, 3 * LEFT_LOOKS)
    assert rows.written == []


def test_a_clock_that_nobody_keeps_and_a_cable_that_is_out_are_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.cabinet.looks.clock_state", lambda: ClockState(Sync.SYNCHRONISED, 0.0, 0.0))
    monkeypatch.setattr("kiosk.cabinet.looks.network_state", lambda: NetworkState(Link.UP, "eth0"))
    assert machine(MachineSettings(disk_free_mb=1), tmp_path) == DeviceState(())
    monkeypatch.setattr("kiosk.cabinet.looks.clock_state", lambda: ClockState(Sync.SYNCHRONISED, 5.0, 9.0))
    assert machine(MachineSettings(disk_free_mb=1), tmp_path).warnings == (Fault.CLOCK_UNSET,)
    monkeypatch.setattr("kiosk.cabinet.looks.network_state", lambda: NetworkState(Link.NO_CARRIER, "eth0"))
    assert machine(MachineSettings(disk_free_mb=1), tmp_path).warnings == (Fault.CLOCK_UNSET, Fault.NO_NETWORK)
