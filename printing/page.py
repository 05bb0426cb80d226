"""The sheet and the marks on it: what the parts of a paper become before anything is drawn. All in points.

Marks are not frozen: a list of a hundred pages has fifty thousand of them, and freezing costs more than drawing.
"""

from dataclasses import dataclass, field
from typing import Literal

from printing.fonts import Face, width

MM = 72 / 25.4
"""One millimetre in points (1/72 inch)."""

Align = Literal["left", "centre", "right"]


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
    ROOM = RIGHT - LEFT


@dataclass(slots=True, eq=False)
class Text:
    """One line on its baseline, from its left end."""

    x: float
    y: float
    text: str = field(repr=False)
    size: float
    face: Face = Face.SANS
    grey: float = 0.0
    """0 is black, 1 is white."""
    spacing: float = 0.0
    """Added between characters; up to a twentieth of the size, or readers see a space there."""


def line(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    face: Face = Face.SANS,
    align: Align = "left",
    grey: float = 0.0,
    spacing: float = 0.0,
) -> Text:
    """A line whose left end, middle or right end stands at `x`.

    Raises:
        CannotDraw: a character has no face.
    """
    if align != "left":
        taken = width(text, size, face) + spacing * max(len(text) - 1, 0)
        x -= taken if align == "right" else taken / 2
    return Text(x, y, text, size, face, grey, spacing)


@dataclass(slots=True, eq=False)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float = 0.4
    grey: float = 0.0
    is_dashed: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
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


@dataclass(slots=True, eq=False, kw_only=True)
class QrCode:
    """A QR code whose dark area has its lower left corner here; its quiet zone lies around it."""

    x: float
    y: float
    size: float
    data: str = field(repr=False)
    modules: tuple[tuple[bool, ...], ...] = field(repr=False)


@dataclass(slots=True, eq=False, kw_only=True)
class Picture:
    """A picture from its lower left corner; it fills the rectangle."""

    x: float
    y: float
    width: float
    height: float
    data: bytes = field(repr=False)
    """JPEG or PNG, checked by printing.picture."""


@dataclass(slots=True, eq=False, kw_only=True)
class Ink:
    """What a pen has drawn: strokes from point to point, with round ends; one point is a dot."""

    strokes: tuple[tuple[tuple[float, float], ...], ...] = field(repr=False)
    thickness: float


@dataclass(slots=True, eq=False)
class Band:
    """One ruled row: its lines are joined with those of its neighbours before anything is drawn."""

    top: float
    bottom: float
    xs: tuple[float, ...]
    """Where its upright lines stand, edges included."""
    under: tuple[tuple[float, float], ...] | None = None
    """From where to where the line below it goes; None is all of it."""


Mark = Text | Rule | Box | QrCode | Picture | Ink | Band


@dataclass(slots=True)
class Page:
    """The marks of one page, in the order they are read."""

    marks: list[Mark] = field(default_factory=list)
    y: float = Sheet.TOP
    """How far down the page is filled."""
    fresh: float = Sheet.TOP
    """Where its parts begin, below its head."""
    is_landscape: bool = False
    bookmarks: list[tuple[str, float]] = field(default_factory=list)
    """Words of the outline and how high on the page they lead."""

    def room(self) -> float:
        """Points left for parts."""
        return self.y - Sheet.BOTTOM
