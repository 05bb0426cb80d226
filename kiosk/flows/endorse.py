"""A permit to Hong Kong and Macao is endorsed (再次签注): the card goes in, is written, looked at, and comes back.

The card's chip is opened with what the platform knows of the person's own permit, before anything is chosen or paid:
no other card gets as far as a question. What becomes of the card comes before what becomes of the money: a card that
surely was not written goes back first, and then the fee.
"""

from dataclasses import replace
from typing import get_args

from drivers.outcome import Outcome
from kiosk.effects import Effect, PrintSlip
from kiosk.endorsements import Endorsement, Region, back_of, rules
from kiosk.endorsing import Endorsing, Why
from kiosk.endorsing_effects import AskPermit, GivePermitBack, ProvePermit, TakePermitIn, WritePermit
from kiosk.endorsing_events import PermitIn, PermitKept, PermitProven, PermitTaken, PermitTold, PermitWritten
from kiosk.events import Event, Failed, SlipSettled, Tapped, TimeUp
from kiosk.flows import identity, pay
from kiosk.flows.endorsing_slips import endorsement_slip, kept_slip
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import Lodge
from kiosk.lodgement_events import Lodged
from kiosk.paying import Due
from kiosk.platform.endorsing_values import (
    EndorsementGiven,
    EndorsementLine,
    EndorsementRequest,
    WritingRequest,
    WritingTold,
)
from kiosk.platform.payment_values import OrderLine
from kiosk.service_events import TimeTold
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, home, tell_time
from kiosk.taps import Asked, Chosen, WentBack, WentOn

BOTH = "both"
REGIONS: tuple[Region, ...] = get_args(Region)


def steps(item: Item, route: Route | None) -> Steps:
    """Who is it, which permit, what for, pay, write, take it back."""
    return (
        *identity.steps(item, route),
        ASK,
        INSERT,
        PROVE,
        WHERE,
        *(_kind(region) for region in REGIONS),
        CHECK,
        *pay.steps(back_to=CHECK.name, needs=_L2, dot=4),
        GRANT,
        WRITE,
        TELL,
        OUT,
        KEPT,
        *pay.delivering(needs=_L2, dot=5),
        SLIP,
        DONE,
    )


def due_of(session: Session) -> Due:
    """What the chosen ones cost."""
    lines = (
        OrderLine(name=f"{rules().regions[one.region].name.zh_hans}签注", amount_fen=one.fee_fen, is_government=True)
        for one in session.endorsing.chosen
    )
    return Due(tuple(lines), for_deed=_writing(session))


def _with(session: Session, **changed: object) -> Session:
    return replace(session, endorsing=replace(session.endorsing, **changed), notice="")  # type: ignore[arg-type]  # its own fields


def _writing(session: Session) -> str:
    """Id of the deed that writes the card."""
    return session.deed("endorsement")


def _ask(session: Session) -> tuple[Effect, ...]:
    return (*tell_time(session), AskPermit(person_of(session)[0]))


def _asked(session: Session, event: Event) -> Turn | None:
    match event:
        case TimeTold(at):
            # Whoever comes here again after a trouble began when they first came.
            return Stay(_with(session, began=session.endorsing.began or at))
        case PermitTold(permit):
            told = _with(session, permit=permit)
            if permit.because or not told.endorsing.regions():
                return Fail(session, Trouble(f"permit_{permit.because or 'not_offered'}", again_at=None))
            return Onward(told)
    return None


def _insert(session: Session) -> tuple[Effect, ...]:
    return (TakePermitIn(session.name),)


