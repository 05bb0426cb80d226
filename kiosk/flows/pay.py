"""Pay once: steps for any flow's table. What is owed stands in the session; 0 yuan shows no screen of payment at all.

    session = pay.owing(session, fees.fee_of(item, for_deed=deed))    before the first step of the block is entered
    *pay.steps(back_to="review", needs=level, dot=4)           in the table, before the deed that is paid for
    *pay.delivering(needs=level, dot=5)                        in the table, after that deed is DONE
    return pay.undelivered(session)                            a turn: the deed surely was not done; the money goes back
    kiosk/flows/giving_slip.py                                 a flow's own slip says what was paid

An order's id is the deed's id, and only one order of an errand is ever open: it is closed at the cashier before another
is opened. What is not known is asked for, never charged again. Whoever leaves while an order is open, or paid and not
delivered, is settled with by `kiosk/till.py` once the visit is over.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from drivers.io_module import Lamp
from kiosk.effects import Effect, PrintSlip
from kiosk.events import Event, Failed, SlipSettled, Tapped, TimeUp
from kiosk.flows.making_paper import item_of
from kiosk.paying import NOTHING_PAID, Due, Paying, Stage
from kiosk.paying_effects import AskOrder, ChargeCard, CloseOrder, DeliverOrder, GiveBack, OpenOrder, WatchOrder
from kiosk.paying_events import CardDeclined, OrderOverdue, OrderSilent, OrderTold, OrderUnsure
from kiosk.payment_slips import payment_slip
from kiosk.platform.payment_values import Order, Way
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Stay, Step, Steps, Turn, home
from kiosk.taps import Asked, Chosen, WentBack, WentOn

WAYS: tuple[Way, ...] = ("code", "card")
BY = "by-"
"""Before a way, in the ids of what can be chosen: `card` alone is a way to prove who one is."""


def owing(session: Session, due: Due) -> Session:
    """The same visit with something to pay; whatever was paid before in it is another order."""
    before = session.paying
    return replace(session, paying=replace(NOTHING_PAID, due=due, attempt=before.attempt + bool(before.way)))


def order_of(session: Session) -> str:
    """The id of the order under way: the deed's own."""
    return session.deed(f"pay-{session.paying.attempt}")


def ways_of(session: Session) -> tuple[Way, ...]:
    """How it can be paid here and now."""
    return WAYS if not session.terminal.health.missing(("bank_card",)) else WAYS[:1]


def steps(*, back_to: str = "", needs: Level = Level.NOBODY, dot: int = 0) -> Steps:
    """The payment itself, and what is told where it came to nothing.

    Args:
        back_to: step that 上一步 before anything is opened enters; the home screen where it is empty.
        needs: the level of identity that the flow has reached.
        dot: of the step dots.
    """

    def way(session: Session, event: Event) -> Turn | None:
        match event:
            case Tapped(Chosen(chosen)) if chosen in [f"{BY}{one}" for one in ways_of(session)]:
                return Onward(_paying(session, way="card" if chosen == f"{BY}card" else "code"))
            case Tapped(WentBack()):
                return Backward(replace(session, notice=""), to=back_to) if back_to else home(session)
        return None

    def closed(session: Session, event: Event) -> Turn | None:
        match event:
            case OrderTold(Order(state="closed")):
                notice = session.notice or "payment_cancelled"
                fresh = replace(_next_order(session), notice=notice)
                if len(ways_of(session)) > 1:
                    return Backward(fresh, to=WAY.name)
                return Backward(fresh, to=back_to) if back_to else home(fresh, notice)
            case OrderSilent() | Failed():
                return Onward(_paying(session, stage="asking"))
        return _told(session, event)

    table = (WAY, OPEN, CODE, CARD, CLOSE, ASK, BACK, TOLD)
    own = {WAY.name: way, CLOSE.name: closed}
    return tuple(
        replace(step, takes=own.get(step.name, step.takes), needs=needs, dot=dot or step.dot) for step in table
    )


def delivering(*, needs: Level = Level.NOBODY, dot: int = 0) -> Steps:
    """What was paid for is there: the cashier books it, and gives the receipt of a government fee."""
    return (replace(DELIVER, needs=needs, dot=dot),)


def undelivered(session: Session, *, because: str = "") -> Turn:
    """What was paid for surely is not there: the money goes back. Only for a session that has paid.

    Args:
        session: the visit.
        because: text key of a notice that says why, told with the money; empty for none.
    """
    told = replace(session, paying=replace(session.paying, because=because))
    return Backward(_paying(told, stage="undelivered"), to=BACK.name)


def is_paid(session: Session) -> bool:
    """Whether something was paid in this errand and lies with the cashier."""
    return session.paying.is_paid


