"""At most six choices stand on a page at once, four in large text; what is short as a key is looked over like keys."""

from dataclasses import replace

import pytest
from on_glass import PANELS, Windows

from config.texts import Texts
from kiosk.view import Size, View
from screens.examples import Examples
from screens.items import in_order
from screens.window import settle

MOST: dict[Size, int] = {"standard": 6, "elder": 4, "huge": 4}
LISTS = frozenset({"home", "pick", "search", "before_start", "help", "display"})
"""Pages that offer choices. The others are maps, tests of the eye, keys, and answers looked over once more."""


def is_list(view: View) -> bool:
    """Answers may stand as a grid of short ones instead."""
    return view.screen in LISTS or (view.screen == "answer" and view.layout == "lines")


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", MOST)
def test_nobody_chooses_among_more_than_can_be_looked_over(
    windows: Windows, texts: Texts, panel: str, size: Size
) -> None:
    window, found = windows(panel), {}
    for name, view in Examples(texts, "zh-Hans").all().items():
        if not is_list(view) or len(view.choices) <= MOST[size]:
            continue
        window.shown.show(replace(view, size=size))
        settle(window)
        choices = {f"choice-{choice.id}" for choice in view.choices}
        seen = [one for one in in_order(window) if one in choices]
        if not 0 < len(seen) <= MOST[size]:
            found[name] = len(seen)
    assert found == {}
