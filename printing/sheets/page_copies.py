"""Pages that were copied or brought along, each over its whole sheet: of ours nothing but a sample mark."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from printing.document import Drawing
from printing.layout_schema import DrawnLayout
from printing.layouts import Stamp
from printing.page import Page, Picture, Sheet
from printing.sheets.frame import drawing


def lay_out(layout: DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """A sheet a page."""
    pages = tuple(
        Page(marks=[Picture(x=0, y=0, width=Sheet.WIDTH, height=Sheet.HEIGHT, data=data)]) for data in record["pages"]
    )
    return replace(drawing(layout.title, pages[0], stamp), pages=pages)
