"""The sheet and the marks on it: what the parts of a paper become before anything is drawn. All in points."""

from dataclasses import dataclass, field
from typing import Literal

from printing.fonts import Weight

MM = 72 / 25.4
"""One millimetre in points (1/72 inch)."""


class Sheet:
    """A4 and the frame that the paper's parts keep to (margins: our choice, near GB/T 9704's letter form)."""

    WIDTH = 210 * MM
    HEIGHT = 297 * MM
    LEFT = 25 * MM
    RIGHT = 185 * MM
    TOP = 277 * MM
    """The first mark of a page hangs from here."""
    BOTTOM = 28 * MM
    """No part goes below; the foot stands there."""
    FOOT = 20 * MM
    """The rule above the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line on its baseline."""

    x: float
    """The left end, the middle or the right end, as `align` says."""
    y: float
    text: str = field(repr=False)
    size: float
    weight: Weight = Weight.REGULAR
    align: Literal["left", "centre", "right"] = "left"
    grey: float = 0.0
    """0 is black, 1 is white."""
    spacing: float = 0.0
    """Added between characters; up to a twentieth of the size, or readers see a space there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.4
    grey: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle from its lower left corner."""

    x: float
    y: float
    width: float
    height: float
    fill: float | None = None
    """Grey of the inside; None leaves what is below."""
    thickness: float = 0.0
    """0 draws no edge."""
    grey: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """A QR code whose dark area has its lower left corner here; its quiet zone lies around it."""

    x: float
    y: float
    size: float
    data: str = field(repr=False)


Mark = Text | Rule | Box | QrCode


@dataclass(slots=True)
class Page:
    """The marks of one page, in the order they are drawn."""

    marks: list[Mark] = field(default_factory=list)
    y: float = Sheet.TOP
    """How far down the page is filled."""

    def room(self) -> float:
        """Points left for parts."""
        return self.y - Sheet.BOTTOM
