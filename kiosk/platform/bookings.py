"""Asking the platform for a number of a queue, and for an hour with somebody: booking and cancelling are deeds.

Every function raises a `PlatformError` and nothing else.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.booking_values import (
    Bookables,
    BookablesRequest,
    Booked,
    BookingRequest,
    CancellationRequest,
    Cancelled,
    Queues,
    QueuesRequest,
    Ticket,
    TicketRequest,
)
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

TICKETS, BOOKINGS, CANCELLATIONS = "/queue-tickets", "/bookings", "/cancellations"


def queues(platform: Platform, city: str) -> Queues:
    """The queues of a hall and how many wait; nobody's identity is asked."""
    question = Question(method="POST", path="/queues", again=True, body=body_of(QueuesRequest(city=city)))
    return platform.ask(question, Queues)


def take_ticket(platform: Platform, request: TicketRequest, *, deed: str) -> Ticket:
    """Take a number, exactly once.

    Raises:
        Refused: NOT_FOUND (no such queue).
    """

    def check(answer: Ticket) -> None:
        if answer.queue != request.queue:
            raise WrongAnswer("about another queue")

    return lodge(platform, TICKETS, request, Ticket, check, deed=deed)


def bookables(platform: Platform, identity: Identity, item: str, city: str) -> Bookables:
    """What can be booked, and what the person has booked.

    Raises:
        Refused: NOT_FOUND (nothing can be booked for that item).
    """
    question = Question(
        method="POST",
        path="/bookables",
        again=True,
        body=body_of(BookablesRequest(item=item, city=city)),
        identity_token=identity.token,
    )
    found = platform.ask(question, Bookables)
    _check(found.subject == identity.subject, "about another subject")
    _check(found.item == item, "about another item")
    return found


def book(platform: Platform, identity: Identity, request: BookingRequest, *, deed: str) -> Booked:
    """Book it, exactly once.

    Raises:
        Refused: LIMIT_REACHED (somebody was faster), CONFLICT (the person has that hour already).
    """

    def check(answer: Booked) -> None:
        told = answer.appointment
        _check(answer.subject == identity.subject, "about another subject")
        _check((answer.item, answer.bookable) == (request.item, request.bookable), "about something else")
        _check((told.on, told.slot) == (request.day, request.time), "about another hour")
        _check(told.state == "已预约", "not booked")

    return lodge(platform, BOOKINGS, request, Booked, check, deed=deed, identity=identity)


def cancel(platform: Platform, identity: Identity, request: CancellationRequest, *, deed: str) -> Cancelled:
    """Give it back, exactly once.

    Raises:
        Refused: NOT_FOUND (the person has no such booking).
    """

    def check(answer: Cancelled) -> None:
        _check(answer.subject == identity.subject, "about another subject")
        _check(answer.appointment.booking_no == request.booking_no, "about another booking")
        _check(answer.appointment.state == "已取消", "not cancelled")

    return lodge(platform, CANCELLATIONS, request, Cancelled, check, deed=deed, identity=identity)


def _check(holds: bool, detail: str) -> None:  # noqa: FBT001  the condition itself
    if not holds:
        raise WrongAnswer(detail)
