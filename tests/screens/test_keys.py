"""The assistive keypad on the glass: keys walk, press and are seen; one whole errand without a finger."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from finger import touch
from on_glass import MM_PER_PX, Windows
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from config.texts import Texts
from kiosk.screen_link import Key, KeyName
from kiosk.taps import Chosen, Missed, Pointed, Stayed, Tap, TapOnPage, WentBack, WentOn
from kiosk.view import Choice, Theme, View
from screens.examples import Examples
from screens.items import area, centre, in_order, targets
from screens.keys import Keys
from screens.robot import PRESS_MS, SAME_AGAIN_MS
from screens.window import settle

LEAST_MM = 1.5


class Person:
    """Has the keypad in hand and no finger on the glass."""

    def __init__(self, windows: Windows, texts: Texts, panel: str) -> None:
        self.window = windows(panel)
        self.keys = Keys(self.window)
        self.examples = Examples(texts, "zh-Hans").all()
        self.said: list[TapOnPage] = []
        self.read_out: list[Pointed] = []

    def hear(self, said: TapOnPage) -> None:
        if isinstance(said.tap, Pointed):
            self.read_out.append(said.tap)
        else:
            self.said.append(said)

    def show(self, name: str, page: int = 7, theme: Theme = "day") -> None:
        self.look_at(replace(self.examples[name], page=page, theme=theme))

    def look_at(self, view: View) -> None:
        self.window.shown.show(view)
        settle(self.window)

    def press(self, *names: KeyName) -> None:
        for name in names:
            self.window.shown.key_came(Key(name))
            settle(self.window)

    def walk_to(self, control: str) -> None:
        self.press("down")
        for _ in in_order(self.window):
            if self.keys.marked == control:
                return
            self.press("down")
        raise AssertionError(f"no key leads to {control}, there are {in_order(self.window)}")

    def until_said(self, count: int) -> list[Tap]:
        for _ in range(100):
            if len(self.said) >= count:
                break
            QTest.qWait(10)
        return [said.tap for said in self.said]

    @property
    def place(self) -> QRectF:
        found: QRectF = self.window.rootObject().property("marked")
        return found


@pytest.fixture
def panel() -> str:
    """Of the window; tests that ask for others say so."""
    return "portrait"


@pytest.fixture
def person(windows: Windows, texts: Texts, panel: str) -> Iterator[Person]:
    person = Person(windows, texts, panel)
    person.show("starting", page=1)
    person.window.shown.tapped.connect(person.hear)
    person.keys.listen()
    yield person
    person.keys.close()
    person.window.shown.tapped.disconnect(person.hear)


@pytest.mark.parametrize("panel", ["portrait", "landscape"])
def test_controls_follow_each_other_as_they_stand(person: Person) -> None:
    person.show("check")
    names = in_order(person.window)
    assert names.index("back") < names.index("primary") < names.index("bigger") < names.index("leave")
    there = {name: area(item) for name, item in targets(person.window).items()}
    for above, below in pairwise(names):
        assert there[above].left() < there[below].left() or there[above].top() < there[below].top()


def test_a_key_that_comes_before_a_page_was_painted_was_meant_for_the_page_before(person: Person) -> None:
    person.show("consent", page=8)
    person.walk_to("primary")
    person.window.shown.show(replace(person.examples["check"], page=9))
    person.window.shown.key_came(Key("press"))
    settle(person.window)
    QTest.qWait(2 * PRESS_MS)
    assert person.said == []
    person.walk_to("primary")
    person.press("press")
    assert person.until_said(1) == [WentOn()]


def test_the_first_key_shows_the_mark_and_the_next_ones_walk_there_and_back(person: Person) -> None:
    person.show("home")
    names = in_order(person.window)
    assert person.keys.marked == ""
    person.press("press")
    assert person.keys.marked == names[0]
    person.press("down", "right")
    assert person.keys.marked == names[2]
    person.press("up", "left", "left")
    assert person.keys.marked == names[-1]
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []


def test_the_frame_stands_around_the_control_and_a_finger_takes_it_away(person: Person) -> None:
    person.show("home")
    assert person.place.isEmpty()
    person.press("down", "down")
    there = targets(person.window)
    assert person.place == area(there[in_order(person.window)[1]])
    touch(person.window, QPointF(3, 3), QPointF(3, 3))
    settle(person.window)
    assert person.place.isEmpty()
    assert person.keys.marked == ""


@pytest.mark.parametrize("theme", ["day", "night", "contrast"])
def test_the_frame_is_thick_and_stands_out_from_any_ground(person: Person, theme: Theme) -> None:
    person.show("home", theme=theme)
    before = person.window.grabWindow()
    person.press("down", "down")
    after = person.window.grabWindow()
    place = person.place
    row = [(x, round(place.center().y())) for x in range(round(place.left()) - 12, round(place.left()) + 1)]
    changed = [at for at in row if after.pixel(*at) != before.pixel(*at)]
    assert len(changed) * MM_PER_PX >= LEAST_MM
    lights = [_light(after, at) for at in row]
    assert max(lights) - min(lights) > 0.5


def _light(image: QImage, at: tuple[int, int]) -> float:
    return float(image.pixelColor(*at).lightnessF())


def test_the_mark_stays_on_its_page_and_begins_anew_on_the_next(person: Person) -> None:
    person.show("home", page=7)
    person.press("down", "down", "down")
    marked = person.keys.marked
    person.look_at(replace(person.window.shown.newest, clock="23:59", notice="演示"))
    assert person.keys.marked == marked
    assert person.place == area(targets(person.window)[marked])
    person.show("check", page=8)
    assert person.keys.marked == in_order(person.window)[0]


def test_the_question_takes_the_mark_and_gives_it_back(person: Person) -> None:
    person.show("check")
    person.press("down", "down")
    marked = person.keys.marked
    person.look_at(replace(person.window.shown.newest, still_there_s=20))
    assert (person.keys.marked, in_order(person.window)) == ("stay", ["stay", "leave"])
    person.look_at(replace(person.window.shown.newest, still_there_s=None))
    assert person.keys.marked == marked


def test_press_touches_what_is_marked_once_however_the_hand_trembles(person: Person) -> None:
    person.show("check")
    person.walk_to("primary")
    person.press("press", "press")
    assert person.until_said(1) == [WentOn()]
    person.press("press")
    QTest.qWait(PRESS_MS * 2)
    assert len(person.said) == 1
    QTest.qWait(SAME_AGAIN_MS)
    person.press("press")
    assert person.until_said(2) == [WentOn(), WentOn()]
    assert person.keys.marked == "primary", "its own touch does not take the mark away"


def test_the_second_press_of_a_trembling_hand_does_nothing_on_the_next_page(person: Person) -> None:
    person.show("before-start", page=7)
    person.walk_to("primary")
    person.press("press")
    assert person.until_said(1) == [WentOn()]
    person.show("home", page=8)
    person.press("press")
    QTest.qWait(SAME_AGAIN_MS // 2)
    assert len(person.said) == 1


def test_back_goes_back_where_that_is_and_does_nothing_elsewhere(person: Person) -> None:
    person.show("home")
    person.press("back", "repeat")
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []
    person.show("check", page=8)
    person.press("back")
    assert person.until_said(1) == [WentBack()]


def test_a_key_before_the_page_was_painted_was_meant_for_the_one_before(person: Person) -> None:
    person.show("home", page=7)
    person.press("down")
    person.window.shown.show(replace(person.examples["check"], page=8))
    person.window.shown.key_came(Key("press"))
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []


def test_what_a_list_cuts_off_is_reached_by_its_buttons(person: Person) -> None:
    choices = tuple(Choice(id=f"c-{number}", label=f"演示 {number}") for number in range(40))
    person.look_at(replace(person.examples["before-start"], page=9, choices=choices))
    names = in_order(person.window)
    assert "more-down" in names
    there = targets(person.window)
    chosen = [area(there[name]).center().y() for name in names if name.startswith("choice-")]
    assert chosen
    assert max(chosen) < area(there["more-down"]).top()


def test_each_mark_is_read_out_by_its_spoken_name(person: Person) -> None:
    person.show("check")
    person.press("down", "down")
    names = in_order(person.window)
    assert [pointed.name for pointed in person.read_out] == names[:2]
    assert all(pointed.spoken for pointed in person.read_out)
    person.press("press", "back", "repeat")
    QTest.qWait(PRESS_MS * 2)
    assert len(person.read_out) == 2


def feel(person: Person, name: str) -> None:
    """A finger of somebody who listens."""
    place = centre(targets(person.window)[name])
    touch(person.window, place, place)
    settle(person.window)


def test_whoever_listens_hears_what_they_touch_and_a_second_touch_acts(person: Person) -> None:
    person.look_at(replace(person.examples["check"], page=7, is_by_voice=True))
    feel(person, "primary")
    assert (person.keys.marked, [pointed.name for pointed in person.read_out]) == ("primary", ["primary"])
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []
    feel(person, "back")
    assert [pointed.name for pointed in person.read_out] == ["primary", "back"]
    feel(person, "primary")
    assert person.said == [], "the finger came from elsewhere"
    feel(person, "primary")
    assert person.until_said(1) == [WentOn()]


@pytest.mark.parametrize("name", ["attract", "veil", "still-there", "check"])
def test_a_touch_of_empty_glass_says_that_somebody_listens(person: Person, name: str) -> None:
    person.look_at(replace(person.examples[name], page=7, is_by_voice=True))
    empty = QPointF(540, 500)
    touch(person.window, empty, empty)
    assert person.until_said(1) == [Missed()]
    touch(person.window, empty, empty, ms=20)
    QTest.qWait(PRESS_MS)
    assert person.said[1:] == [], "a static discharge is no finger"


def test_a_finger_that_has_met_a_control_has_not_missed(person: Person) -> None:
    person.look_at(replace(person.examples["check"], page=7, is_by_voice=True))
    touch(person.window, QPointF(540, 500), centre(targets(person.window)["primary"]))
    touch(person.window, centre(targets(person.window)["back"]), QPointF(540, 500))
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []


def test_the_veil_has_a_button_for_the_keypad(person: Person) -> None:
    person.show("veil")
    person.walk_to("lift")
    person.press("press")
    assert person.until_said(1) == [Stayed()]


def test_a_finger_that_wanders_hears_everything_on_its_way_and_does_nothing(person: Person) -> None:
    person.look_at(replace(person.examples["check"], page=7, is_by_voice=True))
    there = targets(person.window)
    touch(person.window, centre(there["back"]), centre(there["primary"]))
    settle(person.window)
    heard = [pointed.name for pointed in person.read_out]
    assert (heard[0], heard[-1]) == ("back", "primary")
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []


@pytest.mark.parametrize("panel", ["portrait", "landscape"])
def test_an_errand_by_the_keypad_alone(person: Person) -> None:
    """A core that answers each tap with the next screen."""
    errand = (
        ("home", "choice-ss-enrolment-certificate"),
        ("before-start", "primary"),
        ("consent", "primary"),
        ("check", "primary"),
        ("done", "primary"),
    )

    def answer(tap: TapOnPage) -> None:
        if isinstance(tap.tap, Pointed):
            return
        page = tap.page + 1
        if page < len(errand):
            person.window.shown.show(replace(person.examples[errand[page][0]], page=page))

    person.show(errand[0][0], page=0)
    person.window.shown.tapped.connect(answer)
    try:
        for page, (_, control) in enumerate(errand):
            settle(person.window)
            person.walk_to(control)
            QTest.qWait(SAME_AGAIN_MS if page else 0)
            person.press("press")
            assert len(person.until_said(page + 1)) == page + 1
    finally:
        person.window.shown.tapped.disconnect(answer)
    assert [said.page for said in person.said] == [0, 1, 2, 3, 4]
    assert [said.tap for said in person.said] == [Chosen("ss-enrolment-certificate"), *[WentOn()] * 4]


def test_whoever_listens_hears_the_first_control_of_a_page_before_they_leave_it_or_touch_it(person: Person) -> None:
    person.look_at(replace(person.examples["home"], page=7, is_by_voice=True))
    person.press("down", "down")
    person.look_at(replace(person.examples["check"], page=8, is_by_voice=True))
    first = in_order(person.window)[0]
    for key in ("down", "up", "press"):
        heard = len(person.read_out)
        person.look_at(replace(person.examples["check"], page=person.window.shown.newest.page + 1, is_by_voice=True))
        person.press(key)
        assert [one.name for one in person.read_out[heard:]] == [first]
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []
    person.press("press")
    assert person.until_said(1)


def test_what_came_to_the_place_of_something_else_is_heard_before_it_is_touched(person: Person) -> None:
    def months(label: str) -> View:
        choices = tuple(Choice(id=str(one), label=f"{one}{label}") for one in range(1, 5))
        return replace(person.examples["answer-months"], page=9, is_by_voice=True, choices=choices, list_total=0)

    person.look_at(months("月"))
    person.walk_to("choice-3")
    person.look_at(months("日"))
    person.press("press")
    assert person.read_out[-1] == Pointed("choice-3", "3日")
    QTest.qWait(PRESS_MS * 2)
    assert person.said == []


def test_a_list_that_turned_its_page_reads_out_where_it_begins_now(person: Person) -> None:
    person.look_at(replace(person.examples["answer-many"], page=9, is_by_voice=True, list_first=0))
    before = set(in_order(person.window))
    person.walk_to("more-down")
    heard = len(person.read_out)
    person.press("press")
    for _ in range(50):
        if len(person.read_out) > heard:
            break
        QTest.qWait(10)
    assert person.read_out[-1].name == person.keys.marked
    assert person.keys.marked not in before, "something that was not there before"
