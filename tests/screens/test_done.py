"""The last screen speaks of a slip only where there is one."""

from dataclasses import replace

import pytest
from on_glass import PANELS, Windows
from PySide6.QtQuick import QQuickItem

from config.texts import Texts
from kiosk.view import View
from screens.examples import Examples
from screens.items import walk
from screens.window import KioskWindow, settle


@pytest.fixture(params=PANELS)
def window(request: pytest.FixtureRequest, windows: Windows) -> KioskWindow:
    return windows(request.param)


def test_with_a_slip_it_says_where(window: KioskWindow, texts: Texts) -> None:
    words = texts.words("zh-Hans", "done", pages=1)
    show(window, Examples(texts, "zh-Hans").all()["done"])
    assert words["slip"] in said(window)
    assert words["no_slip"] not in said(window)
    assert any(name in drawn(window) for name in ("done_slip", "where_take"))


def test_without_one_it_says_so_and_draws_none(window: KioskWindow, texts: Texts) -> None:
    words = texts.words("zh-Hans", "done", pages=1)
    show(window, Examples(texts, "zh-Hans").all()["done-no-slip"])
    assert words["no_slip"] in said(window)
    assert words["slip"] not in said(window)
    assert drawn(window).isdisjoint({"done_slip", "where_take", "slip"})
    assert not drawn(window).isdisjoint({"done", "where_take_no_slip"})


def test_landscape_shows_where_things_are_once(windows: Windows, texts: Texts) -> None:
    window = windows("landscape")
    show(window, Examples(texts, "zh-Hans").all()["done"])
    assert "done" not in drawn(window)


def show(window: KioskWindow, view: View) -> None:
    window.shown.show(replace(view, page=view.page + 1))
    settle(window)


def said(window: KioskWindow) -> list[str]:
    return [item.property("text") for item in visible(window) if item.property("text")]


def drawn(window: KioskWindow) -> set[str]:
    """Names of the pictures that stand on the window."""
    sources = [item.property("source") for item in visible(window) if item.inherits("QQuickImage")]
    paths = [source.path().split("/") for source in sources if source and source.scheme() == "image"]
    return {path[-2] for path in paths if path[1] == "picture"}


def visible(window: KioskWindow) -> list[QQuickItem]:
    return [item for item in walk(window.rootObject()) if item.isVisible()]
