"""What to bring, where and when, and where it ends: pages of the item's file, on paper for whoever likes."""

from dataclasses import replace
from datetime import datetime

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.outcome import Outcome
from kiosk.effects import AskPrinter, Effect, MakePaper, Print, StopPrinting, TellTime
from kiosk.events import Event, Failed, PaperMade, PrinterAsked, PrintMoved, PrintSettled, Tapped, TimeUp
from kiosk.flows.before_printing import NO_DAY, as_long
from kiosk.flows.making_paper import item_of
from kiosk.flows.paper_preview import previewed, with_paper
from kiosk.guide_paper import guide_record
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.over.address import NOT_READY
from kiosk.service_events import TimeTold
from kiosk.session import Printing, Session, Trouble
from kiosk.step import Another, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, ListTurned, WentBack, WentOn
from printing.document import Document, Drawing
from printing.layouts import Stamp, load_layout
from printing.sheets import on_paper

LAYOUT = "service-guide"


def steps(item: Item, route: Route | None) -> Steps:  # noqa: ARG001 - every flow's table is asked for so
    """Read it; print it where the person wants it on paper."""
    return (GUIDE, READY, PRINT, DONE)


def may_print(session: Session) -> bool:
    """Whether the printer is at work."""
    return not session.terminal.health.missing(("a4_printer",))


def _guide(session: Session, event: Event) -> Turn | None:
    item = item_of(session)
    match event:
        case Tapped(ListTurned(by)) if 0 <= session.serving.page + by < len(item.settings.facts.guide):
            page = session.serving.page + by
            return Stay(replace(session, serving=replace(session.serving, page=page)))
        case Tapped(WentOn()) if may_print(session):
            return Onward(replace(session, notice=""))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()):
            return home(session)
    return None


def _ready(session: Session) -> tuple[Effect, ...]:
    record = guide_record(item_of(session), NO_DAY.date(), session.terminal.guide_pages)
    stamp = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
    return (AskPrinter(load_layout(LAYOUT), record, stamp),)


def _asked(session: Session, event: Event) -> Turn | None:
    match event:
        case PrinterAsked((), _):
            return Onward(session)
        case PrinterAsked((fault, *_), pages):
            told = replace(session, printing=Printing(0, pages))
            return Fail(told, Trouble(f"{NOT_READY}{fault.value}", again_at="ready"))
    return None


def _tell_time(_: Session) -> tuple[Effect, ...]:
    return (TellTime(),)


def _printing(session: Session, event: Event) -> Turn | None:
    match event:
        case TimeTold(at):
            made = _document(session, at)
            return Stay(replace(session, document=made), (MakePaper(made, session.name),))
        case PaperMade(paper):
            # The platform issued no such document, so it has no number there.
            deed = session.deed(f"print-guide-{session.attempt}")
            shown = with_paper(session, event)
            return Stay(shown.session, (*shown.effects, Print(paper, "", deed, paper.subject)))
        case PrintMoved(sheet, sheets, fault):
            return Stay(replace(session, printing=Printing(sheet, sheets, fault)))
        case PrintSettled(Outcome.DONE, sheets, fault):
            return Onward(_settled(session, sheets, Outcome.DONE))
        case PrintSettled(outcome, sheets, fault):
            again = outcome is Outcome.NOT_DONE
            key = fault.value if fault is not None and again else f"print_{outcome.value}"
            told = replace(_settled(session, sheets, outcome), attempt=session.attempt + 1)
            return Fail(told, Trouble(key, again_at="ready" if again else None, sheets=sheets))
        case Failed(Fault.STUCK.value):
            told = replace(session, printing=replace(session.printing, outcome=Outcome.UNKNOWN))
            return Fail(told, Trouble("print_unknown", again_at=None, sheets=session.printing.sheet), (StopPrinting(),))
        case Tapped(Asked()) if session.printing.fault is not None:
            return Stay(session, (StopPrinting(),))
    return previewed(session, event)


def _settled(session: Session, sheets: int, outcome: Outcome) -> Session:
    return replace(session, printing=Printing(sheets, session.printing.sheets, None, outcome), slip_printed=None)


def _document(session: Session, at: datetime) -> Document | Drawing:
    record = guide_record(item_of(session), at.date(), session.terminal.guide_pages)
    serial = f"{session.terminal.name.upper()}-{at:%Y%m%d}-{session.deed(f'guide-{session.attempt}')[:8].upper()}"
    plain = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
    stamp: Stamp = replace(plain, number=serial, serial=serial, issued_at=at, printed_at=at)
    return on_paper(load_layout(LAYOUT), record.model_dump(), stamp)


def _done(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


GUIDE = Step(name="guide", screen="guide", idle=Idle.CHOOSING, takes=_guide, dot=1)
READY = Step(
    name="ready",
    screen="working",
    words="ask_printer",
    idle=Idle.NEVER,
    takes=_asked,
    enter=_ready,
    waits_for="a4_printer",
    dot=2,
)
PRINT = Step(
    name="print",
    screen="printing",
    idle=Idle.NEVER,
    takes=_printing,
    enter=_tell_time,
    can_leave=False,
    again="ready",
    lamp=Lamp.A4,
    waits_for="a4_printer",
    dot=2,
)
DONE = Step(name="done", screen="done", words="guide_done", idle=Idle.FAREWELL, takes=_done, lamp=Lamp.A4, dot=3)
