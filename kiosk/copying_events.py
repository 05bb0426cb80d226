"""What a visit hears while something is copied."""

from dataclasses import dataclass, field

from drivers.document_scanner import Scan
from drivers.usb_stick import StickFile


@dataclass(frozen=True, slots=True)
class GlassLooked:
    """Somebody asked whether anything lies on the glass."""

    is_empty: bool


@dataclass(frozen=True, slots=True)
class PageScanned:
    """A paper lay on the glass."""

    page: bytes = field(repr=False)
    """JPEG of A4."""


@dataclass(frozen=True, slots=True)
class SideScanned:
    """A card lay there."""

    side: bytes = field(repr=False)
    """JPEG of one side."""
    seen: Scan = field(repr=False)


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What lies there, or came, is not copied; a word of `notice.copy_<why>`. It is waited on."""

    why: str


@dataclass(frozen=True, slots=True)
class PhonePage:
    """The page for the phone is open."""

    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PhoneThere:
    """A phone has opened it and sent something."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file came, and these are its pages."""

    pages: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PhoneOver:
    """The page's time is over."""


@dataclass(frozen=True, slots=True)
class StickListed:
    """A stick is in, with these files."""

    files: tuple[StickFile, ...] = field(repr=False)


CopyingEvent = (
    GlassLooked | PageScanned | SideScanned | NotTaken | PhonePage | PhoneThere | FileRead | PhoneOver | StickListed
)
