"""Papers that no list of parts describes: Python places every mark, the words lie in printing/layouts.

Sheets by the id of their layout.
"""

from collections.abc import Callable, Mapping
from typing import Any

from printing.document import Document, Drawing
from printing.layout_formats import LayoutError
from printing.layout_schema import DrawnLayout, Layout
from printing.layouts import Stamp, compose, load_any
from printing.sheets import business_licence, card_copy, medical_form, page_copies, photo_sheet

_Sheet = Callable[[DrawnLayout, Mapping[str, Any], Stamp], Drawing]
SHEETS: dict[str, _Sheet] = {
    "business-licence": business_licence.lay_out,
    "card-copy-sheet": card_copy.lay_out,
    "driver-medical-form": medical_form.lay_out,
    "page-copies": page_copies.lay_out,
    "photo-sheet": photo_sheet.lay_out,
}


def on_paper(layout: Layout | DrawnLayout, record: Mapping[str, Any], stamp: Stamp) -> Document | Drawing:
    """A record as it goes on paper, ready for printing.certificate.render.

    Raises:
        LayoutError: the record lacks what the paper shows, or states a sum that its rows do not have.
        CannotDraw: a character of a sheet has no face.
    """
    if isinstance(layout, Layout):
        return compose(layout, record, stamp)
    return lay_out(next(name for name in SHEETS if load_any(name).record == layout.record), record, stamp)


def lay_out(name: str, record: Mapping[str, Any], stamp: Stamp) -> Drawing:
    """A sheet, ready for printing.certificate.render.

    Args:
        name: id of the layout.
        record: the platform's answer as plain values.
        stamp: what belongs to this print alone.

    Raises:
        LayoutError: there is no such sheet, or the record lacks what it shows.
        CannotDraw: a character has no face.
    """
    layout = load_any(name)
    if not isinstance(layout, DrawnLayout) or name not in SHEETS:
        raise LayoutError(f"layout {name}: is no sheet that Python lays out")
    try:
        return SHEETS[name](layout, record, stamp)
    except KeyError as error:
        raise LayoutError(f"the record has no {error}") from None
