"""运行方式: normal, night, maintenance, emergency; set by touch, of effect once staff have left, and kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from staff_bench import Shift

from kiosk.events import TerminalClosed
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import ClosedBy
from kiosk.heartbeat import report_of
from kiosk.journal import JournalError
from kiosk.nights import NightSet
from kiosk.staff.gesture import ALARM_CORNERS
from kiosk.staff.patience import DOOR_S
from kiosk.staff.rights import Role
from kiosk.taps import Chosen, CornerTouched, TapOnPage, WentBack

MODES = {"normal", "night", "maintenance", "emergency"}


def put(shift: Shift, mode: str) -> None:
    """Somebody of the maintenance comes, changes the mode and leaves; an emergency leads them off by itself."""
    shift.enter(Role.MAINTENANCE)
    shift.open("modes")
    shift.choose(mode)
    shift.yes()
    if mode != "emergency":
        shift.leave()
    assert not shift.glass.is_staffs


def newest(shift: Shift) -> tuple[bool, str]:
    """Whether it is to be night, and why nobody is served, as the core was told last."""
    night = next(event for event in reversed(shift.posted) if isinstance(event, NightSet))
    closed = next(event for event in reversed(shift.posted) if isinstance(event, TerminalClosed))
    assert closed.by is ClosedBy.STAFF
    return night.is_on, closed.key


def test_the_page_says_the_mode_and_offers_the_others(shift: Shift) -> None:
    for mode in ("night", "maintenance", "emergency"):
        put(shift, mode)
        shift.enter(Role.MAINTENANCE)
        shift.open("modes")
        assert MODES - shift.offered == {mode}
        shift.leave()


@pytest.mark.parametrize(
    ("mode", "told"),
    [("night", (True, "")), ("maintenance", (False, "maintenance")), ("emergency", (False, "emergency"))],
)
def test_a_mode_counts_when_staff_have_left_and_outlives_a_restart(
    shift: Shift, mode: str, told: tuple[bool, str]
) -> None:
    put(shift, mode)
    assert newest(shift) == told
    shift.posted.clear()
    shift._desk().beat()
    assert newest(shift) == told


@pytest.mark.parametrize("mode", ["night", "maintenance", "emergency"])
def test_nothing_changes_before_the_second_step_and_the_books_have_who_did_it(shift: Shift, mode: str) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("modes")
    shift.choose(mode)
    shift.no()
    assert shift.book.value("mode")[0] == ""
    assert not shift.acts()
    shift.choose(mode)
    shift.yes()
    assert shift.acts()[-1][1:3] == ("set-mode", mode)
    assert shift.outcomes() == ["done"]


def test_an_emergency_ends_only_after_a_question_and_then_it_is_as_before(shift: Shift) -> None:
    put(shift, "emergency")
    shift.enter(Role.ADMIN)
    shift.open("modes")
    shift.choose("normal")
    assert shift.book.value("mode")[0] == "emergency"
    shift.yes()
    shift.leave()
    assert newest(shift) == (False, "")


def test_the_day_comes_back_at_one_touch(shift: Shift) -> None:
    put(shift, "night")
    shift.enter(Role.MAINTENANCE)
    shift.open("modes")
    shift.choose("normal")
    shift.leave()
    assert newest(shift) == (False, "")


def test_the_overview_and_the_province_are_told_of_an_emergency(shift: Shift) -> None:
    put(shift, "emergency")
    assert report_of(shift.settings, shift.terminal.health).closed == "emergency"
    shift.enter(Role.ADMIN)
    shift.open("overview")
    assert "现在不能办事 0 / 3 项可办" in shift.said
    assert "紧急：请大家离开" in shift.said


def test_the_overview_tells_of_a_night_and_that_it_serves(shift: Shift) -> None:
    put(shift, "night")
    assert report_of(shift.settings, shift.terminal.health).closed == ""
    shift.enter(Role.ADMIN)
    shift.open("overview")
    assert "夜间" in shift.said
    assert "3 / 3 项可办" in shift.said


@pytest.mark.parametrize("role", [Role.PATROL, Role.BUSINESS, Role.AUDIT])
@pytest.mark.parametrize("mode", ["night", "emergency"])
def test_who_may_not_change_the_mode_does_not_even_by_a_made_up_touch(shift: Shift, role: Role, mode: str) -> None:
    shift.enter(role)
    shift.tap(Chosen("page:modes"))
    shift.tap(Chosen(mode))
    assert shift.book.value("mode")[0] == ""
    assert not shift.acts()


def closings(shift: Shift) -> list[str]:
    """Why the core was told to serve nobody, in turn."""
    return [event.key for event in shift.posted if isinstance(event, TerminalClosed) and event.key]


def alarm_door(shift: Shift) -> None:
    """Somebody is served, and somebody of the staff makes the gesture of a visit's screen."""
    shift.is_free = False
    for corner in ALARM_CORNERS:
        shift.desk.takes(TapOnPage(1, CornerTouched(corner)))


