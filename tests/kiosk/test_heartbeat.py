"""Every terminal says twice a minute how it stands; the staff of one read how the others do. Nothing of a person."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from province_in_process import InProcess, province_in
from staff_bench import Shift

from drivers.clock import BEIJING
from drivers.faults import Fault
from kiosk.hands.calling import call_staff
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM, ClosedBy, DeviceState, Health
from kiosk.heartbeat import EVERY_S, SILENT_S, Heartbeat, heartbeat_of, report_of, reporter
from kiosk.platform import fleet
from kiosk.platform.errors import NoConnection
from kiosk.platform.fleet_values import Fleet, TerminalLine, TerminalReport
from kiosk.sandbox.terminals_desk import SAMPLES
from kiosk.staff.rights import Role
from kiosk.staff_calls import ANSWERED, CALLED


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    folder = tmp_path / "province"
    folder.mkdir()
    with province_in(folder) as made:
        yield made


@pytest.fixture
def shift(tmp_path: Path, there: InProcess) -> Iterator[Shift]:
    folder = tmp_path / "staff"
    folder.mkdir()
    made = Shift(folder, reader=False, platform=there.platform)
    yield made
    made.close()


def health(devices: Mapping[str, tuple[Fault, ...]], closed: str = "") -> Health:
    states = {name: DeviceState(faults=faults) for name, faults in devices.items()}
    return Health(devices=MappingProxyType(states)).closed_by(ClosedBy.STAFF, closed)


def test_a_report_names_what_is_out_of_order_and_what_was_exchanged_and_not_what_is_no_part(shift: Shift) -> None:
    stands = health(
        {
            PLATFORM: (Fault.ABSENT,),
            "a4_printer": (Fault.JAMMED,),
            "idcard": (Fault.SWAPPED,),
            "locker": (Fault.NOT_FITTED,),
            "sound": (Fault.DISABLED,),
            "ups": (),
        },
        "disk_full",
    )
    told = report_of(shift.settings, stands)
    assert (told.out_of_order, told.exchanged) == (("a4_printer", "idcard"), ("idcard",))
    assert (told.closed, told.place) == ("disk_full", shift.settings.place)


def test_it_is_told_twice_a_minute_and_a_silence_is_made_good_by_the_next() -> None:
    report = TerminalReport(place="here", profile="demo", version="1")
    heard: list[TerminalReport] = []
    answers = [True, False, True]

    def tell(told: TerminalReport) -> None:
        heard.append(told)
        if not answers[len(heard) - 1]:
            raise NoConnection("the test says so")

    heart = Heartbeat(tell, lambda: report)
    for second in range(int(2 * EVERY_S) + 1):
        heart.look(float(second))
    assert len(heard) == 3


def test_staff_read_how_every_terminal_of_the_city_stands(shift: Shift, there: InProcess) -> None:
    stands = health({"a4_printer": (Fault.JAMMED,)})
    heart = heartbeat_of(there.platform, lambda: report_of(shift.settings, stands))
    heart.look(0.0)
    shift.enter(Role.PATROL)
    shift.open("fleet")
    assert "还没有问过平台" in shift.said
    shift.choose("ask")
    assert shift.view.notice == f"平台知道 {len(SAMPLES) + 1} 台终端"
    assert shift.acts()[-1][1] == "ask-fleet"
    said = shift.said
    assert len({place.rsplit(" ", 1)[1] for _, place, *_ in _rows(shift)} - {shift.settings.place}) == 6
    assert f"{shift.settings.terminal}（本机） 部分停用 {shift.settings.place} · 不可用：A4 打印机" in said
    assert "sample-07 暂停服务" in said
    assert "sample-13 没有消息" in said
    # What needs somebody stands first.
    assert said.index("sample-13") < said.index("sample-07") < said.index("sample-03") < said.index("sample-01")


def _rows(shift: Shift) -> list[tuple[str, str]]:
    staff = shift.view.staff
    assert staff is not None
    entries = next(block.entries for block in staff.blocks if block.kind == "rows")
    return [(entry.label, entry.detail.split(" · ")[0]) for entry in entries if entry.label.startswith("sample")]


def test_who_was_not_heard_of_for_three_beats_is_silent(shift: Shift, there: InProcess) -> None:
    heartbeat_of(there.platform, lambda: report_of(shift.settings, health({}))).look(0.0)
    line = next(one for one in fleet.fleet(there.platform).terminals if one.terminal == shift.settings.terminal)
    shift.enter(Role.ADMIN)
    for late, is_silent in ((SILENT_S - 1, False), (SILENT_S + 1, True)):
        told = replace_heard(line, shift, late)
        shift.book.keep("fleet", told)
        shift.open("overview")
        shift.open("fleet")
        assert ("没有消息 " in shift.said.split("终端\n")[-1]) is is_silent


def replace_heard(line: TerminalLine, shift: Shift, late: float) -> str:
    now = shift.clock.now()
    heard = line.model_copy(update={"heard_at": now - timedelta(seconds=late)})
    return Fleet(asked_at=now, terminals=(heard,)).model_dump_json()


def test_without_an_answer_the_last_one_stays_with_its_time(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("fleet")
    shift.choose("ask")
    assert "没有应答" not in shift.view.notice

    def silent(*_: object) -> None:
        raise NoConnection("the test says so")

    monkeypatch.setattr(fleet, "fleet", silent)
    shift.choose("ask")
    assert "没有应答" in shift.view.notice
    assert "sample-01" in shift.said


def test_an_answer_that_an_older_version_kept_is_asked_for_again(shift: Shift) -> None:
    shift.book.keep("fleet", '{"terminals": [{"old": 1}]}')
    shift.enter(Role.MAINTENANCE)
    shift.open("fleet")
    assert "还没有问过平台" in shift.said


def test_without_a_key_nobody_is_asked(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    shift.enter(Role.MAINTENANCE)
    shift.open("fleet")
    assert "ask" not in shift.offered
    shift.close()


def test_whoever_asks_for_a_person_is_told_of_until_staff_say_that_they_came(shift: Shift, there: InProcess) -> None:
    report = reporter(shift.settings, shift.journal, shift.clock, lambda: health({}))
    tools = Tools(
        devices=None,  # type: ignore[arg-type]  # nothing is moved here
        spool=None,
        platform=there.platform,
        journal=shift.journal,
        book=shift.counters,
        clock=shift.clock,
        zones=None,  # type: ignore[arg-type]  # nothing is read here
        report=report,
    )
    called = call_staff(tools)
    assert called.at == shift.clock.now()
    line = next(one for one in fleet.fleet(there.platform).terminals if one.terminal == "test-01")
    assert line.called_at is not None
    assert line.called_at.timestamp() == int(shift.clock.now().timestamp())
    shift.enter(Role.PATROL)
    shift.open("overview")
    assert "有人请工作人员过来" in shift.said
    shift.open("fleet")
    shift.choose("ask")
    assert f"{shift.clock.now().astimezone(BEIJING):%H:%M} 有人请工作人员过来" in shift.said
    shift.open("overview")
    shift.choose("came")
    assert "有人请工作人员过来" not in shift.said
    assert report().called_at is None
    assert [row.facts for row in shift.journal.newest_of((CALLED, ANSWERED), 9)] == [{}, {}], "nobody is named"


def test_a_report_that_went_out_without_the_call_has_called_nobody(shift: Shift, there: InProcess) -> None:
    tools = Tools(
        devices=None,  # type: ignore[arg-type]  # as above
        spool=None,
        platform=there.platform,
        journal=shift.journal,
        book=shift.counters,
        clock=shift.clock,
        zones=None,  # type: ignore[arg-type]  # as above
        report=lambda: report_of(shift.settings, health({})),
    )
    assert call_staff(tools).at is None


def test_a_call_that_the_platform_does_not_hear_is_not_said_to_be_heard_and_is_told_by_the_next_report(
    shift: Shift, there: InProcess
) -> None:
    report = reporter(shift.settings, shift.journal, shift.clock, lambda: health({}))
    tools = Tools(
        devices=None,  # type: ignore[arg-type]  # as above
        spool=None,
        platform=None,
        journal=shift.journal,
        book=shift.counters,
        clock=shift.clock,
        zones=None,  # type: ignore[arg-type]  # as above
        report=report,
    )
    assert call_staff(tools).at is None
    assert report().called_at is not None
    heartbeat_of(there.platform, report).look(0.0)
    line = next(one for one in fleet.fleet(there.platform).terminals if one.terminal == "test-01")
    assert line.called_at is not None
