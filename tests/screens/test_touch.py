from collections.abc import Iterator
from dataclasses import replace

import pytest
from finger import device, press, strike, touch
from on_glass import MM_PER_PX, Windows
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from config.texts import Texts
from kiosk.taps import (
    Asked,
    Chosen,
    Digit,
    Erased,
    HeardAgain,
    Left,
    LookChosen,
    Missed,
    Opened,
    Stayed,
    Tap,
    TapOnPage,
    WentBack,
    WentHome,
    WentOn,
)
from kiosk.view import Choice, Size
from screens.examples import Examples
from screens.items import area, centre, targets, walk
from screens.window import KioskWindow, settle

MM = 1 / MM_PER_PX


class Hand:
    """Shows an example and remembers what was said by touch."""

    def __init__(self, window: KioskWindow, texts: Texts) -> None:
        self.window = window
        self.examples = Examples(texts, "zh-Hans").all()
        self.said: list[TapOnPage] = []

    def show(self, name: str, page: int = 7, size: Size = "standard") -> None:
        self.window.shown.show(replace(self.examples[name], page=page, size=size))
        settle(self.window)

    @property
    def taps(self) -> list[Tap]:
        return [said.tap for said in self.said]


@pytest.fixture
def hand(windows: Windows, texts: Texts) -> Iterator[Hand]:
    window = windows("portrait")
    hand = Hand(window, texts)
    hand.show("starting")
    window.shown.tapped.connect(hand.said.append)
    yield hand
    window.shown.tapped.disconnect(hand.said.append)


@pytest.mark.parametrize(
    ("example", "control", "tap"),
    [
        ("home", "choice-tax-record", Chosen("tax-record")),
        ("before-start", "choice-period-1", Chosen("period-1")),
        ("before-start", "primary", WentOn()),
        ("consent", "back", WentBack()),
        ("code", "digit-5", Digit("5")),
        ("code", "digit-0", Digit("0")),
        ("code", "erase", Erased()),
        ("code", "asked", Asked()),
        ("check", "home", WentHome()),
        ("check", "again", HeardAgain()),
        ("check", "bigger", LookChosen("size", "elder")),
        ("check", "low", LookChosen("reach", "low")),
        ("check", "display", Opened("display")),
        ("check", "help", Opened("help")),
        ("check", "leave", Opened("leaving")),
        ("done", "leave", Left()),
        ("display", "language-en", LookChosen("language", "en")),
        ("display", "size-elder", LookChosen("size", "elder")),
        ("display", "theme-contrast", LookChosen("theme", "contrast")),
        ("display", "hand-left", LookChosen("hand", "left")),
        ("display", "voice-cantonese", LookChosen("voice", "cantonese")),
        ("display", "pace-slow", LookChosen("pace", "slow")),
        ("display", "volume-up", LookChosen("volume", "7")),
        ("help", "choice-emergency", Chosen("emergency")),
        ("printing-no-paper", "asked", Asked()),
        ("done", "primary", WentOn()),
        ("trouble-network", "primary", WentOn()),
        ("still-there", "stay", Stayed()),
        ("still-there", "leave", Left()),
    ],
)
def test_a_touched_control_says_its_word(hand: Hand, example: str, control: str, tap: Tap) -> None:
    hand.show(example, page=41)
    press(hand.window, control)
    assert hand.said == [TapOnPage(41, tap)]


def test_a_finger_that_rolls_a_little_beyond_the_control_still_counts(hand: Hand) -> None:
    hand.show("check")
    beyond = area(targets(hand.window)["primary"]).height() / 2 + 8 * MM
    press(hand.window, "primary", rolls_px=(0, -beyond))
    assert hand.taps == [WentOn()]


def test_a_finger_that_is_pulled_away_does_not_count(hand: Hand) -> None:
    hand.show("check")
    beyond = area(targets(hand.window)["primary"]).height() / 2 + 14 * MM
    press(hand.window, "primary", rolls_px=(0, -beyond))
    assert hand.taps == []


def test_a_static_discharge_does_not_count(hand: Hand) -> None:
    hand.show("check")
    press(hand.window, "primary", ms=20)
    assert hand.taps == []


