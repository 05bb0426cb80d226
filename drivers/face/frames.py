"""Messages between the core and the face process: bytes to values and back, without I/O.

A message is two lengths of four bytes (big endian), a JSON object whose `kind` names its type, and raw bytes (a picture
or nothing). What does not parse ends the connection.
"""

import struct
from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from config.device_settings import CameraSettings, FaceSettings
from drivers.face import DRAWS, Finding, Guidance, PhotoGuidance, PhotoKind, Scores, Verdict
from drivers.faults import Fault

HEAD_BYTES_MAX: Final = 65_536
"""Settings are below 4 kB; our choice against a peer that went mad."""
PICTURE_BYTES_MAX: Final = 2_000_000
"""A portrait of 4 million pixels, or a preview: our choice."""

_LENGTHS = struct.Struct(">II")


class FrameError(ValueError):
    """The peer said something that is no message. Holds no word of it."""


class Message(BaseModel):
    """What all messages share; a picture travels behind the JSON and never shows in a repr."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    picture: bytes = Field(default=b"", repr=False, exclude=True)


class Begin(Message):
    """Core: load what these settings name."""

    kind: Literal["begin"] = "begin"
    camera: CameraSettings
    face: FaceSettings
    is_demo: bool


class Check(Message):
    """Core: is the camera there? Answered by Ready or Failed."""

    kind: Literal["check"] = "check"


class Ask(Message):
    """Core: run one session; `picture` is the portrait."""

    kind: Literal["ask"] = "ask"
    actions: int = Field(ge=1, le=5)
    draws: int = Field(ge=1, le=DRAWS)
    seated: bool
    wants_picture: bool
    has_portrait: bool


class AskPhoto(Message):
    """Core: run one session for an identity photograph."""

    kind: Literal["ask_photo"] = "ask_photo"
    photo: PhotoKind


class Shoot(Message):
    """Core: take the photograph now."""

    kind: Literal["shoot"] = "shoot"


class Stop(Message):
    """Core: end the session."""

    kind: Literal["stop"] = "stop"


class LampIs(Message):
    """Core: the lamp did as asked, or why not."""

    kind: Literal["lamp_is"] = "lamp_is"
    number: int
    """Of the question."""
    fault: Fault | None = None
    detail: str = ""


class Ready(Message):
    """Process: models proven and loaded."""

    kind: Literal["ready"] = "ready"
    names: str


class Failed(Message):
    """Process: a device error, at the beginning or in a session."""

    kind: Literal["failed"] = "failed"
    fault: Fault
    detail: str


class Told(Message):
    """Process: the guidance changed."""

    kind: Literal["told"] = "told"
    guidance: Guidance


class Preview(Message):
    """Process: `picture` is the next one for the screen."""

    kind: Literal["preview"] = "preview"


class Beat(Message):
    """Process: deciding goes on; previews alone would hide that it hangs."""

    kind: Literal["beat"] = "beat"


class LampAsked(Message):
    """Process: switch the lamp on or off, and answer."""

    kind: Literal["lamp_asked"] = "lamp_asked"
    number: int
    on: bool


class Came(Message):
    """Process: the session's result; `picture` is the best frame where one was wanted."""

    kind: Literal["came"] = "came"
    verdict: Verdict
    scores: Scores | None = None
    ended_s: float | None = None
    """When the last frame was taken; both sides have one clock (CLOCK_MONOTONIC)."""


class PhotoTold(Message):
    """Process: the guidance for a photograph changed."""

    kind: Literal["photo_told"] = "photo_told"
    guidance: PhotoGuidance


class PhotoCame(Message):
    """Process: the photograph; `picture` is the JPEG, empty where nobody stood there."""

    kind: Literal["photo_came"] = "photo_came"
    findings: tuple[Finding, ...]
    is_made: bool


ToProcess = Begin | Check | Ask | AskPhoto | Shoot | Stop | LampIs
FromProcess = Ready | Failed | Told | PhotoTold | Preview | Beat | LampAsked | Came | PhotoCame

_DOWN: TypeAdapter[ToProcess] = TypeAdapter(Annotated[ToProcess, Field(discriminator="kind")])
_UP: TypeAdapter[FromProcess] = TypeAdapter(Annotated[FromProcess, Field(discriminator="kind")])


def pack(message: Message) -> bytes:
    """A message as it goes over the line."""
    head = message.model_dump_json().encode()
    return _LENGTHS.pack(len(head), len(message.picture)) + head + message.picture


def to_process(head: bytes, picture: bytes) -> ToProcess:
    """What the core says.

    Raises:
        FrameError: it is no message of the core.
    """
    try:
        return _DOWN.validate_json(head).model_copy(update={"picture": picture})
    except ValidationError as error:
        raise FrameError(f"not a message to the process: {error.error_count()} errors") from None


def from_process(head: bytes, picture: bytes) -> FromProcess:
    """What the process says.

    Raises:
        FrameError: it is no message of the process.
    """
    try:
        return _UP.validate_json(head).model_copy(update={"picture": picture})
    except ValidationError as error:
        raise FrameError(f"not a message of the process: {error.error_count()} errors") from None


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
