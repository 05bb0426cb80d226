from dataclasses import replace
from itertools import product
from typing import get_args

import pytest
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows

from config.texts import Texts
from kiosk.view import Language, Screen, Size, Theme
from screens.example_page import show
from screens.examples import Examples
from screens.window import settle

SHAPES = [theme for theme in get_args(Theme) if theme != "night"]
"""Night differs from day by colours alone, which test_contrast.py looks after."""
LOOKS = [
    *product(get_args(Size), SHAPES, ["zh-Hans"]),
    *product(get_args(Size), ["day"], ["en"]),
    ("standard", "day", "zh-Hant"),
]


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(("size", "theme", "language"), LOOKS)
def test_a_person_with_a_ruler_finds_nothing_wrong(
    windows: Windows, texts: Texts, panel: str, size: Size, theme: Theme, language: Language
) -> None:
    window = windows(panel)
    found: list[str] = []
    for name, view in Examples(texts, language).all().items():
        show(window.shown, replace(view, size=size, theme=theme))
        settle(window)
        found += [f"{name}: {complaint}" for complaint in complaints(window, size, MM_PER_PX)]
    assert found == []


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
        found += [f"{key}: {complaint}" for complaint in complaints(window, "huge", MM_PER_PX)]
    assert found == []