def test_a_slow_press_counts(hand: Hand) -> None:
    hand.show("check")
    press(hand.window, "primary", ms=900)
    assert hand.taps == [WentOn()]


def test_a_trembling_hand_is_heard_once_and_then_again(hand: Hand) -> None:
    hand.show("check")
    press(hand.window, "primary")
    strike(hand.window, "primary")
    assert hand.taps == [WentOn()]
    press(hand.window, "primary")
    assert hand.taps == [WentOn(), WentOn()]


def test_a_tremble_may_take_half_a_second(hand: Hand) -> None:
    hand.show("check")
    press(hand.window, "primary")
    QTest.qWait(250)
    strike(hand.window, "primary")
    assert hand.taps == [WentOn()]


def test_between_two_keys_no_stripe_is_dead(hand: Hand) -> None:
    hand.show("code")
    there = targets(hand.window)
    four, five = area(there["digit-4"]), area(there["digit-5"])
    free = five.left() - four.right()
    assert free >= 4 * MM - 1
    for at in (four.right() + free / 4, five.left() - free / 4):
        middle = QPointF(at, four.center().y())
        touch(hand.window, middle, middle)
    assert hand.taps == [Digit("4"), Digit("5")]


def test_a_trembling_hand_does_not_press_what_comes_next(hand: Hand) -> None:
    hand.show("consent", page=8)
    press(hand.window, "primary")
    hand.show("check", page=9)
    strike(hand.window, "primary")
    assert hand.said == [TapOnPage(8, WentOn())]


def test_two_equal_digits_are_two_digits(hand: Hand) -> None:
    hand.show("code")
    press(hand.window, "digit-8")
    QTest.qWait(230)
    strike(hand.window, "digit-8")
    assert hand.taps == [Digit("8"), Digit("8")]


def test_in_large_text_a_repeated_digit_is_a_tremble(hand: Hand) -> None:
    hand.show("code", size="elder")
    press(hand.window, "digit-8")
    QTest.qWait(230)
    strike(hand.window, "digit-8")
    assert hand.taps == [Digit("8")]


def test_different_digits_may_follow_at_once(hand: Hand) -> None:
    hand.show("code")
    for digit in "482":
        press(hand.window, f"digit-{digit}")
    assert hand.taps == [Digit("4"), Digit("8"), Digit("2")]


def test_a_touch_beside_everything_is_seen_and_says_that_somebody_is_here(hand: Hand) -> None:
    hand.show("check")
    nowhere = QPointF(540, 500)
    touch(hand.window, nowhere, nowhere)
    assert hand.taps == [Missed()]
    ring = next(item for item in walk(hand.window.rootObject()) if item.objectName() == "miss-ring")
    assert ring.isVisible()
    assert area(ring).center() == nowhere


def test_a_static_discharge_beside_everything_is_no_miss(hand: Hand) -> None:
    hand.show("check")
    nowhere = QPointF(540, 500)
    touch(hand.window, nowhere, nowhere, ms=20)
    assert hand.taps == []


def test_below_the_question_nothing_can_be_touched(hand: Hand) -> None:
    hand.show("check")
    primary = area(targets(hand.window)["primary"]).center()
    hand.show("still-there")
    assert set(targets(hand.window)) == {"stay", "leave"}
    touch(hand.window, primary, primary)
    assert WentOn() not in hand.taps


def test_what_is_closed_cannot_be_chosen(hand: Hand) -> None:
    hand.show("home")
    assert "choice-progress" not in targets(hand.window)


def test_a_press_shows_at_once(hand: Hand) -> None:
    hand.show("check")
    button = targets(hand.window)["primary"]
    at = area(button).center()
    QTest.touchEvent(hand.window, device()).press(0, at.toPoint(), hand.window).commit()
    assert button.property("isDown") is True
    QTest.qWait(60)
    QTest.touchEvent(hand.window, device()).release(0, at.toPoint(), hand.window).commit()
    assert button.property("isDown") is False


def test_a_press_survives_the_seconds_that_pass_below_it(hand: Hand) -> None:
    hand.show("home")
    at = area(targets(hand.window)["choice-tax-record"]).center()
    QTest.touchEvent(hand.window, device()).press(0, at.toPoint(), hand.window).commit()
    hand.window.shown.show(replace(hand.window.shown.newest, clock="21:41"))
    QTest.qWait(60)
    QTest.touchEvent(hand.window, device()).release(0, at.toPoint(), hand.window).commit()
    assert hand.taps == [Chosen("tax-record")]


