"""The line between core and screens: a length in front, then a message.

Down go Views (JSON) and pictures: of the camera while it is open, of a page of the paper while it is printed; up go
taps (JSON). A picture begins with a mark that no JSON has, then its number. The camera's are never queued: whoever
sends one drops it while an earlier one is on its way. A page's is sent once, behind the View that shows the page.
A key of the assistive keypad is a mark and its name.
"""

import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from pydantic import TypeAdapter, ValidationError

from kiosk.taps import TapOnPage
from kiosk.view import View

MOST_BYTES: Final = 1024 * 1024
"""A densely printed page is a third of it, a View with 3 000 choices less; our choice against a peer that floods."""
MOST_CAMERA_BYTES: Final = 256 * 1024
"""A picture of 960 by 540 is a third of it."""
MOST_TAP_BYTES: Final = 6 * 1024
"""A tap is below 200 bytes; a stroke of a signature has 200 points of some 20 bytes."""

_LENGTH = struct.Struct(">I")
_PICTURE = b"\x00P"
_PAGE = b"\x00S"
_KEY = b"\x00K"
_VIEW = TypeAdapter(View)
_TAP = TypeAdapter(TapOnPage)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the camera."""

    number: int
    """Grows with every picture."""
    jpeg: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the paper that is printed."""

    number: int
    """From 1; of the View that was sent before it."""
    jpeg: bytes = field(repr=False)


KeyName = Literal["up", "down", "left", "right", "press", "back", "repeat"]
"""As the values of drivers.keypad.Key, which screens do not know."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the assistive keypad went down."""

    name: KeyName


_KEY_NAME: TypeAdapter[KeyName] = TypeAdapter(KeyName)


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
    return _pictured(_PICTURE, picture.number, picture.jpeg, MOST_CAMERA_BYTES)


def pack_page(page: Page) -> bytes:
    """A page's picture as one message; errors as `pack_picture`."""
    return _pictured(_PAGE, page.number, page.jpeg, MOST_BYTES)


def pack_key(key: Key) -> bytes:
    """A key as one message."""
    return _framed(_KEY + key.name.encode("ascii"))


def _pictured(mark: bytes, number: int, jpeg: bytes, most: int) -> bytes:
    body = mark + _LENGTH.pack(number) + jpeg
    if len(body) > most:
        raise LinkError(f"a picture of {len(body)} bytes, at most {most} are sent")
    return _framed(body)


def pack_tap(tap: TapOnPage) -> bytes:
    """A tap as one message."""
    return _framed(_TAP.dump_json(tap))


def unpack_down(body: bytes) -> View | Picture | Page | Key:
    """What a message from the core holds.

    Raises:
        LinkError: neither View nor picture nor key.
    """
    if body.startswith(_KEY):
        return _unpack_key(body.removeprefix(_KEY))
    if not body.startswith((_PICTURE, _PAGE)):
        return unpack_view(body)
    if len(body) < len(_PICTURE) + _LENGTH.size:
        raise LinkError("a picture without a number")
    (number,) = _LENGTH.unpack_from(body, len(_PICTURE))
    kind = Page if body.startswith(_PAGE) else Picture
    return kind(number, body[len(_PICTURE) + _LENGTH.size :])


def unpack_view(body: bytes) -> View:
    """The View in a message's body.

    Raises:
        LinkError: it is none.
    """
    try:
        return _VIEW.validate_json(body)
    except ValidationError as error:
        raise LinkError(f"not a View: {error.error_count()} errors") from None


def _unpack_key(name: bytes) -> Key:
    try:
        return Key(_KEY_NAME.validate_python(name.decode("ascii", "replace")))
    except ValidationError:
        raise LinkError("not a key") from None


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
