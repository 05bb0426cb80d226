"""Pay what is owed: a bill by its account number, or a fine of the person who has proved who they are.

Find it, look at it, pay it, have it booked, take the slip. Where the receipt printer has no paper, that is said before
anything is paid; the payment goes on all the same, and the screen bears what the slip would.
"""

from dataclasses import replace

from drivers.io_module import Lamp
from kiosk.effects import Effect
from kiosk.events import Event, Tapped, TimeUp
from kiosk.flows import identity, inquiring, pay, slip_by_itself
from kiosk.flows.making_paper import item_of, person_of
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.paying import Due
from kiosk.paying_effects import FindBill, ListFines
from kiosk.paying_events import BillsFound
from kiosk.payment_slips import payment_slip
from kiosk.platform.payment_values import Bill, BillQuery
from kiosk.session import Level, Session, Trouble
from kiosk.step import Another, Backward, Fail, Finish, Idle, Onward, Step, Steps, Turn, tell_time
from kiosk.taps import Asked, Chosen, WentBack, WentOn

BACK_TO = "bill"


def steps(item: Item, route: Route | None) -> Steps:
    """An account number is typed where nobody has to say who they are; else it is the person's own that is owed."""
    level = Level(item.settings.level)
    found = tuple(replace(step, needs=level) for step in (FIND, LIST, BILL))
    ended = tuple(replace(step, needs=level) for step in (SLIP, PAID))
    return (
        *inquiring.steps(item, offers_copies=False),
        *identity.steps(item, route),
        *found,
        *pay.steps(back_to=BACK_TO, needs=level, dot=4),
        *pay.delivering(needs=level, dot=5),
        *ended,
    )


def _find(session: Session) -> tuple[Effect, ...]:
    item = item_of(session)
    if item.settings.level > Level.NOBODY:
        return (ListFines(person_of(session)[0]),)
    asked = inquiring.inquiry_of(session, item, inquiring.form_of(item, offers_copies=False))
    return (FindBill(BillQuery(item=item.id, city=asked.city, asked=dict(asked.asked))),)


def _found(session: Session, event: Event) -> Turn | None:
    match event:
        case BillsFound(()):
            return Fail(session, Trouble("nothing_owed", again_at=None))
        case BillsFound(bills):
            told = replace(session, paying=replace(session.paying, bills=bills))
            return Onward(with_bill(told, bills[0]) if len(bills) == 1 else told)
    return None


def with_bill(session: Session, bill: Bill) -> Session:
    """With that bill, and what it owes."""
    owing = pay.owing(session, Due(bill.lines, bill=bill.bill))
    return replace(owing, paying=replace(owing.paying, bill=bill, bills=session.paying.bills))


def _has_one(session: Session) -> bool:
    return len(session.paying.bills) < 2


def _listed(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(number)):
            chosen = next((bill for bill in session.paying.bills if bill.bill == number), None)
            return Onward(with_bill(session, chosen)) if chosen is not None else None
        case Tapped(WentBack()):
            return Another("") if session.identity is not None else Finish()
    return None


def can_pay(session: Session) -> bool:
    """Whether the bill that is looked at owes something that can be paid now."""
    return session.paying.due.amount_fen > 0


def _looked(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()) if can_pay(session):
            return Onward(replace(session, notice=""))
        case Tapped(WentOn()):
            return Finish()
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentBack()) if len(session.paying.bills) > 1:
            return Backward(replace(session, notice=""), to=LIST.name)
        case Tapped(WentBack()):
            return Another("") if session.identity is not None else Finish()
    return None


def _slip(session: Session, event: Event) -> Turn | None:
    act = f"slip-of-payment-{session.paying.attempt}"
    return slip_by_itself.given(session, event, payment_slip, act, _after_slip)


def _after_slip(session: Session, *, is_printed: bool) -> Turn:
    return Onward(replace(session, paying=replace(session.paying, slip_printed=is_printed)))


def _gives_none(session: Session) -> bool:
    return bool(session.terminal.health.missing(("receipt_printer",)))


def _paid(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Asked()):
            return Another("identity_kept" if session.identity is not None else "")
        case Tapped(WentOn()) | Tapped(WentBack()) | TimeUp():
            return Finish()
    return None


FIND = Step(name="find_bill", screen="working", words="find_bill", idle=Idle.NEVER, takes=_found, enter=_find, dot=3)
LIST = Step(name="bills", screen="pick", words="bills", idle=Idle.PERSONAL, takes=_listed, passes=_has_one, dot=3)
BILL = Step(name=BACK_TO, screen="result", words="bill", idle=Idle.PERSONAL, takes=_looked, dot=3)
SLIP = Step(
    name="pay-slip",
    screen="working",
    words="slip",
    idle=Idle.NEVER,
    takes=_slip,
    enter=tell_time,
    passes=_gives_none,
    waits_for="receipt_printer",
    lamp=Lamp.RECEIPT,
    can_leave=False,
    dot=5,
)
PAID = Step(name="paid", screen="result", words="paid", idle=Idle.FAREWELL, takes=_paid, lamp=Lamp.RECEIPT, dot=5)
