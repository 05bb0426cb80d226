"""What goes to the platform and comes back about cases, electronic licences and open data.

Split from platform_values for its length; the contract is one.
"""

from typing import Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.material_values import OwedMaterial
from kiosk.platform.payment_values import Refund
from kiosk.platform.values import FieldName, FieldText, Token, Value
from printing.records.hall import ExpressParcel, Progress
from printing.records.value import Count, LongWords, Masked, Words


class OpenRequest(Value):
    """Look up what anybody may see: a guide, a bill by household number, whether a certificate is genuine."""

    item: str = Field(max_length=64)
    record: str = Field(pattern=r"^[a-z][a-z-]{1,38}[a-z]$", description="Kind of record, as the item names it.")
    city: str = Field(pattern=r"^\d{6}$")
    asked: dict[FieldName, FieldText] = Field(default={}, max_length=60, description="What the form has gathered.")


class CaseStage(Value):
    """One stage of a case. Stages of different lanes run beside each other."""

    name: Words
    office: Words
    lane: Count
    """From 0; a stage of lane 0 after others waits for all of them."""
    state: Literal["done", "running", "waiting"]
    begun: AwareDatetime | None
    ended: AwareDatetime | None
    working_days: Count
    """What is promised for it."""


class CaseFile(Value):
    """A case with its way through the offices. Whoever knows its number and code may see it, so all of it is masked."""

    progress: Progress
    department: Words
    stages: tuple[CaseStage, ...] = Field(max_length=20)
    days_left: int = Field(description="Working days until the promised day; below 0 it is late by so many.")
    is_over: bool
    missing: tuple[Words, ...] = Field(max_length=20, description="What has to be handed in, where it waits for that.")
    owed: tuple[OwedMaterial, ...] = Field(
        default=(), max_length=20, description="Of what is missing: what can be handed in at any terminal, until when."
    )
    undo_until: AwareDatetime | None = Field(default=None, description="Until when its applicant can take it back.")
    answer: LongWords = Field(default="", description="What an office answers, where the case is a question to it.")
    may_hand_over: bool = Field(
        default=False, description="Whether its result is made, and an agent may hand it over to the person."
    )
    refund: Refund | None = Field(default=None, description="Of what was paid for it, where it was taken back.")
    parcel: ExpressParcel | None = Field(default=None, description="Where its result is on its way, if it was sent.")


class CaseQuery(Value):
    """By number and code."""

    case_no: str = Field(pattern=r"^[0-9A-Z]{8,32}$")
    code: str = Field(pattern=r"^[0-9X]{6}$", description="Of the receipt, or the end of the holder's number.")


class CaseScan(Value):
    """By the code on a receipt, as it was scanned."""

    payload: str = Field(min_length=8, max_length=400)


class CaseList(Value):
    """The cases of a person, the newest first."""

    subject: Token
    cases: tuple[CaseFile, ...] = Field(max_length=100)


class LicenceEntry(Value):
    """An electronic licence of a person, as a list shows it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,60}$")
    name: Words
    identifier: Words
    number: Masked
    authority: Words
    state: Literal["有效", "已过期", "已注销"]
    may_print: bool


class ItemRating(Value):
    """What people who have had an item said of it: the mean of 好差评's five grades (GB/T 39734), 5 is very good."""

    item: str = Field(max_length=64)
    tenths: int = Field(ge=10, le=50, description="The mean in tenths: 48 is 4.8.")
    count: Count
    """How many people."""


class ItemRatings(Value):
    """Of every item that anybody has rated."""

    ratings: tuple[ItemRating, ...] = Field(max_length=5000)


class LicenceList(Value):
    """All of a person's."""

    subject: Token
    licences: tuple[LicenceEntry, ...] = Field(max_length=200)
