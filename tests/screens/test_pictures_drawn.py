"""A page's picture is drawn for the size it ends in, not for every size that its box had on the way."""

from collections import Counter
from dataclasses import replace

import pytest
from on_glass import PANELS, Windows

from config.texts import Texts
from screens import drawings
from screens.examples import Examples
from screens.window import settle

TIMES = 2
"""Once before the first frame, and once more where positioners moved its box in that frame."""


@pytest.mark.parametrize("panel", PANELS)
def test_a_picture_is_drawn_once_its_place_is_known(
    windows: Windows, texts: Texts, panel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: Counter[str] = Counter()
    real = drawings.picture_svg

    def picture_svg(name: str, theme: str) -> bytes:
        drawn[name] += 1
        return real(name, theme)

    monkeypatch.setattr(drawings, "picture_svg", picture_svg)
    window, examples = windows(panel), Examples(texts, "zh-Hans").all()
    # Whatever was shown before, in whatever look: its boxes are not of this.
    window.shown.show(replace(examples["home"], size="standard"))
    settle(window)
    seen = 0
    for name in ("starting", "done", "trouble-jam", "consent"):
        drawn.clear()
        window.shown.show(replace(examples[name], size="standard"))
        settle(window)
        seen += len(drawn)
        assert all(times <= TIMES for times in drawn.values()), f"{name}: {drawn}"
    assert seen, "none was drawn at all"