def _paying(session: Session, *, stage: Stage | None = None, way: Way | None = None) -> Session:
    paying = session.paying
    told = replace(paying, stage=paying.stage if stage is None else stage, way=way or paying.way)
    return replace(session, paying=told, notice="")


def _next_order(session: Session) -> Session:
    """The order is over, unpaid: the next one is another deed."""
    paying = session.paying
    fresh = Paying(paying.due, paying.attempt + 1, bill=paying.bill, bills=paying.bills)
    return replace(session, paying=fresh)


def _told(session: Session, event: Event) -> Turn | None:
    """What the cashier says of the order, at any step that waits for it."""
    match event:
        case OrderTold(order, at) if order.order == order_of(session):
            told = replace(session, paying=session.paying.told(order))
            return _moved(told, order, at)
        case OrderUnsure(order, at) if order == order_of(session):
            return Onward(*_with_slip(_paying(session, stage="unsure"), at))
    return None


def _moved(session: Session, order: Order, at: datetime) -> Turn:
    match order.state:
        case "open":
            return Stay(session)
        case "paid":
            return Onward(_paying(session, stage="paid"))
        case "delivered":
            return Onward(_paying(session, stage="delivered"))
        case "closed":
            trouble = Trouble("payment_closed", again_at=OPEN.name)
            return Fail(_next_order_same_way(session), trouble)
    return Onward(*_with_slip(_paying(session, stage="returned"), at))


def _next_order_same_way(session: Session) -> Session:
    fresh = _next_order(session)
    return replace(fresh, paying=replace(fresh.paying, way=session.paying.way))


def _with_slip(session: Session, at: datetime) -> tuple[Session, tuple[Effect, ...]]:
    """With the slip that says how it stands, where one can be printed."""
    if session.terminal.health.missing(("receipt_printer",)):
        return replace(session, paying=replace(session.paying, slip_printed=False)), ()
    slip = payment_slip(session, at)
    return session, (PrintSlip(slip, session.deed(f"slip-of-payment-{session.paying.attempt}")),)


def _open(session: Session) -> tuple[Effect, ...]:
    paying = session.paying
    way = paying.way or "code"
    return (OpenOrder(order_of(session), item_of(session).id, paying.due, way, session.name),)


def _opened(session: Session, event: Event) -> Turn | None:
    match event:
        case OrderTold(Order(state="open") as order) if order.order == order_of(session):
            told = _paying(session, stage="open", way=order.way)
            return Onward(replace(told, paying=told.paying.told(order)))
        case Failed(key, can_try_again):
            # Whether it was opened or not: nobody has seen its code, no card was asked. The till closes it.
            fresh = _next_order_same_way(session)
            return Fail(fresh, Trouble(key, again_at=OPEN.name if can_try_again else None))
    return _told(session, event)


def _watch(session: Session) -> tuple[Effect, ...]:
    return (WatchOrder(order_of(session)),)


def _watched(session: Session, event: Event) -> Turn | None:
    match event:
        case OrderSilent():
            return Stay(replace(session, paying=replace(session.paying, is_silent=True)))
        case OrderOverdue():
            return Onward(replace(_paying(session, stage="closing"), notice="payment_overdue"))
        case Tapped(WentBack()):
            return Onward(_paying(session, stage="closing"))
        case Failed():
            return Onward(_paying(session, stage="asking"))
    return _told(session, event)


def _charge(session: Session) -> tuple[Effect, ...]:
    return (ChargeCard(order_of(session), session.paying.due.amount_fen),)


def _charged(session: Session, event: Event) -> Turn | None:
    match event:
        case CardDeclined():
            return Onward(replace(_paying(session, stage="closing"), notice="card_declined"))
        case OrderSilent() | Failed():
            return Onward(_paying(session, stage="asking"))
    return _told(session, event)


def _close(session: Session) -> tuple[Effect, ...]:
    return (CloseOrder(order_of(session), _way(session)),)


def _ask(session: Session) -> tuple[Effect, ...]:
    return (AskOrder(order_of(session), _way(session)),)


def _asked(session: Session, event: Event) -> Turn | None:
    if isinstance(event, Failed):
        return Onward(_paying(session, stage="unsure"))
    return _told(session, event)


def _deliver(session: Session) -> tuple[Effect, ...]:
    return (DeliverOrder(order_of(session), _way(session)),)


