"""紧急: the page that sends people out of the hall comes before every other reason, and says whom to call."""

from dataclasses import replace

import pytest
from in_words import ITEM, NAME, Kiosk

from drivers.outcome import Outcome
from kiosk import effects
from kiosk.copying_events import GlassLooked
from kiosk.endorsing_events import PermitLeft
from kiosk.events import AfterRestart, CardStays, CardTaken, TerminalClosed
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
    assert kiosk.screen == "out_of_service", "nobody is asked to stay for what else could be done"
    assert kiosk.asked_for(effects.PrintSlip) == 1, "what is due without them is done"
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


@pytest.mark.parametrize("up_to", ["up_to_card", "up_to_code", "up_to_check"])
def test_a_visit_in_which_nothing_is_under_way_ends_at_once_and_nothing_of_it_is_left(kiosk: Kiosk, up_to: str) -> None:
    getattr(kiosk, up_to)()
    alarm(kiosk)
    assert kiosk.screen == "out_of_service"
    assert kiosk.controller.is_free
    assert NAME not in repr(kiosk.view)
    assert "请离开" in kiosk.view.words["title"]


def test_a_print_that_fails_keeps_nobody_either(kiosk: Kiosk) -> None:
    kiosk.up_to_printing()
    alarm(kiosk)
    kiosk.settle(Outcome.UNKNOWN, 0)
    assert kiosk.screen == "out_of_service"
    assert kiosk.controller.is_free


def test_whoever_is_sent_out_reads_it_in_their_language_and_size(kiosk: Kiosk) -> None:
    kiosk.choose_look("language", "en")
    kiosk.choose_look("size", "elder")
    kiosk.up_to_code()
    alarm(kiosk)
    assert (kiosk.screen, kiosk.view.language, kiosk.view.size) == ("out_of_service", "en", "elder")


def test_help_that_lies_over_the_home_screen_does_not_hide_it_and_is_there_again_after_it(kiosk: Kiosk) -> None:
    kiosk.press("help")
    alarm(kiosk)
    assert kiosk.screen == "out_of_service"
    kiosk.press("help")
    assert kiosk.screen == "help"


def test_another_reason_to_close_ends_no_visit(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.controller.take((TerminalClosed("maintenance", ClosedBy.STAFF), None))
    assert kiosk.screen == "check"
    kiosk.controller.take((TerminalClosed("on_battery", ClosedBy.POWER), None))
    assert kiosk.screen == "check"


def test_the_figures_have_a_visit_that_was_sent_out_as_stopped_not_as_given_up(kiosk: Kiosk) -> None:
    kiosk.up_to_code()
    alarm(kiosk)
    row, _, _ = kiosk.last(effects.Record)
    assert isinstance(row, effects.Record)
    assert (row.kind, dict(row.facts)["end"]) == ("visit-ended", "stopped")


def over(kiosk: Kiosk) -> None:
    kiosk.controller.take((TerminalClosed("", ClosedBy.STAFF), None))


def test_a_card_that_was_left_is_called_for_again_when_it_is_over(kiosk: Kiosk) -> None:
    kiosk.controller.take((CardStays(is_there=True), None))
    alarm(kiosk)
    assert kiosk.screen == "out_of_service"
    assert "请离开" in kiosk.view.words["title"]
    kiosk.wait(600)
    kiosk.press("leave")
    assert kiosk.screen == "out_of_service"
    over(kiosk)
    assert kiosk.screen == "card_left"
    kiosk.controller.take((CardTaken(), None))
    assert kiosk.screen == "home"


def test_a_card_found_while_everybody_leaves_is_called_for_when_it_is_over(kiosk: Kiosk) -> None:
    kiosk.up_to_code()
    alarm(kiosk)
    kiosk.controller.take((CardStays(is_there=True), None))
    assert kiosk.screen == "out_of_service"
    assert kiosk.asked_for(effects.AwaitRemoval) == 1
    over(kiosk)
    assert kiosk.screen == "card_left"


@pytest.mark.parametrize("left", [AfterRestart(Outcome.UNKNOWN, 1), PermitLeft()])
@pytest.mark.parametrize("is_before", [True, False])
def test_what_a_crash_left_to_be_told_is_told_when_it_is_over(
    kiosk: Kiosk, left: AfterRestart | PermitLeft, is_before: bool
) -> None:
    if is_before:
        kiosk.controller.take((left, None))
    alarm(kiosk)
    if not is_before:
        kiosk.controller.take((left, None))
    assert kiosk.screen == "out_of_service"
    assert "请离开" in kiosk.view.words["title"]
    kiosk.wait(600)
    over(kiosk)
    kiosk.wait(1)
    assert kiosk.screen == "trouble"


def test_an_original_on_the_glass_is_told_of_when_it_is_over(kiosk: Kiosk) -> None:
    kiosk.controller.take((GlassLooked(is_empty=False), None))
    alarm(kiosk)
    over(kiosk)
    assert kiosk.view.notice
