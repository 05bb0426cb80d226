"""Speaks to the simulators' control sockets without waiting: one JSON line out, one back, one connection a request.

The screens may not import drivers, so this is the little of drivers/control.py that the dev dock needs.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

Answered = Callable[[dict[str, Any]], None]
"""Gets the answer's fields; `{"ok": False, "error": …}` when nobody listens or the simulator refuses."""


class DockLine(QObject):
    """Asks simulators below one run folder.

    Args:
        run: the folder that holds their sockets.
    """

    def __init__(self, run: Path) -> None:
        super().__init__()
        self._run = run

    def is_there(self, device: str) -> bool:
        """Whether the simulator has a control socket."""
        return (self._run / f"{device}.sock").exists()

    def ask(self, device: str, do: str, answered: Answered, **fields: Any) -> None:
        """Send one request; `answered` is called once."""
        socket = QLocalSocket(self)
        request = json.dumps({"do": do, **fields}, ensure_ascii=False).encode() + b"\n"
        heard = bytearray()

        def settle(answer: dict[str, Any]) -> None:
            socket.blockSignals(True)  # noqa: FBT003  # Qt has no keyword here
            socket.abort()
            socket.deleteLater()
            answered(answer)

        def read() -> None:
            heard.extend(socket.readAll().data())
            line, newline, _ = bytes(heard).partition(b"\n")
            if newline:
                settle(_parsed(line))

        socket.connected.connect(lambda: socket.write(request))
        socket.readyRead.connect(read)
        socket.errorOccurred.connect(lambda _: settle({"ok": False, "error": f"{device}: {socket.errorString()}"}))
        socket.connectToServer(str(self._run / f"{device}.sock"))


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {"ok": False, "error": "no JSON came back"}
    return answer if isinstance(answer, dict) else {"ok": False, "error": "no object came back"}
