"""The last screen speaks of a slip only where there is one."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from on_glass import PANELS, Windows
from PySide6.QtQuick import QQuickItem

from config.texts import Texts
from kiosk.view import Theme, View
from screens.examples import SLIP, Examples
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


@pytest.mark.parametrize("name", ["done-slip-on-screen", "trouble-slip-on-screen"])
@pytest.mark.parametrize("theme", ["day", "contrast"])
def test_the_slip_on_the_screen_is_read_by_a_phone(
    window: KioskWindow, texts: Texts, tmp_path: Path, name: str, theme: Theme
) -> None:
    view = Examples(texts, "zh-Hans").all()[name]
    show(window, replace(view, theme=theme))
    picture = tmp_path / "screen.png"
    window.grabWindow().save(str(picture))
    read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True)
    assert read.stdout.rstrip("\n") == SLIP
