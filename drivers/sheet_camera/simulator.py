"""A network camera above a tray: HTTP on a free port of loopback, a drawn sheet on its snapshot address.

    python -m drivers.sheet_camera.simulator --control RUN/sheet_camera.sock

Control requests: address · top {number} · fault {name} (dark, blurred, askew, silent, broken) · clear · count.
"""

import argparse
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from drivers.control import Handler
from drivers.sheet_camera.drawn_sheet import sheet
from drivers.tcp_line import until_told

PATH = "/snapshot.jpg"
FAULTS = {
    "dark": {"light": 0.12},
    "blurred": {"blur": 9.0},
    "askew": {"angle": 14.0},
    "silent": {},
    "broken": {},
}


class Camera:
    """What it sees."""

    def __init__(self) -> None:
        self.number = ""
        self.fault = ""
        self.taken = 0
        self.over = threading.Event()

    def top(self, request: Mapping[str, Any]) -> None:
        """Another sheet lies on top."""
        self.number = str(request["number"])

    def go_wrong(self, request: Mapping[str, Any]) -> None:
        """From now on, until `clear`.

        Raises:
            ValueError: no such fault.
        """
        if request["name"] not in FAULTS:
            raise ValueError(f"known are {sorted(FAULTS)}")
        self.fault = str(request["name"])

    def clear(self) -> None:
        """No fault any more."""
        self.fault = ""

    def picture(self) -> bytes:
        """As the lens has it."""
        self.taken += 1
        return sheet(self.number, **FAULTS.get(self.fault, {}))


def served(camera: Camera) -> type[BaseHTTPRequestHandler]:
    """Answers for that camera."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if camera.fault == "silent":
                camera.over.wait(60.0)
                return
            is_whole = camera.fault != "broken" and self.path == PATH
            body = camera.picture() if is_whole else b"<html>"
            self.send_response(200 if self.path == PATH else 404)
            self.send_header("content-type", "image/jpeg" if self.path == PATH else "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Answers


def main() -> None:
    """Run until told to end."""
    parser = argparse.ArgumentParser(description="Simulates the camera above a tray of numbered sheets.")
    parser.add_argument("--control", type=Path, required=True, help="Unix socket of the control line")
    arguments = parser.parse_args()
    camera = Camera()
    server = ThreadingHTTPServer(("127.0.0.1", 0), served(camera))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handlers: dict[str, Handler] = {
        "address": lambda _request: {"url": f"http://127.0.0.1:{server.server_address[1]}{PATH}"},
        "top": camera.top,
        "fault": camera.go_wrong,
        "clear": lambda _request: camera.clear(),
        "count": lambda _request: {"taken": camera.taken, "number": camera.number},
    }

    def end() -> None:
        camera.over.set()
        server.shutdown()
        server.server_close()

    until_told(arguments.control, handlers, end)


if __name__ == "__main__":
    main()
