"""What goes to the platform and comes back about endorsements of travel permits (签注).

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from drivers.outcome import Outcome
from kiosk.platform.values import Token, Value
from printing.records.value import Count

Because = Literal["", "none", "expires", "not_valid", "not_offered"]
"""Why a machine may not: no permit, too near its end, lost or void, or a case for the counter; empty: it may."""
EndorsementNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{8,32}$")]
EndorsementCode = Annotated[str, Field(pattern=r"^[ -~]{1,60}$", description="Stands on the card's back as QR code.")]


class EndorsablePermit(Value):
    """The person's permit, as far as a machine that endorses it has to know it."""

    subject: Token
    permit_no: str = Field(default="", pattern=r"^[A-Z0-9]{0,9}$")
    birth: date | None = None
    valid_until: date | None = None
    """With number and birth it opens the chip."""
    because: Because


class EndorsementLine(Value):
    """One endorsement."""

    region: Literal["HK", "MO"]
    kind: str = Field(pattern=r"^[A-Z]$")
    months: Annotated[int, Field(ge=1, le=60)]
    journeys: Literal[0, 1, 2]
    """0: many."""
    valid_from: date
    valid_to: date
    fee_fen: Count


class EndorsementRequest(Value):
    """Grant these. The idempotency key is the deed's id."""

    permit_no: str = Field(pattern=r"^[A-Z0-9]{8,9}$")
    lines: tuple[EndorsementLine, ...] = Field(min_length=1, max_length=2)
    order: str = Field(default="", pattern=r"^[0-9A-Za-z-]{0,64}$", description="Of the payment, where it is paid.")


class EndorsementGiven(Value):
    """They are granted; the machine writes them now."""

    subject: Token
    endorsement_no: EndorsementNumber
    permit_no: str = Field(pattern=r"^[A-Z0-9]{8,9}$")
    lines: tuple[EndorsementLine, ...] = Field(min_length=1, max_length=2)
    code: EndorsementCode


class WritingRequest(Value):
    """What became of the card. The idempotency key is the deed's id."""

    endorsement_no: EndorsementNumber
    outcome: Outcome
    is_kept: bool
    """The machine has the card in its bin."""


class WritingTold(Value):
    """The platform knows it."""

    endorsement_no: EndorsementNumber
