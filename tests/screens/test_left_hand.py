"""For the left hand the frame stands the other way round: what is pressed most is nearest to it."""

from dataclasses import replace

import pytest
from on_glass import PANELS, Windows
from PySide6.QtCore import QRectF

from config.texts import Texts
from kiosk.view import Hand
from screens.examples import Examples
from screens.items import area, targets
from screens.window import KioskWindow, settle

PAGES = ("home", "before-start", "check", "review-long", "routes", "answer-many", "code", "help", "display")
FRAME = ("primary", "back", "home", "again", "bigger", "low", "display", "help", "leave")
FEW_PX = 3


def places(window: KioskWindow, texts: Texts, name: str, hand: Hand) -> dict[str, QRectF]:
    window.shown.show(replace(Examples(texts, "zh-Hans").all()[name], hand=hand))
    settle(window)
    return {control: area(item) for control, item in targets(window).items()}


@pytest.mark.parametrize("panel", sorted(PANELS))
@pytest.mark.parametrize("name", PAGES)
def test_every_control_stands_at_least_as_near_to_the_left_hand(
    windows: Windows, texts: Texts, panel: str, name: str
) -> None:
    """The frame is mirrored. What is read keeps its order: rows, keys, the buttons that turn pages."""
    window = windows(panel)
    right, left = places(window, texts, name, "right"), places(window, texts, name, "left")
    assert set(left) == set(right)
    middle = window.width() / 2
    wrong = []
    for control, there in left.items():
        x, before = there.center().x(), right[control].center().x()
        is_mirrored = abs(window.width() - before - x) <= FEW_PX
        if control in FRAME:
            is_right = is_mirrored
        elif control.startswith("more-"):
            is_right = x < middle
        else:
            is_right = is_mirrored or (x <= before + FEW_PX and (panel == "portrait" or x < 0.7 * window.width()))
        if not is_right:
            wrong.append(control)
    assert wrong == []
    if "primary" in left:
        assert left["primary"].center().x() < middle
