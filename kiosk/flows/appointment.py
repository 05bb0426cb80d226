"""A number of a queue, or an hour with somebody: booked, looked at, cancelled. Each of these is a deed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from kiosk.effects import Effect
from kiosk.events import Event, Failed, Tapped
from kiosk.flows import ask_form, giving_slip, identity
from kiosk.flows.inquiring import form_named
from kiosk.flows.making_paper import item_of, person_of
from kiosk.forms.filling import NOTHING_FILLED
from kiosk.forms.picking import Lists, Pick
from kiosk.items.catalogue import Item
from kiosk.items.routes import Route
from kiosk.lodgement_effects import ListBookables, ListQueues, Lodge
from kiosk.lodgement_events import BookablesListed, Lodged, QueuesListed
from kiosk.platform.booking_values import (
    Bookable,
    Booked,
    BookingRequest,
    CancellationRequest,
    Cancelled,
    OpenDay,
    Slot,
    Ticket,
    TicketRequest,
)
from kiosk.session import Level, Session, Trouble
from kiosk.step import Backward, Fail, Idle, Onward, Step, Steps, Turn, before_start, home
from kiosk.taps import Chosen, WentBack, WentOn
from kiosk.wording import Wording, day_wording
from printing.records.hall import Appointment, QueueTicket

QUEUE_RECORD = "queue-ticket"
FORM, CLINIC_FORM = "booking", "clinic-booking"
NEW, GIVE_UP = "new", "give-up-"


def steps(item: Item, route: Route | None) -> Steps:
    """Take a number without saying who one is; book an hour as who one is."""
    if item.settings.record == QUEUE_RECORD:
        return (
            QUEUES,
            QUEUE,
            TAKE,
            TICKET,
            *giving_slip.steps(_ticket_of, back_to="ticket", dot=2),
        )
    return (*identity.steps(item, route), *hour_steps(form_of(item)))


def hour_steps(form: str) -> Steps:
    """The hour alone, for a flow that knows who stands there already: looked at, booked, given back.

    Args:
        form: id of the form that asks for it.
    """
    asked = ask_form.steps(form_named(form), lists=lists, back_to="booking_what", needs=_L2, dot=4)
    return (
        LOAD,
        WHAT,
        *(_resolved(step).unless(_is_cancelling) for step in asked),
        BOOK,
        GIVE_UP_CHECK,
        CANCEL,
        BOOKED,
        *giving_slip.steps(_appointment_of, back_to="booked", needs=_L2, dot=5),
    )


def form_of(item: Item) -> str:
    """Which form asks for the hour."""
    return item.settings.form or FORM


# The queue


def _list_queues(session: Session) -> tuple[Effect, ...]:
    return (ListQueues(session.terminal.city),)


def _queues_listed(session: Session, event: Event) -> Turn | None:
    match event:
        case QueuesListed(found):
            if not found.queues:
                return Fail(session, Trouble("nothing_to_book", again_at=None))
            return Onward(replace(session, booking=replace(session.booking, queues=found.queues)))
    return None


def _queue_ids(session: Session) -> tuple[str, ...]:
    return tuple(queue.id for queue in session.booking.queues)


def _queue(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)):
            for queue in session.booking.queues:
                if queue.id == choice:
                    return Onward(replace(session, booking=replace(session.booking, queue=queue), notice=""))
        case Tapped(WentBack()):
            return before_start(session)
    return None


def _take(session: Session) -> tuple[Effect, ...]:
    queue = session.booking.queue
    if queue is None:
        raise AssertionError("a number is of a queue")
    request = TicketRequest(city=session.terminal.city, queue=queue.id)
    return (Lodge(request, session.deed(f"ticket-{session.page}"), session.name, item_of(session).id),)


def _taken(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(Ticket() as given):
            return Onward(replace(session, booking=replace(session.booking, ticket=given.ticket)))
    return None


def _ticket_of(session: Session) -> QueueTicket | None:
    return session.booking.ticket


# The hour


def _load(session: Session) -> tuple[Effect, ...]:
    return (ListBookables(person_of(session)[0], item_of(session).id, session.terminal.city),)


def _loaded(session: Session, event: Event) -> Turn | None:
    match event:
        case BookablesListed(found):
            if not found.booked and not found.bookables:
                return Fail(session, Trouble("nothing_to_book", again_at=None))
            booking = replace(session.booking, bookables=found.bookables, booked=found.booked, given_up=None)
            return Onward(replace(session, booking=booking, filling=NOTHING_FILLED))
    return None


def _what_ids(session: Session) -> tuple[str, ...]:
    new = (NEW,) if session.booking.bookables else ()
    return (*new, *(f"{GIVE_UP}{one.booking_no}" for one in session.booking.booked))


def _what(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(Chosen(choice)) if choice == NEW and session.booking.bookables:
            return Onward(replace(session, booking=replace(session.booking, given_up=None), notice=""))
        case Tapped(Chosen(choice)):
            for one in session.booking.booked:
                if choice == f"{GIVE_UP}{one.booking_no}":
                    return Onward(replace(session, booking=replace(session.booking, given_up=one), notice=""))
        case Tapped(WentBack()):
            return home(session)
    return None


def _is_cancelling(session: Session) -> bool:
    return session.booking.given_up is not None


def _is_booking(session: Session) -> bool:
    return session.booking.given_up is None


_PARTS: tuple[tuple[str, Callable[[Bookable], str | None]], ...] = (
    ("place", lambda one: one.place),
    ("department", lambda one: one.department),
    ("doctor", lambda one: one.who),
)
"""What the form asks, and what it means of a bookable."""


def lists(session: Session) -> Lists:
    """What the form offers: every question only what the answers before it leave open."""
    given = session.filling.answers
    left = list(session.booking.bookables)
    found: dict[str, tuple[Pick, ...]] = {}
    for question, part in _PARTS:
        found[f"{question}s"] = _named(part(one) for one in left)
        if question in given:
            left = [one for one in left if _id(part(one)) == given[question]]
    days = {day.day: day for one in left for day in one.days if _open(session, day)}
    found["days"] = tuple(Pick(f"{day:%Y-%m-%d}", day_wording(day)) for day in sorted(days))
    chosen = next((days[day] for day in days if f"{day:%Y-%m-%d}" == given.get("day")), None)
    if chosen is not None:
        found["slots"] = tuple(
            Pick(_slot_id(slot.time), slot.time, hint=_left(slot.left)) for slot in _open(session, chosen)
        )
    return found


def _open(session: Session, day: OpenDay) -> tuple[Slot, ...]:
    """The hours of a day that this person can still have: not full, and not theirs already."""
    theirs = {one.slot for one in session.booking.booked if one.on == day.day}
    return tuple(slot for slot in day.slots if slot.left and slot.time not in theirs)


def chosen_hour(session: Session) -> tuple[Bookable, date, str] | None:
    """What was chosen, where all of it goes together."""
    given = session.filling.answers
    for one in session.booking.bookables:
        if all(question not in given or _id(part(one)) == given[question] for question, part in _PARTS):
            for day in one.days:
                for slot in _open(session, day):
                    wanted = (given.get("day"), given.get("slot"))
                    if wanted == (f"{day.day:%Y-%m-%d}", _slot_id(slot.time)):
                        return one, day.day, slot.time
    return None


def _resolved(step: Step) -> Step:
    """Whoever changes the place looks for another hour: one that is not there is not gone on with."""
    if step.asks is None or step.asks.question is not None:
        return step

    def takes(session: Session, event: Event) -> Turn | None:
        turn = step.takes(session, event)
        if not isinstance(turn, Onward) or chosen_hour(turn.session) is not None:
            return turn
        filling = turn.session.filling
        kept = {name: value for name, value in filling.answers.items() if name == "place"}
        bare = replace(NOTHING_FILLED, answers=kept, today=filling.today)
        first = "department" if step.asks is not None and len(step.asks.form.questions) > len(_PARTS) else "day"
        return Backward(replace(turn.session, filling=bare, notice="hour_gone"), to=f"ask-{first}")

    return replace(step, takes=takes)


def _named(names: Iterable[str | None]) -> tuple[Pick, ...]:
    return tuple(Pick(_id(name), name) for name in dict.fromkeys(names) if name)


def _id(name: str | None) -> str:
    return (name or "")[:64]


def _slot_id(time: str) -> str:
    return time.replace(":", "")


def _left(count: int) -> Wording:
    return Wording.model_validate({"zh-Hans": f"还剩{count}个", "zh-Hant": f"還剩{count}個", "en": f"{count} left"})


def _book(session: Session) -> tuple[Effect, ...]:
    hour = chosen_hour(session)
    if hour is None:
        raise AssertionError("only an hour that is there is booked")
    bookable, day, time = hour
    item = item_of(session).id
    request = BookingRequest(item=item, city=session.terminal.city, bookable=bookable.id, day=day, time=time)
    return (Lodge(request, session.deed(f"booking-{session.page}"), session.name, item, person_of(session)[0]),)


def _was_booked(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(Booked() as booked):
            return Onward(replace(session, booking=replace(session.booking, done=booked.appointment)))
        case Failed("limit_reached" | "conflict"):
            # Somebody was faster, or this person themselves at another terminal: what is left is asked for anew.
            return Backward(replace(session, filling=NOTHING_FILLED, notice="hour_taken"), to=LOAD.name)
    return None


def _give_up(session: Session, event: Event) -> Turn | None:
    match event:
        case Tapped(WentOn()):
            return Onward(session)
        case Tapped(WentBack()):
            return Backward(session, to="booking_what")
    return None


def _cancel(session: Session) -> tuple[Effect, ...]:
    given_up = session.booking.given_up
    if given_up is None:
        raise AssertionError("only what is booked is cancelled")
    request, item = CancellationRequest(booking_no=given_up.booking_no), item_of(session).id
    return (Lodge(request, session.deed(f"cancel-{session.page}"), session.name, item, person_of(session)[0]),)


def _was_cancelled(session: Session, event: Event) -> Turn | None:
    match event:
        case Lodged(Cancelled() as cancelled):
            return Onward(replace(session, booking=replace(session.booking, done=cancelled.appointment)))
    return None


def _appointment_of(session: Session) -> Appointment | None:
    return session.booking.done


_L2 = Level.CARD_AND_FACTOR
QUEUES = Step(name="queues", screen="working", idle=Idle.NEVER, takes=_queues_listed, enter=_list_queues, dot=1)
QUEUE = Step(name="queue", screen="pick", words="queue", idle=Idle.CHOOSING, takes=_queue, offers=_queue_ids, dot=1)
TAKE = Step(
    name="take",
    screen="working",
    words="take_ticket",
    idle=Idle.NEVER,
    takes=_taken,
    enter=_take,
    can_leave=False,
    again="queues",
    dot=2,
)
TICKET = Step(name="ticket", screen="result", words="ticket", idle=Idle.CHOOSING, takes=giving_slip.offered, dot=2)
LOAD = Step(
    name="bookables", screen="working", words="bookables", idle=Idle.NEVER, takes=_loaded, enter=_load, needs=_L2, dot=3
)
WHAT = Step(
    name="booking_what",
    screen="pick",
    words="booking_what",
    idle=Idle.PERSONAL,
    takes=_what,
    offers=_what_ids,
    needs=_L2,
    dot=3,
)
BOOK = Step(
    name="book",
    screen="working",
    words="book",
    idle=Idle.NEVER,
    takes=_was_booked,
    enter=_book,
    passes=_is_cancelling,
    needs=_L2,
    can_leave=False,
    again="bookables",
    dot=5,
)
GIVE_UP_CHECK = Step(
    name="give_up",
    screen="check",
    words="give_up",
    idle=Idle.PERSONAL,
    takes=_give_up,
    passes=_is_booking,
    needs=_L2,
    dot=4,
)
CANCEL = Step(
    name="cancel",
    screen="working",
    words="cancel_booking",
    idle=Idle.NEVER,
    takes=_was_cancelled,
    enter=_cancel,
    passes=_is_booking,
    needs=_L2,
    can_leave=False,
    again="bookables",
    dot=5,
)
BOOKED = Step(
    name="booked", screen="result", words="booked", idle=Idle.PERSONAL, takes=giving_slip.offered, needs=_L2, dot=5
)
