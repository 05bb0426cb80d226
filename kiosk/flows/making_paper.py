"""From a record that was looked over to sheets in the hand: ask the printer, issue, look at it, print, give the slip.

Used by every flow that ends in a document of the platform. Each copy is a document of its own.
"""

from dataclasses import replace
from datetime import datetime

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.outcome import Outcome
from kiosk.effects import Effect, Issue, IssueAgain, MakePaper, Print, PrintSlip, StopPrinting
from kiosk.events import DocumentIssued, Event, Failed, PaperMade, PrintMoved, PrintSettled, SlipSettled, Tapped, TimeUp
from kiosk.flows import signing
from kiosk.flows.before_printing import ask_printer, asked_printer, layout_of, serial_of
from kiosk.flows.identity import withdrawal
from kiosk.flows.paper_preview import beside_the_tray, previewed, with_paper
from kiosk.items.catalogue import Item
from kiosk.platform.values import ErrorCode, Identity, Issued, RecordRequest, ReprintRequest
from kiosk.serving import Serving
from kiosk.session import Level, Preview, Printing, Session, Trouble
from kiosk.slips import print_slip
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn
from kiosk.taps import Asked, WentBack, WentOn
from printing.document import Document, Drawing, Verification
from printing.fonts import CannotDraw
from printing.layouts import LayoutError, Stamp
from printing.records.about import is_as_approved, period_of
from printing.sheets import on_paper


def steps(item: Item) -> Steps:
    """The steps, for whoever is known as surely as the item wants it."""
    level = max(Level(item.settings.level), Level.CARD_AND_FACTOR)
    return tuple(replace(step, needs=level) for step in (READY, ISSUE, LOOK, PRINT, DONE))


def wanted_of(session: Session) -> RecordRequest:
    """As the record was asked for."""
    record, item = session.record, item_of(session)
    if session.serving.wanted is not None:
        return session.serving.wanted
    if record is None:
        raise AssertionError("only what was looked over is issued")
    first, last = period_of(record) or ("", "")
    return RecordRequest(
        item=item.id, record=record.kind, city=session.terminal.city, period_from=first, period_to=last
    )


def item_of(session: Session) -> Item:
    """The item of the visit."""
    if session.item is None:
        raise AssertionError("a flow runs for an item")
    return session.item


def person_of(session: Session) -> tuple[Identity, str]:
    """Whoever stands there, and their number."""
    if session.identity is None:
        raise AssertionError("nothing personal before the identity is known")
    return session.identity, session.identity.number


def _issue(session: Session) -> tuple[Effect, ...]:
    person, number = person_of(session)
    wanted = wanted_of(session)
    if session.attempt == 0:
        return (Issue(person, number, wanted, session.deed(f"issue{_copy(session)}"), session.name),)
    failed = _paper(session)
    again = ReprintRequest(document_no=failed.number, void=failed.serial, wanted=wanted)
    deed = session.deed(f"issue{_copy(session)}-{session.attempt}")
    return (IssueAgain(person, number, again, deed, session.name),)


def _copy(session: Session) -> str:
    """Part of the deeds' names: the first copy has none, so that one copy is what it always was."""
    return f"-copy-{session.serving.copy}" if session.serving.copy else ""


def _issued(session: Session, event: Event) -> Turn | None:
    match event:
        case DocumentIssued(issued, at, file):
            if session.record is None or not is_as_approved(issued.record, session.record):
                # Nobody looked over what this says.
                return Fail(session, Trouble("wrong_answer", again_at=None))
            try:
                document = _document(session, issued, at)
            except (LayoutError, OverflowError, CannotDraw):
                # No print is begun of it: kiosk/unprinted.py has it voided when the visit is over.
                return Fail(session, Trouble("wrong_answer", again_at=None))
            told = replace(
                session,
                issued=issued,
                file=file,
                document=document,
                printing=Printing(),
                slip_printed=None,
                preview=Preview(),
            )
            return Stay(told, (MakePaper(document, session.name, issued, file),))
        case Failed(ErrorCode.LIMIT_REACHED.value):
            return Fail(session, Trouble("copies_used", again_at=None))
        case PaperMade():
            made = with_paper(session, event)
            return Onward(made.session, made.effects)
    return None


def _was_looked_at(session: Session) -> bool:
    """A print that is made anew, or a further copy."""
    return bool(session.attempt or session.serving.copy)


