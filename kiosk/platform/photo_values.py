"""What goes to the platform's photo desk and comes back.

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, ConfigDict, Field

from kiosk.platform.values import Token, Value
from printing.records.value import Link, Picture, Words

PhotoNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{12,32}$")]
PhotoCode = Annotated[str, Field(pattern=r"^[2-9A-HJKMNP-Z]{16,24}$", description="Stands beside the QR code.")]
CaseNumber = Annotated[str, Field(pattern=r"^([0-9A-Z]{8,32})?$")]


class PhotoRequest(Value):
    """Keep this photograph. The idempotency key is the deed's id."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    kind: str = Field(pattern=r"^[a-z][a-z-]{1,40}$", description="Of config/photo-kinds.toml.")
    usage: Words = Field(description="The kind's name, as it stands on the receipt.")
    photo: Picture
    checks: tuple[Words, ...] = Field(min_length=1, max_length=20, description="Every rule, and that it is kept.")
    taken_at: AwareDatetime
    case_no: CaseNumber = Field(default="", description="The case that it belongs to; wants the person's token.")
    order: str = Field(default="", pattern=r"^[0-9A-Za-z-]{0,64}$", description="Of the payment, where it is paid.")


class PhotoAccepted(Value):
    """The authorities find it under this number."""

    receipt_no: PhotoNumber
    kind: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the picture.")
    case_no: CaseNumber = ""
    subject: Token
    issuer: Words
    valid_to: date
    code: PhotoCode
    link: Link = Field(description="What the QR code says.")
