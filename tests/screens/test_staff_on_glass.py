"""The staff's pages on the glass: nothing cut, covered, too small or silent; walked with a finger."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from finger import press, touch
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows
from pyotp import TOTP
from staff_bench import Shift
from waiting import soak_only

from config.texts import Texts
from kiosk.hall.staff_people import PEOPLE
from kiosk.staff.gesture import CORNERS
from kiosk.staff.pages import PAGES
from kiosk.view import View
from screens.examples import Examples
from screens.items import area, centre, corners, targets, walk
from screens.staff_examples import staff_examples
from screens.tour import LANGUAGES
from screens.window import KioskWindow, settle

GOES_ON = "is cut through by the edge of its list"
"""Their long lists are of lines of many heights: the page buttons turn by four fifths, so each is seen whole."""
BELOW = "' lies on '"
THEMES = ("day", "night", "contrast")


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("number", range(3))
def test_a_person_with_a_ruler_finds_nothing_wrong_with_the_staffs_pages(
    windows: Windows, texts: Texts, panel: str, number: int
) -> None:
    """Each page in one look on one panel here; all looks in the soak."""
    found: list[str] = []
    language = LANGUAGES[number]
    for place, (name, view) in enumerate(staff_examples(texts, language).items()):  # type: ignore[arg-type]  # one of them
        if place % 6 == (number + 3 * (panel == "landscape")) % 6:
            found += wrong(windows(panel), view, name, THEMES[place // 3 % 3])
    assert not found, "\n".join(found)


@soak_only
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_any_other_look(windows: Windows, texts: Texts, panel: str, theme: str, language: Any) -> None:
    found: list[str] = []
    for name, view in staff_examples(texts, language).items():
        found += wrong(windows(panel), view, name, theme)
    assert not found, "\n".join(found)


def wrong(window: KioskWindow, view: View, name: str, theme: Any) -> list[str]:
    window.shown.show(replace(view, theme=theme))
    settle(window)
    return [
        f"{name} ({view.language}, {theme}): {complaint}"
        for complaint in complaints(window, MM_PER_PX)
        if not complaint.endswith(GOES_ON) and not _is_below_a_question(view, complaint)
    ]


def _is_below_a_question(view: View, complaint: str) -> bool:
    """The page goes on below the card with the question, which hides it; the card's own lines may not meet."""
    staff = view.staff
    if staff is None or staff.question is None or BELOW not in complaint:
        return False
    asked = staff.question
    on_page = {block.note for block in staff.blocks} | {
        entry.detail for block in staff.blocks for entry in block.entries
    }
    own = {asked.title, *asked.lines, asked.yes, asked.no}
    below, above = complaint.strip("'").split(BELOW)
    return above in own and below not in own - on_page


def test_no_page_of_the_staff_lacks_its_picture_in_any_language(texts: Texts) -> None:
    for language in LANGUAGES:
        examples = staff_examples(texts, language)
        shown = {entry.id for view in examples.values() if view.staff for entry in view.staff.menu if entry.is_on}
        assert {f"page:{page.name}" for page in PAGES} <= shown, language
        assert {f"staff-{page.name}" for page in PAGES} <= set(examples)


def test_what_went_well_does_not_look_like_a_warning(windows: Windows, texts: Texts) -> None:
    window = windows("portrait")
    view = replace(staff_examples(texts, "zh-Hans")["staff-face"], notice="开始了")
    looks = []
    for tone in ("good", "careful", "bad"):
        window.shown.show(replace(view, tone=tone))
        settle(window)
        there = [item for item in walk(window.contentItem()) if item.isVisible() and item.property("tone")]
        (line,) = (item for item in there if item.property("text") == "开始了")
        looks.append(line.property("color"))
    assert looks[0] not in looks[1:]


def test_the_four_corners_are_there_on_the_home_screen_at_rest_and_the_upper_two_in_a_visit(
    windows: Windows, texts: Texts
) -> None:
    examples = Examples(texts, "zh-Hans").all()
    window = windows("portrait")
    for name, are_there in (("home", True), ("out-of-service", True), ("check", False), ("code", False)):
        view = examples[name]
        bar = view.bar | {"home": "", "leave": ""} if are_there else view.bar
        window.shown.show(replace(view, bar=bar))
        settle(window)
        assert set(corners(window)) == (
            {f"corner-{one}" for one in (("nw", "ne", "sw", "se") if are_there else ("nw", "ne"))}
        ), name


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", ["standard", "huge"])
def test_no_control_lies_on_a_corner_that_is_there(windows: Windows, texts: Texts, panel: str, size: Any) -> None:
    """Whoever touches a button does not make the gesture, nor the other way round."""
    window = windows(panel)
    found: list[str] = []
    for place, (name, view) in enumerate(Examples(texts, "zh-Hans").all().items()):
        if place % 4 == 2 * (panel == "landscape") + (size == "huge"):
            window.shown.show(replace(view, size=size))
            settle(window)
            for corner, there in corners(window).items():
                found += [
                    f"{name}: {control} on {corner}"
                    for control, item in targets(window).items()
                    # They may meet at an edge, which no float hits to the last digit.
                    if not (area(item) & area(there).adjusted(1, 1, -1, -1)).isEmpty()
                ]
    assert not found, "\n".join(found)


def test_somebody_walks_through_every_page_with_a_finger(windows: Windows, texts: Texts, tmp_path: Path) -> None:
    """Gesture, number, PIN, code, every page of the menu and the way out: all of it by touches on a real window."""
    window, somebody = windows("portrait"), PEOPLE[1]
    shift = Shift(tmp_path, reader=False)
    home = Examples(texts, "zh-Hans").all()["home"]
    home = replace(home, bar=home.bar | {"home": "", "leave": ""})
    window.shown.show(home)
    shift.glass.show_visit(home)
    settle(window)

    def shows() -> None:
        window.shown.show(shift.shown if shift.glass.is_staffs and shift.shown is not None else home)
        settle(window)

    def finger(name: str) -> None:
        press(window, name)
        _wait_for_the_tap(window)
        shows()

    window.shown.tapped.connect(shift.desk.takes)
    try:
        for corner in CORNERS:
            there = centre(corners(window)[f"corner-{corner}"])
            touch(window, there, there)
            _wait_for_the_tap(window)
        shows()
        assert window.shown.newest.screen == "staff_door"
        for digit in somebody.number:
            finger(f"digit-{digit}")
        finger("primary")
        for digit in somebody.pin + TOTP(somebody.secret).at(shift.clock.now()):
            finger(f"digit-{digit}")
        assert shift.page == "overview"
        pages = sorted(wanted for wanted in shift.offered if wanted.count(":") == 1)
        assert len(pages) > 15
        for wanted in pages:
            finger(f"choice-{wanted}")
            assert f"page:{shift.page}" == wanted
            assert window.shown.newest.words["title"]
        finger("staff-leave")
        assert not shift.glass.is_staffs
    finally:
        window.shown.tapped.disconnect(shift.desk.takes)
        shift.close()


def _wait_for_the_tap(window: KioskWindow) -> None:
    """A touch is said a moment after the finger is lifted (Touchable.qml)."""
    settle(window)
