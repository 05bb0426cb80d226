"""A real-name ticket for a coach: to where, which day, which one; looked over, paid, bought. It is a deed."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped
from kiosk.flows import ask_form, giving_slip, identity, pay
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of, person_of
from kiosk.forms.filling import NOTHING_FILLED
from kiosk.forms.picking import Lists, Pick
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import ListCoaches, Lodge
from kiosk.lodgement_events import CoachesListed, Lodged
from kiosk.paying import Due
from kiosk.platform.coach_values import Coach, CoachTicketBought, CoachTicketRequest
from kiosk.platform.lodgements import UNKNOWN
from kiosk.platform.payment_values import OrderLine
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Chosen, WentBack, WentOn
from kiosk.wording import Wording, day_wording
from printing.payment_slip import yuan
from printing.records.public_services import CoachTicket

FORM = "coach-ticket"
NEW, OWN = "new", "ticket-"
"""What can be chosen first: another ticket, or one that is bought, by its place in the list."""
LAST_QUESTION = "ask-coach"
_WHY: Mapping[str, str] = MappingProxyType(
    {"limit_reached": "coach_sold_out", "conflict": "coach_yours_paid", "not_found": "coach_gone"}
)
"""The notice of a refusal that people understand."""


def steps(item: Item, route: Route | None) -> Steps:
    """Who is it; what leaves; where to, when, which; look it over, pay once, buy it, take the slip."""
    asked = ask_form.steps(form_named(FORM), lists=lists, back_to="coach_what", has_review=False, needs=_L2, dot=3)
    return (
        *identity.steps(item, route),
        LOAD,
        WHAT,
        *(_not_twice(step).unless(is_looking) for step in asked),
        CHECK,
        *pay.steps(back_to="coach_check", needs=_L2, dot=4),
        BUY,
        *pay.delivering(needs=_L2, dot=5),
        TICKET,
        *giving_slip.steps(ticket_of, back_to="coach_ticket", needs=_L2, dot=5),
    )


def ticket_of(session: Session) -> CoachTicket | None:
    """The one that is shown: bought now, or before."""
    return session.ticketing.bought or session.ticketing.looked_at


def is_looking(session: Session) -> bool:
    """Whether a ticket that was bought before is looked at, and nothing bought."""
    return session.ticketing.looked_at is not None


def _not_twice(step: Step) -> Step:
    """Whoever has a ticket for a coach is told so before anything is paid."""

    def takes(session: Session, event: Event) -> Turn | None:
        turn = step.takes(session, event)
        match turn:
            case Onward(kept) if step.name == LAST_QUESTION and session.ticketing.holds(chosen(kept)):
                return Stay(replace(session, notice="coach_yours"))
            case Onward(kept) | Backward(kept):
                return replace(turn, session=replace(kept, notice=""))
        return turn

    return replace(step, takes=takes)


def _load(session: Session) -> tuple[Effect, ...]:
    return (ListCoaches(person_of(session)[0], session.terminal.city),)


def _loaded(session: Session, event: Event) -> Turn | None:
    match event:
        case CoachesListed(found):
            ticketing = replace(session.ticketing, coaches=found.coaches, tickets=found.tickets, looked_at=None)
            loaded = replace(session, ticketing=ticketing, filling=NOTHING_FILLED)
            if not what_ids(loaded):
                return Fail(session, Trouble("no_coaches", again_at=None))
            return Onward(loaded)
    return None


def what_ids(session: Session) -> tuple[str, ...]:
    """A new ticket, where a seat is left in any coach; and those that are bought."""
    new = (NEW,) if any(one.left for one in session.ticketing.coaches) else ()
    return (*new, *(f"{OWN}{number}" for number in range(len(session.ticketing.tickets))))


def _what(session: Session, event: Event) -> Turn | None:
    ticketing = session.ticketing
    match event:
        case Tapped(Chosen(choice)) if choice == NEW and NEW in what_ids(session):
            return Onward(replace(session, ticketing=replace(ticketing, looked_at=None), notice=""))
        case Tapped(Chosen(choice)):
            for number, ticket in enumerate(ticketing.tickets):
                if choice == f"{OWN}{number}":
                    return Onward(replace(session, ticketing=replace(ticketing, looked_at=ticket), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def lists(session: Session) -> Lists:
    """What the form offers: every question only what the answers before it leave open."""
    given = session.filling.answers
    left = [one for one in session.ticketing.coaches if one.left]
    cheapest: dict[str, int] = {}
    for one in left:
        cheapest[one.to] = min(one.fare_fen, cheapest.get(one.to, one.fare_fen))
    there = [one for one in left if one.to == given.get("destination")]
    days = sorted({one.day for one in there})
    then = [one for one in there if f"{one.day:%Y-%m-%d}" == given.get("day")]
    return {
        "destinations": tuple(Pick(to, to, hint=_from_fare(fen)) for to, fen in cheapest.items()),
        "days": tuple(Pick(f"{day:%Y-%m-%d}", day_wording(day)) for day in days),
        "coaches": tuple(
            Pick(one.id, f"{one.departs} {one.number}", hint=_seats(one, is_own=session.ticketing.holds(one)))
            for one in sorted(then, key=lambda one: one.departs)
        ),
    }


def chosen(session: Session) -> Coach:
    """The coach that was chosen.

    Raises:
        AssertionError: none is.
    """
    wanted = session.filling.answers.get("coach")
    for one in session.ticketing.coaches:
        if one.id == wanted:
            return one
    raise AssertionError("only a coach that is there is gone on with")


def _from_fare(fen: int) -> Wording:
    fare = yuan(fen)
    return Wording.model_validate({"zh-Hans": f"{fare} 元起", "zh-Hant": f"{fare} 元起", "en": f"from {fare} yuan"})


def _seats(coach: Coach, *, is_own: bool) -> Wording:
    if is_own:
        told = {"zh-Hans": "您已有这班车的票", "zh-Hant": "您已有這班車的票", "en": "You have a ticket for it"}
        return Wording.model_validate(told)
    fare, (hours, minutes) = yuan(coach.fare_fen), divmod(coach.minutes, 60)
    return Wording.model_validate(
        {
            "zh-Hans": f"{fare} 元，约{hours}小时{minutes}分，还剩{coach.left}座",
            "zh-Hant": f"{fare} 元，約{hours}小時{minutes}分，還剩{coach.left}座",
            "en": f"{fare} yuan, about {hours} h {minutes} min, seats left: {coach.left}",
        }
    )


def _check(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            line = OrderLine(name="汽车票", amount_fen=chosen(session).fare_fen, is_government=False)
            # Whoever comes here anew after a purchase that surely did nothing has a deed of its own.
            due = Due((line,), for_deed=session.deed(f"coach-{session.page}"))
            return Onward(pay.owing(replace(session, notice=""), due))
        case Tapped(WentBack()):
            return Backward(replace(session, notice=""), to=LAST_QUESTION)
    return None


def _buy(session: Session) -> tuple[Effect, ...]:
    coach, deed = chosen(session), session.paying.due.for_deed
    request = CoachTicketRequest(coach=coach.id, fare_fen=coach.fare_fen, order=pay.order_of(session))
    return (Lodge(request, deed, session.name, item_of(session).id, person_of(session)[0]),)


def _bought(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(CoachTicketBought() as bought):
            return Onward(replace(session, ticketing=replace(session.ticketing, bought=bought.ticket)))
        case Failed(key) if key != UNKNOWN and pay.is_paid(session):
            return pay.undelivered(session, because=_WHY.get(key, ""))
    return None


def _look(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentBack()) if is_looking(session):
            return Backward(replace(session, notice=""), to="coach_what")
    return giving_slip.offered(session, event)


_L2 = Level.CARD_AND_FACTOR
LOAD = Step(
    name="coach_load",
    screen="working",
    words="coach_load",
    idle=Idle.NEVER,
    takes=_loaded,
    enter=_load,
    needs=_L2,
    dot=3,
)
WHAT = Step(
    name="coach_what",
    screen="pick",
    words="coach_what",
    idle=Idle.PERSONAL,
    takes=_what,
    offers=what_ids,
    needs=_L2,
    dot=3,
)
CHECK = Step(
    name="coach_check",
    screen="check",
    words="coach_check",
    idle=Idle.PERSONAL,
    takes=_check,
    passes=is_looking,
    needs=_L2,
    dot=4,
)
BUY = Step(
    name="coach_buy",
    screen="working",
    words="coach_buy",
    idle=Idle.NEVER,
    takes=_bought,
    enter=_buy,
    passes=is_looking,
    needs=_L2,
    can_leave=False,
    again="coach_check",
    dot=5,
)
TICKET = Step(
    name="coach_ticket",
    screen="result",
    words="coach_ticket",
    idle=Idle.PERSONAL,
    takes=_look,
    needs=_L2,
    dot=5,
)
