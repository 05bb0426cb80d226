"""From the grant to the card in its owner's hand: what is written, what becomes of card and money, the slip."""

from dataclasses import replace

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.effects import Effect, PrintSlip
from kiosk.endorsements import back_of, rules
from kiosk.endorsing import Endorsing
from kiosk.endorsing_effects import GivePermitBack, WritePermit
from kiosk.endorsing_events import PermitKept, PermitTaken, PermitWritten
from kiosk.events import Event, Failed, SlipSettled, Tapped, TimeUp
from kiosk.flows import pay, slip_by_itself
from kiosk.flows.endorsing_slips import endorsement_slip, kept_slip
from kiosk.flows.making_paper import item_of, person_of
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.platform.endorsing_values import (
    EndorsementGiven,
    EndorsementLine,
    EndorsementRequest,
)
from kiosk.service_events import TimeTold
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Finish, Idle, Onward, Stay, Step, Turn, home, tell_time
from kiosk.taps import WentOn

INSERT = "endorse_insert"
"""Name of the step that takes a card in."""


def with_endorsing(session: Session, **changed: object) -> Session:
    """The same visit, with something more known of the permit."""
    return replace(session, endorsing=replace(session.endorsing, **changed), notice="")  # type: ignore[arg-type]  # its own fields


def writing_deed(session: Session) -> str:
    """Id of the deed that writes the card."""
    return session.deed("endorsement")


def lines_of(endorsing: Endorsing) -> tuple[EndorsementLine, ...]:
    """What is asked for."""
    return tuple(
        EndorsementLine(
            region=one.region,
            kind=one.kind,
            months=one.months,
            journeys=one.journeys,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            fee_fen=one.fee_fen,
        )
        for one in endorsing.chosen
    )


def _grant(session: Session) -> tuple[Effect, ...]:
    permit = session.endorsing.permit
    if permit is None:
        raise AssertionError("only a permit that is known is endorsed")
    order = pay.order_of(session) if pay.is_paid(session) else ""
    request = EndorsementRequest(permit_no=permit.permit_no, lines=lines_of(session.endorsing), order=order)
    deed = session.deed(f"endorsement-grant-{session.page}")
    return (Lodge(request, deed, session.name, item_of(session).id, person_of(session)[0]),)


