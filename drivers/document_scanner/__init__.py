"""The scanner for papers and cards: role and values."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol


class Colour(Enum):
    """How a paper is scanned."""

    COLOUR = "colour"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the glass, in millimetres from its upper left corner."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


PREVIEW_DPI: Final = 75
"""Our choice: an A4 page in 620x877 pixels, what a screen shows, in a few seconds."""
PAPER_DPI: Final = 300
"""What DA/T 31-2017 (digitising of paper archives) asks for where characters are to be recognised; else 200."""
CARD_MM: Final = (85.60, 53.98)
"""Width and height of an ID-1 card, ISO/IEC 7810."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One picture of what lay there. Its repr never shows the picture."""

    png: bytes = field(repr=False)
    width_px: int
    height_px: int
    dpi: int

    @property
    def width_mm(self) -> float:
        """Width of the area that was scanned."""
        return self.width_px / self.dpi * 25.4

    @property
    def height_mm(self) -> float:
        """Height of the area that was scanned."""
        return self.height_px / self.dpi * 25.4


@dataclass(frozen=True, slots=True)
class CardScan:
    """Both sides of a card."""

    front: Scan
    back: Scan


class DocumentScanner(Protocol):
    """What any scanner can do. A call lasts as long as the device needs, up to the limit in its settings."""

    def preview(self) -> Scan:
        """The whole glass, small and in colour.

        Raises:
            DeviceError: ABSENT, REFUSED, GARBLED, GONE, JAMMED, COVER_OPEN, BROKEN, DISABLED, TIMED_OUT or UNKNOWN.
        """

    def scan(self, area: Area | None = None, dpi: int = PAPER_DPI, colour: Colour = Colour.COLOUR) -> Scan:
        """Scan a part of the glass, or all of it.

        Args:
            area: what to scan, cut to the glass; None for all.
            dpi: dots per inch, 50 to 600.
            colour: in colour or grey.

        Raises:
            DeviceError: as `preview`; REFUSED also for an area beside the glass or a `dpi` beyond the limits.
        """

    def check(self) -> str:
        """What scanner is there; nothing moves.

        Raises:
            DeviceError: as `preview`.
        """
