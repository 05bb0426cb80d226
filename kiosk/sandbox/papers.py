"""Which layout a paper of the platform has: that of the item's file, otherwise the one of its kind of record."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kiosk.catalogue import whole_catalogue
from printing.document import Document, Drawing
from printing.layout_schema import DrawnLayout, Layout
from printing.layouts import LayoutError, Stamp, compose, layout_ids, load_any
from printing.sheets import lay_out


def layout_of(item: str, record: str) -> str:
    """Id of the layout.

    Raises:
        LayoutError: no layout is made for such a record.
    """
    known = whole_catalogue().get(item)
    if known is not None and known.settings.layout:
        return known.settings.layout
    return _by_record()[record]


def on_paper(layout: str, record: Mapping[str, Any], stamp: Stamp) -> Document | Drawing:
    """A record as it goes on paper.

    Raises:
        LayoutError: the layout is a slip, or does not fit the record.
    """
    found = load_any(layout)
    if isinstance(found, DrawnLayout):
        return lay_out(layout, record, stamp)
    if not isinstance(found, Layout):
        raise LayoutError(f"layout {layout}: is no paper")
    return compose(found, record, stamp)


@cache
def _by_record() -> dict[str, str]:
    return {load_any(name).record: name for name in reversed(layout_ids())}
