"""Whatever fails under the staff's desk, it ends in words or at a locked door: the core lives."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from staff_bench import Shift

from kiosk.events import TerminalClosed
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import ClosedBy
from kiosk.journal import JournalError
from kiosk.staff.desk import Desk
from kiosk.staff.opening import StaffRoom
from kiosk.staff.page import Act, Done, Page
from kiosk.staff.rights import Role, load_rights
from kiosk.taps import Chosen, CornerTouched, TapOnPage, WentBack

MAINTENANCE, ADMIN = PEOPLE[0], PEOPLE[1]
WRONG = "000000"
NO_BOOKS = "日志写不进去，谁也不能进：查磁盘"


class Disk:
    """The book's file on a disk that is full: at one call, or from one call on."""

    def __init__(self, book: sqlite3.Connection) -> None:
        self._book = book
        self.calls = 0
        self.fails: Callable[[int], bool] = lambda _: False

    def execute(self, *query: Any) -> Any:
        self.calls += 1
        if self.fails(self.calls):
            raise sqlite3.OperationalError("database or disk is full")
        return self._book.execute(*query)

    def close(self) -> None:
        self._book.close()


@pytest.fixture
def disk(shift: Shift) -> Disk:
    made = Disk(shift.book._database)
    shift.book._database = made  # type: ignore[assignment]  # does the same until it is full
    return made


@pytest.mark.parametrize("pin", [WRONG, MAINTENANCE.pin])
def test_with_a_full_disk_nobody_is_let_in_and_the_door_says_why(shift: Shift, disk: Disk, pin: str) -> None:
    shift.gesture()
    shift.insert(MAINTENANCE.card)
    disk.fails = lambda _: True
    shift.type(pin)
    assert shift.screen == "staff_door"
    assert shift.view.notice == NO_BOOKS
    disk.fails = lambda _: False
    shift.type(MAINTENANCE.pin)
    assert shift.screen == "staff"


