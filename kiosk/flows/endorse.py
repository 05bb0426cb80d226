"""A permit to Hong Kong and Macao is endorsed (再次签注): the card goes in, is written, looked at, and comes back.

The card's chip is opened with what the platform knows of the person's own permit, before anything is chosen or paid:
no other card gets as far as a question. What becomes of the card comes before what becomes of the money: a card that
surely was not written goes back first, and then the fee.
"""

from dataclasses import replace
from typing import get_args

from kiosk.effects import Effect
from kiosk.endorsements import Endorsement, Region, rules
from kiosk.endorsing_effects import AskPermit, ProvePermit, TakePermitIn
from kiosk.endorsing_events import PermitIn, PermitKept, PermitProven, PermitTold
from kiosk.events import Event, Failed, Tapped, TimeUp
from kiosk.flows import endorsing_card as card
from kiosk.flows import identity, pay
from kiosk.flows.endorsing_card import with_endorsing, writing_deed
from kiosk.flows.making_paper import person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.paying import Due
from kiosk.platform.payment_values import OrderLine
from kiosk.service_events import TimeTold
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, home, tell_time
from kiosk.taps import Asked, Chosen, WentBack, WentOn

BOTH = "both"
REGIONS: tuple[Region, ...] = get_args(Region)


def steps(item: Item, route: Route | None) -> Steps:
    """Who is it, which permit, what for, pay, write, take it back."""
    inside = (
        PROVE,
        WHERE,
        *(_kind(region) for region in REGIONS),
        CHECK,
        *pay.steps(back_to=CHECK.name, needs=_L2, dot=4),
    )
    return (
        *identity.steps(item, route),
        ASK,
        INSERT,
        *(replace(step, leaves=card.given_out_first) for step in inside),
        card.GRANT,
        card.WRITE,
        card.OUT,
        card.KEPT,
        *pay.delivering(needs=_L2, dot=5),
        card.SLIP,
        DONE,
    )


def due_of(session: Session) -> Due:
    """What the chosen ones cost."""
    lines = (
        OrderLine(name=f"{rules().regions[one.region].name.zh_hans}签注", amount_fen=one.fee_fen, is_government=True)
        for one in session.endorsing.chosen
    )
    return Due(tuple(lines), for_deed=writing_deed(session))


def _ask(session: Session) -> tuple[Effect, ...]:
    return (*tell_time(session), AskPermit(person_of(session)[0]))


def _asked(session: Session, event: Event) -> Turn | None:
    match event:
        case TimeTold(at):
            # Whoever comes here again after a trouble began when they first came.
            return Stay(with_endorsing(session, began=session.endorsing.began or at))
        case PermitTold(permit):
            told = with_endorsing(session, permit=permit)
            if permit.because or not told.endorsing.regions():
                return Fail(session, Trouble(f"permit_{permit.because or 'not_offered'}", again_at=None))
            return Onward(told)
    return None


def _insert(session: Session) -> tuple[Effect, ...]:
    return (TakePermitIn(session.name),)


def _inserted(session: Session, event: Event) -> Turn | None:
    match event:
        case PermitIn():
            return Onward(with_endorsing(session, is_inside=True, is_proven=False))
        case PermitKept():
            return Backward(with_endorsing(session, is_proven=False, why="stuck", is_kept=True), to=card.KEPT.name)
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
            return Onward(with_endorsing(session, is_proven=True))
        case PermitProven():
            return Backward(with_endorsing(session, why="other_card"), to=card.OUT.name)
        case Failed():
            return Backward(with_endorsing(session, why="unreadable"), to=card.OUT.name)
    return None


def where_offered(session: Session) -> tuple[str, ...]:
    """Destinations that can be chosen."""
    regions = session.endorsing.regions()
    return (*regions, BOTH) if len(regions) > 1 else regions


def _where(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice in where_offered(session):
            wanted = tuple(region for region in REGIONS if choice in (region, BOTH))
            return Onward(with_endorsing(session, wanted=wanted, chosen=()))
        case Tapped(WentBack()):
            return Backward(with_endorsing(session, why=""), to=card.OUT.name)
    return None


def _kind(region: Region) -> Step:
    def offered(session: Session) -> tuple[Endorsement, ...]:
        return session.endorsing.offered(region)

    def takes(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(choice)):
                chosen = next((one for one in offered(session) if one.id == choice), None)
                return (
                    Onward(with_endorsing(session, chosen=session.endorsing.choosing(chosen).chosen))
                    if chosen
                    else None
                )
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


def _done(_: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


_L2 = Level.CARD_AND_FACTOR
ASK = Step(name="endorse_ask", screen="working", idle=Idle.NEVER, takes=_asked, enter=_ask, needs=_L2, dot=3)
INSERT = Step(
    name=card.INSERT,
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
DONE = Step(
    name="endorse_done",
    screen="result",
    words="endorse_done",
    idle=Idle.FAREWELL,
    takes=_done,
    needs=_L2,
    dot=5,
)
