"""What goes to the platform and comes back about sending what was made by post.

Split from values.py for its length; the contract is one.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.values import Token, Value
from printing.records.hall import ExpressParcel
from printing.records.value import Count, Words

CaseNumber = Annotated[str, Field(pattern=r"^[0-9A-Z]{8,32}$")]
Service = Literal["standard", "priority"]
"""Priority: sorted and dispatched before others (优先处理、优先发运)."""
Payment = Literal["on-delivery", "free", "paid"]


class PostalAddress(Value):
    """Where something is sent to."""

    receiver: str = Field(min_length=1, max_length=30)
    phone: str = Field(pattern=r"^1\d{10}$")
    region: str = Field(pattern=r"^\d{2,9}$", description="Division code, down to the town.")
    region_name: str = Field(min_length=2, max_length=100)
    street: str = Field(min_length=4, max_length=60)


class LastAddress(Value):
    """Where the person's last parcel went to; none where there was none."""

    subject: Token
    address: PostalAddress | None = None


class MailablesRequest(Value):
    """What was made for the person: all of it, or what one item is about."""

    item: str = Field(max_length=64)


class Mailable(Value):
    """Something that was made for a person, waits to be fetched, and can be sent instead."""

    case_no: CaseNumber
    item: Words
    content: Words = Field(examples=["不动产权证书"])
    ready_on: date


class Mailables(Value):
    """All of a person's, and what is on its way to them already."""

    subject: Token
    ready: tuple[Mailable, ...] = Field(max_length=50)
    sent: tuple[ExpressParcel, ...] = Field(max_length=50)


class ExpressRequest(Value):
    """Send what was made in a case. The idempotency key is the deed's id."""

    case_no: CaseNumber
    address: PostalAddress
    service: Service
    payment: Payment
    fee_fen: Count = Field(description="What the person was told that it costs, in fen.")
    order: str = Field(default="", pattern=r"^[0-9A-Za-z-]{0,64}$", description="Of the payment, where it is paid.")


class ExpressOrder(Value):
    """The post has the order."""

    subject: Token
    case_no: CaseNumber
    service: Service
    payment: Payment
    fee_fen: Count
    accepted_at: AwareDatetime
    promised: date = Field(description="The day on which it arrives, at the latest.")
    parcel: ExpressParcel
    """With the waybill's number; masked."""
