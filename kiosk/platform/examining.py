"""Asking the platform for a driver's medical: the licence, the examination, and what a doctor says to it.

Every function raises a `PlatformError` and nothing else.
"""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.doctors import digest_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.examining_values import (
    CallRequest,
    ExaminableDriver,
    ExaminationGiven,
    ExaminationQuestion,
    ExaminationRequest,
    ExaminationStanding,
)
from kiosk.platform.lodgements import lodge
from kiosk.platform.values import Identity

EXAMINATIONS = "/examinations"


def driver(platform: Platform, identity: Identity) -> ExaminableDriver:
    """The person's licence, and whether a doctor is there."""
    found = platform.ask(
        Question(method="GET", path="/examinable-driver", again=True, identity_token=identity.token), ExaminableDriver
    )
    if found.subject != identity.subject:
        raise WrongAnswer("about another subject")
    if not found.because and not found.classes:
        raise WrongAnswer("a licence without a class")
    return found


def examine(platform: Platform, identity: Identity, request: ExaminationRequest, *, deed: str) -> ExaminationGiven:
    """Lay the findings before a doctor, exactly once.

    Raises:
        Refused: NOTHING_FOUND (no licence of this person).
    """

    def check(answer: ExaminationGiven) -> None:
        if answer.subject != identity.subject:
            raise WrongAnswer("about another subject")
        if answer.digest != digest_of(request):
            raise WrongAnswer("other findings than ours")

    return lodge(platform, EXAMINATIONS, request, ExaminationGiven, check, deed=deed, identity=identity)


def standing(platform: Platform, identity: Identity, examination_no: str) -> ExaminationStanding:
    """How it stands; asking says that somebody still waits."""
    found = platform.ask(
        Question(
            method="POST",
            path="/examination-standings",
            again=True,
            body=body_of(ExaminationQuestion(examination_no=examination_no)),
            identity_token=identity.token,
        ),
        ExaminationStanding,
    )
    if found.subject != identity.subject or found.examination_no != examination_no:
        raise WrongAnswer("about another examination")
    if (found.state == "signed") != (found.signed is not None):
        raise WrongAnswer("signed without a signature, or a signature of nothing")
    return found


def call(platform: Platform, identity: Identity, request: CallRequest) -> None:
    """Lay our side of the call before the doctor; a second one takes the place of the first."""
    question = Question(
        method="POST",
        path="/examination-calls",
        again=True,
        body=body_of(request),
        identity_token=identity.token,
    )
    told = platform.ask(question, ExaminationQuestion)
    if told.examination_no != request.examination_no:
        raise WrongAnswer("about another examination")
