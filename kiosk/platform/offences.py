"""Asking the platform about traffic offences: what was seen, and the person's answer, exactly once.

Every function raises a `PlatformError` and nothing else.
"""

import binascii
import hashlib

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.lodgements import lodge
from kiosk.platform.offence_values import Evidence, EvidenceRequest, OffenceAnswer, OffenceAnswered
from kiosk.platform.values import Identity

EVIDENCE = "/offences/evidence"
ANSWERS = "/offences/answers"


def evidence(platform: Platform, identity: Identity, bill: str) -> Evidence:
    """What a camera saw."""
    question = Question(
        method="POST",
        path=EVIDENCE,
        again=True,
        body=body_of(EvidenceRequest(bill=bill)),
        identity_token=identity.token,
    )
    found = platform.ask(question, Evidence)
    if (found.subject, found.bill) != (identity.subject, bill):
        raise WrongAnswer("about another person or offence")
    try:
        is_whole = hashlib.sha256(found.jpeg).hexdigest() == found.sha256
    except (binascii.Error, ValueError):
        is_whole = False
    if not is_whole:
        raise WrongAnswer("a picture that is not the one it is said to be")
    return found


def answer(platform: Platform, identity: Identity, request: OffenceAnswer, *, deed: str) -> OffenceAnswered:
    """Tell what the person says to it, exactly once.

    Raises:
        Refused: CONFLICT (answered before), NOTHING_FOUND (not this person's), BAD_REQUEST (another picture).
    """

    def check(told: OffenceAnswered) -> None:
        if told.subject != identity.subject:
            raise WrongAnswer("about another subject")
        if (told.answer, told.bill.bill) != (request.answer, request.bill):
            raise WrongAnswer("another answer, or another offence")
        if request.answer == "contested" and (told.bill.amount_fen or told.case is None):
            raise WrongAnswer("what is contested is owed, or is no case")

    return lodge(platform, ANSWERS, request, OffenceAnswered, check, deed=deed, identity=identity)
