"""Permits for Hong Kong, Macao, Taiwan and their residents, and passports: printed fields, chip, a code to the phone.

The fields are read from the page's zone where there is a document scanner, and looked at or typed by the person. The
chip opens only with them. Where there is no chip, or no reader, the platform checks them alone; either way the code to
the phone on record is the second factor.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from drivers.clock import BEIJING
from drivers.faults import Fault
from kiosk.effects import Effect, ReadPermit, ReadZone, SendCode, TellDay
from kiosk.events import DayTold, Event, Failed, PermitRead, Tapped, ZoneRead
from kiosk.flows.identity.code import CodeSteps
from kiosk.flows.identity.entry import accepted, entry_step, refused, with_typed
from kiosk.platform.values import PresentedPermit
from kiosk.proving import DOCUMENT_KINDS, NOTHING_PRINTED, Printed
from kiosk.session import Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Turn, home
from kiosk.taps import Asked, Chosen, WentBack

DAY_DIGITS = 8
"""YYYYMMDD."""


def _kind(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(kind)) if kind in DOCUMENT_KINDS:
            chosen = _with(session, Printed(kind=kind))
            return accepted(replace(chosen, proving=replace(chosen.proving, read=NOTHING_PRINTED)))
        case Tapped(WentBack()):
            return home(session)
    return None


def _has_no_scanner(session: Session) -> bool:
    return not session.terminal.health.has("document_scanner")


def _scan(_: Session) -> tuple[Effect, ...]:
    return (ReadZone(),)


def _scanned(session: Session, event: Event) -> Turn | None:
    """The page was read: its fields stand there to be looked at. Where it was not, they are typed."""
    match event:
        case ZoneRead(None) | Failed():
            return Onward(replace(with_typed(session, ""), notice="zone_unread"))
        case ZoneRead(Printed() as read):
            kind = read.kind or session.proving.printed.kind
            told = replace(session.proving, read=read, printed=Printed(kind=kind))
            return Onward(replace(with_typed(replace(session, proving=told), read.number), notice="zone_read"))
        case Tapped(Asked()):
            return accepted(session)
        case Tapped(WentBack()):
            return Backward(session, to="documents")
    return None


def _number(session: Session, typed: str) -> Turn:
    then = _digits(session.proving.read.birth)
    return accepted(_with(session, replace(session.proving.printed, number=typed)), then)


def _digits(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day is not None else ""


def _day_step(name: str, took: Callable[[Session, date, date], Turn], *, back_to: str) -> Step:
    """A field for a day, which is held against today's."""

    def asks(session: Session, typed: str) -> Turn:
        return refused(session, "date_wrong") if day_in(typed) is None else Stay(session, (TellDay(),))

    step = entry_step(name, asks, back_to=back_to)

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case DayTold(today):
                # What stands there now: it may have been typed over meanwhile.
                day = day_in(session.proving.typed)
                return took(session, day, today) if day is not None else None
        return step.takes(session, event)

    return replace(step, takes=takes)


def _birth(session: Session, day: date, today: date) -> Turn:
    if day > today:
        return refused(session, "birth_later")
    return accepted(_with(session, replace(session.proving.printed, birth=day)), _digits(session.proving.read.expiry))


def _expiry(session: Session, day: date, today: date) -> Turn:
    if day < today:
        return Fail(with_typed(session, ""), Trouble("permit_expired", again_at="document_expiry"))
    printed = replace(session.proving.printed, expiry=day)
    proving = replace(session.proving, printed=printed, permit=_typed(printed))
    return accepted(replace(session, proving=proving))


def day_in(typed: str) -> date | None:
    """The day that eight digits name; None where there is no such day."""
    if len(typed) != DAY_DIGITS:
        return None
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
        case PermitRead(permit) if permit.kind == session.proving.printed.kind:
            return Onward(replace(session, proving=replace(session.proving, permit=permit), notice=""))
        case PermitRead() | Failed("permit_other_kind"):
            return Fail(session, Trouble("permit_other_kind", again_at="documents"))
        case Failed(Fault.REFUSED.value):
            return Fail(session, Trouble("permit_key", again_at="document_number"))
        case Tapped(Asked()):
            return Onward(replace(session, notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _send(session: Session) -> SendCode:
    permit = session.proving.permit
    if permit is None:
        raise AssertionError("a code is sent to the holder of a document")
    return SendCode(permit)


STEPS = (
    Step(name="documents", screen="pick", words="documents", idle=Idle.CHOOSING, takes=_kind),
    Step(
        name="scan_page",
        screen="lay_card",
        words="scan_page",
        idle=Idle.CHOOSING,
        takes=_scanned,
        enter=_scan,
        passes=_has_no_scanner,
        waits_for="document_scanner",
    ),
    entry_step("document_number", _number, back_to="documents"),
    _day_step("document_birth", _birth, back_to="document_number"),
    _day_step("document_expiry", _expiry, back_to="document_birth"),
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