def _inserted(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitIn():
            return Onward(session)
        case PermitKept():
            return Backward(_with(session, why="stuck", is_kept=True), to=KEPT.name)
        case Tapped(WentBack()):
            return home(session)
    return None


def _prove(session: Session) -> tuple[Effect, ...]:
    permit = session.endorsing.permit
    if permit is None or permit.birth is None or permit.valid_until is None:
        raise AssertionError("only a permit that may be endorsed comes here")
    return (ProvePermit(permit.permit_no, permit.birth, permit.valid_until),)


def _proven(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitProven(is_it=True):
            return Onward(session)
        case PermitProven():
            return Backward(_with(session, why="other_card"), to=OUT.name)
        case Failed():
            return Backward(_with(session, why="unreadable"), to=OUT.name)
    return None


def where_offered(session: Session) -> tuple[str, ...]:
    """Destinations that can be chosen."""
    regions = session.endorsing.regions()
    return (*regions, BOTH) if len(regions) > 1 else regions


def _where(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in where_offered(session):
            wanted = tuple(region for region in REGIONS if choice in (region, BOTH))
            return Onward(_with(session, wanted=wanted, chosen=()))
        case Tapped(WentBack()):
            return Backward(_with(session, why=""), to=OUT.name)
    return None


def _kind(region: Region) -> Step:
    def offered(session: Session) -> tuple[Endorsement, ...]:
        return session.endorsing.offered(region)

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(choice)):
                chosen = next((one for one in offered(session) if one.id == choice), None)
                return Onward(_with(session, chosen=session.endorsing.choosing(chosen).chosen)) if chosen else None
            case Tapped(WentBack()):
                first = session.endorsing.wanted[0]
                return Backward(replace(session, notice=""), to=WHERE.name if region == first else kind_step(first))
        return None

    return Step(
        name=kind_step(region),
        screen="pick",
        words=kind_step(region),
        idle=Idle.PERSONAL,
        takes=takes,
        passes=lambda session: region not in session.endorsing.wanted,
        offers=lambda session: tuple(one.id for one in offered(session)),
        needs=_L2,
        dot=3,
    )


def kind_step(region: Region) -> str:
    """Name of the step that asks for one destination."""
    return f"endorse_kind_{region.lower()}"


def _looked_over(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(pay.owing(replace(session, notice=""), due_of(session)))
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to=kind_step(session.endorsing.wanted[-1]))
    return None


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
            return Onward(_with(session, granted=granted))
        case Failed():
            # Granted or not: the card has not been touched.
            return Backward(_with(session, why="", outcome=Outcome.NOT_DONE), to=OUT.name)
    return None


def _write(session: Session) -> tuple[Effect, ...]:
    granted = session.endorsing.granted
    if granted is None:
        raise AssertionError("only what was granted is written")
    back = back_of(session.endorsing.chosen, granted.code, rules())
    return (WritePermit(_writing(session), session.name, granted.endorsement_no, back),)


def _written(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitWritten(outcome, is_kept):
            return Onward(_with(session, outcome=outcome, is_kept=is_kept, why="unclear" if is_kept else ""))
        case Failed():
            # Nothing was written down, so nothing was written on the card.
            return Onward(_with(session, outcome=Outcome.NOT_DONE))
    return None


def _tell(session: Session) -> tuple[Effect, ...]:
    endorsing = session.endorsing
    if endorsing.granted is None or endorsing.outcome is None:
        raise AssertionError("only what was granted is told")
    request = WritingRequest(
        endorsement_no=endorsing.granted.endorsement_no, outcome=endorsing.outcome, is_kept=endorsing.is_kept
    )
    return (Lodge(request, session.deed("endorsement-told"), session.name, item_of(session).id),)


def _told(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(WritingTold()) | Failed():
            # What the platform did not hear is told when it answers again (kiosk/unknown_lodgements.py).
            return Onward(session)
    return None


def _out(_: Session) -> tuple[Effect, ...]:
    return (GivePermitBack(),)


def _taken(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitTaken():
            return _after_card(session)
        case PermitKept(is_stuck):
            return Onward(_with(session, is_kept=True, why="stuck" if is_stuck else "not_taken"))
        case Failed():
            return Onward(_with(session, is_kept=True, why="stuck"))
    return None


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
        return Fail(session, Trouble(key, again_at=INSERT.name))
    return home(session)


def _kept(session: Session, event: Event) -> Turn | None:
    match event:
        case TimeTold(at):
            slip = kept_slip(session, at)
            if slip is None:
                return Stay(replace(session, slip_printed=False))
            return Stay(session, (PrintSlip(slip, session.deed("slip-of-kept-card")),))
        case SlipSettled(is_printed):
            return Stay(replace(session, slip_printed=is_printed))
        case Failed():
            return Stay(replace(session, slip_printed=False))
        case Tapped(WentOn()) | TimeUp():
            return _after_keeping(session)
    return None


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
            ended = _with(session, ended=session.endorsing.ended or at)
            slip = endorsement_slip(ended, at)
            if slip is None:
                return Onward(replace(ended, slip_printed=False))
            return Stay(ended, (PrintSlip(slip, session.deed("slip-of-endorsement")),))
        case SlipSettled(is_printed):
            return Onward(replace(session, slip_printed=is_printed))
        case Failed():
            return Onward(replace(session, slip_printed=False))
    return None


def _done(_: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


def _is_written(session: Session) -> bool:
    return session.endorsing.outcome is not Outcome.DONE


def _is_kept(session: Session) -> bool:
    return session.endorsing.is_kept


def _is_back(session: Session) -> bool:
    return not session.endorsing.is_kept


_L2 = Level.CARD_AND_FACTOR
WHYS: tuple[Why, ...] = get_args(Why)
ASK = Step(name="endorse_ask", screen="working", idle=Idle.NEVER, takes=_asked, enter=_ask, needs=_L2, dot=3)
INSERT = Step(
    name="endorse_insert",
    screen="lay_card",
    words="endorse_insert",
    idle=Idle.PERSONAL,
    takes=_inserted,
    enter=_insert,
    needs=_L2,
    waits_for="endorser",
    dot=3,
)
PROVE = Step(
    name="endorse_prove",
    screen="working",
    words="endorse_prove",
    idle=Idle.NEVER,
    takes=_proven,
    enter=_prove,
    needs=_L2,
    waits_for="smart_card",
    dot=3,
)
WHERE = Step(
    name="endorse_where",
    screen="pick",
    words="endorse_where",
    idle=Idle.PERSONAL,
    takes=_where,
    offers=where_offered,
    needs=_L2,
    dot=3,
)
CHECK = Step(
    name="endorse_check",
    screen="check",
    words="endorse_check",
    idle=Idle.PERSONAL,
    takes=_looked_over,
    needs=_L2,
    dot=4,
)
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
    dot=5,
)
TELL = Step(
    name="endorse_tell",
    screen="working",
    words="endorse_write",
    idle=Idle.NEVER,
    takes=_told,
    enter=_tell,
    needs=_L2,
    can_leave=False,
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
DONE = Step(
    name="endorse_done",
    screen="result",
    words="endorse_done",
    idle=Idle.FAREWELL,
    takes=_done,
    needs=_L2,
    dot=5,
)
