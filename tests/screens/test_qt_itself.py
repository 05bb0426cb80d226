"""What we rely on in Qt and its binding."""

import sys
from dataclasses import replace

import PySide6
from on_glass import Windows
from PySide6.QtGui import QFontDatabase, QGuiApplication, QRawFont

from config.texts import Texts
from screens.examples import Examples
from screens.fonts import RARE, load_fonts
from screens.window import settle


def test_the_binding_takes_no_reference_of_none(windows: Windows, texts: Texts) -> None:
    """PySide6 6.12.0 on Python 3.11 dropped one at every void call and aborted after some 5 700 of them."""
    window = windows("portrait")
    item = window.rootObject()
    before = sys.getrefcount(None), sys.getrefcount(True) + sys.getrefcount(False)
    for number in range(1000):
        item.setObjectName(f"main {number}")
        item.property("nothing of this name")
        window.shown.view_changed.emit()
    after = sys.getrefcount(None), sys.getrefcount(True) + sys.getrefcount(False)
    item.setObjectName("")
    assert after[0] >= before[0] - 100
    assert after[1] >= before[1] - 100


def test_the_pinned_version_is_the_one_that_was_tried() -> None:
    assert PySide6.__version__ == "6.11.3"


def test_the_screens_are_drawn_in_the_fonts_of_the_paper(qapp: QGuiApplication) -> None:
    families = load_fonts(qapp)
    assert families[0] == "Noto Sans SC"
    assert qapp.font().families()[0] == "Noto Sans SC"
    assert {400, 700} <= {QFontDatabase.weight("Noto Sans SC", style) for style in QFontDatabase.styles("Noto Sans SC")}


def test_rare_characters_of_names_have_a_face() -> None:
    if RARE.exists():
        assert QRawFont(str(RARE), 20).supportsCharacter(0x2AA27)


def test_drawing_is_the_same_every_time(windows: Windows, texts: Texts) -> None:
    window = windows("landscape")
    examples = Examples(texts, "zh-Hans").all()
    pictures = []
    for name in ("check", "home", "check"):
        window.shown.show(replace(examples[name], theme="day", size="standard"))
        settle(window)
        pictures.append(window.grabWindow())
    assert pictures[0] == pictures[2]
    assert pictures[0] != pictures[1]
