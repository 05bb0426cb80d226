"""The coarsest letter of the chart has white around it in every look: what stands close by makes it harder to read."""

from dataclasses import replace
from typing import get_args

import pytest
from on_glass import MM_PER_PX, PANELS, Windows
from PySide6.QtQuick import QQuickItem

from config.texts import Texts
from kiosk.eyesight import side_mm
from kiosk.fitness import rules
from kiosk.view import Hand, Reach, Size
from screens.examples import Examples
from screens.items import area, walk
from screens.window import KioskWindow, settle

FARTHEST_MM = 5000.0
"""Of the standard chart."""
AROUND = 0.5
"""Of the letter's own side, on each side of it; our choice."""
REACHES = (270.0, 420.0, 520.0)
"""Reach lines of lower edges at 950, 800 and 700 mm."""


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", get_args(Size))
@pytest.mark.parametrize("reach", get_args(Reach))
@pytest.mark.parametrize("hand", get_args(Hand))
def test_the_coarsest_letter_has_white_around_it(
    windows: Windows, texts: Texts, panel: str, size: Size, reach: Reach, hand: Hand
) -> None:
    window, view = windows(panel), Examples(texts, "en").all()["medical-eye"]
    coarsest = side_mm(rules().eyesight.levels[0], FARTHEST_MM)
    for reach_mm in REACHES:
        window.shown.show(replace(view, size=size, reach=reach, hand=hand, reach_mm=reach_mm, optotype_mm=coarsest))
        settle(window)
        letter = drawn(window)
        (chart,) = (item for item in walk(window.rootObject()) if letter in item.childItems())
        margin = AROUND * coarsest / MM_PER_PX
        assert area(chart).contains(area(letter).adjusted(-margin, -margin, margin, margin)), reach_mm


def drawn(window: KioskWindow) -> QQuickItem:
    (letter,) = (item for item in walk(window.rootObject()) if item.property("direction") and item.property("stroke"))
    return letter
