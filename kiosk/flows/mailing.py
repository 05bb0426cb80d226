"""What was made is sent home: an order of the post for a case begun at a counter, online or here. It is a deed."""

from dataclasses import replace

from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped
from kiosk.flows import deliver, giving_slip, identity, pay
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import ListMailables, Lodge
from kiosk.lodgement_events import Lodged, MailablesListed
from kiosk.paying import Due
from kiosk.platform.express_values import ExpressOrder, ExpressRequest
from kiosk.platform.lodgements import UNKNOWN
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Step, Steps, Turn, home
from kiosk.taps import Chosen, WentBack, WentOn
from printing.records.hall import ExpressParcel

SENT = "sent-"
"""Begins the id of a parcel that is on its way."""


def steps(item: Item, route: Route | None) -> Steps:
    """What is it, where to, how fast; look it over, pay for it where that is done here, order it, take the slip."""
    return (
        *identity.steps(item, route),
        LIST,
        CASE,
        # Whoever only looks where a parcel is gives no address.
        *(step.unless(_is_tracking) for step in deliver.steps(("post",), back_to="mail_case", needs=_L2, dot=4)),
        CHECK,
        *pay.steps(back_to="mail_check", needs=_L2, dot=4),
        ORDER,
        *pay.delivering(needs=_L2, dot=5),
        PARCEL,
        *giving_slip.steps(_parcel, back_to="parcel", needs=_L2, dot=5),
    )


def _is_tracking(session: Session) -> bool:
    return session.delivery.what is None


def _parcel(session: Session) -> ExpressParcel | None:
    return session.delivery.parcel


def _list(session: Session) -> tuple[Effect, ...]:
    return (ListMailables(person_of(session)[0], item_of(session).id),)


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case MailablesListed(found):
            if not found.ready and not found.sent:
                return Fail(session, Trouble("nothing_to_mail", again_at=None))
            delivery = replace(session.delivery, ready=found.ready, sent=found.sent)
            return Onward(replace(session, delivery=delivery))
    return None


def _choices(session: Session) -> tuple[str, ...]:
    delivery = session.delivery
    return (
        *(one.case_no for one in delivery.ready),
        *(f"{SENT}{number}" for number in range(len(delivery.sent))),
    )


def _case(session: Session, event: Event) -> Turn | None:
    delivery = session.delivery
    match event:
        case Tapped(Chosen(choice)):
            for one in delivery.ready:
                if one.case_no == choice:
                    return Onward(replace(session, delivery=replace(delivery, what=one, parcel=None), notice=""))
            for number, parcel in enumerate(delivery.sent):
                if choice == f"{SENT}{number}":
                    return Onward(replace(session, delivery=replace(delivery, what=None, parcel=parcel), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _check(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            # Whoever comes here anew after an order that surely did nothing has a deed of its own.
            due = Due(deliver.owed(session), for_deed=session.deed(f"express-{session.page}"))
            return Onward(pay.owing(replace(session, notice=""), due))
        case Tapped(WentBack()):
            return Backward(session, to=deliver.first(("post",)))
    return None


def request_of(session: Session) -> ExpressRequest:
    """The order, as it was looked over."""
    delivery = session.delivery
    if delivery.what is None or delivery.address is None:
        raise AssertionError("only what was looked over is ordered")
    return ExpressRequest(
        case_no=delivery.what.case_no,
        address=delivery.address,
        service=delivery.service,
        payment=delivery.payment,
        fee_fen=delivery.fee_fen,
    )


def _order(session: Session) -> tuple[Effect, ...]:
    deed = session.paying.due.for_deed
    return (Lodge(request_of(session), deed, session.name, item_of(session).id, person_of(session)[0]),)


def _ordered(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(ExpressOrder() as order):
            return Onward(replace(session, delivery=replace(session.delivery, order=order, parcel=order.parcel)))
        case Failed(key) if key != UNKNOWN and pay.is_paid(session):
            return pay.undelivered(session)
    return None


def _look(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentBack()) if _is_tracking(session):
            return Backward(replace(session, notice=""), to="mail_case")
    return giving_slip.offered(session, event)


_L2 = Level.CARD_AND_FACTOR
LIST = Step(name="mail_list", screen="working", idle=Idle.NEVER, takes=_listed, enter=_list, needs=_L2, dot=3)
CASE = Step(
    name="mail_case",
    screen="pick",
    words="mail_cases",
    idle=Idle.PERSONAL,
    takes=_case,
    offers=_choices,
    needs=_L2,
    dot=3,
)
CHECK = Step(
    name="mail_check",
    screen="check",
    words="mail_check",
    idle=Idle.PERSONAL,
    takes=_check,
    passes=_is_tracking,
    needs=_L2,
    dot=4,
)
ORDER = Step(
    name="mail_order",
    screen="working",
    words="mail_order",
    idle=Idle.NEVER,
    takes=_ordered,
    enter=_order,
    passes=_is_tracking,
    needs=_L2,
    can_leave=False,
    again="mail_check",
    dot=5,
)
PARCEL = Step(name="parcel", screen="timeline", words="parcel", idle=Idle.PERSONAL, takes=_look, needs=_L2, dot=5)
