"""Saying something to the offices, exactly once. Every function raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform, Question
from kiosk.platform.complaint_values import (
    ComplaintAccepted,
    ComplaintAnswer,
    ComplaintAnswered,
    ComplaintInbox,
    ComplaintRequest,
)
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

COMPLAINTS = "/complaints"
INBOX = "/complaint-inbox"
ANSWERS = "/complaint-answers"


def complain(
    platform: Platform, identity: Identity | None, request: ComplaintRequest, *, deed: str
) -> ComplaintAccepted:
    """Hand it in; who has proved who they are finds the answer among their cases."""

    def check(answer: ComplaintAccepted) -> None:
        if (answer.kind, answer.topic) != (request.kind, request.topic):
            raise WrongAnswer("about another complaint")

    return lodge(platform, COMPLAINTS, request, ComplaintAccepted, check, deed=deed, identity=identity)


def inbox(platform: Platform) -> ComplaintInbox:
    """What the hall's staff have to answer; the platform knows which hall a terminal stands in."""
    return platform.ask(Question(method="GET", path=INBOX, again=True), ComplaintInbox)


def answer(platform: Platform, request: ComplaintAnswer, *, deed: str) -> ComplaintAnswered:
    """Answer one, exactly once."""

    def check(told: ComplaintAnswered) -> None:
        if told.case_no != request.case_no:
            raise WrongAnswer("about another complaint")

    return lodge(platform, ANSWERS, request, ComplaintAnswered, check, deed=deed)
