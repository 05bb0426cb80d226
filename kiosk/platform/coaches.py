"""Asking the platform for coaches, and for a seat in one: buying it is a deed.

Every function raises a `PlatformError` and nothing else.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.coach_values import Coaches, CoachesRequest, CoachTicketBought, CoachTicketRequest
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

TICKETS = "/coach-tickets"


def coaches(platform: Platform, identity: Identity, city: str) -> Coaches:
    """The coaches that leave a city in the next days, and the person's own tickets."""
    question = Question(
        method="POST",
        path="/coaches",
        again=True,
        body=body_of(CoachesRequest(city=city)),
        identity_token=identity.token,
    )
    found = platform.ask(question, Coaches)
    _check(found.subject == identity.subject, "about another subject")
    _check(found.city == city, "about another city")
    return found


def buy(platform: Platform, identity: Identity, request: CoachTicketRequest, *, deed: str) -> CoachTicketBought:
    """Buy it, exactly once.

    Raises:
        Refused: LIMIT_REACHED (sold out), CONFLICT (the person has a ticket for it), NOT_FOUND (it has left, or costs
            something else), BAD_REQUEST (the order has not paid for it).
    """

    def check(answer: CoachTicketBought) -> None:
        _check(answer.subject == identity.subject, "about another subject")
        _check(answer.coach == request.coach, "about another coach")
        _check(answer.ticket.fare * 100 == request.fare_fen, "for another fare")

    return lodge(platform, TICKETS, request, CoachTicketBought, check, deed=deed, identity=identity)


def _check(holds: bool, detail: str) -> None:  # noqa: FBT001  the condition itself
    if not holds:
        raise WrongAnswer(detail)
