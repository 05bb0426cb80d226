"""A camera that plays drawn pictures, as Motion JPEG over HTTP on loopback.

    python -m drivers.camera.simulator --control RUN/camera.sock [--port N] [--pictures FOLDER] [--size 1280x720]

Control requests: address · play {folder} · freeze · cover · slow · silent · garbage · cut · unplug · plug · count ·
fault {name, times} · clear.
"""

import argparse
import http.server
import io
import re
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image

from drivers.camera.figures import covered, figure, jpeg_of
from drivers.clock import Clock, SystemClock
from drivers.control import Handler
from drivers.tcp_line import LOOPBACK, break_connection, common_arguments, until_told
from drivers.wire_faults import GARBAGE, FaultOrders, WireFault

ROUND = 25
"""Pictures before the figure begins again."""
FRAMES_PER_SECOND = 25.0
SLOW_S = 0.5
"""Between two pictures of a slow camera."""
FOLDER_FILES_MAX = 500
BOUNDARY = "picture"


class Mode(Enum):
    """What the camera does. The value is the name of the control request."""

    PLAY = "play"
    FREEZE = "freeze"
    """The stream goes on and the picture stands still."""
    COVER = "cover"
    SLOW = "slow"
    SILENT = "silent"
    """The connection stays and nothing comes."""
    GARBAGE = "garbage"
    """Parts come, and none of them is a picture."""
    CUT = "cut"
    """The connection breaks in the middle of a picture."""


class Player:
    """Which picture comes next. Shared by the connections and the control line.

    Args:
        width_px: width of drawn pictures.
        height_px: height of drawn pictures.
        pictures: folder to play in place of drawn pictures.
        scene: gives each next picture as JPEG, in place of both.
    """

    def __init__(
        self,
        width_px: int,
        height_px: int,
        pictures: Path | None = None,
        scene: Callable[[], bytes] | None = None,
    ) -> None:
        self._drawn = tuple(jpeg_of(figure(width_px, height_px, number, ROUND)) for number in range(ROUND))
        self._covered = tuple(jpeg_of(covered(width_px, height_px, number)) for number in range(5))
        self._playing = self._drawn if pictures is None else _pictures_of(pictures)
        self._scene = scene
        self._frozen = b""
        self._number = 0
        self._lock = threading.Lock()
        self.mode = Mode.PLAY
        self.faults = FaultOrders()
        self.connections = 0
        """Since the beginning."""
        self.watching = 0
        """Now."""
        self.frames = 0

    def order(self, request: Mapping[str, Any]) -> None:
        """Take a mode; `play` may name a `folder`."""
        mode = Mode(request["do"])
        playing = _pictures_of(Path(str(request["folder"]))) if "folder" in request else None
        with self._lock:
            self.mode = mode
            if playing is not None:
                self._playing = playing

    def next(self) -> bytes:
        """The next picture."""
        with self._lock:
            self.frames += 1
            if self.mode is not Mode.FREEZE:
                self._number += 1
            if self._scene is not None and self.mode is not Mode.COVER:
                if self.mode is not Mode.FREEZE or not self._frozen:
                    self._frozen = self._scene()
                return self._frozen
            pictures = self._covered if self.mode is Mode.COVER else self._playing
            return pictures[self._number % len(pictures)]

    def count(self) -> dict[str, int]:
        """What has happened so far."""
        return {"connections": self.connections, "watching": self.watching, "frames": self.frames}

    def came(self, change: int) -> None:
        """Somebody began (1) or stopped (-1) watching."""
        with self._lock:
            self.watching += change
            self.connections += change > 0


def _pictures_of(folder: Path) -> tuple[bytes, ...]:
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() in (".jpg", ".jpeg", ".png"))
    if not files:
        raise ValueError(f"no pictures in {folder}")
    return tuple(_as_jpeg(file.read_bytes()) for file in files[:FOLDER_FILES_MAX])


def _as_jpeg(data: bytes) -> bytes:
    if data.startswith(b"\xff\xd8"):
        return data
    with Image.open(io.BytesIO(data)) as picture:
        return jpeg_of(picture.convert("RGB"))


def _part(jpeg: bytes, taken_s: float, length: int | None = None) -> bytes:
    head = (
        f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nX-Timestamp: {taken_s:.6f}\r\n"
        f"Content-Length: {len(jpeg) if length is None else length}\r\n\r\n"
    )
    return head.encode() + jpeg + b"\r\n"


