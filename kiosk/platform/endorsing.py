"""Asking the platform to endorse a travel permit: whether it may be, the grant, and what became of the card.

Every function raises a `PlatformError` and nothing else.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.endorsing_values import (
    EndorsablePermit,
    EndorsementGiven,
    EndorsementRequest,
    WritingRequest,
    WritingTold,
)
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

GRANTS = "/endorsements"
WRITINGS = "/endorsement-writings"


def permit(platform: Platform, identity: Identity) -> EndorsablePermit:
    """The person's permit, and whether a machine may endorse it."""
    found = platform.ask(
        Question(method="GET", path="/endorsable-permit", again=True, identity_token=identity.token), EndorsablePermit
    )
    if found.subject != identity.subject:
        raise WrongAnswer("about another subject")
    if not found.because and (not found.permit_no or found.birth is None or found.valid_until is None):
        raise WrongAnswer("a permit without what opens its chip")
    return found


def grant(platform: Platform, identity: Identity, request: EndorsementRequest, *, deed: str) -> EndorsementGiven:
    """Have them granted, exactly once.

    Raises:
        Refused: CONFLICT (an endorsement for that region is valid still), NOTHING_FOUND (not this person's permit).
    """

    def check(answer: EndorsementGiven) -> None:
        if answer.subject != identity.subject:
            raise WrongAnswer("about another subject")
        if (answer.permit_no, answer.lines) != (request.permit_no, request.lines):
            raise WrongAnswer("another permit, or other endorsements")

    return lodge(platform, GRANTS, request, EndorsementGiven, check, deed=deed, identity=identity)


def tell_writing(platform: Platform, request: WritingRequest, *, deed: str) -> WritingTold:
    """Tell what became of a card; saying it again under the same id changes nothing.

    Raises:
        Refused: CONFLICT (the id was used for something else), NOTHING_FOUND (nothing was granted under that number).
    """
    question = Question(method="POST", path=WRITINGS, again=True, body=body_of(request), idempotency_key=deed)
    answer = platform.ask(question, WritingTold)
    if answer.endorsement_no != request.endorsement_no:
        raise WrongAnswer("about another endorsement")
    return answer
