"""A line between the core and a process of its own: messages with a picture behind them, without knowing which.

A message is two lengths of four bytes (big endian), a JSON object whose `kind` names its type, and raw bytes (a picture
or nothing). What does not parse ends the connection.
"""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

HEAD_BYTES_MAX: Final = 65_536
"""Settings are below 4 kB; our choice against a peer that went mad."""
PICTURE_BYTES_MAX: Final = 2_000_000
"""A portrait of 4 million pixels, or a preview: our choice."""
_LENGTHS = struct.Struct(">II")
_CHUNK = 65_536


class FrameError(ValueError):
    """The peer said something that is no message. Holds no word of it."""


class Message(BaseModel):
    """What all messages share; a picture travels behind the JSON and never shows in a repr."""

    # A cache of what was read would outlive the person: names and numbers are short strings.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, cache_strings="keys")

    picture: bytes = Field(default=b"", repr=False, exclude=True)


M = TypeVar("M", bound=Message)
Understand = Callable[[bytes, bytes], M]
"""A head and a picture to a message; raises FrameError."""


def pack(message: Message) -> bytes:
    """A message as it goes over the line."""
    head = message.model_dump_json().encode()
    return _LENGTHS.pack(len(head), len(message.picture)) + head + message.picture


def understood(language: TypeAdapter[M], head: bytes, picture: bytes) -> M:
    """What was said, in one of the two languages of a line.

    Raises:
        FrameError: it is no message of that language.
    """
    try:
        return language.validate_json(head).model_copy(update={"picture": picture})
    except ValidationError as error:
        raise FrameError(f"not a message: {error.error_count()} errors") from None


class Cutter:
    """Cuts a stream of bytes into heads and pictures, however they arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The head and picture of each message that is complete now.

        Raises:
            FrameError: a length beyond the limits.
        """
        self._buffer += data
        while len(self._buffer) >= _LENGTHS.size:
            head, picture = _LENGTHS.unpack_from(self._buffer)
            if head > HEAD_BYTES_MAX or picture > PICTURE_BYTES_MAX:
                raise FrameError(f"a message of {head} and {picture} bytes")
            begin, middle = _LENGTHS.size, _LENGTHS.size + head
            if len(self._buffer) < middle + picture:
                return
            cut = bytes(self._buffer[begin:middle]), bytes(self._buffer[middle : middle + picture])
            del self._buffer[: middle + picture]
            yield cut


class Link:
    """The process's end of its line to the core: many threads send, one reads.

    Args:
        line: a connected socket; it blocks.
    """

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._sending = threading.Lock()

    def send(self, message: Message) -> None:
        """Send one message whole.

        Raises:
            OSError: the core is gone.
        """
        data = pack(message)
        with self._sending:
            self._line.sendall(data)

    def messages(self, understand: Understand[M]) -> Iterator[M]:
        """What the core says, until it hangs up.

        Raises:
            FrameError: it said something that is no message.
        """
        cutter = Cutter()
        while data := self._line.recv(_CHUNK):
            for head, picture in cutter.feed(data):
                yield understand(head, picture)

    def close(self) -> None:
        """Let go of the socket, without a word to the core where another process holds it too."""
        self._line.close()
