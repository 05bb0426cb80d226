"""Saying something to the offices, exactly once. Every function raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.complaint_values import (
    AnswersNoted,
    AnswersRead,
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
READ = "/complaint-answers-read"


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


def note_read(platform: Platform, identity: Identity, case_nos: tuple[str, ...]) -> AnswersNoted:
    """The person has read these answers. Saying so twice is saying so once."""
    body = body_of(AnswersRead(case_nos=case_nos))
    question = Question(method="POST", path=READ, again=True, body=body, identity_token=identity.token)
    noted = platform.ask(question, AnswersNoted)
    if noted.case_nos != case_nos:
        raise WrongAnswer("about other answers")
    return noted


def answer(platform: Platform, request: ComplaintAnswer, *, deed: str) -> ComplaintAnswered:
    """Answer one, exactly once."""

    def check(told: ComplaintAnswered) -> None:
        if told.case_no != request.case_no:
            raise WrongAnswer("about another complaint")

    return lodge(platform, ANSWERS, request, ComplaintAnswered, check, deed=deed)