def test_whoever_cannot_be_written_down_is_not_let_in_and_reads_why(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_full(*_: object) -> None:
        raise JournalError("database or disk is full")

    shift.gesture()
    shift.insert(MAINTENANCE.card)
    monkeypatch.setattr(shift.journal, "write", is_full)
    shift.type(MAINTENANCE.pin)
    assert shift.screen == "staff_door"
    assert shift.view.notice == NO_BOOKS


def _an_hour_of_work(shift: Shift) -> None:
    """One wrong PIN, a right one, pages that read the book, an act that writes it, and out."""
    for corner in ("nw", "ne", "se", "sw", "nw"):
        shift.desk.takes(TapOnPage(1, CornerTouched(corner)))
    for pin in (WRONG, ADMIN.pin):
        if shift.screen == "staff_door":
            shift.by_card(replace(ADMIN, pin=pin))
    for wanted in ("page:devices", "locker", "disable", "page:accounts", "1003", "page:overview", "page:modes"):
        if shift.screen == "staff":
            shift.tap(Chosen(wanted))
            shift.pass_s(1)
    if shift.glass.is_staffs:
        shift.tap(WentBack())
    if shift.screen == "staff":
        shift.leave()


def test_any_call_of_the_book_may_fail_and_the_next_one_who_comes_is_served(tmp_path: Path) -> None:
    calls = 1
    failing = 0
    while failing <= calls:
        (tmp_path / str(failing)).mkdir()
        shift = Shift(tmp_path / str(failing))
        disk = Disk(shift.book._database)
        shift.book._database = disk  # type: ignore[assignment]  # does the same until it is full
        disk.fails = lambda call, failing=failing: call == failing  # type: ignore[misc]  # bound now
        _an_hour_of_work(shift)
        calls = max(calls, disk.calls) if failing == 0 else calls
        disk.fails = lambda _: False
        shift.insert("")
        for _ in range(5):
            shift.pass_s(60)
        assert shift.screen == "home", f"call {failing}"
        shift.enter(Role.ADMIN)
        assert shift.screen == "staff", f"call {failing}"
        shift.close()
        failing += 1
    assert calls > 15


def _with(shift: Shift, page: Page) -> None:
    shift.desk = Desk(
        shift.means,
        (page,),
        load_rights(),
        shift.doorkeeper,
        shift.glass,
        shift.workers["staff"].submit,
    )


def test_a_made_up_touch_that_a_page_stumbles_over_locks_the_desk_and_the_log_knows_no_words(
    shift: Shift, caplog: pytest.LogCaptureFixture
) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    shift.choose("jam")
    for _ in range(9):
        if shift.screen == "staff":
            shift.tap(Chosen("next"))
    assert shift.screen in {"staff", "staff_door"}
    if shift.screen == "staff_door":
        assert "IndexError" in caplog.text
        shift.insert("")
        shift.by_card(MAINTENANCE)
    assert shift.screen == "staff"


@pytest.mark.parametrize("error", [OSError("/home/张三"), IndexError("张三")])
def test_an_act_that_fails_as_nobody_foresaw_is_said_and_unknown_and_the_desk_goes_on(
    shift: Shift, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    def fails() -> Done:
        raise error

    page = next(one for one in shift.desk._pages.values() if one.name == "devices")
    _with(shift, replace(page, take=lambda _means, _where, _id: Act("test-device", fails)))
    shift.enter(Role.MAINTENANCE)
    shift.tap(Chosen("anything"))
    assert shift.view.notice == "程序出错：做没做成不清楚"
    assert shift.outcomes() == ["unknown"]
    assert type(error).__name__ in caplog.text
    assert "张三" not in caplog.text
    assert shift.screen == "staff"


@pytest.mark.parametrize("part", ["take", "look"])
def test_a_page_that_fails_locks_the_desk(shift: Shift, caplog: pytest.LogCaptureFixture, part: str) -> None:
    def fails(*_: object) -> Any:
        raise KeyError("张三")

    page = next(one for one in shift.desk._pages.values() if one.name == "devices")
    _with(shift, replace(page, take=fails) if part == "take" else replace(page, look=fails))
    shift.enter(Role.MAINTENANCE)
    if part == "take":
        shift.tap(Chosen("anything"))
    assert shift.view.words["title"] == "已锁定，请重新验证"
    assert "KeyError" in caplog.text
    assert "张三" not in caplog.text
    assert [row.facts["reason"] for row in shift.rows("staff-left")] == ["locked_broken"]


def test_where_not_even_the_door_can_be_shown_the_screen_is_the_residents_again(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError

    shift.enter(Role.MAINTENANCE)
    monkeypatch.setattr(shift.glass, "show_staff", fails)
    shift.tap(Chosen("page:devices"))
    assert shift.screen == "home"
    shift.pass_s(1)
    assert shift.posted[-1] == TerminalClosed("", ClosedBy.STAFF)


def test_while_the_book_cannot_be_read_nothing_is_announced_and_the_staffs_room_goes_on(
    shift: Shift, caplog: pytest.LogCaptureFixture
) -> None:
    means = shift.means
    room = StaffRoom(
        shift.settings,
        shift.clock,
        shift.journal,
        shift.counters,
        means.devices,
        means.workers,
        means.texts,
    )
    room.begin(
        visit=shift.visit_shown.append,
        plain=shift.visit_shown.append,
        terminal=means.terminal,
        is_free=lambda: True,
        post=means.post,
        stop=means.stop,
        platform=None,
    )
    disk = Disk(room._book._database)
    room._book._database = disk  # type: ignore[assignment]  # does the same until it is full
    disk.fails = lambda _: True
    room.beat()
    assert "the staff's book cannot be read" in caplog.text
    disk.fails = lambda _: False
    shift.clock.jump(60)
    room.beat()
    assert TerminalClosed("", ClosedBy.STAFF) in shift.posted
    room.close()
