"""求助: somebody of the hall is told, nobody claims it who does not know it, and the visit stands where it stood."""

from dataclasses import replace
from datetime import timedelta

import pytest
from in_words import NOW, Kiosk

from drivers.clock import BEIJING
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.health import PLATFORM
from kiosk.staff_calls import HOLDS, StaffCalled
from kiosk.view import View


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


def as_it_stood(view: View) -> View:
    """But for its number, and what is being said."""
    return replace(view, page=0, caption="")


def test_staff_are_told_and_only_then_is_it_said(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("help")
    kiosk.press("choice-person")
    assert kiosk.asked_for(effects.CallStaff) == 1
    assert kiosk.view.notice == "正在通知工作人员，请稍等。"
    kiosk.answer(effects.CallStaff, StaffCalled(NOW))
    assert kiosk.view.notice == f"已通知工作人员，{NOW.astimezone(BEIJING):%H:%M}。请在这里等。"
    assert kiosk.screen == "help"


def test_where_nobody_could_be_told_the_number_stands_there_as_before(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("help")
    before = kiosk.view.rows
    kiosk.press("choice-person")
    kiosk.answer(effects.CallStaff, StaffCalled(at=None))
    assert kiosk.view.notice == "没有通知到工作人员。请打12345。"
    assert kiosk.view.rows == before
    assert [choice.id for choice in kiosk.view.choices][-1] == "person", "what has failed is not offered first"


def test_what_was_noted_long_ago_is_not_said_any_more(kiosk: Kiosk) -> None:
    kiosk.press("help")
    kiosk.press("choice-person")
    kiosk.answer(effects.CallStaff, StaffCalled(NOW))
    kiosk.clock.wall = NOW + HOLDS + timedelta(minutes=1)
    kiosk.wait(1)
    assert kiosk.view.notice == ""


def test_nobody_is_offered_what_cannot_be_done(kiosk: Kiosk) -> None:
    kiosk.device(PLATFORM, Fault.ABSENT)
    kiosk.press("help")
    assert "person" not in [choice.id for choice in kiosk.view.choices]


def test_what_is_practised_calls_nobody(kiosk: Kiosk) -> None:
    kiosk.press("practise")
    kiosk.press("help")
    assert "person" not in [choice.id for choice in kiosk.view.choices]


def test_the_visit_stands_where_it_stood_with_what_was_typed(kiosk: Kiosk) -> None:
    kiosk.up_to_code()
    kiosk.type_code("123")
    before = kiosk.view
    kiosk.press("help")
    kiosk.press("choice-person")
    kiosk.answer(effects.CallStaff, StaffCalled(NOW))
    kiosk.press("primary")
    assert as_it_stood(kiosk.view) == as_it_stood(before)
    assert kiosk.view.digits == 3


def test_a_call_that_fails_is_no_trouble_of_the_visit(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("help")
    kiosk.press("choice-person")
    kiosk.answer(effects.CallStaff, StaffCalled(at=None))
    kiosk.press("primary")
    assert kiosk.screen == "check"


def test_whoever_asks_again_and_again_is_asked_for_once(kiosk: Kiosk) -> None:
    kiosk.press("help")
    kiosk.press("choice-person", "choice-person", "choice-person")
    assert kiosk.asked_for(effects.CallStaff) == 1
    kiosk.answer(effects.CallStaff, StaffCalled(at=None))
    kiosk.press("choice-person")
    assert kiosk.asked_for(effects.CallStaff) == 2


def test_what_became_of_it_is_told_although_the_visit_went_on_meanwhile(kiosk: Kiosk) -> None:
    kiosk.up_to_printing()
    kiosk.press("help")
    kiosk.press("choice-person")
    kiosk.settle(Outcome.DONE, 1)
    kiosk.answer(effects.CallStaff, StaffCalled(NOW))
    assert kiosk.screen == "help"
    assert kiosk.view.notice.startswith("已通知工作人员")


def test_it_is_told_to_nobody_who_comes_after(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("help")
    kiosk.press("choice-person")
    kiosk.press("leave", "primary")
    assert kiosk.screen == "home"
    kiosk.answer(effects.CallStaff, StaffCalled(NOW))
    kiosk.press("help")
    assert kiosk.view.notice == ""


@pytest.mark.parametrize("is_known", [True, False])
def test_whoever_goes_on_to_something_else_still_knows_that_somebody_comes(kiosk: Kiosk, is_known: bool) -> None:
    (kiosk.up_to_check if is_known else kiosk.up_to_card)()
    kiosk.press("help")
    kiosk.press("choice-person")
    kiosk.answer(effects.CallStaff, StaffCalled(NOW))
    kiosk.press("primary", "home")
    kiosk.press("help")
    assert kiosk.view.notice.startswith("已通知工作人员")
