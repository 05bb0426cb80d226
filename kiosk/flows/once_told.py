"""一次性告知: all that an item takes, told once and completely, on a slip for whoever asks. It names no person."""

from dataclasses import replace
from datetime import datetime

from drivers.receipt_printer import Slip
from kiosk.flows.before_printing import as_long
from kiosk.flows.verdict import needs_of, spared_of
from kiosk.guide_paper import guide_record, materials_of
from kiosk.items.item import Item
from kiosk.session import Session
from printing.slip_layouts import compose_slip, load_slip

LAYOUT = "once-told-slip"


def slip(session: Session, item: Item, at: datetime) -> Slip:
    """The list for the person's own case, where that was found.

    Args:
        session: what was answered so far.
        item: what is asked about.
        at: the time that stands on it.
    """
    materials = materials_of(needs_of(session, item), spared_of(session, item))
    plain = guide_record(item, at.date(), session.terminal.guide_pages)
    record = plain.model_copy(update={"materials": materials})
    stamp = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
    return compose_slip(load_slip(LAYOUT), record.model_dump(), replace(stamp, printed_at=at, issued_at=at))
