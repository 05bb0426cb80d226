"""Printing: of sheets that nobody has counted yet nothing is said."""

from dataclasses import replace

import pytest
from on_glass import PANELS, Windows

from config.texts import Texts
from screens.examples import Examples
from screens.items import walk
from screens.window import settle


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(("sheets", "is_said"), [(0, False), (1, True), (3, True)])
def test_sheets_are_counted_once_there_is_a_count(
    windows: Windows, texts: Texts, panel: str, sheets: int, is_said: bool
) -> None:
    window = windows(panel)
    words = texts.words("zh-Hans", "printing", sheet=min(1, sheets), sheets=sheets, paper_page=0, paper_pages=0)
    view = Examples(texts, "zh-Hans").all()["printing"]
    window.shown.show(replace(view, words=words, sheet=0, sheets=sheets, page=sheets))
    settle(window)
    visible = [item for item in walk(window.rootObject()) if item.isVisible()]
    assert any(item.objectName() == "sheets" for item in visible) is is_said
    assert any(words["sheets"] in (item.property("text") or "") for item in visible) is is_said
