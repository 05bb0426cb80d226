"""Ruled rows of cells, put on a page as one band of lines with words in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from printing.flow import Block
from printing.fonts import Face
from printing.page import MM, Align, Band, Box, Mark, Page, Sheet, line
from printing.setting import wrap

HEAD_FILL = 0.955
LEADING = 1.4
_CAP = 0.76
"""How high a character stands above its baseline, of its size."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row; the width is in points."""

    text: str = field(repr=False)
    width: float
    align: Align = "left"
    fill: float | None = None
    face: Face = Face.SANS


@dataclass(frozen=True, slots=True)
class Measure:
    """Sizes of a row in points."""

    size: float
    pad: float
    least: float
    """Height of a row of one line."""
    edge: float = Sheet.LEFT

    @classmethod
    def of(cls, size: float) -> "Measure":
        """Close rows for long lists in small type, airy ones otherwise."""
        if size > 9:
            return cls(size, 2 * MM, 8 * MM)
        return cls(size, 1.2 * MM, 6.2 * MM) if size >= 8 else cls(size, 0.8 * MM, 5.8 * MM)


def broken(row: Sequence[Cell], measure: Measure) -> list[list[str]]:
    """The lines of each cell."""
    return [wrap(cell.text, measure.size, cell.width - 2 * measure.pad, cell.face) for cell in row]


def height(lines: list[list[str]], measure: Measure) -> float:
    """How high a row with these lines is."""
    most = max(map(len, lines))
    return measure.least if most == 1 else max(measure.least, most * measure.size * LEADING + 2.4 * MM)


def draw(page: Page, row: Sequence[Cell], lines: list[list[str]], measure: Measure, high: float) -> None:
    """Put one row below page.y."""
    x, top, size = measure.edge, page.y, measure.size
    marks: list[Mark] = []
    xs = [x]
    for cell, texts in zip(row, lines, strict=True):
        if cell.fill is not None:
            page.marks.append(Box(x=x, y=top - high, width=cell.width, height=high, fill=cell.fill))
        y = top - (high + (len(texts) - 1) * size * LEADING + size * _CAP) / 2 + (len(texts) - 1) * size * LEADING
        match cell.align:
            case "left":
                across = x + measure.pad
            case "centre":
                across = x + cell.width / 2
            case "right":
                across = x + cell.width - measure.pad
        for text in texts:
            if text:
                marks.append(line(across, y, text, size, face=cell.face, align=cell.align))
            y -= size * LEADING
        x += cell.width
        xs.append(x)
    page.marks.append(Band(top, top - high, tuple(xs)))
    page.marks += marks


def torn(row: Sequence[Cell], measure: Measure, lines_at_most: int) -> list[Block]:
    """A row as one block, or as several when a cell has more lines than a page could hold."""
    lines = broken(row, measure)
    longest = max(map(len, lines))
    pieces = [[cell[start : start + lines_at_most] for cell in lines] for start in range(0, longest, lines_at_most)]
    return [_piece(row, piece, measure) for piece in pieces]


def _piece(row: Sequence[Cell], lines: list[list[str]], measure: Measure) -> Block:
    high = height(lines, measure)
    return Block(high, lambda page: draw(page, row, lines, measure, high))


def row_block(row: Sequence[Cell], measure: Measure) -> Block:
    """A row that is never torn."""
    return _piece(row, broken(row, measure), measure)
