"""What was found is read whole in every size, wherever the keys have to stand."""

from dataclasses import replace
from typing import get_args

import pytest
from on_glass import PANELS, Windows
from standing import standing

from config.texts import Texts
from kiosk.view import Size
from screens.examples import Examples
from screens.window import settle

REACHES = (270.0, 420.0, 520.0)
"""Reach lines of lower edges at 950, 800 and 700 mm."""


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", get_args(Size))
@pytest.mark.parametrize("name", ["search-typed", "search-by-hand"])
def test_the_best_that_was_found_is_read_whole(
    windows: Windows, texts: Texts, panel: str, size: Size, name: str
) -> None:
    """In the largest text the first name was cut through, and turning went to the next."""
    window, view = windows(panel), Examples(texts, "en").all()[name]
    for reach_mm in REACHES:
        window.shown.show(replace(view, size=size, reach="low", reach_mm=reach_mm))
        settle(window)
        best = view.choices[0]
        there = standing(window)
        row = there.controls[f"choice-{best.id}"]
        assert row.seen.adjusted(-1, -1, 1, 1).contains(row.area), reach_mm
        (said,) = (line for line in there.lines if line.text == best.label and line.item.isVisible())
        assert row.seen.adjusted(-1, -1, 1, 1).contains(said.ink), reach_mm
