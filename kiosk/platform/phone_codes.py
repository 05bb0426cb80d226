"""Asking the platform to hand something over to the person's phone. Raises a `PlatformError` and nothing else."""

from kiosk.platform.api import Platform, Question, body_of
from kiosk.platform.errors import WrongAnswer
from kiosk.platform.phone_values import PhoneCode, PhoneCodeRequest
from kiosk.platform.values import Identity

PHONE_CODES = "/phone-codes"


def phone_code(platform: Platform, identity: Identity, request: PhoneCodeRequest) -> PhoneCode:
    """A code that works once.

    Raises:
        Refused: NOTHING_FOUND (no such licence of this person), NOT_ENTITLED (not for this person).
    """
    question = Question(
        method="POST", path=PHONE_CODES, again=False, body=body_of(request), identity_token=identity.token
    )
    told = platform.ask(question, PhoneCode)
    if (told.subject, told.item, told.licence) != (identity.subject, request.item, request.licence):
        raise WrongAnswer("for another person, or something else")
    return told
