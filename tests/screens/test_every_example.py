"""Every screen in every look: nothing cut, on top of another, too small, out of reach, silent or unseen.

In a usual run each example is seen in some looks, chosen so that all looks are seen by some; the soak sees all.
"""

from dataclasses import replace
from itertools import islice
from typing import get_args

import pytest
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows
from waiting import soak_only

from config.texts import Texts
from kiosk.view import Language, Screen, View
from screens.example_page import show
from screens.examples import Examples
from screens.tour import LANGUAGES, Shape, every_shape
from screens.window import KioskWindow, settle

SHAPES = tuple(every_shape())
LOOKS_EACH = 3
"""In a usual run, of each example on each panel."""
STRIDE = 11
"""Prime to the number of shapes: neighbours in the gallery get looks far apart."""
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
    assert found == []


@soak_only
@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.stem)
def test_nor_in_any_other_look(windows: Windows, texts: Texts, panel: str, shape: Shape) -> None:
    window = windows(panel)
    found: list[str] = []
    for name, view in examples(texts, shape.language).items():
        for reach_mm in REACHES if shape.reach == "low" else REACHES[:1]:
            found += wrong(window, view, name, shape, reach_mm)
    assert found == []


def test_usual_runs_see_every_look_on_every_panel(texts: Texts) -> None:
    count = len(Examples(texts, "zh-Hans").all())
    assert {at * STRIDE % len(SHAPES) for at in range(count * LOOKS_EACH)} == set(range(len(SHAPES)))


def test_there_is_an_example_of_every_screen(texts: Texts) -> None:
    assert {view.screen for view in Examples(texts, "zh-Hans").all().values()} == set(get_args(Screen))


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("language", get_args(Language))
def test_every_trouble_fits_in_the_largest_text(windows: Windows, texts: Texts, panel: str, language: Language) -> None:
    window = windows(panel)
    example = Examples(texts, language).all()["trouble-card"]
    found: list[str] = []
    for key in sorted({key.split(".")[1] for key in texts.keys() if key.startswith("trouble.")}):  # noqa: SIM118  # Texts is no mapping
        window.shown.show(replace(example, size="huge", words=texts.trouble(language, key)))
        settle(window)
        found += [f"{key}: {complaint}" for complaint in complaints(window, MM_PER_PX)]
    assert found == []


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
