"""Motion JPEG over HTTP: the multipart stream and the head of a JPEG, without I/O."""

import re
from dataclasses import dataclass, field

HEAD_BYTES_MAX = 8_192
"""Our choice, for the HTTP head and for the head of a part."""
JPEG_BYTES_MAX = 4_000_000
"""Our choice: a picture of 3840x2160 at quality 90 has some 2.5 MB."""
PIXELS_MAX = 3840 * 2160
_START, _END = b"\xff\xd8", b"\xff\xd9"
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of ITU-T T.81, table B.1, whose segment tells the size (SOF0 to SOF15)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a length: TEM, RST0 to RST7, SOI."""


class FrameError(ValueError):
    """The server does not speak Motion JPEG."""


@dataclass(frozen=True, slots=True)
class Part:
    """One JPEG of the stream."""

    jpeg: bytes = field(repr=False)
    stamp_s: float | None
    """Of the header X-Timestamp, as mjpg-streamer and our simulator send it."""


def boundary_of(head: bytes) -> bytes:
    """The boundary that the HTTP head announces.

    Raises:
        FrameError: no 200, or no multipart stream.
    """
    lines = head.decode("latin-1").split("\r\n")
    if not re.fullmatch(r"HTTP/1\.[01] 200( .*)?", lines[0]):
        raise FrameError(f"status line {lines[0][:40]!r}")
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-type":
            found = re.search(r'multipart/x-mixed-replace;.*boundary="?([^\s";]{1,70})', value, re.IGNORECASE)
            if found:
                # Many servers announce the boundary with the dashes that belong in front of it.
                return found[1].removeprefix("--").encode("latin-1")
    raise FrameError("no multipart/x-mixed-replace with a boundary")


class PartCutter:
    """Finds the pictures in the stream; what lies between them is noise and is counted.

    Args:
        boundary: without the dashes in front of it.
    """

    def __init__(self, boundary: bytes) -> None:
        self._mark = b"--" + boundary
        self._buffer = bytearray()
        self.bad_in_a_row = 0
        """Parts since the last good one that were no whole JPEG."""

    def feed(self, data: bytes) -> list[Part]:
        """Take what arrived, and give the pictures that are complete."""
        self._buffer += data
        parts: list[Part] = []
        while (taken := self._next(parts)) > 0:
            del self._buffer[:taken]
        if len(self._buffer) > JPEG_BYTES_MAX + HEAD_BYTES_MAX:
            self._buffer.clear()
            self.bad_in_a_row += 1
        return parts

    def _next(self, parts: list[Part]) -> int:
        """How many bytes at the beginning are done with; 0 when more are needed."""
        mark = self._buffer.find(self._mark)
        if mark < 0:
            # The mark itself may just be arriving.
            return max(0, len(self._buffer) - len(self._mark))
        if mark > 0:
            return mark
        head_end = self._buffer.find(b"\r\n\r\n", 0, HEAD_BYTES_MAX)
        if head_end < 0:
            return self._bad(len(self._mark)) if len(self._buffer) >= HEAD_BYTES_MAX else 0
        begin = head_end + 4
        head = bytes(self._buffer[:head_end])
        length = _length_of(head)
        if length is not None:
            if len(self._buffer) < begin + length:
                # A wrong length must not swallow the pictures behind it.
                return self._bad(begin) if length > JPEG_BYTES_MAX or self._buffer.find(self._mark, begin) > 0 else 0
            end = begin + length
        else:
            end = self._buffer.find(b"\r\n" + self._mark, begin)
            if end < 0:
                return 0
        jpeg = bytes(self._buffer[begin:end])
        if not is_whole(jpeg):
            return self._bad(begin)
        self.bad_in_a_row = 0
        parts.append(Part(jpeg, _stamp_of(head)))
        return end

    def _bad(self, taken: int) -> int:
        self.bad_in_a_row += 1
        return taken


def _length_of(head: bytes) -> int | None:
    found = re.search(rb"content-length:\s*(\d{1,9})\s*(\r\n|$)", head, re.IGNORECASE)
    return int(found[1]) if found else None


def _stamp_of(head: bytes) -> float | None:
    found = re.search(rb"x-timestamp:\s*(\d{1,12}(\.\d{1,9})?)\s*(\r\n|$)", head, re.IGNORECASE)
    return float(found[1]) if found else None


def is_whole(jpeg: bytes) -> bool:
    """Whether these bytes begin and end as a JPEG of a size that we decode."""
    if not jpeg.startswith(_START) or not jpeg.rstrip(b"\x00\r\n").endswith(_END) or len(jpeg) > JPEG_BYTES_MAX:
        return False
    size = jpeg_size(jpeg)
    return size is not None and 0 < size[0] * size[1] <= PIXELS_MAX


def jpeg_size(jpeg: bytes) -> tuple[int, int] | None:
    """Width and height in pixels from the head of a JPEG, None when it has none. Nothing is decoded."""
    at = 2
    while at + 9 <= len(jpeg) and jpeg[at] == 0xFF:
        marker = jpeg[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
        elif marker in _SIZES:
            return int.from_bytes(jpeg[at + 7 : at + 9], "big"), int.from_bytes(jpeg[at + 5 : at + 7], "big")
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return None
