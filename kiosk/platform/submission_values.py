"""What goes to the platform and comes back when a person applies for something: prefilled answers, the application.

Answers are text, by the names of the form's questions with _ for -: a choice by its id, a day as 2026-11-22, an amount
as 12.50, months as 202401-202611.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from kiosk.platform.express_values import Payment, PostalAddress, Service
from kiosk.platform.material_values import MOST_MATERIALS, GivenMaterial, Promise
from kiosk.platform.service_values import CaseFile
from kiosk.platform.values import FieldName, FieldText, Token, Value
from printing.records.value import Link, Words

ItemId = Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9-]+$")]
City = Annotated[str, Field(pattern=r"^\d{6}$")]
SourceId = Annotated[str, Field(pattern=r"^[a-z-]{1,40}$")]
"""Of config/data-sources.toml."""
MOST_FIELDS = 60
CreditCode = Annotated[str, Field(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$", description="GB 32100.")]


class Enterprise(Value):
    """An enterprise that the person may speak for, as the register of businesses has it."""

    credit_code: CreditCode
    name: Words
    relation: Words = Field(description="法定代表人, 经营者 or 经办人.")


class EnterpriseList(Value):
    """All of a person's."""

    subject: Token
    enterprises: tuple[Enterprise, ...] = Field(max_length=30)


class DraftRequest(Value):
    """Keep what was answered so far, for the same person and item. The idempotency key is the deed's id."""

    item: ItemId
    answers: dict[FieldName, FieldText] = Field(max_length=MOST_FIELDS)
    enterprise: CreditCode | None = None


class Draft(Value):
    """A form that somebody began. It lies with the platform only."""

    code: str = Field(pattern=r"^[2-9A-HJKMNP-Z]{8}$", description="Names the item and the person's draft of it.")
    item: ItemId
    answers: dict[FieldName, FieldText] = Field(max_length=MOST_FIELDS)
    enterprise: CreditCode | None = None
    link: Link = Field(description="What the code on the slip says; its end is the code.")
    saved_at: AwareDatetime
    kept_until: AwareDatetime


class KeptDraft(Value):
    """A draft as whoever keeps it hears of it."""

    subject: Token
    draft: Draft


class DraftPlace(Value):
    """What a code leads to, for whoever shows it: the item, and nothing of the person."""

    code: str = Field(pattern=r"^[2-9A-HJKMNP-Z]{8}$")
    item: ItemId


class PrefillRequest(Value):
    """Ask for what the province knows already. Only what the form has a question for is named, so no more is said."""

    item: ItemId
    city: City
    fields: tuple[FieldName, ...] = Field(max_length=MOST_FIELDS)
    enterprise: CreditCode | None = Field(default=None, description="In whose name; the platform knows the relation.")


class PrefilledField(Value):
    """One answer that nobody has to give."""

    name: FieldName
    value: FieldText
    source: SourceId = Field(description="Whose data it is.")


class Accepted(Value):
    """The application lies with the office."""

    subject: Token
    deed: Token = Field(description="The idempotency key that it was handed in under.")
    item: ItemId
    case: CaseFile
    query_code: str = Field(pattern=r"^[0-9X]{6}$", description="Opens the case to whoever knows its number.")
    parts: tuple[CaseFile, ...] = Field(default=(), max_length=30, description="Of a bundle: the case of each matter.")
    undo_until: AwareDatetime | None = Field(default=None, description="Until when it can be taken back.")


class Prefill(Value):
    """What the province knows for a form."""

    subject: Token
    item: ItemId
    fields: tuple[PrefilledField, ...] = Field(max_length=MOST_FIELDS)
    running: Accepted | None = Field(default=None, description="The person's open application for the same item.")
    draft: Draft | None = Field(default=None, description="What the person has begun of it, at whatever terminal.")


class Application(Value):
    """An application as it is handed in. The idempotency key is the deed's id."""

    item: ItemId
    city: City
    answers: dict[FieldName, FieldText] = Field(max_length=MOST_FIELDS)
    enterprise: CreditCode | None = None
    parts: tuple[ItemId, ...] = Field(default=(), max_length=30, description="Of a bundle: the matters wanted.")
    delivery: Literal["", "here", "electronic", "locker", "post", "window"] = ""
    address: PostalAddress | None = Field(default=None, description="Of the post only.")
    service: Service = Field(default="standard", description="Of the post only.")
    postage: Payment = Field(default="on-delivery", description="Of the post only: who pays it.")
    corrected: tuple[FieldName, ...] = Field(
        default=(), max_length=MOST_FIELDS, description="Prefilled answers that the person has changed."
    )
    order: str = Field(default="", max_length=64, description="The order that has paid for it; empty where it is free.")
    materials: tuple[GivenMaterial, ...] = Field(default=(), max_length=MOST_MATERIALS)
    promise: Promise | None = Field(default=None, description="Where something is owed, or stated instead of shown.")


class TakingBack(Value):
    """The person wants an application not to have been made."""

    case_no: str = Field(pattern=r"^[0-9A-Z]{8,32}$")


class SubmissionQuestion(Value):
    """A terminal handed something in and never heard what came of it."""

    deed: Token


class SubmissionStanding(Value):
    """What became of it. After `never` the same deed is refused, however late it arrives."""

    deed: Token
    state: Literal["accepted", "never"]
    case_no: str = Field(default="", max_length=32)
