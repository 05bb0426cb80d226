"""紧急: the page that sends people out of the hall comes before every other reason, and says whom to call."""

from dataclasses import replace

import pytest
from in_words import ITEM, Kiosk

from drivers.outcome import Outcome
from kiosk.events import TerminalClosed
from kiosk.health import EMERGENCY, ClosedBy
from kiosk.session import Neighbour


@pytest.fixture
def kiosk() -> Kiosk:
    made = Kiosk()
    session = made.controller._session
    terminal = replace(
        session.terminal,
        address="惠阳区开城大道1号",
        help_line="0752-0000000",
        neighbours=(Neighbour("A2-08", "一楼东侧"),),
    )
    made.controller._session = replace(session, terminal=terminal)
    return made


def alarm(kiosk: Kiosk) -> None:
    kiosk.controller.take((TerminalClosed(EMERGENCY, ClosedBy.STAFF), None))


def test_people_read_that_they_should_leave_whom_to_call_and_where_it_can_be_done_later(kiosk: Kiosk) -> None:
    alarm(kiosk)
    assert kiosk.screen == "out_of_service"
    assert (kiosk.view.tone, kiosk.view.picture) == ("bad", "exit")
    assert "安全出口" in kiosk.view.words["next"]
    assert {row.value for row in kiosk.view.elsewhere} == {
        "110",
        "120",
        "119",
        "惠阳区开城大道1号",
        "0752-0000000",
        "A2-08 一楼东侧",
    }


@pytest.mark.parametrize("who", [ClosedBy.POWER, ClosedBy.DOOR, ClosedBy.STANDING])
def test_a_battery_or_an_open_door_does_not_hide_it(kiosk: Kiosk, who: ClosedBy) -> None:
    kiosk.controller.take((TerminalClosed("on_battery", who), None))
    alarm(kiosk)
    assert "请离开" in kiosk.view.words["title"]


def test_what_is_printing_comes_out_and_then_nothing_begins_until_it_is_over(kiosk: Kiosk) -> None:
    kiosk.up_to_printing()
    kiosk.sheet(1, 1)
    alarm(kiosk)
    assert kiosk.screen == "printing", "drained, not cut"
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.screen == "done"
    kiosk.slip(is_printed=True)
    kiosk.press("primary")
    assert kiosk.screen == "out_of_service"
    kiosk.press(f"choice-{ITEM}")
    assert kiosk.screen == "out_of_service"
    kiosk.controller.take((TerminalClosed("", ClosedBy.STAFF), None))
    assert kiosk.screen == "home"


def test_whoever_comes_finds_no_loop_and_no_tile(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    assert kiosk.screen == "attract"
    alarm(kiosk)
    assert kiosk.screen == "out_of_service"
    assert kiosk.view.choices == ()
    kiosk.press("nowhere")
    assert kiosk.screen == "out_of_service"
