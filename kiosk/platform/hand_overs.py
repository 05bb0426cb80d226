"""Telling the platform that an agent has handed something over, exactly once; raises a `PlatformError` alone."""

from kiosk.platform.api import Platform
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.hand_over_values import HandedOver, HandOver
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

HAND_OVERS = "/hand-overs"


def hand_over(platform: Platform, identity: Identity, request: HandOver, *, deed: str) -> HandedOver:
    """Tell it.

    Args:
        platform: the client.
        identity: of whom it is for, with an agent acting for them.
        request: which case, and the signature.
        deed: the deed's id, which is the idempotency key.

    Raises:
        Refused: NOT_ENTITLED (nobody acts as an agent), NOTHING_FOUND (not this person's), CONFLICT (not done, taken
            back, or handed over before).
    """

    def check(answer: HandedOver) -> None:
        if answer.subject != identity.subject:
            raise WrongAnswer("about another subject")
        if answer.case.progress.case_no != request.case_no or answer.case.may_hand_over:
            raise WrongAnswer("another case, or one that is not handed over")

    return lodge(platform, HAND_OVERS, request, HandedOver, check, deed=deed, identity=identity)
