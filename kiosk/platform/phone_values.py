"""What the platform hands over to a person's phone: a code on the glass that works once and for a short time."""

from pydantic import AwareDatetime, Field

from kiosk.platform.values import Token, Value
from printing.records.value import Link, Words


class PhoneCodeRequest(Value):
    """Ask for a code. Each is a new one; what was asked for before and not taken stays unused."""

    item: str = Field(max_length=64, pattern=r"^[a-z0-9-]+$")
    licence: str = Field(default="", max_length=64, description="Of the wallet: id of the licence; empty for a pass.")
    case_no: str = Field(
        default="", max_length=32, description="Of an application whose paper was wanted electronically; else empty."
    )


class PhoneCode(Value):
    """What stands on the glass."""

    subject: Token
    item: str = Field(max_length=64)
    licence: str = Field(default="", max_length=64)
    name: Words = Field(description="What the phone gets.", examples=["机动车驾驶证"])
    link: Link = Field(description="Whoever opens it first has it, nobody else ever.")
    valid_until: AwareDatetime
