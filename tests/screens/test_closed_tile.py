"""A lone item that is closed is a calm card: its name and the reason can be read in every theme."""

from dataclasses import replace
from typing import get_args

import pytest
from on_glass import PANELS, Windows
from PySide6.QtQuick import QQuickItem

from config.texts import Texts
from kiosk.view import Theme
from screens.contrast import TEXT, contrast
from screens.examples import Examples
from screens.items import walk
from screens.window import settle


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("example", ["home-one", "home-one-closed"])
def test_a_big_tile_can_be_read(windows: Windows, texts: Texts, panel: str, theme: Theme, example: str) -> None:
    window = windows(panel)
    view = Examples(texts, "zh-Hans").all()[example]
    (choice,) = view.choices
    window.shown.show(replace(view, theme=theme))
    settle(window)
    tile = named(window.rootObject(), f"choice-{choice.id}")
    fill = named(tile, "sheet").property("fill")
    inks = {item.property("text"): item.property("color") for item in walk(tile) if item.property("text")}
    assert set(inks) == {choice.label, choice.detail}
    assert {text: contrast(ink, fill) for text, ink in inks.items() if contrast(ink, fill) < TEXT} == {}


@pytest.mark.parametrize("theme", get_args(Theme))
def test_a_closed_one_is_as_calm_as_in_the_list(windows: Windows, texts: Texts, theme: Theme) -> None:
    window = windows("portrait")
    fills = []
    for example in ("home", "home-one-closed"):
        window.shown.show(replace(Examples(texts, "zh-Hans").all()[example], theme=theme))
        settle(window)
        fills.append(named(named(window.rootObject(), "choice-progress"), "sheet").property("fill"))
    assert fills[0] == fills[1]


def named(above: QQuickItem, name: str) -> QQuickItem:
    return next(item for item in walk(above) if item.objectName() == name)