class Stream:
    """Sends pictures to one host until it goes."""

    def __init__(self, player: Player, clock: Clock, connection: socket.socket) -> None:
        self._player = player
        self._clock = clock
        self._connection = connection
        self._before = b""

    def run(self) -> None:
        """Send at the camera's pace; ends with OSError when the host is gone, or by itself when it is to break."""
        due_s = self._clock.monotonic()
        while True:
            mode = self._player.mode
            every_s = SLOW_S if mode is Mode.SLOW else 1 / FRAMES_PER_SECOND
            due_s = max(due_s + every_s, self._clock.monotonic())
            self._clock.pause(max(0.0, due_s - self._clock.monotonic()))
            if not self._send(mode):
                return

    def _send(self, mode: Mode) -> bool:
        """Send one picture; False when the connection is to break."""
        if mode is Mode.SILENT:
            return True
        jpeg = self._player.next()
        part = _part(jpeg, self._clock.monotonic())
        if mode is Mode.GARBAGE:
            part = _part(bytes(byte ^ 0x5A for byte in jpeg[:2000]), self._clock.monotonic())
        fault = self._player.faults.next()
        if mode is Mode.CUT or fault is WireFault.UNPLUG_MID_FRAME:
            self._connection.sendall(part[: len(part) // 2])
            return False
        if fault is WireFault.ONE_BYTE_AT_A_TIME:
            for at in range(len(part)):
                self._connection.sendall(part[at : at + 1])
        elif fault is WireFault.SLOW:
            self._clock.pause(SLOW_S)
            self._connection.sendall(part)
        else:
            self._connection.sendall(self._changed(fault, jpeg, part))
        self._before = part
        return True

    def _changed(self, fault: WireFault | None, jpeg: bytes, part: bytes) -> bytes:
        match fault:
            case WireFault.SILENT:
                return b""
            case WireFault.HALF_REPLY:
                return part[: len(part) // 2]
            case WireFault.GARBAGE_BEFORE:
                return GARBAGE + part
            case WireFault.GARBAGE_AFTER:
                return part + GARBAGE
            case WireFault.WRONG_CHECKSUM:
                # A JPEG has none: its end mark is spoilt.
                return part[:-4] + b"\x00\x00\r\n"
            case WireFault.WRONG_LENGTH:
                return _part(jpeg, self._clock.monotonic(), len(jpeg) + 100)
            case WireFault.STALE_REPLY:
                return self._before
            case _:
                return part


class Server:
    """The HTTP server, that can be unplugged and plugged in again under the same port."""

    def __init__(self, player: Player, port: int, clock: Clock) -> None:
        self._player = player
        self._clock = clock
        self.port = port
        self._http: _Http | None = None
        self._thread: threading.Thread | None = None
        self.plug()

    def plug(self) -> None:
        """Listen; nothing happens while it does."""
        if self._http is not None:
            return
        player, clock = self._player, self._clock

        class Viewer(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
                self.end_headers()
                self.wfile.flush()
                player.came(1)
                try:
                    Stream(player, clock, self.connection).run()
                except OSError:
                    return  # the host went away, or we were unplugged
                finally:
                    player.came(-1)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
                """Nothing: a test counts what it needs."""

        self._http = _Http((LOOPBACK, self.port), Viewer)
        self.port = int(self._http.server_address[1])
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, name=f"camera port {self.port}"
        )
        self._thread.start()

    def unplug(self) -> None:
        """Stop listening and break every stream."""
        server, thread = self._http, self._thread
        self._http = self._thread = None
        if server is None or thread is None:
            return
        server.shutdown()
        server.break_all()
        server.server_close()
        thread.join()


class _Http(socketserver.ThreadingMixIn, http.server.HTTPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, *arguments: Any) -> None:
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(*arguments)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def break_all(self) -> None:
        with self._lock:
            for connection in self._open:
                break_connection(connection)


def _size(text: str) -> tuple[int, int]:
    if not (found := re.fullmatch(r"(\d{2,4})x(\d{2,4})", text)):
        raise argparse.ArgumentTypeError("a size is like 1280x720")
    return int(found[1]), int(found[2])


def arguments_of(title: str) -> argparse.ArgumentParser:
    """What every player of pictures takes."""
    parser = common_arguments(title)
    parser.add_argument("--size", type=_size, default=(1280, 720), help="of drawn pictures")
    return parser


def serve(player: Player, arguments: argparse.Namespace, more: Mapping[str, Handler] = MappingProxyType({})) -> None:
    """Send pictures until told to end.

    Args:
        player: which ones.
        arguments: of `arguments_of`.
        more: further control requests.
    """
    server = Server(player, arguments.port, SystemClock())
    handlers: dict[str, Handler] = {
        "address": lambda _request: {
            "host": LOOPBACK,
            "port": server.port,
            "url": f"http://{LOOPBACK}:{server.port}/camera",
        },
        **{mode.value: player.order for mode in Mode},
        "fault": player.faults.order,
        "clear": lambda _request: player.faults.clear(),
        "count": lambda _request: player.count(),
        "unplug": lambda _request: server.unplug(),
        "plug": lambda _request: server.plug(),
        **more,
    }
    until_told(arguments.control, handlers, server.unplug)


def main() -> None:
    """Run until told to end."""
    parser = arguments_of("Simulates a camera by Motion JPEG over HTTP.")
    parser.add_argument("--pictures", type=Path, help="folder to play in place of drawn pictures")
    arguments = parser.parse_args()
    width_px, height_px = arguments.size
    serve(Player(width_px, height_px, arguments.pictures), arguments)


if __name__ == "__main__":
    main()
