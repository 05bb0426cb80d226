"""运行方式: normal, night, maintenance, emergency; set by touch, of effect once staff have left, and kept."""

import pytest
from staff_bench import Shift

from kiosk.events import TerminalClosed
from kiosk.health import ClosedBy
from kiosk.heartbeat import report_of
from kiosk.nights import NightSet
from kiosk.staff.rights import Role
from kiosk.taps import Chosen

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
