"""Many choices in large text: four at once, and none is hidden without a word that there are more."""

import re
from dataclasses import replace

import pytest
from finger import press
from geometry import readable
from on_glass import PANELS, Windows

from config.texts import Texts
from kiosk.view import Language, Size
from screens.examples import Examples
from screens.items import targets
from screens.window import settle

RANGE = re.compile(r"(\d+) – (\d+) / (\d+)")


MOST = 4
"""Choices at once for whoever wants it calm (docs/screens.md)."""


@pytest.mark.parametrize("panel", sorted(PANELS))
@pytest.mark.parametrize(("size", "language"), [("elder", "zh-Hans"), ("huge", "zh-Hans"), ("huge", "en")])
@pytest.mark.parametrize("name", ["routes", "documents", "agent-departments", "agent-matters", "material-way"])
def test_four_are_seen_at_once_and_the_others_are_counted(
    windows: Windows, texts: Texts, panel: str, size: Size, language: Language, name: str
) -> None:
    window = windows(panel)
    view = replace(Examples(texts, language).all()[name], size=size)
    window.shown.show(view)
    settle(window)
    wanted = {choice.label for choice in view.choices}
    seen = readable(window) & wanted
    assert 2 <= len(seen) <= MOST
    read = set(seen)
    while read != wanted:
        told = next(match for text in readable(window) if (match := RANGE.fullmatch(text)))
        first, last, whole = (int(number) for number in told.groups())
        assert whole == max(view.list_total, len(wanted))
        assert last - first + 1 == len(readable(window) & wanted) <= MOST
        assert "more-down" in targets(window), f"{sorted(wanted - read)} are nowhere"
        press(window, "more-down")
        settle(window)
        read |= readable(window) & wanted
