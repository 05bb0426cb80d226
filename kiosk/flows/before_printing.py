"""Whether the printer can put all of a paper out, asked before the paper exists."""

from dataclasses import replace
from datetime import datetime

from drivers.clock import BEIJING
from drivers.faults import Fault
from kiosk.effects import AskPrinter, Effect
from kiosk.events import Event, PrinterAsked
from kiosk.items.catalogue import Item
from kiosk.over.address import NOT_READY
from kiosk.session import Printing, Session, Trouble
from kiosk.step import Fail, Onward, Turn
from printing.document import Verification
from printing.layout_schema import DrawnLayout, Layout
from printing.layouts import Stamp
from printing.records.social_security import EnrolmentRecord
from printing.records.value import Record

NUMBER_MOST, CODE_MOST, PAGE_MOST = 40, 24, 60
"""Characters of a document's number and code in the contract, and of the address that a trust file may name."""
SERIAL_MOST = 32 + len("-20261121-0000002A")
"""A terminal's name, the day, the beginning of the deed's id."""
NO_DAY = datetime(2026, 1, 1, tzinfo=BEIJING)
"""Stands where the day of issue will stand."""


def ask_printer(session: Session) -> tuple[Effect, ...]:
    """Ask for as many pages as the record takes."""
    record, item, terminal = session.record, session.item, session.terminal
    if record is None or item is None:
        raise AssertionError("only what was looked over is printed")
    stamp = as_long(record, terminal=terminal.place, sample=session.is_sample)
    return (AskPrinter(layout_of(item), record, stamp, item.settings.sheets),)


def layout_of(item: Item) -> Layout | DrawnLayout:
    """What the item's record stands on.

    Raises:
        AssertionError: it ends in no A4 paper; only a flow that prints one may ask.
    """
    if not isinstance(item.paper, Layout | DrawnLayout):
        raise AssertionError(f"{item.id} ends in no paper")  # noqa: TRY004 - a mistake of ours, no type
    return item.paper


def asked_printer(session: Session, event: Event) -> Turn | None:
    """Go on where it can begin. Else nothing was issued, and the person loses nothing by going elsewhere."""
    match event:
        case PrinterAsked((), _):
            return Onward(session)
        case PrinterAsked((fault, *_), pages):
            return not_ready(session, fault, pages, "ready")
    return None


def not_ready(session: Session, fault: Fault, pages: int, again_at: str) -> Turn:
    """The printer cannot begin.

    Args:
        session: of the visit.
        fault: why.
        pages: of the paper that was asked for.
        again_at: the step that trying again enters.
    """
    told = replace(session, printing=Printing(0, pages))
    return Fail(told, Trouble(f"{NOT_READY}{fault.value}", again_at=again_at))


def serial_of(session: Session, deed: str, at: datetime) -> str:
    """A print's own number: terminal, day and eight digits of the deed's id."""
    return f"{session.terminal.name.upper()}-{at:%Y%m%d}-{deed[:8].upper()}"


def as_long(record: Record | EnrolmentRecord, *, terminal: str, sample: bool) -> Stamp:
    """A stamp as long as the longest real one, with number, code and days of nothing."""
    return Stamp(
        number="0" * NUMBER_MOST,
        verification=Verification("0" * CODE_MOST, "0" * PAGE_MOST),
        serial="0" * SERIAL_MOST,
        terminal=terminal,
        issued_at=NO_DAY,
        printed_at=NO_DAY,
        issuer=record.issuer,
        subject=record.subject,
        sample=sample,
    )


def stamped(session: Session, record: Record, at: datetime) -> Stamp:
    """The stamp of what no platform issued: of this terminal, at that time."""
    plain = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
    return replace(plain, issued_at=at, printed_at=at, rating_pages=session.terminal.rating_pages)
