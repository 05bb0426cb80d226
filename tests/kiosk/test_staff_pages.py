"""Every page of the staff's, walked by touch: what it shows is true, what it does is done and stands in the books."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from staff_bench import Shift

from config.device_settings import LockerSettings
from drivers.faults import DeviceError, Fault
from drivers.locker import Compartment, CompartmentState, Door, Item
from drivers.outcome import Outcome
from kiosk.cabinet.book import Count
from kiosk.events import TerminalClosed
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import DeviceState
from kiosk.journal import Facts
from kiosk.staff.pages import PAGES
from kiosk.staff.pages.devices import SWITCH
from kiosk.staff.rights import Role, load_rights
from kiosk.taps import Chosen, Left

MAINTENANCE, ADMIN, SECOND = PEOPLE[0], PEOPLE[1], PEOPLE[5]


class Cabinet:
    """A locker of one board with two boxes."""

    def __init__(self) -> None:
        self.doors = {Compartment(1, 1): Door.CLOSED, Compartment(1, 2): Door.CLOSED}
        self.is_broken = False

    def board(self, board: int) -> tuple[CompartmentState, ...]:
        assert board == 1
        return tuple(
            CompartmentState(box, door, Item.PRESENT if box.lock == 2 else Item.ABSENT)
            for box, door in self.doors.items()
        )

    def open(self, box: Compartment) -> None:
        if self.is_broken:
            raise DeviceError(Fault.DOOR_SHUT, "the test says so")
        self.doors[box] = Door.OPEN


@pytest.fixture
def cabinet() -> Cabinet:
    return Cabinet()


@pytest.fixture
def by_the_locker(tmp_path: Path, cabinet: Cabinet) -> Iterator[Shift]:
    boards: Any = [{"board": 1, "locks": 2}]
    made = Shift(
        tmp_path,
        reader=False,
        devices={"locker": cabinet},
        settings={"locker": LockerSettings(port=tmp_path / "locker", boards=boards)},
    )
    yield made
    made.close()


@pytest.mark.parametrize("role", Role)
def test_each_role_walks_through_every_page_that_it_may_see_and_no_other(tmp_path: Path, role: Role) -> None:
    shift = Shift(tmp_path, reader=False)
    shift.enter(role)
    rights = load_rights()
    offered = {wanted.removeprefix("page:") for wanted in shift.offered if wanted.count(":") == 1}
    assert {page.name for page in PAGES if rights.may(role, page.needs)} <= offered
    for page in PAGES:
        if rights.may(role, page.needs):
            shift.open(page.name)
            assert shift.page == page.name
            assert shift.view.words["title"]
        else:
            assert f"page:{page.name}" not in shift.offered
            before = shift.page
            shift.tap(Chosen(f"page:{page.name}"))
            assert shift.page == before, "a touch that a hijacked screen makes up opens nothing"
            assert shift.rows("staff-refused")[-1].facts["reason"] == f"right:{page.needs}"
    shift.close()


def test_an_act_that_a_role_may_not_do_is_refused_by_the_core_and_written_down(shift: Shift) -> None:
    shift.means.book.set_errors("1002", 0)
    shift.gesture()
    shift.insert(ADMIN.card)
    shift.type(ADMIN.pin)
    shift.open("devices")
    shift.choose("a4_printer")
    shift.choose("test")
    assert shift.view.notice == "您的角色不能做这一步，已记录"
    assert shift.rows("staff-refused")[-1].facts["reason"] == "right:test-device"
    assert not shift.acts()


def test_the_overview_says_whether_residents_can_be_served_and_why_not(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    assert "可以办事" in shift.said
    assert "3 / 3 项可办" in shift.said
    gone = shift.terminal.health.seen("a4_printer", DeviceState(faults=(Fault.JAMMED,)))
    shift.terminal = replace(shift.terminal, health=gone)
    shift.pass_s(1.25)
    assert "可以办事，有些办不了" in shift.said
    assert "A4 打印机不可用" in shift.said
    shift.means.post(TerminalClosed("disk_full"))
    shift.pass_s(1.25)
    assert "现在不能办事" in shift.said


def test_a_line_of_the_overview_leads_to_its_device(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.choose("page:devices:locker")
    assert shift.page == "devices"
    assert "取件柜" in shift.said
    assert "test" in shift.offered


def test_a_self_test_is_done_on_the_devices_worker_and_its_outcome_stands_on_the_page_and_in_the_books(
    shift: Shift,
) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.choose("smart_card")
    shift.workers["smart_card"].holds = True
    shift.choose("test")
    assert shift.view.staff is not None
    assert shift.view.staff.busy == "正在处理，请稍候"
    assert shift.acts() == [("1001", "test-device", "smart_card", "")]
    assert shift.outcomes() == []
    shift.workers["smart_card"].go_on()
    assert shift.view.notice == "自检通过：the test's reader"
    assert shift.outcomes() == ["done"]
    assert shift.counters.tests()["smart_card"].passed


def test_a_self_test_that_fails_names_the_cure(shift: Shift) -> None:
    def broken() -> DeviceState:
        raise DeviceError(Fault.ABSENT, "the test says so")

    shift.looks["idcard"] = broken
    shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.choose("idcard")
    shift.choose("test")
    assert "自检没通过：设备无应答" in shift.view.notice
    assert shift.outcomes() == ["not_done"]


def test_whoever_leaves_while_something_is_under_way_leaves_and_the_books_get_its_end(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.choose("idcard")
    shift.workers["idcard"].holds = True
    shift.choose("test")
    shift.tap(Left())
    assert shift.screen == "home"
    shift.workers["idcard"].go_on()
    assert shift.outcomes() == ["done"]
    assert shift.screen == "home"


def test_disabling_shows_what_falls_out_before_it_is_done(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.choose("a4_printer")
    shift.choose("disable")
    assert "停用A4 打印机？" in shift.said
    assert "个人参保证明" in shift.said
    shift.no()
    assert not shift.book.switched_off(SWITCH)
    shift.choose("disable")
    shift.yes()
    assert set(shift.book.switched_off(SWITCH)) == {"a4_printer"}
    assert shift.workers["a4_printer"].looks == 1
    shift.choose("enable")
    assert not shift.book.switched_off(SWITCH)
    assert [act[1] for act in shift.acts()] == ["disable-device", "disable-device"]


def test_supplies_are_counted_down_and_the_end_is_told_at_the_pace_of_the_week(shift: Shift) -> None:
    shift.counters.count("a4_printer", Count.SHEETS, 100)
    shift.enter(Role.MAINTENANCE)
    shift.open("consumables")
    assert "没有登记过" in shift.said
    shift.choose("a4")
    shift.type("500")
    shift.choose("filled")
    assert shift.view.notice == "已登记 500"
    assert "剩 500 / 500" in shift.said
    for number in range(4):
        shift.journal.intend(f"d{number}", "print", {"session": "s", "pages": 25})
        shift.journal.settle(f"d{number}", "print", Outcome.DONE, {"sheets": 25})
        shift.counters.count("a4_printer", Count.SHEETS, 25)
    shift.pass_s(1.25)
    assert "剩 400 / 500" in shift.said
    assert f"每天约 100，约 {shift.clock.now() + timedelta(days=4):%m-%d}" in shift.said
    shift.choose("roll")
    shift.choose("filled")
    assert shift.view.notice == "请输入 1 到 5000"
    assert shift.outcomes() == ["done", "not_done"]


def test_prints_show_numbers_and_hashes_and_a_jam_is_cleared_step_by_step(shift: Shift) -> None:
    facts: Facts = {"session": "f" * 32, "serial": "T-1", "document_no": "D", "sha256": "ab" * 32, "pages": 2}
    shift.journal.intend("d1", "print", facts)
    shift.journal.settle("d1", "print", Outcome.UNKNOWN, {"sheets": 1, "fault": "jammed"})
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    assert "T-1" in shift.said
    assert "abababababab…" in shift.said
    assert "不明" in shift.said
    shift.choose("jam")
    for _ in range(3):
        shift.choose("next")
    shift.type("2")
    shift.choose("next")
    shift.choose("finish")
    assert "已登记 2 张" in shift.view.notice
    assert shift.acts() == [("1001", "clear-jam", "torn:2", "")]


def test_two_people_open_a_box_and_one_alone_does_not(by_the_locker: Shift, cabinet: Cabinet) -> None:
    shift = by_the_locker
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("locker")
    shift.choose("ask")
    assert "问到 2 个格口" in shift.view.notice
    shift.choose("1-2")
    shift.choose("open")
    assert "打开 1-2 号格口？" in shift.said
    assert "这一步要第二人当面验证。" in shift.said
    shift.yes()
    assert shift.view.words["title"] == "请第二人确认"
    shift.by_code(MAINTENANCE)
    assert shift.screen == "staff_door", "the same person is not a second one"
    assert cabinet.doors[Compartment(1, 2)] is Door.CLOSED
    shift.clock.jump(30)
    shift.by_code(SECOND)
    assert cabinet.doors[Compartment(1, 2)] is Door.OPEN
    assert shift.view.notice == "1-2 号门开了"
    assert shift.acts()[-1] == ("1001", "open-door", "1-2", "1006")
    assert "1001 + 1006" in shift.said


def test_a_second_person_without_the_right_opens_nothing(by_the_locker: Shift, cabinet: Cabinet) -> None:
    shift = by_the_locker
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("locker")
    shift.choose("ask")
    shift.choose("1-1")
    shift.choose("open")
    shift.yes()
    shift.by_code(next(one for one in PEOPLE if one.role is Role.AUDIT))
    assert shift.view.notice == "您的角色不能做这一步，已记录"
    assert cabinet.doors[Compartment(1, 1)] is Door.CLOSED
    assert "open-door" not in [act[1] for act in shift.acts()]


def test_a_door_that_does_not_open_is_not_said_to_be_open(by_the_locker: Shift, cabinet: Cabinet) -> None:
    shift = by_the_locker
    cabinet.is_broken = True
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("locker")
    shift.choose("ask")
    shift.choose("1-1")
    shift.choose("open")
    shift.yes()
    shift.by_code(SECOND)
    assert "柜门没有弹开" in shift.view.notice
    assert shift.outcomes()[-1] == "not_done"