def _looked(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Another("not_printed")
    return previewed(session, event)


def _print(session: Session) -> tuple[Effect, ...]:
    person, _ = person_of(session)
    paper, sheets = session.preview.paper, item_of(session).settings.sheets
    if paper is None:
        raise AssertionError("only what was looked at is printed")
    order = Print(paper, _paper(session).number, _deed(session), person.subject, session.issued, sheets)
    return (order, *beside_the_tray(session))


def _printing(session: Session, event: Event) -> Turn | None:
    match event:
        case PrintMoved(sheet, sheets, fault):
            return Stay(replace(session, printing=Printing(sheet, sheets, fault)))
        case PrintSettled(Outcome.DONE):
            settled = _settled(session, event)
            if session.serving.copy + 1 < session.serving.copies:
                return Backward(_next_copy(settled), to="ready", effects=_slip(settled))
            return Onward(settled, _slip(settled))
        case PrintSettled(outcome, sheets, fault):
            settled = _settled(session, event)
            again = outcome is Outcome.NOT_DONE
            key = fault.value if fault is not None and again else f"print_{outcome.value}"
            trouble = Trouble(key, again_at="ready" if again else None, sheets=sheets)
            return Fail(replace(settled, attempt=settled.attempt + 1), trouble, _slip(settled))
        case Failed(Fault.STUCK.value):
            # Whoever comes back from that call settles the deed in the journal; this person is told what is known now.
            unknown = replace(session.printing, outcome=Outcome.UNKNOWN)
            told = replace(session, printing=unknown, slip_printed=False)
            return Fail(told, Trouble("print_unknown", again_at=None, sheets=unknown.sheet), (StopPrinting(),))
        case SlipSettled(is_printed):
            return Stay(replace(session, slip_printed=is_printed))
        case Tapped(Asked()) if session.printing.fault is not None:
            return Stay(session, (StopPrinting(),))
    return previewed(session, event)


def _next_copy(session: Session) -> Session:
    serving: Serving = replace(session.serving, copy=session.serving.copy + 1)
    return replace(session, serving=serving, attempt=0, issued=None, document=None, file=b"", printing=Printing())


def _settled(session: Session, event: PrintSettled) -> Session:
    printing = Printing(event.sheets, session.printing.sheets, event.fault, event.outcome)
    return replace(session, printing=printing, slip_printed=None if _gives_slips(session) else False)


def _gives_slips(session: Session) -> bool:
    return session.terminal.health.has("receipt_printer")


def _slip(session: Session) -> tuple[Effect, ...]:
    if not _gives_slips(session):
        return ()
    deed = session.deed(f"slip{_copy(session)}-{session.attempt}")
    return (PrintSlip(print_slip(session, _paper(session)), deed),)


def _done(session: Session, event: Event) -> Turn | None:
    match event:
        case SlipSettled(is_printed):
            return Stay(replace(session, slip_printed=is_printed))
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentBack()) if withdrawal.is_offered(session):
            return Onward(session)
        case Tapped(WentOn()) | Tapped(WentBack()) | TimeUp():
            return Finish()
    return None


def _deed(session: Session) -> str:
    return session.deed(f"print{_copy(session)}-{session.attempt}")


def _serial(session: Session, issued: Issued, at: datetime) -> str:
    """What a sealed file bears, else one of ours."""
    if issued.sealed is not None:
        return issued.sealed.serial
    return serial_of(session, _deed(session), at)


def _document(session: Session, issued: Issued, at: datetime) -> Document | Drawing:
    stamp = Stamp(
        number=issued.document_no,
        verification=Verification(issued.verification_code, issued.paper_url),
        serial=_serial(session, issued, at),
        terminal=session.terminal.place,
        issued_at=issued.issued_at,
        printed_at=at,
        issuer=issued.record.issuer,
        subject=issued.record.subject,
        sample=session.is_sample,
    )
    record = issued.record.model_dump()
    if session.gathering.signature is not None:
        # Of this visit alone: the platform has never had it, and it goes with the session.
        record["hand"] = signing.handwriting(session.gathering.signature)
    return on_paper(layout_of(item_of(session)), record, stamp)


def _paper(session: Session) -> Document | Drawing:
    if session.document is None:
        raise AssertionError("only an issued document is printed")
    return session.document


_L2 = Level.CARD_AND_FACTOR
"""The least that any of these opens to; `steps` raises it to the item's own level."""
READY = Step(
    name="ready",
    screen="working",
    words="ask_printer",
    idle=Idle.NEVER,
    takes=asked_printer,
    enter=ask_printer,
    needs=_L2,
    waits_for="a4_printer",
    dot=5,
)
ISSUE = Step(
    name="issue",
    screen="working",
    idle=Idle.NEVER,
    takes=_issued,
    enter=_issue,
    needs=_L2,
    can_leave=False,
    dot=5,
)
LOOK = Step(
    name="look",
    screen="paper",
    idle=Idle.PERSONAL,
    takes=_looked,
    passes=_was_looked_at,
    needs=_L2,
    dot=5,
)
PRINT = Step(
    name="print",
    screen="printing",
    idle=Idle.NEVER,
    takes=_printing,
    enter=_print,
    needs=_L2,
    can_leave=False,
    again="ready",
    lamp=Lamp.A4,
    waits_for="a4_printer",
    dot=5,
)
DONE = Step(name="done", screen="done", idle=Idle.FAREWELL, takes=_done, needs=_L2, lamp=Lamp.A4, dot=5)
