"""Screens are tested offscreen, drawn by the software backend, in the fonts of set-up. Any word of Qt fails a test."""

import os

# Qt reads these when it is imported first.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
# Offscreen nothing else asks for the time that Qt leaves between two frames, 5 ms: a test waits for every one.
os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"

from collections.abc import Iterator
from typing import Any

import pytest
from on_glass import MM_PER_PX, PANELS, Windows
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from config.texts import Texts, load_texts
from screens.examples import Examples
from screens.fonts import load_fonts
from screens.items import walk
from screens.shown import Shown
from screens.window import KioskWindow, settle


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def texts() -> Texts:
    return load_texts()


@pytest.fixture(scope="session")
def windows(qapp: QGuiApplication, texts: Texts) -> Iterator[Windows]:
    """One window for each panel, made once: a View is shown in it as the core would."""
    load_fonts(qapp)
    made: dict[str, KioskWindow] = {}

    def window(panel: str) -> KioskWindow:
        if panel not in made:
            first = Examples(texts, "zh-Hans").all()["starting"]
            made[panel] = KioskWindow(Shown(first), PANELS[panel], MM_PER_PX)
            # Pages turn at once: what moves is tested in test_touch.py.
            made[panel].rootObject().setProperty("isStill", True)  # Qt has no keyword here
            made[panel].show()
            settle(made[panel])
        # What the test before has touched takes nothing for half a second, as for a trembling hand.
        while any(item.property("isResting") for item in walk(made[panel].contentItem())):
            QTest.qWait(10)
        return made[panel]

    yield window
    for one in made.values():
        one.close()
        one.deleteLater()
    qapp.processEvents()


@pytest.fixture(autouse=True)
def _no_word_of_qt(qtlog: Any) -> Iterator[None]:
    yield
    assert [record.message for record in qtlog.records] == []
