"""The page that stands when nothing else runs: with the telephone, without anything that could be touched in vain."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from geometry import complaints
from on_glass import MM_PER_PX, PANELS, Windows
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from standing import standing
from waiting import wait_until

from config.settings import load
from config.texts import Texts, load_texts
from screens.examples import Examples
from screens.out_of_service import out_of_service_view
from screens.shown import Shown
from screens.window import KioskWindow, settle

SAMPLE = Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml"


def test_it_says_where_and_whom_to_call_and_offers_nothing(qtbot: QtBot) -> None:
    settings = load(SAMPLE).model_copy(update={"help_line": "0752-0000000", "help_hours": "8:30-17:30"})
    view = out_of_service_view(load_texts(), settings)
    assert view.place == "惠阳政务大厅 A2-07"
    assert view.words["next"].endswith("\n0752-0000000 8:30-17:30")
    assert not view.bar
    assert not view.words["other_way"]
    shown = Shown(view)
    window = KioskWindow(shown, QSize(1080, 1920), 0.369)
    window.show()
    qtbot.waitExposed(window)
    assert not window.grabWindow().isNull()
    window.deleteLater()


def test_it_stands_without_a_file_that_can_be_read() -> None:
    view = out_of_service_view(load_texts(), None)
    assert view.place == ""
    assert view.words["title"]


@pytest.mark.parametrize("panel", sorted(PANELS))
def test_what_it_says_stands_nowhere_for_long(windows: Windows, texts: Texts, panel: str) -> None:
    """In portrait the picture stands among what is said, in landscape beside it: both move."""
    window = windows(panel)
    window.shown.show(Examples(texts, "zh-Hans").all()["out-of-service"])
    settle(window)
    root = window.rootObject()
    assert 0 < root.property("drift_ms") < 30_000
    root.setProperty("drift_ms", 50)
    before = {line.text: line.area.topLeft() for line in standing(window).lines if not line.around.control}
    moved = before
    for _ in range(40):
        QTest.qWait(10)
        moved = {line.text: line.area.topLeft() for line in standing(window).lines if not line.around.control}
        if moved != before:
            break
    root.setProperty("drift_ms", 20_000)
    settle(window)
    assert [text for text, at in before.items() if moved[text] == at] == []
    assert complaints(window, MM_PER_PX) == []


def test_the_process_stays_even_when_the_terminals_file_is_broken(tmp_path: Path) -> None:
    broken = tmp_path / "terminal.toml"
    broken.write_text("terminal = ")
    log = tmp_path / "log"
    argv = [sys.executable, "-m", "screens.out_of_service", "--config", str(broken)]
    with log.open("w") as said:
        process = subprocess.Popen(argv, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stderr=said)
    try:
        wait_until(lambda: "not TOML" in log.read_text() or process.poll() is not None, 60.0, "a word about the file")
        assert process.poll() is None, log.read_text()
    finally:
        process.kill()
        process.wait()
