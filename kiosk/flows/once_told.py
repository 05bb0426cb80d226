"""一次性告知: all that an item takes, told once and completely, on a slip for whoever asks. It names no person."""

from datetime import date, datetime

from drivers.receipt_printer import Slip
from kiosk.flows.before_printing import stamped
from kiosk.flows.verdict import needs_of, spared_of
from kiosk.guide_paper import guide_record, materials_of
from kiosk.items.item import Item
from kiosk.session import Session
from printing.records.hall import ServiceGuide
from printing.slip_layouts import compose_slip, load_slip

LAYOUT = "once-told-slip"


def slip(session: Session, item: Item, at: datetime) -> Slip:
    """The list for the person's own case, where that was found.

    Args:
        session: what was answered so far.
        item: what is asked about.
        at: the time that stands on it.
    """
    record = guide_for(session, item, at.date())
    return compose_slip(load_slip(LAYOUT), record.model_dump(), stamped(session, record, at))


def guide_for(session: Session, item: Item, on: date) -> ServiceGuide:
    """The guide with the materials of the person's own case.

    Args:
        session: what was answered so far.
        item: what is asked about.
        on: the day.
    """
    materials = materials_of(needs_of(session, item), spared_of(session, item))
    return guide_record(item, on, session.terminal.guide_pages).model_copy(update={"materials": materials})
