"""A guide on A4 paper, for whoever likes it so: asked of the printer, made here and printed. It names no person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.outcome import Outcome
from kiosk.effects import AskPrinter, Effect, MakePaper, Print, StopPrinting
from kiosk.events import Event, Failed, PaperMade, PrinterAsked, PrintMoved, PrintSettled, Tapped
from kiosk.flows.before_printing import NO_DAY, as_long, not_ready, serial_of, stamped
from kiosk.flows.paper_preview import previewed, with_paper
from kiosk.service_events import TimeTold
from kiosk.session import Printing, Session, Trouble
from kiosk.step import Fail, Idle, Stay, Step, Steps, Turn, tell_time
from kiosk.taps import Asked
from printing.document import Document, Drawing
from printing.layouts import load_layout
from printing.records.hall import ServiceGuide
from printing.sheets import on_paper

LAYOUT = "service-guide"
Made = Callable[[Session, date], ServiceGuide]
"""What is printed, as it is in force on that day."""


def steps(
    name: str,
    made: Made,
    *,
    printed: Callable[[Session], Turn],
    asked: Callable[[Session], Turn],
    passes: Callable[[Session], bool],
    dot: int,
) -> Steps:
    """Two steps: `<name>ready` asks the printer, `<name>print` prints.

    Args:
        name: before the names of the steps.
        made: what goes on paper.
        printed: where it leads when all came out.
        asked: where it leads when the printer can begin.
        passes: whether nobody wants it.
        dot: of the step dots.
    """
    ready = f"{name}ready"

    def ask(session: Session) -> tuple[Effect, ...]:
        record = made(session, NO_DAY.date())
        stamp = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
        return (AskPrinter(load_layout(LAYOUT), record, stamp),)

    def takes_answer(session: Session, event: Event) -> Turn | None:
        match event:
            case PrinterAsked(faults, pages):
                return asked(session) if not faults else not_ready(session, faults[0], pages, ready)
        return None

    def prints(session: Session, event: Event) -> Turn | None:
        match event:
            case TimeTold(at):
                paper = _document(session, made(session, at.date()), at)
                return Stay(replace(session, document=paper), (MakePaper(paper, session.name),))
            case PaperMade(paper):
                # The platform issued no such document, so it has no number there. Each try is a page, and a deed.
                deed = session.deed(f"print-guide-{session.page}")
                shown = with_paper(session, event)
                return Stay(shown.session, (*shown.effects, Print(paper, "", deed, paper.subject)))
            case PrintMoved(sheet, sheets, fault):
                return Stay(replace(session, printing=Printing(sheet, sheets, fault)))
            case PrintSettled(Outcome.DONE, sheets, fault):
                return printed(_settled(session, sheets, Outcome.DONE))
            case PrintSettled(outcome, sheets, fault):
                return _not_out(session, outcome, sheets, fault, ready)
            case Failed(Fault.STUCK.value):
                return _hangs(session)
            case Tapped(Asked()) if session.printing.fault is not None:
                return Stay(session, (StopPrinting(),))
        return previewed(session, event)

    return (
        Step(
            name=ready,
            screen="working",
            words="ask_printer",
            idle=Idle.NEVER,
            takes=takes_answer,
            enter=ask,
            passes=passes,
            waits_for="a4_printer",
            dot=dot,
        ),
        Step(
            name=f"{name}print",
            screen="printing",
            idle=Idle.NEVER,
            takes=prints,
            enter=tell_time,
            passes=passes,
            can_leave=False,
            again=ready,
            lamp=Lamp.A4,
            waits_for="a4_printer",
            dot=dot,
        ),
    )


def _document(session: Session, record: ServiceGuide, at: datetime) -> Document | Drawing:
    serial = serial_of(session, session.deed(f"guide-{session.page}"), at)
    stamp = replace(stamped(session, record, at), number=serial, serial=serial)
    return on_paper(load_layout(LAYOUT), record.model_dump(), stamp)


def _hangs(session: Session) -> Turn:
    told = replace(session, printing=replace(session.printing, outcome=Outcome.UNKNOWN))
    unknown = Trouble("print_unknown", again_at=None, sheets=session.printing.sheet)
    return Fail(told, unknown, (StopPrinting(),))


def _not_out(session: Session, outcome: Outcome, sheets: int, fault: Fault | None, ready: str) -> Turn:
    again = outcome is Outcome.NOT_DONE
    key = fault.value if fault is not None and again else f"print_{outcome.value}"
    told = _settled(session, sheets, outcome)
    return Fail(told, Trouble(key, again_at=ready if again else None, sheets=sheets))


def _settled(session: Session, sheets: int, outcome: Outcome) -> Session:
    return replace(session, printing=Printing(sheets, session.printing.sheets, None, outcome), slip_printed=None)
