"""Thirty difficult people before one terminal; some of them at the real window."""

import os

# Qt reads these when it is imported first.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"
# Offscreen nothing else asks for the time that Qt leaves between two frames, 5 ms: a test waits for every one.
os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from typing import Any

import pytest
from at_the_glass import Hand, Toucher, Walker
from hall_of_people import Visit
from on_glass import MM_PER_PX, PANELS
from people import PEOPLE
from province_in_process import InProcess, province_in
from PySide6.QtGui import QGuiApplication

from config.texts import load_texts
from screens.examples import Examples
from screens.fonts import load_fonts
from screens.shown import Shown
from screens.window import KioskWindow, settle


@pytest.fixture(scope="session")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InProcess]:
    """The province of all of them, made once: nobody sees anything of another."""
    made: AbstractContextManager[InProcess] = province_in(
        tmp_path_factory.mktemp("people"), citizens={one.number: one for one in PEOPLE}
    )
    with made as province:
        yield province


@pytest.fixture
def visit(there: InProcess) -> Visit:
    """A person steps up to the terminal."""
    return Visit(there)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def window(qapp: QGuiApplication) -> Iterator[KioskWindow]:
    """The upright panel."""
    load_fonts(qapp)
    made = KioskWindow(Shown(Examples(load_texts(), "zh-Hans").all()["starting"]), PANELS["portrait"], MM_PER_PX)
    made.rootObject().setProperty("isStill", True)
    made.show()
    settle(made)
    yield made
    made.close()
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def toucher(there: InProcess, window: KioskWindow, qtlog: Any) -> Iterator[Callable[[Hand], Toucher]]:
    """Makes somebody with such a hand."""
    made: list[Toucher] = []

    def make(hand: Hand) -> Toucher:
        made.append(Toucher(there, window, hand))
        return made[-1]

    yield make
    for one in made:
        one.close()
    assert [record.message for record in qtlog.records] == []


@pytest.fixture
def walker(there: InProcess, window: KioskWindow, qtlog: Any) -> Iterator[Walker]:
    """Keypad and earphone."""
    with closing(Walker(there, window)) as made:
        yield made
    assert [record.message for record in qtlog.records] == []
