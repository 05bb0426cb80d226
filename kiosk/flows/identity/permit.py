"""Permits for Hong Kong, Macao, Taiwan and their residents, and passports: typed fields, the chip, a code to the phone.

The chip opens only with what is printed on the document. Where there is no chip, or no reader, the platform checks the
typed fields; either way the code to the phone on record is the second factor.
"""

from dataclasses import replace
from datetime import date, datetime

from drivers.clock import BEIJING
from drivers.faults import Fault
from kiosk.effects import Effect, ReadPermit, SendCode
from kiosk.events import Event, Failed, PermitRead, Tapped
from kiosk.flows.identity.code import CodeSteps
from kiosk.flows.identity.entry import accepted, entry_step, refused
from kiosk.platform_values import PresentedPermit
from kiosk.proving import DOCUMENT_KINDS, Printed
from kiosk.session import Session, Trouble
from kiosk.step import Fail, Idle, Onward, Step, Turn, home
from kiosk.taps import Asked, Chosen, WentBack


def _kind(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(kind)) if kind in DOCUMENT_KINDS:
            return accepted(_with(session, Printed(kind=kind)))
        case Tapped(WentBack()):
            return home(session)
    return None


def _number(session: Session, typed: str) -> Turn:
    return accepted(_with(session, replace(session.proving.printed, number=typed)))


def _birth(session: Session, typed: str) -> Turn:
    day = day_in(typed)
    if day is None:
        return refused(session, "date_wrong")
    return accepted(_with(session, replace(session.proving.printed, birth=day)))


def _expiry(session: Session, typed: str) -> Turn:
    day = day_in(typed)
    if day is None:
        return refused(session, "date_wrong")
    printed = replace(session.proving.printed, expiry=day)
    proving = replace(session.proving, printed=printed, permit=_typed(printed))
    return accepted(replace(session, proving=proving))


def day_in(typed: str) -> date | None:
    """The day that eight digits name; None where there is no such day."""
    try:
        return datetime.strptime(typed, "%Y%m%d").replace(tzinfo=BEIJING).date()
    except ValueError:
        return None


def _typed(printed: Printed) -> PresentedPermit:
    return PresentedPermit.model_validate(
        {
            "kind": printed.kind,
            "number": printed.number,
            "birth": printed.birth,
            "expiry": printed.expiry,
            "is_from_chip": False,
        }
    )


def _with(session: Session, printed: Printed) -> Session:
    return replace(session, proving=replace(session.proving, printed=printed))


def _has_no_reader(session: Session) -> bool:
    return not session.terminal.health.has("smart_card")


def _wait(session: Session) -> tuple[Effect, ...]:
    return (ReadPermit(session.proving.printed),)


def _read(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitRead(_, is_expired=True):
            return Fail(session, Trouble("permit_expired", again_at=None))
        case PermitRead(permit):
            return Onward(replace(session, proving=replace(session.proving, permit=permit), notice=""))
        case Failed(Fault.REFUSED.value):
            return Fail(session, Trouble("permit_key", again_at="document_number"))
        case Tapped(Asked()):
            return Onward(replace(session, notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _send(session: Session) -> Effect:
    permit = session.proving.permit
    if permit is None:
        raise AssertionError("a code is sent to the holder of a document")
    return SendCode(permit)


STEPS = (
    Step(name="documents", screen="pick", words="documents", idle=Idle.CHOOSING, takes=_kind),
    entry_step("document_number", _number, back_to="documents"),
    entry_step("document_birth", _birth, back_to="document_number"),
    entry_step("document_expiry", _expiry, back_to="document_birth"),
    Step(
        name="lay_permit",
        screen="lay_card",
        words="lay_permit",
        idle=Idle.CHOOSING,
        takes=_read,
        enter=_wait,
        passes=_has_no_reader,
        waits_for="smart_card",
    ),
    *CodeSteps(
        "code",
        send=_send,
        number=lambda _: "",
        proven=lambda session, identity: session.identified(identity),
    ).steps(),
)
