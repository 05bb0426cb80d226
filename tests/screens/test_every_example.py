"""Every screen in every look: nothing cut, on top of another, too small, out of reach, silent or unseen.

In a usual run each example is seen in some looks, chosen so that all looks are seen by some; the soak sees all.
"""

from dataclasses import replace
from itertools import islice
from os import environ
from typing import get_args

import pytest
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows
from waiting import soak_only

from config.texts import Texts
from kiosk.view import Language, Screen, Size, View
from screens.example_page import show
from screens.examples import Examples
from screens.pseudo import lengthened
from screens.staff_examples import staff_examples
from screens.tour import LANGUAGES, Shape, every_shape
from screens.window import KioskWindow, settle

SHAPES = tuple(every_shape())
LOOKS_EACH = 2
"""In a usual run, of each example on each panel."""
STRIDE = 11
"""Prime to the number of shapes: neighbours in the gallery get looks far apart."""
FOUND = ("answer-provinces", "answer-towns", "apply-draft-kept", "bill", "material-page", "photo-look-bad")
"""What the whole matrix has found, and no usual run."""
IS_SOAK = environ.get("KIOSK_SOAK") == "1"
REACHES = (420.0, 270.0, 520.0)
"""Reach lines of lower edges at 800, 950 and 700 mm."""


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("part", range(4))
def test_a_person_with_a_ruler_finds_nothing_wrong(windows: Windows, texts: Texts, panel: str, part: int) -> None:
    window = windows(panel)
    found: list[str] = []
    names = list(Examples(texts, "zh-Hans").all())
    for number, name in islice(enumerate(names), part, None, 4):
        for turn in range(LOOKS_EACH):
            at = (number * LOOKS_EACH + turn + (panel == "landscape")) * STRIDE
            shape = SHAPES[at % len(SHAPES)]
            found += wrong(window, examples(texts, shape.language)[name], name, shape, REACHES[at % len(REACHES)])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("name", FOUND)
def test_what_was_once_too_long_fits(windows: Windows, texts: Texts, panel: str, name: str) -> None:
    """The longest language in the largest text where reach is short."""
    shape = Shape(size="huge", language="en", reach="low")
    assert wrong(windows(panel), examples(texts, "en")[name], name, shape, REACHES[2]) == []


@soak_only
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
def test_nor_in_any_other_look(windows: Windows, texts: Texts, panel: str, shape: Shape) -> None:
    window = windows(panel)
    found: list[str] = []
    for name, view in examples(texts, shape.language).items():
        for reach_mm in REACHES if shape.reach == "low" else REACHES[:1]:
            found += wrong(window, view, name, shape, reach_mm)
    assert not found, "\n".join(found)


def test_usual_runs_see_every_look_on_every_panel(texts: Texts) -> None:
    count = len(Examples(texts, "zh-Hans").all())
    assert {at * STRIDE % len(SHAPES) for at in range(count * LOOKS_EACH)} == set(range(len(SHAPES)))


def test_there_is_an_example_of_every_screen(texts: Texts) -> None:
    shown = {**Examples(texts, "zh-Hans").all(), **staff_examples(texts, "zh-Hans")}
    assert {view.screen for view in shown.values()} == set(get_args(Screen))


def test_nothing_is_tried_again_where_that_could_print_twice_or_helps_nobody(texts: Texts) -> None:
    """As the core has it: a trouble without `again_at` has no primary button (kiosk/look/visit.py)."""
    for name in ("trouble-unknown", "trouble-clock", "trouble-face-tries", "after-restart", "after-restart-unknown"):
        assert examples(texts, "zh-Hans")[name].words["primary"] == "", name


@pytest.mark.parametrize("panel", PANELS)
def test_pages_turn_by_whole_lines_whatever_stood_there_before(windows: Windows, texts: Texts, panel: str) -> None:
    """What the page before had, and this one has not, takes no part in where a page ends."""
    window = windows(panel)
    found: list[str] = []
    for name in ("trouble-slip-on-screen", "trouble-card", "trouble-slip-on-screen", "trouble-unknown", "display"):
        for language in ("en", "zh-Hans"):
            found += wrong(window, examples(texts, language)[name], name, Shape(size="huge", language=language), 420.0)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", ["standard", "huge"])
def test_an_error_of_forty_lines_pushes_nothing_off_the_glass(
    windows: Windows, texts: Texts, panel: str, size: Size
) -> None:
    """What to do is read page by page; a lead, of which only a sentence is ever written, ends in dots."""
    window, trouble = windows(panel), examples(texts, "zh-Hans")["trouble-jam"]
    long = "\n".join(["打印机说：第三个传感器没有看到纸，请打开后面的盖子看一看。"] * 40)
    found: list[str] = []
    for key in ("next", "lead"):
        window.shown.show(replace(trouble, size=size, words=trouble.words | {key: long}))
        settle(window)
        found += [one for one in complaints(window, MM_PER_PX) if not (key == "lead" and one.endswith("is cut"))]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("panel", PANELS)
def test_every_trouble_fits_in_the_largest_text(windows: Windows, texts: Texts, panel: str) -> None:
    """In one language in a usual run, in all of them in the soak; English is the longest."""
    window = windows(panel)
    found: list[str] = []
    keys = sorted({key.split(".")[1] for key in texts.keys() if key.startswith("trouble.")})  # noqa: SIM118  # Texts is no mapping
    for number, key in enumerate(keys):
        spoken = LANGUAGES if IS_SOAK else ("en",) if number % 3 else ("zh-Hans",)
        for language in spoken:
            view = replace(examples(texts, language)["trouble-card"], size="huge", words=texts.trouble(language, key))
            window.shown.show(view)
            settle(window)
            found += [f"{key}: {complaint}" for complaint in complaints(window, MM_PER_PX)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_texts_two_fifths_longer_fit_too(windows: Windows, texts: Texts, panel: str, language: Language) -> None:
    """A pseudo-language: what any translation could need. In a usual run a sixth of the examples each.

    Keyboards keep their names (拼音, Pinyin): those are names in every language.
    """
    window = windows(panel)
    found: list[str] = []
    named = examples(texts, language)
    longer = Examples(texts.changed(lengthened), language).all()
    for number, (name, lengthy) in enumerate(longer.items()):
        view = replace(lengthy, keyboard=replace(lengthy.keyboard, boards=named[name].keyboard.boards))
        if IS_SOAK or number % 6 == (panel == "landscape") + 2 * (language == "en"):
            found += wrong(window, view, name, Shape(language=language), REACHES[0])
    assert not found, "\n".join(found)


def test_lengthened_texts_are_two_fifths_longer() -> None:
    assert lengthened("请放好{item}身份证") == "请放好长长{item}身份证长长"
    assert lengthened("Lay it {place} now") == "Laynn it {place} nownn"


_made: dict[str, dict[str, View]] = {}


def examples(texts: Texts, language: str) -> dict[str, View]:
    if not _made:
        _made.update((one, Examples(texts, one).all()) for one in LANGUAGES)
    return _made[language]


def wrong(window: KioskWindow, view: View, name: str, shape: Shape, reach_mm: float) -> list[str]:
    """What is wrong with an example in that look."""
    looks = replace(view, size=shape.size, theme=shape.theme, reach=shape.reach, hand=shape.hand, reach_mm=reach_mm)  # type: ignore[arg-type]  # as of View
    show(window.shown, looks)
    settle(window)
    return [f"{name} ({shape.stem}, {reach_mm:g}): {complaint}" for complaint in complaints(window, MM_PER_PX)]
