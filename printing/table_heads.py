"""Heads in two rows: what columns have in common stands above them."""

from collections.abc import Sequence

from printing.cells import HEAD_FILL, Cell, Measure, broken, draw, height
from printing.document import Column
from printing.flow import Block
from printing.fonts import Face
from printing.page import Band, Box, Page


def _grouped(columns: Sequence[Column]) -> list[tuple[str, int, int]]:
    """Group, first and last column; a column without a group stands alone."""
    found: list[tuple[str, int, int]] = []
    for place, column in enumerate(columns):
        if column.group and found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1], place)
        else:
            found.append((column.group, place, place))
    return found


def two_heads(columns: Sequence[Column], cells: list[Cell], measure: Measure) -> Block:
    """Groups above their columns; a column of no group takes both rows."""
    groups = _grouped(columns)
    lower = [cell if column.group else Cell("", cell.width) for column, cell in zip(columns, cells, strict=True)]
    upper = [
        Cell(name, sum(cell.width for cell in cells[a : b + 1]), "centre", None, Face.BOLD) for name, a, b in groups
    ]
    alone = [Cell("", c.width) if k.group else c for k, c in zip(columns, cells, strict=True)]
    top = height(broken(upper, measure), measure)
    low = height(broken(lower, measure), measure)
    low = max(low, height(broken(alone, measure), measure) - top)
    xs = [measure.edge]
    for cell in cells:
        xs.append(xs[-1] + cell.width)

    def put(page: Page) -> None:
        start = page.y
        page.marks.append(Box(x=xs[0], y=start - top - low, width=xs[-1] - xs[0], height=top + low, fill=HEAD_FILL))
        for row, high in ((alone, top + low), (upper, top)):
            _words(page, row, measure, high)
        page.y = start - top
        _words(page, [Cell(c.text, c.width, "centre", None, Face.BOLD) for c in lower], measure, low)
        page.y = start
        edges = (*(xs[a] for _, a, _ in groups), xs[-1])
        under = tuple((xs[a], xs[b + 1]) for name, a, b in groups if name)
        page.marks += [Band(start, start - top, edges, under), Band(start - top, start - top - low, tuple(xs))]

    return Block(top + low, put)


def _words(page: Page, row: Sequence[Cell], measure: Measure, high: float) -> None:
    """The texts of a row without its lines."""
    fresh = Page(y=page.y)
    draw(fresh, [Cell(c.text, c.width, c.align, None, c.face) for c in row], broken(row, measure), measure, high)
    page.marks += [mark for mark in fresh.marks if not isinstance(mark, Band)]
