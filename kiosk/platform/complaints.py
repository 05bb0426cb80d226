"""Saying something to the offices, exactly once. Every function raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform
from kiosk.platform.complaint_values import ComplaintAccepted, ComplaintRequest
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

COMPLAINTS = "/complaints"


def complain(
    platform: Platform, identity: Identity | None, request: ComplaintRequest, *, deed: str
) -> ComplaintAccepted:
    """Hand it in; who has proved who they are finds the answer among their cases."""

    def check(answer: ComplaintAccepted) -> None:
        if (answer.kind, answer.topic) != (request.kind, request.topic):
            raise WrongAnswer("about another complaint")

    return lodge(platform, COMPLAINTS, request, ComplaintAccepted, check, deed=deed, identity=identity)
