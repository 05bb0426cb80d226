"""Both sides of a card in true size, one below the other, with the purpose across the page."""

from collections.abc import Mapping
from typing import Any

from printing.document import Drawing
from printing.fonts import Face
from printing.layout_formats import fill
from printing.layout_schema import DrawnLayout
from printing.layouts import Stamp
from printing.page import MM, Box, Page, Picture, Sheet, line
from printing.sheets.frame import drawing, foot, sample_box

CARD = (85.6 * MM, 53.98 * MM)
"""ISO/IEC 7810 ID-1."""


def lay_out(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """Front above, back below; a card without a back has one picture."""
    page = Page()
    page.marks += [line(Sheet.WIDTH / 2, 270 * MM, layout.title, 18, face=Face.BOLD, align="centre", spacing=1)]
    if stamp.sample:
        page.marks += sample_box(Sheet.LEFT, 262 * MM)
    left = Sheet.WIDTH / 2 - CARD[0] / 2
    for low, side, picture in ((185 * MM, "front", record["front"]), (105 * MM, "back", record["back"])):
        if picture is None:
            continue
        page.marks += [
            line(left, low + CARD[1] + 3 * MM, fill(layout.words[side], record), 9.5, grey=0.25),
            Picture(x=left, y=low, width=CARD[0], height=CARD[1], data=picture),
            Box(x=left, y=low, width=CARD[0], height=CARD[1], thickness=0.4, grey=0.5),
        ]
    page.marks.append(line(Sheet.WIDTH / 2, 92 * MM, fill(layout.words["told"], record), 10.5, align="centre"))
    page.marks += foot(stamp)
    return drawing(layout.title, page, stamp, fill(layout.words["purpose"], record))
