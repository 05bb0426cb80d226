"""Nobody touches the screen; somebody changes how it looks."""

from datetime import timedelta

import pytest
from in_words import ITEM, Kiosk

from drivers.outcome import Outcome
from kiosk import effects
from kiosk.controller import Touch
from kiosk.events import AfterRestart, CardStays
from kiosk.presence_events import KeyUsed


def test_a_silent_person_is_asked_and_then_wiped() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.wait(89)
    assert kiosk.countdown() is None
    kiosk.wait(2)
    assert kiosk.countdown() == 44
    kiosk.wait(43)
    assert kiosk.screen == "veil"
    kiosk.wait(2)
    assert kiosk.screen == "home"
    assert kiosk.view.digits_wanted == 0


def test_still_here_gives_all_the_time_again_as_often_as_wanted() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    for _ in range(12):
        kiosk.wait(100)
        assert kiosk.countdown() is not None
        kiosk.press("stay")
        assert kiosk.countdown() is None
        kiosk.answer(effects.LookForCard, CardStays(is_there=True))
        assert kiosk.screen == "check"


def test_choosing_is_warned_after_a_minute() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.wait(61)
    assert kiosk.view.still_there_s is not None
    kiosk.wait(45)
    assert kiosk.screen == "home"


def test_elder_size_gives_three_minutes_and_a_longer_countdown() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.choose_look("size", "elder")
    kiosk.wait(179)
    assert kiosk.countdown() is None
    kiosk.wait(2)
    assert kiosk.countdown() == 59
    kiosk.wait(60)
    assert kiosk.screen == "home"


def test_whoever_uses_the_keypad_has_as_much_time() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.controller.take(Touch(KeyUsed()))
    kiosk.wait(179)
    assert kiosk.countdown() is None
    kiosk.wait(2)
    assert kiosk.countdown() == 59


def test_whoever_leaves_paper_behind_is_reminded_twice_before_the_last_screen_goes() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    told = [kiosk.view.words["title"]]
    for _ in range(58):
        kiosk.wait(0.5)
        if kiosk.view.words["title"] != told[-1]:
            told.append(kiosk.view.words["title"])
    assert len(told) == 3
    assert "".join(told[1:]).count("\uff1f") == 1
    kiosk.wait(2)
    assert kiosk.screen == "home"


def test_a_touch_gives_the_time_again_and_does_not_take_the_reminder_back() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    first = kiosk.view.words["title"]
    kiosk.wait(11)
    reminded = kiosk.view.words["title"]
    assert reminded != first
    kiosk.press("stay")
    kiosk.wait(11)
    assert kiosk.view.words["title"] == reminded
    kiosk.wait(11)
    assert kiosk.view.words["title"] not in (first, reminded)
    kiosk.press("asked")
    assert kiosk.controller._session.reminders == 0


def test_what_a_crash_left_is_told_without_reminders() -> None:
    kiosk = Kiosk()
    kiosk.controller.take((AfterRestart(Outcome.DONE, 1), None))
    title = kiosk.view.words["title"]
    kiosk.wait(25)
    assert kiosk.view.words["title"] == title


def test_the_last_screen_leaves_by_itself() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    kiosk.wait(10)
    assert kiosk.view.seconds_left == 20
    kiosk.wait(21)
    assert kiosk.screen == "home"


def test_a_clock_that_jumps_changes_no_countdown() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.clock.wall = kiosk.clock.wall.replace(year=1970)
    kiosk.wait(59)
    assert kiosk.screen == "before_start"
    assert kiosk.view.still_there_s is None


@pytest.mark.parametrize(("language", "title"), [("zh-Hant", "證明"), ("en", "certificate"), ("zh-Hans", "证明")])
def test_the_language_changes_on_any_screen(language: str, title: str) -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    kiosk.choose_look("language", language)
    assert kiosk.view.language == language
    assert title in kiosk.view.words["title"]


def test_the_next_person_finds_the_usual_look() -> None:
    kiosk = Kiosk()
    kiosk.choose_look("language", "en")
    kiosk.choose_look("theme", "contrast")
    kiosk.press(f"choice-{ITEM}", "leave")
    assert (kiosk.view.language, kiosk.view.theme) == ("zh-Hans", "day")


def test_a_look_that_does_not_exist_changes_nothing() -> None:
    kiosk = Kiosk()
    kiosk.choose_look("size", "gigantic")
    assert kiosk.view.size == "standard"


def test_a_changed_look_on_the_home_screen_goes_back_when_nobody_stays() -> None:
    kiosk = Kiosk()
    kiosk.choose_look("language", "en")
    kiosk.wait(61)
    assert (kiosk.view.language, kiosk.countdown() is not None) == ("en", True)
    kiosk.wait(45)
    assert kiosk.view.language == "zh-Hans"


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_wall_clock_that_is_set_ends_no_visit_and_asks_nobody_whether_they_are_there(days: int) -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.clock.wall += timedelta(days=days)
    kiosk.controller.beat()
    assert (kiosk.screen, kiosk.countdown()) == ("check", None)
    kiosk.wait(1)
    assert (kiosk.screen, kiosk.countdown()) == ("check", None)
