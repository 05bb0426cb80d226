"""What copying wants of the world; kiosk/hands/copying.py carries it out."""

from dataclasses import dataclass, field

from drivers.document_scanner import Scan
from drivers.usb_stick import StickFile


@dataclass(frozen=True, slots=True)
class LookAtGlass:
    """Look once whether anything lies on the glass."""


@dataclass(frozen=True, slots=True)
class AwaitEmptyGlass:
    """Wait until nothing lies there any more, until the step is left."""


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Wait until a paper lies on the glass, and make a page of it, until the step is left."""


@dataclass(frozen=True, slots=True)
class ScanSide:
    """Wait until a card lies on the glass, and cut its side out, until the step is left."""

    front: Scan | None = field(default=None, repr=False)
    """What lay there before: the same side is waited out."""


@dataclass(frozen=True, slots=True)
class TakeFromPhone:
    """Open a page at the platform and make pages of each file that a phone leaves there, until the step is left.

    Leaving the step, however it happens, closes the page and deletes what lies there.
    """

    key: str
    item: str
    most: int
    """Pages that are taken."""


@dataclass(frozen=True, slots=True)
class AwaitStick:
    """Wait for a stick and list what can be printed, until the step is left."""


@dataclass(frozen=True, slots=True)
class ReadStick:
    """Make pages of a file of the stick."""

    file: StickFile = field(repr=False)
    most: int


CopyingEffect = LookAtGlass | AwaitEmptyGlass | ScanPage | ScanSide | TakeFromPhone | AwaitStick | ReadStick
