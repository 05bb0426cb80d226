"""What the core and the face process say to each other, over the line of drivers/picture_line.py."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from config.device_settings import CameraSettings, FaceSettings
from drivers.face import Finding, Guidance, PhotoGuidance, PhotoKind, Reading, Scores, Verdict
from drivers.faults import Fault
from drivers.picture_line import Message, understood


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
    seated: bool
    wants_picture: bool
    has_portrait: bool


class AskPhoto(Message):
    """Core: run one session for an identity photograph."""

    kind: Literal["ask_photo"] = "ask_photo"
    photo: PhotoKind


class AskFigures(Message):
    """Core: figures for staff, once a second; `picture` is the portrait of a card to compare with."""

    kind: Literal["ask_figures"] = "ask_figures"
    seconds: int = Field(ge=1, le=600)
    has_portrait: bool


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


class Measured(Message):
    """Process: the newest second, for staff."""

    kind: Literal["measured"] = "measured"
    reading: Reading


class MeasuringOver(Message):
    """Process: the time for figures is over, or they were stopped."""

    kind: Literal["measuring_over"] = "measuring_over"


ToProcess = Begin | Check | Ask | AskPhoto | AskFigures | Shoot | Stop | LampIs
FromProcess = (
    Ready | Failed | Told | PhotoTold | Preview | Beat | LampAsked | Came | PhotoCame | Measured | MeasuringOver
)

_DOWN: TypeAdapter[ToProcess] = TypeAdapter(Annotated[ToProcess, Field(discriminator="kind")])
_UP: TypeAdapter[FromProcess] = TypeAdapter(Annotated[FromProcess, Field(discriminator="kind")])


def to_process(head: bytes, picture: bytes) -> ToProcess:
    """What the core says.

    Raises:
        FrameError: it is no message of the core.
    """
    return understood(_DOWN, head, picture)


def from_process(head: bytes, picture: bytes) -> FromProcess:
    """What the process says.

    Raises:
        FrameError: it is no message of the process.
    """
    return understood(_UP, head, picture)
