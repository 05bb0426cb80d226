"""In a demo by hand: tells whoever stands before the drawn camera what the screen asks of them.

A resident reads the screen; the one who is drawn has this instead of eyes (drivers/face/motion/player.py).
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from screens.dock_line import DeviceLine
from screens.shown import Shown


class Resident(QObject):
    """Reads the prompts of the face screen.

    Args:
        shown: what the screen shows.
        camera: control line of the drawn camera.
    """

    def __init__(self, shown: Shown, camera: Path) -> None:
        super().__init__()
        self._shown = shown
        self._read = ""
        self._line = DeviceLine(camera, self)
        shown.view_changed.connect(self._look)

    def _look(self) -> None:
        prompt = self._shown.newest.prompt
        if prompt == self._read:
            return
        self._read = prompt
        if prompt:
            self._line.ask({"do": "act", "prompt": prompt}, _heard)


def _heard(_: dict[str, Any]) -> None:
    """A camera that is not there or shows a photo does nothing, and so would a resident."""
