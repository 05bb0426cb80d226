"""In a demo by hand the drawn resident does what the screen asks."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from drivers.control import ControlServer
from kiosk.view import View
from screens.resident import Resident
from screens.shown import Shown


def test_whoever_stands_there_is_told_each_prompt_once(qapp: QGuiApplication, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[str] = []
    server = ControlServer(tmp_path / "camera.sock", {"act": lambda request: told.append(request["prompt"])})
    shown = Shown(View(page=1, screen="consent"))
    resident = Resident(shown, tmp_path / "camera.sock")
    look = View(page=2, screen="face", prompt="look")
    nod = replace(look, prompt="nod")
    for view in (look, nod, replace(nod, action=1), look, nod, View(page=3, screen="working")):
        shown.show(view)
    qtbot.waitUntil(lambda: len(told) == 4, timeout=3000)
    assert told == ["look", "nod", "look", "nod"]
    resident.deleteLater()
    server.close()
