"""Print a certificate of what the platform has on record about the person who stands there."""

from dataclasses import replace
from datetime import datetime

from drivers.faults import Fault
from drivers.io_module import Lamp
from drivers.outcome import Outcome
from kiosk.catalogue import Item
from kiosk.effects import Effect, Issue, IssueAgain, LookUp, Print, PrintSlip, StopPrinting, Unprinted
from kiosk.events import (
    DocumentIssued,
    Event,
    Failed,
    PrintMoved,
    PrintSettled,
    RecordFound,
    SlipSettled,
    Tapped,
    TimeUp,
)
from kiosk.flows import identity
from kiosk.flows.before_printing import NO_DAY, as_long, ask_printer, asked_printer
from kiosk.flows.identity import withdrawal
from kiosk.flows.paper_preview import previewed
from kiosk.platform_values import EnrolmentRecord, EnrolmentSpan, Identity, Issued, RecordRequest, ReprintRequest
from kiosk.routes import Route
from kiosk.session import Level, Preview, Printing, Session, Trouble
from kiosk.slips import print_slip
from kiosk.step import Another, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, Chosen, WentBack, WentOn
from printing.document import Document, Verification
from printing.layouts import LayoutError, Stamp, compose


def steps(item: Item, route: Route | None) -> Steps:
    """Choose, prove who you are as surely as the item wants it, look it over, take the paper."""
    level = max(Level(item.settings.level), Level.CARD_AND_FACTOR)
    personal = tuple(replace(step, needs=level) for step in (LOOK_UP, CHECK, READY, ISSUE, PRINT, DONE))
    return (CHOOSE, *identity.steps(item, route), *personal, *withdrawal.steps("done"))


def check_layout(item: Item) -> None:
    """Put a record of nobody into the item's layout.

    Raises:
        LayoutError: the layout names what the record has not got, or writes it as what it is not.
    """
    moment = NO_DAY
    span = EnrolmentSpan(
        period_from="202601", period_to="202601", city="", unit_no="", unit_name="", pension=0, injury=0, unemployment=0
    )
    record = EnrolmentRecord(
        subject="subject-0",
        name="",
        number="",
        personal_no="",
        city="",
        period_from="202601",
        period_to="202601",
        spans=(span,),
        pension_months=0,
        injury_months=0,
        unemployment_months=0,
        cutoff=moment,
        issuer="",
    )
    compose(item.layout, record.model_dump(), as_long(record, terminal="", sample=True))


def _choose(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(period_id)):
            return Stay(replace(session, period=period_id)) if _offers(session, period_id) else None
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return home(session)
    return None


def _offers(session: Session, period_id: str) -> bool:
    return any(period.id == period_id for period in _item(session).settings.periods)


def _look_up(session: Session) -> tuple[Effect, ...]:
    person, number = _person(session)
    item = _item(session)
    return (LookUp(person, number, item.id, session.terminal.city, item.period(session.period).months),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case RecordFound(record):
            return Onward(replace(session, record=record))
    return None


def _check(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Finish()
    return None


def _issue(session: Session) -> tuple[Effect, ...]:
    person, number = _person(session)
    record = session.record
    if record is None:
        raise AssertionError("only what was looked over is issued")
    wanted = RecordRequest(
        item=_item(session).id,
        city=session.terminal.city,
        period_from=record.period_from,
        period_to=record.period_to,
    )
    if session.attempt == 0:
        return (Issue(person, number, wanted, session.deed("issue"), session.name),)
    failed = _paper(session)
    again = ReprintRequest(document_no=failed.number, void=failed.serial, wanted=wanted)
    return (IssueAgain(person, number, again, session.deed(f"issue-{session.attempt}"), session.name),)


def _issued(session: Session, event: Event) -> Turn | None:
    match event:
        case DocumentIssued(issued, at, file):
            try:
                document = _document(session, issued, at)
            except (LayoutError, OverflowError):
                serial = _serial(session, issued, at)
                unprinted = Unprinted(issued.document_no, serial, _deed(session), session.name)
                return Fail(session, Trouble("wrong_answer", again_at=None), (unprinted,))
            return Onward(
                replace(
                    session,
                    issued=issued,
                    file=file,
                    document=document,
                    printing=Printing(),
                    slip_printed=None,
                    preview=Preview(),
                )
            )
    return None


def _print(session: Session) -> tuple[Effect, ...]:
    person, _ = _person(session)
    on_stock = _item(session).settings.on_stock
    deed, paper = _deed(session), _paper(session)
    return (Print(paper, deed, session.name, person.subject, session.issued, session.file, on_stock),)


def _printing(session: Session, event: Event) -> Turn | None:
    match event:
        case PrintMoved(sheet, sheets, fault):
            return Stay(replace(session, printing=Printing(sheet, sheets, fault)))
        case PrintSettled(Outcome.DONE):
            settled = _settled(session, event)
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


def _settled(session: Session, event: PrintSettled) -> Session:
    printing = Printing(event.sheets, session.printing.sheets, event.fault, event.outcome)
    return replace(session, printing=printing, slip_printed=None if _gives_slips(session) else False)


def _gives_slips(session: Session) -> bool:
    return session.terminal.health.has("receipt_printer")


def _slip(session: Session) -> tuple[Effect, ...]:
    if not _gives_slips(session):
        return ()
    return (PrintSlip(print_slip(session, _paper(session)), session.deed(f"slip-{session.attempt}")),)


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
    return session.deed(f"print-{session.attempt}")


def _serial(session: Session, issued: Issued, at: datetime) -> str:
    """This print's own number: what a sealed file bears, else terminal, day and eight digits of the deed's id."""
    if issued.sealed is not None:
        return issued.sealed.serial
    return f"{session.terminal.name.upper()}-{at:%Y%m%d}-{_deed(session)[:8].upper()}"


def _document(session: Session, issued: Issued, at: datetime) -> Document:
    stamp = Stamp(
        number=issued.document_no,
        verification=Verification(issued.verification_code, issued.paper_url),
        serial=_serial(session, issued, at),
        terminal=session.terminal.place,
        issued_at=issued.issued_at,
        printed_at=at,
        issuer=issued.record.issuer,
        subject=issued.record.subject,
        sample=session.terminal.is_sample,
    )
    return compose(_item(session).layout, issued.record.model_dump(), stamp)


def _paper(session: Session) -> Document:
    if session.document is None:
        raise AssertionError("only an issued document is printed")
    return session.document


def _item(session: Session) -> Item:
    if session.item is None:
        raise AssertionError("a flow runs for an item")
    return session.item


def _person(session: Session) -> tuple[Identity, str]:
    if session.identity is None:
        raise AssertionError("nothing personal before the identity is known")
    return session.identity, session.identity.number


CHOOSE = Step(name="choose", screen="choose", idle=Idle.CHOOSING, takes=_choose, dot=1)
_L2 = Level.CARD_AND_FACTOR
"""The least that any of these opens to; `steps` raises it to the item's own level."""
LOOK_UP = Step(
    name="look_up",
    screen="working",
    idle=Idle.NEVER,
    takes=_found,
    enter=_look_up,
    needs=_L2,
    dot=4,
)
CHECK = Step(name="check", screen="check", idle=Idle.PERSONAL, takes=_check, needs=_L2, dot=4)
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
