"""Speaks to the simulators' control sockets without waiting: one JSON line out, one back.

The screens may not import drivers, so this is the little of drivers/control.py that the dev dock needs.
"""

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

Answered = Callable[[dict[str, Any]], None]
"""Gets the answer's fields; `{"ok": False, "error": …}` when nobody listens or the simulator refuses."""


class DeviceLine(QObject):
    """The line to one simulator: kept open, found again at the next request when it broke.

    Args:
        path: the simulator's control socket.
        parent: ends it, and with it the socket. Python would do that on any thread that collects garbage.
    """

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._unsent = bytearray()
        self._heard = bytearray()
        self._waiting: deque[Answered] = deque()
        self._socket = QLocalSocket(self)
        self._socket.connected.connect(self._send)
        self._socket.readyRead.connect(self._read)
        self._socket.errorOccurred.connect(self._fail)

    def ask(self, request: dict[str, Any], answered: Answered) -> None:
        """Send one request; `answered` is called once, in the order of asking."""
        self._waiting.append(answered)
        self._unsent += json.dumps(request, ensure_ascii=False).encode() + b"\n"
        match self._socket.state():
            case QLocalSocket.LocalSocketState.ConnectedState:
                self._send()
            case QLocalSocket.LocalSocketState.UnconnectedState:
                self._socket.connectToServer(str(self._path))

    def _send(self) -> None:
        self._socket.write(bytes(self._unsent))
        self._unsent.clear()

    def _read(self) -> None:
        self._heard += bytes(self._socket.readAll().data())
        while b"\n" in self._heard and self._waiting:
            line, _, rest = bytes(self._heard).partition(b"\n")
            self._heard = bytearray(rest)
            self._waiting.popleft()(_parsed(line))

    def _fail(self) -> None:
        self._unsent.clear()
        self._heard.clear()
        waiting, self._waiting = self._waiting, deque()
        for answered in waiting:
            answered({"ok": False, "error": f"{self._path.stem}: {self._socket.errorString()}"})


class DockLine(QObject):
    """Asks simulators below one run folder.

    Args:
        run: the folder that holds their sockets.
    """

    def __init__(self, run: Path) -> None:
        super().__init__()
        self._run = run
        self._lines: dict[str, DeviceLine] = {}

    def is_there(self, device: str) -> bool:
        """Whether the simulator has a control socket."""
        return self._path(device).exists()

    def ask(self, device: str, do: str, answered: Answered, **fields: Any) -> None:
        """Send one request; `answered` is called once."""
        if device not in self._lines:
            self._lines[device] = DeviceLine(self._path(device), self)
        self._lines[device].ask({"do": do, **fields}, answered)

    def _path(self, device: str) -> Path:
        return self._run / f"{device}.sock"


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {"ok": False, "error": "no JSON came back"}
    return answer if isinstance(answer, dict) else {"ok": False, "error": "no object came back"}
