"""Where a few words need a second line, it begins after a comma or a question mark, not in the middle of a word."""

from dataclasses import replace

import pytest
from on_glass import PANELS, Windows

from config.texts import Texts
from screens.examples import Examples
from screens.items import walk
from screens.window import KioskWindow, settle


def lines(window: KioskWindow, said: str) -> list[str]:
    """The lines in which something stands on the glass."""
    (text,) = {
        item.property("text")
        for item in walk(window.contentItem())
        if item.inherits("QQuickText") and item.isVisible() and str(item.property("text")).replace("\n", "") == said
    }
    return str(text).split("\n")


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("这件违法，您有没有异议？", ["这件违法，", "您有没有异议？"]),
        ("好了", ["好了"]),
        ("请看清楚，再确认", ["请看清楚，再确认"]),
        ("这一件要窗口的人员过来开", ["这一件要窗口的人员", "过来开"]),
        ("没有标点的一句话很长很长很长很长很长很长", ["没有标点的一句话很长很长很长很长很长很长"]),
    ],
)
def test_a_title_breaks_where_it_is_said(windows: Windows, texts: Texts, title: str, wanted: list[str]) -> None:
    window, view = windows("landscape"), Examples(texts, "zh-Hans").all()["offence-answer"]
    window.shown.show(replace(view, words=view.words | {"title": title}))
    settle(window)
    assert lines(window, title) == wanted


@pytest.mark.parametrize("panel", PANELS)
def test_so_does_what_stands_on_a_tile(windows: Windows, texts: Texts, panel: str) -> None:
    window, view = windows(panel), Examples(texts, "zh-Hans").all()["home"]
    label = "不清楚自己要办哪一件事？请到这里来问一问"
    tiles = tuple(replace(one, label=label) for one in view.choices[:1]) + view.choices[1:]
    window.shown.show(replace(view, choices=tiles, size="elder"))
    settle(window)
    assert lines(window, label)[0] in (label, "不清楚自己要办哪一件事？")
