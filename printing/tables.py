"""Rows of cells: pairs and tables, with heads repeated on every page and a total that never stands alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from printing.document import Table
from printing.fonts import Weight
from printing.page import MM, Box, Page, Sheet, Text
from printing.setting import wrap

SIZE = 9.5
HEAD_FILL = 0.955
LINES_AT_MOST = 40
"""A cell with more lines than this goes on in the next row; 40 lines of 9.5 pt fit on any page."""
_PAD = 2 * MM
_EDGE = 0.4


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row; the width is in points."""

    text: str = field(repr=False)
    width: float
    align: Literal["left", "centre", "right"] = "left"
    fill: float | None = None
    weight: Weight = Weight.REGULAR


def _lines(row: Sequence[Cell], size: float) -> list[list[str]]:
    return [wrap(cell.text, size, cell.width - 2 * _PAD, cell.weight) for cell in row]


def _height(lines: list[list[str]], size: float, least: float) -> float:
    return max(least, max(len(cell) for cell in lines) * size * 1.4 + 2.4 * MM)


def _draw(page: Page, row: Sequence[Cell], lines: list[list[str]], size: float, height: float) -> None:
    x, low = Sheet.LEFT, page.y - height
    for cell, texts in zip(row, lines, strict=True):
        page.marks.append(Box(x=x, y=low, width=cell.width, height=height, fill=cell.fill, thickness=_EDGE, grey=0.35))
        # The first baseline: the block of lines stands in the middle; 0.86 of the size is the height of a character.
        block = (len(texts) - 1) * size * 1.4 + size * 0.76
        y = page.y - (height - block) / 2 - size * 0.76
        across = {"left": x + _PAD, "centre": x + cell.width / 2, "right": x + cell.width - _PAD}[cell.align]
        for text in texts:
            page.marks.append(Text(x=across, y=y, text=text, size=size, weight=cell.weight, align=cell.align))
            y -= size * 1.4
        x += cell.width
    page.y = low


def height_of(row: Sequence[Cell], *, size: float, least: float) -> float:
    """How high a row will be; `least` is the height of a row of one line."""
    return _height(_lines(row, size), size, least)


def cells(page: Page, row: Sequence[Cell], *, size: float, least: float) -> None:
    """Put one row of cells on a page."""
    lines = _lines(row, size)
    _draw(page, row, lines, size, _height(lines, size, least))


def _row(table: Table, texts: Sequence[str], weight: Weight = Weight.REGULAR, fill: float | None = None) -> list[Cell]:
    room = Sheet.RIGHT - Sheet.LEFT
    heads = weight is Weight.BOLD and fill is not None
    return [
        Cell(text, column.width * room, "centre" if heads else column.align, fill, weight)
        for column, text in zip(table.columns, texts, strict=True)
    ]


def _torn(row: list[Cell]) -> list[tuple[list[Cell], list[list[str]]]]:
    """A row as one piece, or as several when a cell is longer than a page could hold."""
    lines = _lines(row, SIZE)
    longest = max(len(cell) for cell in lines)
    return [
        (row, [cell[start : start + LINES_AT_MOST] for cell in lines]) for start in range(0, longest, LINES_AT_MOST)
    ]


def rows_on(pages: list[Page], table: Table, next_page: Callable[[], Page]) -> None:
    """Put a whole table on the last page and, where it does not fit, on further ones.

    Args:
        pages: the last of them is being filled; `next_page` adds to them.
        table: what to put.
        next_page: begins a page with its own head.
    """
    least = 8 * MM
    head = _row(table, [column.head for column in table.columns], Weight.BOLD, HEAD_FILL)
    pieces = [piece for texts in table.rows for piece in _torn(_row(table, texts))]
    if not pieces:
        empty = [Cell("无记录", Sheet.RIGHT - Sheet.LEFT, "centre")]
        pieces = [(empty, _lines(empty, SIZE))]
    total = _torn(_row(table, table.total, Weight.BOLD)) if table.total else []
    heights = [_height(lines, SIZE, least) for _, lines in pieces]
    total_height = sum(_height(lines, SIZE, least) for _, lines in total)
    head_height = _height(_lines(head, SIZE), SIZE, least)
    if pages[-1].room() < head_height + heights[0] + (total_height if len(pieces) == 1 else 0):
        next_page()
    cells(pages[-1], head, size=SIZE, least=least)
    for number, (row, lines) in enumerate(pieces):
        needed = heights[number] + (total_height if number == len(pieces) - 1 else 0)
        if pages[-1].room() < needed:
            cells(next_page(), head, size=SIZE, least=least)
        _draw(pages[-1], row, lines, SIZE, heights[number])
    for row, lines in total:
        _draw(pages[-1], row, lines, SIZE, _height(lines, SIZE, least))
