"""Delivering applications that waited. Each function raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.sealed_values import SealedRequest, SealedTaken

SEALED = "/sealed-applications"


def deliver(platform: Platform, request: SealedRequest) -> SealedTaken:
    """Hand it over. The platform takes a deed once, so this may be asked until it answers."""
    taken = platform.ask(
        Question(method="POST", path=SEALED, again=True, body=body_of(request), idempotency_key=request.deed),
        SealedTaken,
    )
    if taken.deed != request.deed or (taken.state == "lodged") != bool(taken.case_no):
        raise WrongAnswer("about another application, or lodged without a number")
    return taken
