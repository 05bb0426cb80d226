"""Motion JPEG over HTTP on this machine: the camera of the demo. A hall's camera hangs on USB."""

import ipaddress
from urllib.parse import urlsplit

from drivers.camera import CameraMode
from drivers.camera.frames import HEAD_BYTES_MAX, FrameError, Part, PartCutter, boundary_of
from drivers.camera.live import Picture, age_stamp
from drivers.camera.opencv import decoded
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.tcp_wire import TcpWire
from drivers.wire import Wire

HEAD_S = 1.5
"""Our choice: a server that hangs is known after so long."""
BAD_PARTS_MAX = 10
"""Our choice: a broken picture now and then is skipped, ten in a row are another language."""
_DRAIN_READS_MAX = 64
_CHUNK = 65_536


class MjpegSource:
    """Fulfils `FrameSource`. One read lasts no longer than asked for and the decoding of one picture.

    Args:
        url: http://127.0.0.1:port/path, nothing beyond loopback.
        clock: for stamps and limits.
        demo: whether this terminal is a demo. Pictures that a program plays would pass for a resident in a hall.
        head_s: limit for the HTTP head, in seconds.

    Raises:
        DeviceError: DISABLED outside a demo, or for an address beyond this machine.
    """

    def __init__(self, url: str, clock: Clock, *, demo: bool, head_s: float = HEAD_S) -> None:
        if not demo:
            raise DeviceError(Fault.DISABLED, "camera model mjpeg: only in a demo")
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        if parts.scheme != "http" or not _is_loopback(self._host):
            raise DeviceError(Fault.DISABLED, "camera model mjpeg: only from this machine")
        self._port = parts.port or 80
        self._path = parts.path or "/"
        self._head_s = head_s
        self._clock = clock
        self._wire: Wire | None = None
        self._cutter = PartCutter(b"")
        self._first: list[Part] = []

    def open(self, mode: CameraMode) -> None:  # noqa: ARG002 - the server chooses size and speed
        """Connect and read the HTTP head (see `FrameSource`)."""
        self._wire = TcpWire(self._host, self._port)
        # HTTP/1.0, so that no server sends the stream in chunks
        request = f"GET {self._path} HTTP/1.0\r\nHost: {self._host}\r\n\r\n"
        self._wire.write(request.encode("latin-1"))
        deadline = self._clock.monotonic() + self._head_s
        head = b""
        while b"\r\n\r\n" not in head:
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                raise DeviceError(Fault.TIMED_OUT, f"no HTTP head within {self._head_s} s")
            if len(head) > HEAD_BYTES_MAX:
                raise DeviceError(Fault.GARBLED, "HTTP head: too long")
            head += self._wire.read(_CHUNK, remaining)
        head, rest = head.split(b"\r\n\r\n", 1)
        try:
            self._cutter = PartCutter(boundary_of(head))
        except FrameError as error:
            raise DeviceError(Fault.GARBLED, str(error)) from error
        self._first = self._cutter.feed(rest)

    def read(self, within_s: float) -> Picture | None:
        """The newest picture (see `FrameSource`)."""
        deadline = self._clock.monotonic() + within_s
        parts, self._first = self._first, []
        while not parts:
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                return None
            parts = self._feed(remaining)
        for _ in range(_DRAIN_READS_MAX):
            # Whatever has arrived meanwhile is newer: a reader that falls behind would show the past.
            if not (data := self._read(0)):
                break
            parts += self._cutter.feed(data)
        return self._picture(parts[-1])

    def expose(self, exposure_ms: float | None) -> None:
        """Played pictures have no exposure (see `FrameSource`)."""
        raise DeviceError(Fault.REFUSED, f"exposure {exposure_ms}: played pictures have none")

    def close(self) -> None:
        """Disconnect."""
        wire, self._wire = self._wire, None
        self._first = []
        if wire is not None:
            wire.close()

    def check(self) -> str:
        """Whether the server accepts a connection; no picture is asked for."""
        TcpWire(self._host, self._port).close()
        return f"mjpeg {self._host}:{self._port}"

    def _feed(self, within_s: float) -> list[Part]:
        parts = self._cutter.feed(self._read(within_s))
        if self._cutter.bad_in_a_row > BAD_PARTS_MAX:
            raise DeviceError(Fault.GARBLED, f"{self._cutter.bad_in_a_row} parts in a row were no JPEG")
        return parts

    def _read(self, within_s: float) -> bytes:
        if self._wire is None:
            raise DeviceError(Fault.GONE, "not connected")
        return self._wire.read(_CHUNK, within_s)

    def _picture(self, part: Part) -> Picture:
        arrived_s = self._clock.monotonic()
        return Picture(decoded(part.jpeg), age_stamp(part.stamp_s, arrived_s))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
