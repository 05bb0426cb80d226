"""Pages that were copied or brought along, each over its whole sheet: of ours nothing but a sample mark."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from printing.document import Drawing
from printing.layout_schema import DrawnLayout
from printing.layouts import Stamp
from printing.page import MM, Page, Picture, Sheet
from printing.sheets.frame import drawing, sample_box


def lay_out(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """A sheet a page."""
    mark = sample_box(Sheet.RIGHT - 41 * MM, 284 * MM) if stamp.sample else ()
    pages = tuple(
        Page(marks=[Picture(x=0, y=0, width=Sheet.WIDTH, height=Sheet.HEIGHT, data=data), *mark])
        for data in record["pages"]
    )
    return replace(drawing(layout.title, pages[0], stamp), pages=pages)
