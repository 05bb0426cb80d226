"""Where a few words need a second line, it begins after a comma or a question mark, not in the middle of a word."""

from dataclasses import replace
from itertools import product
from typing import get_args

import pytest
from geometry import readable
from on_glass import PANELS, Windows
from PySide6.QtQuick import QQuickItem

from config.texts import Texts
from kiosk.view import Size
from screens.examples import Examples
from screens.items import walk
from screens.window import KioskWindow, settle

JOINER = "\u2060"
LEAST = 3
"""Characters of a last line."""


def standing(window: KioskWindow, said: str) -> QQuickItem:
    """The item that shows it."""
    (found,) = (
        item
        for item in walk(window.contentItem())
        if item.inherits("QQuickText")
        and item.isVisible()
        and str(item.property("text")).replace("\n", "").replace(JOINER, "") == said
    )
    return found


def lines(window: KioskWindow, said: str) -> list[str]:
    """The lines in which something stands on the glass, as far as it was said where they end."""
    return str(standing(window, said).property("text")).replace(JOINER, "").split("\n")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("这件违法，您有没有异议？", ["这件违法，", "您有没有异议？"]),
        ("好了", ["好了"]),
        ("请在屏幕上再点一次“传完了，继续”", ["请在屏幕上再点一次“传完了，继续”"]),
        ("请看清楚，再确认", ["请看清楚，再确认"]),
        ("没有标点的一句话很长很长很长很长很长很长", ["没有标点的一句话很长很长很长很长很长很长"]),
    ],
)
def test_a_title_breaks_where_it_is_said(windows: Windows, texts: Texts, title: str, wanted: list[str]) -> None:
    window, view = windows("landscape"), Examples(texts, "zh-Hans").all()["offence-answer"]
    window.shown.show(replace(view, words=view.words | {"title": title}))
    settle(window)
    assert lines(window, title) == wanted


def test_the_last_line_has_three_characters(windows: Windows, texts: Texts) -> None:
    window, view = windows("landscape"), Examples(texts, "zh-Hans").all()["offence-answer"]
    title = "这一件要窗口的人员过来开"
    window.shown.show(replace(view, words=view.words | {"title": title}))
    settle(window)
    item = standing(window, title)
    characters = item.property("contentWidth") / item.property("font").pixelSize()
    assert round(characters) == len(title) - 3


@pytest.mark.parametrize("panel", PANELS)
def test_so_does_what_stands_on_a_tile(windows: Windows, texts: Texts, panel: str) -> None:
    window, view = windows(panel), Examples(texts, "zh-Hans").all()["home"]
    label = "不清楚自己要办哪一件事？请到这里来问一问"
    tiles = tuple(replace(one, label=label) for one in view.choices[:1]) + view.choices[1:]
    window.shown.show(replace(view, choices=tiles, size="elder"))
    settle(window)
    assert lines(window, label)[0] in (label, "不清楚自己要办哪一件事？")


@pytest.mark.parametrize("panel", PANELS)
def test_no_tile_ends_with_a_character_alone(windows: Windows, texts: Texts, panel: str) -> None:
    window, found, broken = windows(panel), set(), set()
    for name, size in product(("home", "bills", "agent-matters"), get_args(Size)):
        view = Examples(texts, "zh-Hans").all()[name]
        window.shown.show(replace(view, size=size))
        settle(window)
        for item in (standing(window, choice.label) for choice in view.choices if choice.label in readable(window)):
            label = str(item.property("text")).replace(JOINER, "")
            rows = item.property("lineCount")
            longest = round(item.property("contentWidth") / item.property("font").pixelSize())
            broken |= {label} if rows > 1 else set()
            found |= {(label, size)} if rows > 1 and len(label) - (rows - 1) * longest < LEAST else set()
    assert broken, "nothing was too long for its tile"
    assert found == set()


@pytest.mark.parametrize(
    ("lead", "end"),
    [
        ("Please walk straight on, about 4 m.", " 4\u00a0m."),
        ("There is nothing at all left of it in it.", " in\u00a0it."),
    ],
)
def test_in_english_neither_a_short_word_nor_a_unit_stands_alone(
    windows: Windows, texts: Texts, lead: str, end: str
) -> None:
    window, view = windows("landscape"), Examples(texts, "en").all()["offence-answer"]
    window.shown.show(replace(view, size="huge", words=view.words | {"lead": lead}))
    settle(window)
    said = {str(item.property("text")) for item in walk(window.contentItem()) if item.inherits("QQuickText")}
    assert [text for text in said if text.replace("\u00a0", " ") == lead and text.endswith(end)]
