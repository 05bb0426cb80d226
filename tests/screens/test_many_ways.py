"""The ways of proving who one is, in large text: none is hidden without a word that there are more."""

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


@pytest.mark.parametrize("panel", sorted(PANELS))
@pytest.mark.parametrize(("size", "language"), [("elder", "zh-Hans"), ("huge", "zh-Hans"), ("huge", "en")])
def test_every_way_is_seen_or_counted(
    windows: Windows, texts: Texts, panel: str, size: Size, language: Language
) -> None:
    window = windows(panel)
    view = replace(Examples(texts, language).all()["routes"], size=size)
    window.shown.show(view)
    settle(window)
    wanted = {choice.label for choice in view.choices}
    read = readable(window) & wanted
    assert len(read) >= (2 if language == "en" else 5 if size == "huge" else 7 if panel == "landscape" else 4)
    while read != wanted:
        told = next(match for text in readable(window) if (match := RANGE.fullmatch(text)))
        first, last, whole = (int(number) for number in told.groups())
        assert whole == len(wanted)
        assert last - first + 1 == len(readable(window) & wanted)
        assert "more-down" in targets(window), f"{sorted(wanted - read)} are nowhere"
        press(window, "more-down")
        settle(window)
        read |= readable(window) & wanted
