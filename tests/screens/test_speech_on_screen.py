"""Captions fit wherever they stand, and everything that can be touched has a spoken name."""

from dataclasses import replace

import pytest
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows
from PySide6.QtGui import QAccessible

from config.texts import Texts
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.saying import Say, captions, sentences
from kiosk.view import Language, Size, View, Voice
from screens.example_page import show
from screens.examples import Examples
from screens.items import targets, walk
from screens.window import KioskWindow, settle

LONGEST = 8
"""So many of the longest captions are looked at in every shape."""


def said_in(texts: Texts, size: Size, language: Language, voice: Voice) -> list[tuple[str, View]]:
    """Every caption of every example, the longest first, with its screen."""
    dialect = Dialect(texts, load_cantonese())
    found = [
        (caption.text, view)
        for view in Examples(texts, language).all().values()
        for caption in captions(
            Say(sentences(replace(view, voice=voice), dialect, in_private=True), language, voice, 1.0, 60, size)
        )
    ]
    return sorted(found, key=lambda each: -len(each[0]))


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(
    ("size", "language", "voice"),
    [
        ("standard", "zh-Hans", "mandarin"),
        ("standard", "en", "mandarin"),
        ("elder", "zh-Hant", "cantonese"),
        ("huge", "zh-Hans", "cantonese"),
    ],
)
def test_captions_fit_and_lie_on_no_words(
    windows: Windows, texts: Texts, panel: str, size: Size, language: Language, voice: Voice
) -> None:
    window = windows(panel)
    found: list[str] = []
    for caption, view in said_in(texts, size, language, voice)[:LONGEST]:
        show(window.shown, replace(view, size=size, caption=caption))
        settle(window)
        assert any(item.property("text") == caption and item.isVisible() for item in walk(window.contentItem()))
        found += [complaint for complaint in complaints(window, MM_PER_PX) if f"'{caption}'" in complaint]
    assert found == []


def test_the_band_of_a_demo_is_there_while_a_caption_is(windows: Windows, texts: Texts) -> None:
    window = windows("portrait")
    show(window.shown, replace(Examples(texts, "zh-Hans").all()["check"], caption="请核对。"))
    settle(window)
    shown = [item for item in walk(window.contentItem()) if item.property("text") == "演示数据"]
    assert any(item.isVisible() for item in shown)


@pytest.mark.parametrize("panel", PANELS)
def test_every_control_has_a_spoken_name_of_its_own(windows: Windows, texts: Texts, panel: str) -> None:
    window = windows(panel)
    found: list[str] = []
    for name, view in Examples(texts, "zh-Hans").all().items():
        show(window.shown, view)
        settle(window)
        found += [f"{name}: {complaint}" for complaint in nameless(window)]
    assert found == []


def nameless(window: KioskWindow) -> list[str]:
    """Controls that somebody who listens could not know, or not tell apart."""
    names = {name: str(item.property("spoken") or "").strip() for name, item in targets(window).items()}
    silent = [f"{name} has no spoken name" for name, spoken in names.items() if not spoken]
    # 退出 of the page and 退出 of the bar do the same; choices are named by data.
    single = {name: spoken for name, spoken in names.items() if name != "leave" and not name.startswith("choice-")}
    twins = [f"{name} shares its name" for name, spoken in single.items() if list(single.values()).count(spoken) > 1]
    silent += [
        f"{name} is called otherwise by the accessibility tree"
        for name, item in targets(window).items()
        if QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name) != item.property("spoken")
    ]
    return silent + twins


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("voice", ["mandarin", "cantonese"])
def test_every_screen_says_its_purpose(texts: Texts, language: Language, voice: Voice) -> None:
    dialect = Dialect(texts, load_cantonese())
    views = Examples(texts, language).all()
    silent = [
        name
        for name, view in views.items()
        if view.screen not in ("attract", "starting")
        and not sentences(replace(view, voice=voice), dialect, in_private=False)
    ]
    assert silent == []
