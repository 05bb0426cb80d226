"""Saying how it was, exactly once. Raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.rating_values import RatingAccepted, RatingRequest
from kiosk.platform.values import Identity

RATINGS = "/ratings-given"


def rate(platform: Platform, identity: Identity | None, request: RatingRequest, *, deed: str) -> RatingAccepted:
    """Hand it in; without an identity nobody knows who said it."""

    def check(answer: RatingAccepted) -> None:
        if (answer.item, answer.satisfaction) != (request.item, request.satisfaction):
            raise WrongAnswer("about another rating")

    return lodge(platform, RATINGS, request, RatingAccepted, check, deed=deed, identity=identity)
