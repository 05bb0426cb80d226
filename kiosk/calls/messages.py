"""Messages between the core and the process of a call: bytes to values and back, without I/O.

A message is two lengths of four bytes (big endian), a JSON object whose `kind` names its type, and a picture.
"""

import struct
from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from config.device_settings import CameraSettings
from drivers.faults import Fault

HEAD_BYTES_MAX: Final = 65_536
PICTURE_BYTES_MAX: Final = 2_000_000
"""Our choice against a peer that went mad."""
_LENGTHS = struct.Struct(">II")


class CallFrameError(ValueError):
    """The peer said something that is no message. Holds no word of it."""


class Message(BaseModel):
    """What all messages share; a picture travels behind the JSON and never shows in a repr."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    picture: bytes = Field(default=b"", repr=False, exclude=True)


class Begin(Message):
    """Core: open the camera and offer a call."""

    kind: Literal["begin"] = "begin"
    camera: CameraSettings
    is_demo: bool
    ice_servers: tuple[str, ...] = ()
    turn_user: str = ""
    turn_secret: str = Field(default="", repr=False)
    microphone: str = ""
    """ALSA name; empty: none, and silence is sent."""
    loudspeaker: str = ""
    """ALSA name; empty: none."""


class Answered(Message):
    """Core: the other side's description."""

    kind: Literal["answered"] = "answered"
    sdp: str = Field(repr=False)


class Offered(Message):
    """Process: our description, with all candidates."""

    kind: Literal["offered"] = "offered"
    sdp: str = Field(repr=False)


class Line(Message):
    """Process: how the connection is, in WebRTC's own words."""

    kind: Literal["line"] = "line"
    state: Literal["new", "connecting", "connected", "disconnected", "failed", "closed"]


class Seen(Message):
    """Process: `picture` is the newest of the other side, JPEG."""

    kind: Literal["seen"] = "seen"


class Failed(Message):
    """Process: a device error."""

    kind: Literal["failed"] = "failed"
    fault: Fault
    detail: str


ToProcess = Begin | Answered
FromProcess = Offered | Line | Seen | Failed
_DOWN: TypeAdapter[ToProcess] = TypeAdapter(Annotated[ToProcess, Field(discriminator="kind")])
_UP: TypeAdapter[FromProcess] = TypeAdapter(Annotated[FromProcess, Field(discriminator="kind")])


def pack(message: Message) -> bytes:
    """A message as it goes over the line."""
    head = message.model_dump_json().encode()
    return _LENGTHS.pack(len(head), len(message.picture)) + head + message.picture


def to_process(head: bytes) -> ToProcess:
    """What the core says.

    Raises:
        CallFrameError: it is no message of the core.
    """
    try:
        return _DOWN.validate_json(head)
    except ValidationError as error:
        raise CallFrameError(f"not a message to the process: {error.error_count()} errors") from None


def from_process(head: bytes, picture: bytes) -> FromProcess:
    """What the process says.

    Raises:
        CallFrameError: it is no message of the process.
    """
    try:
        return _UP.validate_json(head).model_copy(update={"picture": picture})
    except ValidationError as error:
        raise CallFrameError(f"not a message of the process: {error.error_count()} errors") from None


class Cutter:
    """Cuts a stream of bytes into heads and pictures, however they arrive."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The head and picture of each message that is complete now.

        Raises:
            CallFrameError: a length beyond the limits.
        """
        self._buffer += data
        while len(self._buffer) >= _LENGTHS.size:
            head, picture = _LENGTHS.unpack_from(self._buffer)
            if head > HEAD_BYTES_MAX or picture > PICTURE_BYTES_MAX:
                raise CallFrameError(f"a message of {head} and {picture} bytes")
            begin, middle = _LENGTHS.size, _LENGTHS.size + head
            if len(self._buffer) < middle + picture:
                return
            cut = bytes(self._buffer[begin:middle]), bytes(self._buffer[middle : middle + picture])
            del self._buffer[: middle + picture]
            yield cut
