"""From pages that were gathered to sheets in the hand: look at them, pay for so many sheets, print, never keep a fen.

The price of a sheet is the item's `fee`. Money for sheets that did not come goes back whole.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.outcome import Outcome
from kiosk.copying import Copying
from kiosk.copying_effects import LookAtGlass
from kiosk.copying_events import GlassLooked
from kiosk.effects import AskPrinter, Effect, MakePaper, Print, StopPrinting
from kiosk.events import Event, Failed, PaperMade, PrinterAsked, PrintMoved, PrintSettled, Tapped, TimeUp
from kiosk.flows import copies, pay
from kiosk.flows.before_printing import NO_DAY, as_long, layout_of, not_ready, serial_of, stamped
from kiosk.flows.making_paper import item_of
from kiosk.flows.paper_preview import beside_the_tray, previewed, with_paper
from kiosk.paying import Due
from kiosk.platform.payment_values import OrderLine
from kiosk.service_events import TimeTold
from kiosk.session import Preview, Printing, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, tell_time
from kiosk.taps import Asked, WentBack, WentOn
from printing.records.hall import CardCopy, PageCopies
from printing.sheets import on_paper

Made = Callable[[Session, date], CardCopy | PageCopies]
"""What goes on paper on that day."""


def steps(made: Made, *, back_to: str) -> Steps:
    """All steps after the pages are there.

    Args:
        made: what goes on paper.
        back_to: step that 上一步 enters before anything is paid.
    """

    def ask(session: Session) -> tuple[Effect, ...]:
        record = made(session, NO_DAY.date())
        stamp = as_long(record, terminal=session.terminal.place, sample=session.is_sample)
        return (AskPrinter(layout_of(item_of(session)), record, stamp, copies=session.copying.copies),)

    def makes(session: Session, event: Event) -> Turn | None:
        match event:
            case TimeTold(at):
                record = made(session, at.date())
                serial = serial_of(session, print_deed(session), at)
                stamp = replace(stamped(session, record, at), number=serial, serial=serial)
                document = copies.multiplied(on_paper(layout_of(item_of(session)), record.model_dump(), stamp), session)
                told = replace(session, document=document, preview=Preview(), printing=Printing())
                return Stay(told, (MakePaper(document, session.name),))
            case PaperMade():
                shown = with_paper(session, event)
                return Onward(shown.session, shown.effects)
        return None

    def looks(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(WentOn()):
                return Onward(pay.owing(replace(session, notice=""), due_of(session)))
            case Tapped(Asked()):
                return Backward(copies.choosing(replace(session, preview=Preview(), document=None)), to=copies.NAME)
            case Tapped(WentBack()):
                return Backward(replace(session, notice="", preview=Preview(), document=None), to=back_to)
        return previewed(session, event)

    return (
        copies.STEP,
        replace(READY, enter=ask),
        Step(
            name="copy_make",
            screen="working",
            words="copy_make",
            idle=Idle.NEVER,
            takes=makes,
            enter=tell_time,
            dot=4,
        ),
        Step(name="copy_look", screen="paper", words="copy_look", idle=Idle.PERSONAL, takes=looks, dot=4),
        *pay.steps(back_to=READY.name, dot=4),
        PRINT,
        *pay.delivering(dot=5),
        DONE,
    )


def with_copying(session: Session, **changed: object) -> Session:
    """The same visit, with something more known of what is copied."""
    copying: Copying = replace(session.copying, **changed)  # type: ignore[arg-type]  # its own fields
    return replace(session, copying=copying, notice="")


def noticed(session: Session, why: str) -> Session:
    """The same visit, told why something is not copied."""
    return replace(session, notice=f"copy_{why}")


def price_fen(session: Session) -> int:
    """Of a sheet."""
    return int(item_of(session).settings.facts.fee * 100)


def due_of(session: Session) -> Due:
    """What the sheets cost: so many as the printer will put out."""
    item, paper = item_of(session), session.preview.paper
    if paper is None:
        raise AssertionError("only what was looked at is paid for")
    fen = price_fen(session) * paper.pages
    line = OrderLine(
        name=f"{item.settings.name.zh_hans} {paper.pages}张",
        amount_fen=fen,
        is_government=item.settings.facts.kind == "government",
    )
    return Due((line,) if fen else (), for_deed=print_deed(session))


def print_deed(session: Session) -> str:
    """Id of this print; another try is another deed."""
    return session.deed(f"print-copies-{session.attempt}")


def _ready(session: Session, event: Event) -> Turn | None:
    match event:
        case PrinterAsked((), _):
            return Onward(session)
        case PrinterAsked((fault, *_), pages):
            return not_ready(session, fault, pages, READY.name)
    return None


def _print(session: Session) -> tuple[Effect, ...]:
    paper = session.preview.paper
    if paper is None:
        raise AssertionError("only what was looked at is printed")
    # No platform issued it, so it has no number there.
    return (Print(paper, "", print_deed(session), paper.subject), *beside_the_tray(session))


def _printing(session: Session, event: Event) -> Turn | None:
    match event:
        case PrintMoved(sheet, sheets, fault):
            return Stay(replace(session, printing=Printing(sheet, sheets, fault)))
        case PrintSettled(Outcome.DONE, sheets, fault):
            return Onward(_settled(session, sheets, fault, Outcome.DONE))
        case PrintSettled(outcome, sheets, fault):
            return _not_out(_settled(session, sheets, fault, outcome), outcome, fault)
        case Failed(Fault.STUCK.value):
            told = replace(session, printing=replace(session.printing, outcome=Outcome.UNKNOWN))
            unknown = Trouble("print_unknown", again_at=None, sheets=session.printing.sheet)
            return Fail(told, unknown, (StopPrinting(),))
        case Failed() if pay.is_paid(session):
            # Nothing was written down, so nothing was printed.
            return pay.undelivered(session)
        case Tapped(Asked()) if session.printing.fault is not None:
            return Stay(session, (StopPrinting(),))
    return previewed(session, event)


def _settled(session: Session, sheets: int, fault: Fault | None, outcome: Outcome) -> Session:
    return replace(session, printing=Printing(sheets, session.printing.sheets, fault, outcome), slip_printed=None)


def _not_out(session: Session, outcome: Outcome, fault: Fault | None) -> Turn:
    """What surely did not come out whole goes back to the payer; what nobody knows, the till settles with the deed."""
    if outcome is Outcome.NOT_DONE and pay.is_paid(session):
        return pay.undelivered(session)
    again = outcome is Outcome.NOT_DONE
    key = fault.value if fault is not None and again else f"print_{outcome.value}"
    trouble = Trouble(key, again_at=READY.name if again else None, sheets=session.printing.sheet)
    return Fail(replace(session, attempt=session.attempt + 1), trouble)


def _look_back(session: Session) -> tuple[Effect, ...]:
    return (LookAtGlass(),) if session.copying.is_glass_own else ()


def _done(session: Session, event: Event) -> Turn | None:
    match event:
        case GlassLooked(is_empty=False):
            return Stay(noticed(session, "left_there"))
        case Failed():
            # The copies are out, whatever the glass says.
            return Stay(session)
        case Tapped(Asked()):
            return Another()
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


READY = Step(
    name="copy_ready",
    screen="working",
    words="ask_printer",
    idle=Idle.NEVER,
    takes=_ready,
    waits_for="a4_printer",
    dot=4,
)
PRINT = Step(
    name="copy_print",
    screen="printing",
    idle=Idle.NEVER,
    takes=_printing,
    enter=_print,
    can_leave=False,
    again=READY.name,
    lamp=Lamp.A4,
    waits_for="a4_printer",
    dot=5,
)
DONE = Step(
    name="copy_done",
    screen="done",
    words="copy_done",
    idle=Idle.FAREWELL,
    takes=_done,
    enter=_look_back,
    lamp=Lamp.A4,
    dot=5,
)
