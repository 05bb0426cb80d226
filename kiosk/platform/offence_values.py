"""What goes to the platform and comes back about traffic offences: the evidence, the answer to it, the decision."""

import base64
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.payment_values import Bill
from kiosk.platform.values import Token, Value
from printing.records.hall import Progress
from printing.records.value import Words

BillId = Annotated[str, Field(pattern=r"^[A-Z0-9-]{6,64}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
PICTURE_BYTES_MAX = 400_000
"""Our choice: two frames of a road camera side by side take half of it."""


class EvidenceRequest(Value):
    """Ask what was seen."""

    bill: BillId


class Evidence(Value):
    """What a camera saw of one offence of the person."""

    subject: Token
    bill: BillId
    taken_at: AwareDatetime
    camera: Words = Field(examples=["样例路12号路段电子警察"])
    rule: Words = Field(description="What was broken, by article.", examples=["道路交通安全法第三十八条"])
    picture: str = Field(max_length=(PICTURE_BYTES_MAX + 2) // 3 * 4, repr=False, description="A JPEG, base64.")
    sha256: Sha256 = Field(description="Of the JPEG.")

    @property
    def jpeg(self) -> bytes:
        """The picture itself."""
        return base64.b64decode(self.picture)


class OffenceAnswer(Value):
    """What the person says to it. The idempotency key is the deed's id."""

    bill: BillId
    answer: Literal["accepted", "contested"]
    evidence_sha256: Sha256 = Field(description="Of the picture that was looked at.")
    signature_sha256: str = Field(
        default="", pattern=r"^([0-9a-f]{64})?$", description="Of the signature; empty: agreed to by word."
    )


class OffenceAnswered(Value):
    """It is decided, or an officer looks at it."""

    subject: Token
    answer: Literal["accepted", "contested"]
    number: str = Field(pattern=r"^[0-9A-Z]{8,32}$", description="Of the decision, or of the case.")
    bill: Bill = Field(description="As it stands now: with what can be paid, where it is decided.")
    case: Progress | None = Field(default=None, description="Of what is contested: the officer's case.")
