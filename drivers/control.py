"""The control line of a simulator: JSON lines over a Unix socket.

One request a line, `{"do": "lay", "number": "…"}`; one answer a line, `{"ok": true, …}` or
`{"ok": false, "error": "…"}`.
Demo, dev dock and tests speak to every simulator this way, also to the sandbox of the platform. Nothing in a
terminal's own process listens like this.
"""

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

type_error = "a request is one JSON object with a string under 'do'"

Handler = Callable[[Mapping[str, Any]], Mapping[str, Any] | None]
"""Gets the request, gives the answer's fields; ValueError and KeyError become `error`."""


class ControlServer:
    """Answers control requests on a thread of its own until closed.

    Args:
        path: the socket to make (removed at close).
        handlers: what each `do` does.
    """

    def __init__(self, path: Path, handlers: Mapping[str, Handler]) -> None:
        self._path = path

        class Line(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                for raw in self.rfile:
                    answer = _answer(raw, handlers)
                    self.wfile.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
                    self.wfile.flush()

        class Server(socketserver.ThreadingUnixStreamServer):
            daemon_threads = True
            block_on_close = False

        path.unlink(missing_ok=True)
        self._server = Server(str(path), Line)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name=f"control {path.name}"
        )
        self._thread.start()

    def close(self) -> None:
        """Stop listening and remove the socket."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._path.unlink(missing_ok=True)


def _answer(raw: bytes, handlers: Mapping[str, Handler]) -> dict[str, Any]:
    try:
        request = json.loads(raw)
        if not isinstance(request, dict) or not isinstance(request.get("do"), str):
            return {"ok": False, "error": type_error}
        handler = handlers.get(request["do"])
        if handler is None:
            return {"ok": False, "error": f"unknown request '{request['do']}', known are {sorted(handlers)}"}
        return {"ok": True, **(handler(request) or {})}
    except (ValueError, KeyError) as error:
        return {"ok": False, "error": str(error)}


def ask(path: Path, do: str, /, *, within_s: float = 5.0, **fields: Any) -> dict[str, Any]:
    """Send one request to a simulator and give its answer.

    Raises:
        OSError: nobody listens there, or (TimeoutError) it does not answer.
        ValueError: the simulator refused; the message is its own.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(within_s)
        line.connect(str(path))
        line.sendall(json.dumps({"do": do, **fields}, ensure_ascii=False).encode() + b"\n")
        try:
            with line.makefile("rb") as answers:
                answer = json.loads(answers.readline() or b'{"ok": false, "error": "the simulator hung up"}')
        except TimeoutError as error:
            raise TimeoutError(f"{path.stem} does not answer '{do}' within {within_s:g} s") from error
    if not answer.pop("ok"):
        raise ValueError(str(answer.get("error")))
    return dict(answer)
