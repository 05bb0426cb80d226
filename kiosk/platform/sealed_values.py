"""What goes to the platform of an application that was taken while it could not be reached."""

from typing import Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.submission_values import Application
from kiosk.platform.values import Token, Value

ENVELOPE_MAX = 400_000
"""Base64 characters; an application with a long signature takes a quarter of it."""


class SealedInside(Value):
    """What is in the envelope."""

    deed: Token
    identity_token: Token = Field(
        repr=False, description="Of who stood there; it has to have been valid at `taken_at`."
    )
    taken_at: AwareDatetime
    application: Application = Field(repr=False)


class SealedRequest(Value):
    """Take an application that waited at a terminal. The idempotency key is the deed's id, as if it came at once."""

    deed: Token
    until: AwareDatetime = Field(description="Later it is not lodged: whoever waits for it was told so.")
    envelope: str = Field(max_length=ENVELOPE_MAX, repr=False, description="Base64 (kiosk/platform/sealing.py).")


class SealedTaken(Value):
    """What became of it; the same deed always gets the same answer."""

    deed: Token
    state: Literal["lodged", "refused"]
    case_no: str = Field(default="", max_length=32)
    why: str = Field(default="", max_length=40, description="Of a refusal: its code. The person gets a message.")