def test_in_a_visit_card_and_pin_send_everybody_out_at_once_and_nothing_else_is_seen(shift: Shift) -> None:
    alarm_door(shift)
    assert shift.view.words["title"] == "紧急：验证后马上让大家离开"
    assert shift.view.staff is not None
    assert shift.view.staff.menu == ()
    somebody = next(one for one in PEOPLE if one.role is Role.MAINTENANCE)
    shift.by_card(somebody)
    assert not shift.glass.is_staffs, "the glass is the residents' again, for the page that sends them out"
    assert newest(shift) == (False, "emergency")
    assert shift.book.value("mode")[0] == "emergency"
    assert shift.acts() == [(somebody.number, "set-mode", "emergency", "")]
    assert shift.outcomes() == ["done"]
    left = shift.rows("staff-entered", "staff-left")
    assert [row.facts["account"] for row in left] == [somebody.number] * 2
    assert closings(shift) == ["emergency"], "a visit hears of nothing before"


def test_in_a_visit_without_a_card_number_pin_and_code_do_it(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    alarm_door(shift)
    shift.by_code(next(one for one in PEOPLE if one.role is Role.ADMIN))
    assert newest(shift) == (False, "emergency")
    shift.close()


@pytest.mark.parametrize("role", [Role.PATROL, Role.BUSINESS, Role.AUDIT])
def test_in_a_visit_who_may_not_declare_one_is_refused_and_told(tmp_path: Path, role: Role) -> None:
    shift = Shift(tmp_path, reader=False)
    alarm_door(shift)
    shift.by_code(next(one for one in PEOPLE if one.role is role))
    assert shift.view.screen == "staff_door"
    assert shift.view.notice == "您的角色不能做这一步，已记录"
    assert shift.book.value("mode")[0] == ""
    assert not shift.acts()
    assert [row.facts["reason"] for row in shift.rows("staff-refused")] == ["right:set-mode"]
    shift.tap(WentBack())
    assert not shift.glass.is_staffs
    assert closings(shift) == []
    shift.close()


def test_in_a_visit_a_wrong_pin_opens_nothing_and_the_door_goes_by_itself(shift: Shift) -> None:
    alarm_door(shift)
    shift.insert(PEOPLE[0].card)
    shift.type("000000")
    assert shift.view.notice == "不对，请重试"
    shift.pass_s(DOOR_S + 1)
    assert not shift.glass.is_staffs
    assert closings(shift) == []


def test_the_gesture_of_the_home_screen_opens_nothing_in_a_visit_nor_that_of_a_visit_at_home(shift: Shift) -> None:
    for corner in ALARM_CORNERS:
        shift.desk.takes(TapOnPage(1, CornerTouched(corner)))
    assert not shift.glass.is_staffs
    shift.pass_s(11)
    shift.is_free = False
    shift.gesture()
    assert not shift.glass.is_staffs


def test_an_open_service_door_makes_no_single_touch_of_a_visit_a_way_in(shift: Shift) -> None:
    shift.terminal = replace(shift.terminal, health=shift.health.closed_by(ClosedBy.DOOR, "door_open"))
    shift.is_free = False
    shift.desk.takes(TapOnPage(1, CornerTouched("nw")))
    assert not shift.glass.is_staffs


@pytest.mark.parametrize("book", ["journal", "book"])
def test_where_the_books_take_nothing_the_door_says_so_and_the_visit_goes_on(
    shift: Shift, monkeypatch: pytest.MonkeyPatch, book: str
) -> None:
    alarm_door(shift)

    def full(*_: object) -> None:
        raise JournalError("the disk is full")

    monkeypatch.setattr(getattr(shift.means, book), "intend" if book == "journal" else "keep", full)
    shift.by_card(next(one for one in PEOPLE if one.role is Role.MAINTENANCE))
    assert (shift.screen, shift.view.notice) == ("staff_door", "日志写不进去：没有做")
    shift.pass_s(DOOR_S + 1)
    assert not shift.glass.is_staffs
    assert closings(shift) == []
    assert [row.facts["reason"] for row in shift.rows("staff-left")] == ["broken"]
