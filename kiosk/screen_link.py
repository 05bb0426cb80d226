"""The line between core and screens: a length in front, then a message.

Down go Views (JSON) and, while the camera is open, its pictures; up go taps (JSON). A picture begins with a mark that
no JSON has, then its number. It is never queued: whoever sends it drops it while an earlier one is on its way.
"""

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from pydantic import TypeAdapter, ValidationError

from kiosk.taps import TapOnPage
from kiosk.view import View

MOST_BYTES: Final = 256 * 1024
"""A View with 3 000 choices is far below; our choice against a peer that floods."""
MOST_TAP_BYTES: Final = 1024
"""A tap is below 200 bytes."""

_LENGTH = struct.Struct(">I")
_PICTURE = b"\x00P"
_VIEW = TypeAdapter(View)
_TAP = TypeAdapter(TapOnPage)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the camera."""

    number: int
    """Grows with every picture."""
    jpeg: bytes = field(repr=False)


class LinkError(Exception):
    """The peer said something that is no message; the connection ends. Holds no word of the peer."""


def pack_view(view: View) -> bytes:
    """A View as one message."""
    return _framed(_VIEW.dump_json(view))


def pack_picture(picture: Picture) -> bytes:
    """A picture of the camera as one message.

    Raises:
        LinkError: it is larger than any message may be.
    """
    body = _PICTURE + _LENGTH.pack(picture.number) + picture.jpeg
    if len(body) > MOST_BYTES:
        raise LinkError(f"a picture of {len(body)} bytes, at most {MOST_BYTES} are sent")
    return _framed(body)


def pack_tap(tap: TapOnPage) -> bytes:
    """A tap as one message."""
    return _framed(_TAP.dump_json(tap))


def unpack_down(body: bytes) -> View | Picture:
    """What a message from the core holds.

    Raises:
        LinkError: neither View nor picture.
    """
    if not body.startswith(_PICTURE):
        return unpack_view(body)
    if len(body) < len(_PICTURE) + _LENGTH.size:
        raise LinkError("a picture without a number")
    (number,) = _LENGTH.unpack_from(body, len(_PICTURE))
    return Picture(number, body[len(_PICTURE) + _LENGTH.size :])


def unpack_view(body: bytes) -> View:
    """The View in a message's body.

    Raises:
        LinkError: it is none.
    """
    try:
        return _VIEW.validate_json(body)
    except ValidationError as error:
        raise LinkError(f"not a View: {error.error_count()} errors") from None


def unpack_tap(body: bytes) -> TapOnPage:
    """The tap in a message's body.

    Raises:
        LinkError: it is none.
    """
    try:
        return _TAP.validate_json(body, extra="forbid")
    except ValidationError as error:
        raise LinkError(f"not a tap: {error.error_count()} errors") from None


class Unframer:
    """Cuts a stream of bytes into message bodies, however they arrive.

    Args:
        most: the longest body that is accepted, in bytes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bodies that are complete now.

        Raises:
            LinkError: a length beyond the limit.
        """
        self._buffer += data
        while len(self._buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer)
            if length > self._most:
                raise LinkError(f"a message of {length} bytes, at most {self._most} are accepted")
            if len(self._buffer) < _LENGTH.size + length:
                return
            body = bytes(self._buffer[_LENGTH.size : _LENGTH.size + length])
            del self._buffer[: _LENGTH.size + length]
            yield body


def connect(path: str) -> socket.socket:
    """Connect to the core.

    Raises:
        OSError: it does not listen.
    """
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _framed(body: bytes) -> bytes:
    return _LENGTH.pack(len(body)) + body
