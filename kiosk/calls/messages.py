"""What the core and the process of a call say to each other, over the line of drivers/picture_line.py."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from config.device_settings import CameraSettings
from drivers.faults import Fault
from drivers.picture_line import Message, understood


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
