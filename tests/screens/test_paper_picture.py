"""The page of the paper on the printing screen: small beside the tray, large at a touch, gone with the page."""

from dataclasses import replace

import pytest
from finger import press
from on_glass import PANELS, Windows

from config.texts import Texts
from kiosk.screen_link import Page
from screens.example_page import sample_page, show
from screens.examples import Examples
from screens.items import area, targets, walk
from screens.shown import Shown
from screens.window import KioskWindow, settle


def pictures(window: KioskWindow) -> list[float]:
    """Widths of the pictures of the paper that stand there."""
    return [
        area(item).width()
        for item in walk(window.contentItem())
        if item.inherits("QQuickImage") and "paper/" in item.property("source").toString() and item.isVisible()
    ]


@pytest.mark.parametrize("panel", PANELS)
def test_it_stands_small_beside_the_tray_and_large_when_it_is_open(windows: Windows, texts: Texts, panel: str) -> None:
    window = windows(panel)
    examples = Examples(texts, "zh-Hans").all()
    show(window.shown, examples["printing-paper"])
    settle(window)
    (small,) = pictures(window)
    assert "paper" in targets(window)
    show(window.shown, replace(examples["printing-paper"], is_paper_open=True))
    settle(window)
    (large,) = pictures(window)
    assert large > 1.2 * small
    assert {"paper-close", "more-up", "more-down"} & set(targets(window)) >= {"paper-close"}


def test_without_a_picture_the_tray_has_the_place(windows: Windows, texts: Texts) -> None:
    window = windows("portrait")
    view = Examples(texts, "zh-Hans").all()["printing-paper"]
    window.shown.show(replace(view, page=99))
    settle(window)
    assert pictures(window) == []
    assert "paper" not in targets(window)


def test_the_page_is_forgotten_with_the_screen(texts: Texts) -> None:
    examples = Examples(texts, "zh-Hans").all()
    shown = Shown(examples["home"])
    shown.page_came(Page(1, sample_page()))
    assert shown.paper.number == 0, "no View shows it"
    show(shown, examples["printing-paper"])
    assert shown.paper.number
    shown.show(replace(examples["printing-paper"], sheet=1))
    assert shown.paper.number, "a sheet that came out changes nothing"
    shown.page_came(Page(1, b"no picture"))
    assert shown.paper.number
    shown.show(examples["done"])
    assert shown.paper.image.isNull()


def test_arrows_go_through_the_page_and_on_to_the_next(windows: Windows, texts: Texts) -> None:
    window = windows("landscape")
    heard: list[object] = []
    window.shown.tapped.connect(heard.append)
    show(window.shown, Examples(texts, "zh-Hans").all()["printing-paper-large"])
    settle(window)
    for _ in range(5):
        press(window, "more-down")
        settle(window)
        if heard:
            break
    assert "PageTurned(page=4" in repr(heard[-1])
    window.shown.tapped.disconnect(heard.append)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("is_open", [False, True])
def test_what_a_roads_camera_saw_is_not_pulled_into_the_shape_of_a_paper(
    windows: Windows, texts: Texts, panel: str, is_open: bool
) -> None:
    window = windows(panel)
    show(window.shown, replace(Examples(texts, "zh-Hans").all()["offence-picture"], is_paper_open=is_open))
    settle(window)
    (seen,) = [
        area(item)
        for item in walk(window.contentItem())
        if item.inherits("QQuickImage") and "paper/" in item.property("source").toString() and item.isVisible()
    ]
    assert seen.width() / seen.height() == pytest.approx(1280 / 800, rel=0.01)