def _delivered(session: Session, event: Event) -> Turn | None:
    match event:
        case OrderTold(Order(state="delivered") as order) if order.order == order_of(session):
            told = _paying(session, stage="delivered")
            return Onward(replace(told, paying=told.paying.told(order)))
        case OrderTold(order) if session.paying.due.for_deed and order.order == order_of(session):
            # The deed is done, and is told before anything else, with how the money stands.
            told = replace(session, paying=session.paying.told(order))
            return Onward(_paying(told, stage="returned") if order.state in _RETURNED else told)
        case OrderUnsure() | Failed() if session.paying.due.for_deed:
            # The till books its order once the visit is over.
            return Onward(session)
        case OrderTold(Order(state="paid") as order) if order.order == order_of(session):
            # The cashier will not book it, e.g. because the bill was paid elsewhere in between.
            return undelivered(replace(session, paying=session.paying.told(order)))
        case Failed():
            return Backward(_paying(session, stage="unsure"), to=TOLD.name)
    return _ended(session, event)


def _give_back(session: Session) -> tuple[Effect, ...]:
    return (GiveBack(order_of(session), _way(session)),)


def _ended(session: Session, event: Event) -> Turn | None:
    """The money is on its way back, or nobody can say yet."""
    match event:
        case OrderTold(order, at) if order.order == order_of(session):
            stage: Stage = "returned" if order.state in _RETURNED else "unsure"
            told = _paying(replace(session, paying=session.paying.told(order)), stage=stage)
            shown, slip = _with_slip(_explained(told), at)
            return Backward(shown, to=TOLD.name, effects=slip)
        case OrderUnsure(order_id, at) if order_id == order_of(session):
            shown, slip = _with_slip(_explained(_paying(session, stage="unsure")), at)
            return Backward(shown, to=TOLD.name, effects=slip)
        case Failed():
            return Backward(_explained(_paying(session, stage="unsure")), to=TOLD.name)
    return None


def _explained(session: Session) -> Session:
    return replace(session, notice=session.paying.because)


def _shown(session: Session, event: Event) -> Turn | None:
    match event:
        case SlipSettled(is_printed):
            return Stay(replace(session, paying=replace(session.paying, slip_printed=is_printed)))
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn() | WentBack()) | TimeUp():
            return Finish()
    return None


def _way(session: Session) -> Way:
    return session.paying.way or "code"


def _is_nothing_asked(session: Session) -> bool:
    """Nothing to pay, or it is under way or paid already."""
    return not session.paying.due.amount_fen or session.paying.stage != ""


def _has_one_way(session: Session) -> bool:
    return _is_nothing_asked(session) or len(ways_of(session)) == 1


def _unless_open_by(way: Way) -> Callable[[Session], bool]:
    def passes(session: Session) -> bool:
        return session.paying.stage != "open" or session.paying.way != way

    return passes


def _unless(*stages: Stage) -> Callable[[Session], bool]:
    def passes(session: Session) -> bool:
        return session.paying.stage not in stages

    return passes


_RETURNED = ("reversed", "refunding", "refunded")
WAY = Step(name="pay-way", screen="pick", words="pay_ways", idle=Idle.PERSONAL, takes=_told, passes=_has_one_way, dot=4)
OPEN = Step(
    name="pay-open",
    screen="working",
    words="pay_open",
    idle=Idle.NEVER,
    takes=_opened,
    enter=_open,
    passes=_is_nothing_asked,
    can_leave=False,
    dot=4,
)
CODE = Step(
    name="pay-code",
    screen="pay",
    words="pay_code",
    idle=Idle.NEVER,
    takes=_watched,
    enter=_watch,
    passes=_unless_open_by("code"),
    can_leave=False,
    dot=4,
)
CARD = Step(
    name="pay-card",
    screen="pay",
    words="pay_card",
    idle=Idle.NEVER,
    takes=_charged,
    enter=_charge,
    passes=_unless_open_by("card"),
    can_leave=False,
    waits_for="bank_card",
    dot=4,
)
CLOSE = Step(
    name="pay-close",
    screen="working",
    words="pay_close",
    idle=Idle.NEVER,
    takes=_told,
    enter=_close,
    passes=_unless("closing"),
    can_leave=False,
    dot=4,
)
ASK = Step(
    name="pay-ask",
    screen="working",
    words="pay_ask",
    idle=Idle.NEVER,
    takes=_asked,
    enter=_ask,
    passes=_unless("asking"),
    can_leave=False,
    dot=4,
)
BACK = Step(
    name="pay-back",
    screen="working",
    words="pay_back",
    idle=Idle.NEVER,
    takes=_ended,
    enter=_give_back,
    passes=_unless("undelivered"),
    can_leave=False,
    dot=4,
)
TOLD = Step(
    name="pay-told",
    screen="result",
    words="pay_told",
    idle=Idle.FAREWELL,
    takes=_shown,
    passes=_unless("unsure", "returned"),
    lamp=Lamp.RECEIPT,
    dot=5,
)
DELIVER = Step(
    name="pay-deliver",
    screen="working",
    words="pay_deliver",
    idle=Idle.NEVER,
    takes=_delivered,
    enter=_deliver,
    passes=_unless("paid"),
    can_leave=False,
    dot=5,
)
