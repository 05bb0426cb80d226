"""Photos of one person in true size, with dashed lines to cut along."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from printing.document import Drawing
from printing.fonts import Face
from printing.layout_formats import LayoutError, fill
from printing.layout_schema import DrawnLayout
from printing.layouts import Stamp
from printing.page import MM, Page, Picture, Rule, Sheet, line
from printing.picture import filling
from printing.sheets.frame import drawing, foot, sample_box

_GAP = 6 * MM
_ACROSS = 160 * MM
_DOWN = 205 * MM


def lay_out(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """As many photos as are wanted, in rows from the top; a sheet holds what fits.

    Raises:
        LayoutError: the photos are larger than the sheet, or more than it holds.
    """
    wide, high = record["width_mm"] * MM, record["height_mm"] * MM
    if not (10 * MM <= wide <= _ACROSS and 10 * MM <= high <= _DOWN):
        raise LayoutError("'width_mm' and 'height_mm' of the record do not fit the sheet")
    columns = int((_ACROSS + _GAP) // (wide + _GAP))
    rows = int((_DOWN + _GAP) // (high + _GAP))
    if not 1 <= record["copies"] <= columns * rows:
        raise LayoutError("'copies' of the record do not fit the sheet")
    page = Page()
    page.marks += [
        line(Sheet.LEFT, 272 * MM, layout.title, 15, face=Face.BOLD),
        line(Sheet.LEFT, 264 * MM, fill(layout.words["usage"], record), 9.5),
        line(Sheet.RIGHT, 264 * MM, fill(layout.words["cut"], record), 8.5, align="right", grey=0.25),
    ]
    if stamp.sample:
        page.marks += sample_box(Sheet.RIGHT - 41 * MM, 270 * MM)
    used = ceil(record["copies"] / ceil(record["copies"] / columns))
    left = Sheet.WIDTH / 2 - (used * (wide + _GAP) - _GAP) / 2
    photo = filling(record["photo"], record["width_mm"], record["height_mm"])
    for number in range(record["copies"]):
        row, column = divmod(number, used)
        x, y = left + column * (wide + _GAP), 252 * MM - (row + 1) * high - row * _GAP
        page.marks.append(Picture(x=x, y=y, width=wide, height=high, data=photo))
        page.marks += _cut_lines(x, y, wide, high)
    page.marks += foot(stamp)
    return drawing(layout.title, page, stamp)


def _cut_lines(x: float, y: float, wide: float, high: float) -> list[Rule]:
    edge = _GAP / 3
    return [
        *(Rule(x - edge, at, x + wide + edge, at, 0.3, 0.5, is_dashed=True) for at in (y, y + high)),
        *(Rule(at, y - edge, at, y + high + edge, 0.3, 0.5, is_dashed=True) for at in (x, x + wide)),
    ]
