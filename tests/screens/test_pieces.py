"""A name longer than its place is read page by page: a line that one page cuts through stands whole on the next."""

from dataclasses import replace
from itertools import pairwise

import pytest
from finger import press
from on_glass import PANELS, Windows
from PySide6.QtQuick import QQuickItem

from config.texts import Texts
from screens.examples import Examples
from screens.items import area, targets, walk
from screens.window import KioskWindow, settle

LINE_PX = 60
"""More than a line of the largest text that these names have."""
MOST_PAGES = 60


@pytest.mark.parametrize("panel", PANELS)
def test_no_line_is_cut_on_every_page(windows: Windows, texts: Texts, panel: str) -> None:
    window, view = windows(panel), Examples(texts, "zh-Hans").all()["review-long"]
    window.shown.show(replace(view, size="huge", reach="low"))
    settle(window)
    shown = [place(window)]
    while len(shown) < MOST_PAGES and "more-down" in targets(window):
        press(window, "more-down")
        settle(window)
        shown.append(place(window))
    assert len(shown) > len(view.rows)
    ends = long_list(window).property("ends").toVariant()
    for (_, lower), (upper, _) in pairwise(shown):
        is_between_rows = any(abs(upper - end) < 1 for end in ends)
        assert is_between_rows or lower - upper >= LINE_PX, f"cut at {lower:.0f}, goes on at {upper:.0f}"


def place(window: KioskWindow) -> tuple[float, float]:
    """From where to where of all that there is, in px."""
    pages = long_list(window)
    (leaf,) = (item for item in walk(pages) if item.property("next") is not None)
    begins = pages.property("starts").toVariant()[pages.property("now")]
    return begins, begins + area(leaf).height()


def long_list(window: KioskWindow) -> QQuickItem:
    return next(item for item in walk(window.rootObject()) if item.property("starts") is not None)