def _granted(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(EndorsementGiven() as granted):
            return Onward(with_endorsing(session, granted=granted))
        case Failed():
            # Granted or not: the card has not been touched.
            return Backward(with_endorsing(session, why="", outcome=Outcome.NOT_DONE), to=OUT.name)
    return None


def _write(session: Session) -> tuple[Effect, ...]:
    granted = session.endorsing.granted
    if granted is None:
        raise AssertionError("only what was granted is written")
    back = back_of(session.endorsing.chosen, granted.code, rules())
    return (WritePermit(writing_deed(session), session.name, granted.endorsement_no, back),)


def _written(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitWritten(outcome, is_kept):
            why = "unclear" if is_kept else ""
            return Onward(with_endorsing(session, outcome=outcome, is_inside=not is_kept, is_kept=is_kept, why=why))
        case Failed(Fault.STUCK.value):
            # Its worker hangs with the card inside: nobody can vouch for the back, and nobody stands there for ever.
            unclear = with_endorsing(session, outcome=Outcome.UNKNOWN, is_inside=False, is_kept=True, why="unclear")
            return Onward(unclear)
        case Failed():
            # Nothing was written down, so nothing was written on the card.
            return Onward(with_endorsing(session, outcome=Outcome.NOT_DONE))
    return None


def _out(_: Session) -> tuple[Effect, ...]:
    return (GivePermitBack(),)


def _taken(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitTaken():
            return _after_card(with_endorsing(session, is_inside=False))
        case PermitKept(is_stuck):
            why = "stuck" if is_stuck else "not_taken"
            return Onward(with_endorsing(session, is_inside=False, is_kept=True, why=why))
        case Failed():
            return Onward(with_endorsing(session, is_inside=False, is_kept=True, why="stuck"))
    return None


def given_out_first(session: Session, is_over: bool) -> Turn | None:  # noqa: FBT001 - as Step.leaves
    """Whoever goes takes the card along: it comes out before the visit is over, or is kept and that is said."""
    if not session.endorsing.is_inside:
        return None
    return Backward(with_endorsing(session, why="left" if is_over else ""), to=OUT.name)


def _after_card(session: Session) -> Turn:
    """The card is in its owner's hand."""
    endorsing = session.endorsing
    if endorsing.outcome is Outcome.DONE:
        return Onward(session)
    if pay.is_paid(session):
        return pay.undelivered(session)
    if endorsing.outcome is Outcome.NOT_DONE:
        return Fail(session, Trouble("permit_unwritten", again_at=None))
    if endorsing.why in ("other_card", "unreadable"):
        key = "permit_other_card" if endorsing.why == "other_card" else "permit_chip_unreadable"
        return Fail(session, Trouble(key, again_at=INSERT))
    return Finish() if endorsing.why == "left" else home(session)


def _kept(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) | TimeUp():
            return _after_keeping(session)
    return slip_by_itself.given(session, event, kept_slip, "slip-of-kept-card", _with_slip)


def _with_slip(session: Session, *, is_printed: bool) -> Turn:
    return Stay(replace(session, slip_printed=is_printed))


def _after_keeping(session: Session) -> Turn:
    """Written and not taken is done; surely not written goes back to the payer; what is unclear, staff settle."""
    outcome = session.endorsing.outcome
    if outcome is Outcome.DONE:
        return Onward(session)
    if outcome in (None, Outcome.NOT_DONE) and pay.is_paid(session):
        return pay.undelivered(session)
    return Finish()


def _slip(session: Session, event: Event) -> Turn | None:
    match event:
        case TimeTold(at):
            ended = with_endorsing(session, ended=session.endorsing.ended or at)
            slip = endorsement_slip(ended, at)
            if slip is None:
                return Onward(replace(ended, slip_printed=False))
            return Stay(ended, (PrintSlip(slip, session.deed("slip-of-endorsement")),))
        case SlipSettled(is_printed):
            return Onward(replace(session, slip_printed=is_printed))
        case Failed():
            return Onward(replace(session, slip_printed=False))
    return None


def _is_written(session: Session) -> bool:
    return session.endorsing.outcome is not Outcome.DONE


def _is_kept(session: Session) -> bool:
    return session.endorsing.is_kept


def _is_back(session: Session) -> bool:
    return not session.endorsing.is_kept


_L2 = Level.CARD_AND_FACTOR
GRANT = Step(
    name="endorse_grant",
    screen="working",
    words="endorse_write",
    idle=Idle.NEVER,
    takes=_granted,
    enter=_grant,
    needs=_L2,
    can_leave=False,
    dot=5,
)
WRITE = Step(
    name="endorse_write",
    screen="working",
    words="endorse_write",
    idle=Idle.NEVER,
    takes=_written,
    enter=_write,
    needs=_L2,
    can_leave=False,
    waits_for="endorser",
    dot=5,
)
OUT = Step(
    name="endorse_out",
    screen="lay_card",
    words="endorse_out",
    idle=Idle.NEVER,
    takes=_taken,
    enter=_out,
    passes=_is_kept,
    needs=_L2,
    can_leave=False,
    waits_for="endorser",
    dot=5,
)
KEPT = Step(
    name="endorse_kept",
    screen="result",
    words="endorse_kept",
    idle=Idle.FAREWELL,
    takes=_kept,
    enter=tell_time,
    passes=_is_back,
    needs=_L2,
    can_leave=False,
    dot=5,
)
SLIP = Step(
    name="endorse_slip",
    screen="working",
    words="slip",
    idle=Idle.NEVER,
    takes=_slip,
    enter=tell_time,
    passes=_is_written,
    needs=_L2,
    can_leave=False,
    waits_for="receipt_printer",
    dot=5,
)