ROWS = {
    "answer": (
        [Choice(id=f"decade-{one}", label=f"{one}年代") for one in range(6)],
        [Choice(id=f"month-{one}", label=f"{one}月") for one in range(13)],
    ),
    "pick": (
        [Choice(id=f"way-{one}", label=f"第{one}种") for one in range(3)],
        [Choice(id=f"kind-{one}", label=f"第{one}类") for one in range(5)],
    ),
    "home": (
        [Choice(id=f"group-{one}", label=f"第{one}组") for one in range(4)],
        [Choice(id=f"item-{one}", label=f"第{one}件") for one in range(6)],
    ),
}
"""What stands on a page, and on the next one, whose rows stand elsewhere."""


@pytest.mark.parametrize("later_ms", [150, 300])
@pytest.mark.parametrize("screen", ROWS)
def test_a_double_touch_does_not_go_through_to_the_next_page(hand: Hand, screen: str, later_ms: int) -> None:
    example = {"answer": "answer-decades", "pick": "routes", "home": "home"}[screen]
    first, then = ROWS[screen]
    chosen: list[Tap] = []
    for number, choice in enumerate(first):
        page = 50 + 2 * number
        looks = replace(hand.examples[example], crumbs=())
        hand.window.shown.show(replace(looks, page=page, choices=tuple(first)))
        settle(hand.window)
        place = centre(targets(hand.window)[f"choice-{choice.id}"])
        press(hand.window, f"choice-{choice.id}")
        # In a picker the page keeps its number: another question stands on it.
        hand.window.shown.show(replace(looks, page=page + (screen != "answer"), choices=tuple(then)))
        QTest.qWait(later_ms - 60)
        touch(hand.window, place, place)
        chosen.append(Chosen(choice.id))
    assert hand.taps == chosen


def test_half_a_second_later_it_is_another_touch(hand: Hand) -> None:
    first, then = ROWS["home"]
    hand.show("home", page=8)
    hand.window.shown.show(replace(hand.examples["home"], page=9, choices=tuple(first)))
    settle(hand.window)
    press(hand.window, "choice-group-0")
    hand.window.shown.show(replace(hand.examples["home"], page=10, choices=tuple(then)))
    settle(hand.window)
    press(hand.window, "choice-item-0")
    assert hand.taps == [Chosen("group-0"), Chosen("item-0")]


def test_a_palm_that_lay_there_before_the_finger_does_nothing_when_it_is_lifted(hand: Hand) -> None:
    hand.show("check")
    there = targets(hand.window)
    palm, finger = centre(there["back"]).toPoint(), centre(there["primary"]).toPoint()
    QTest.touchEvent(hand.window, device()).press(0, palm, hand.window).commit()
    QTest.qWait(100)
    QTest.touchEvent(hand.window, device()).stationary(0).press(1, finger, hand.window).commit()
    QTest.qWait(70)
    QTest.touchEvent(hand.window, device()).stationary(0).release(1, finger, hand.window).commit()
    assert hand.taps == [WentOn()]
    QTest.qWait(100)
    QTest.touchEvent(hand.window, device()).release(0, palm, hand.window).commit()
    assert hand.taps == [WentOn()]


def test_two_fingers_that_type_by_turns_are_both_heard(hand: Hand) -> None:
    """The second comes down before the first is lifted."""
    hand.show("code")
    there = targets(hand.window)
    four, eight = centre(there["digit-4"]).toPoint(), centre(there["digit-8"]).toPoint()
    QTest.touchEvent(hand.window, device()).press(0, four, hand.window).commit()
    QTest.qWait(70)
    QTest.touchEvent(hand.window, device()).stationary(0).press(1, eight, hand.window).commit()
    QTest.qWait(20)
    QTest.touchEvent(hand.window, device()).release(0, four, hand.window).stationary(1).commit()
    QTest.qWait(70)
    QTest.touchEvent(hand.window, device()).release(1, eight, hand.window).commit()
    assert hand.taps == [Digit("4"), Digit("8")]
