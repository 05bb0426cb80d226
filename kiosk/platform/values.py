"""What goes to the provincial platform and comes back: one source for the OpenAPI file, the client and the sandbox."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Base64Bytes, Field

from printing.records import AnyRecord as AnyRecord
from printing.records.social_security import EnrolmentRecord as EnrolmentRecord
from printing.records.social_security import EnrolmentSpan as EnrolmentSpan
from printing.records.value import Month as Month
from printing.records.value import Token as Token
from printing.records.value import Value as Value

FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
FieldText = Annotated[str, Field(max_length=400)]
SpoiledReason = Literal["jammed", "smeared", "torn", "other"]
"""What is wrong with a paper that was reported as done."""


class ErrorCode(StrEnum):
    """Why the platform refuses; each has a resident text in config/texts."""

    BAD_REQUEST = "bad_request"
    BAD_SIGNATURE = "bad_signature"
    CLOCK_SKEW = "clock_skew"
    TERMINAL_UNKNOWN = "terminal_unknown"
    TERMINAL_PENDING = "terminal_pending"
    TERMINAL_REVOKED = "terminal_revoked"
    PERSON_UNKNOWN = "person_unknown"
    NO_PHONE = "no_phone"
    CODE_WRONG = "code_wrong"
    CODE_EXPIRED = "code_expired"
    TOO_MANY_TRIES = "too_many_tries"
    TOO_MANY_MESSAGES = "too_many_messages"
    IDENTITY_INVALID = "identity_invalid"
    PHONE_CODE_INVALID = "phone_code_invalid"
    CARD_UNKNOWN = "card_unknown"
    FACE_NOT_PROVEN = "face_not_proven"
    FACE_TRIES_USED = "face_tries_used"
    CONSENT_MISSING = "consent_missing"
    NOT_ENTITLED = "not_entitled"
    STAFF_UNKNOWN = "staff_unknown"
    NOTHING_FOUND = "nothing_found"
    LIMIT_REACHED = "limit_reached"
    PRINTED_BEFORE = "printed_before"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    BUSY = "busy"
    BROKEN = "broken"


class Refusal(Value):
    """The body of every answer that is not 2xx."""

    code: ErrorCode
    tries_left: int | None = Field(default=None, ge=0)


class TerminalState(StrEnum):
    """Where an enrolment stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REVOKED = "revoked"


class EnrolmentRequest(Value):
    """A terminal asks to be known."""

    terminal: str = Field(pattern=r"^[A-Za-z0-9-]{3,32}$")
    public_key: str = Field(description="Ed25519, raw, base64", min_length=44, max_length=44)
    place: str = Field(max_length=100)


class TerminalStatus(Value):
    """What the platform thinks of this terminal."""

    terminal: str
    state: TerminalState


class Presented(Value):
    """The document that a person laid down."""

    kind: Literal["citizen", "residence-permit", "foreign-2017", "foreign-2023"]
    number: str = Field(min_length=8, max_length=18)
    name: str = Field(min_length=1, max_length=60)
    valid_from: date
    valid_to: date | None


class PresentedPermit(Value):
    """A travel document, by what is printed on it; from the chip where the terminal could read one."""

    kind: Literal["passport", "hong-kong-macao-permit", "taiwan-permit", "home-return-permit", "mainland-permit"]
    number: str = Field(min_length=6, max_length=20, pattern=r"^[0-9A-Z]+$")
    birth: date
    expiry: date
    is_from_chip: bool = Field(description="Read from a chip that these fields opened.")
    is_chip_signed: Literal[False] = Field(
        default=False,
        description="Whether the chip's signature (EF.SOD) was checked. No terminal does: a chip can be a copy.",
    )


class ChallengeRequest(Value):
    """Ask the platform for a second factor. A document that it does not know just so is nobody's."""

    document: Presented | PresentedPermit
    factor: Literal["code"]


class Challenge(Value):
    """A one-time code is on its way."""

    challenge: Token
    sent_to: str = Field(description="Masked by the platform, e.g. 138****0000", max_length=20)
    digits: int = Field(ge=4, le=8)
    valid_s: int = Field(ge=10, le=600)


class ChallengeAnswer(Value):
    """What the person typed."""

    code: str = Field(pattern=r"^\d{4,8}$")


class OfficeAnswer(Value):
    """What an office answers to something that the person once said to it (意见, 投诉)."""

    case_no: str = Field(pattern=r"^\d{20}$")
    about: str = Field(min_length=1, max_length=100, description="Kind and topic: 投诉：自助机.")
    said_on: date
    words: str = Field(min_length=1, max_length=1000)


class Identity(Value):
    """Proof of who stands there, for this terminal and this visit."""

    token: Token
    subject: Token
    """The platform's pseudonym for the person; every answer about the person repeats it."""
    level: int = Field(ge=0, le=3)
    valid_until: AwareDatetime
    number: str = Field(min_length=8, max_length=18, description="Of the person; every record has to bear it.")
    name: str = Field(min_length=1, max_length=60)
    acting: Token | None = Field(default=None, description="Pseudonym of whoever acts for the person.")
    answers: tuple[OfficeAnswer, ...] = Field(
        default=(),
        max_length=5,
        repr=False,
        description="That the person has not read; told to nobody who acts for them.",
    )


class RecordRequest(Value):
    """Look up what an item would print or show."""

    item: str = Field(max_length=64)
    record: str = Field(
        default="ss-enrolment", pattern=r"^[a-z][a-z-]{1,38}[a-z]$", description="Kind of record, as the item names it."
    )
    city: str = Field(pattern=r"^\d{6}$")
    period_from: Month
    period_to: Month
    asked: dict[FieldName, FieldText] = Field(
        default={}, max_length=60, description="What the item's form has gathered, e.g. purpose or certificate_no."
    )


class IssueRequest(Value):
    """Make it a numbered document. The idempotency key is the deed's id."""

    wanted: RecordRequest


class Sealed(Value):
    """A file that the platform drew and sealed for one print of a document."""

    serial: str = Field(max_length=40, description="The print's own number, on the file; the terminal takes it.")
    pages: int = Field(ge=1, le=1000)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class SealedFile(Value):
    """The file itself."""

    verification_code: str = Field(pattern=r"^[2-9A-HJKMNP-Z]{16,24}$")
    pdf: Base64Bytes


class Issued(Value):
    """A document as the platform issued it: number and verification code are the platform's."""

    document_no: str = Field(max_length=40)
    verification_code: str = Field(pattern=r"^[2-9A-HJKMNP-Z]{16,24}$")
    verification_url: str = Field(max_length=300, description="Of the page that checks papers; knows none by itself.")
    statement: str = Field(default="", pattern=r"^([1-9]\d*)?$", max_length=1200)
    """What the platform signs about the paper (printing/statement.py); empty where it signs none."""
    issued_at: AwareDatetime
    sealed: Sealed | None = Field(default=None, description="Where the platform drew the paper itself.")
    record: AnyRecord

    @property
    def paper_url(self) -> str:
        """What the paper's QR code says: the page's address, and in the fragment, which nobody sends, the statement."""
        return f"{self.verification_url}#{self.statement}" if self.statement else self.verification_url


class ReprintRequest(Value):
    """The same document once more, after a print of it that was reported as not done. The key is the deed's id."""

    document_no: str = Field(max_length=40)
    void: str = Field(max_length=40, description="Serial of that print; the verification code it bore is void.")
    wanted: RecordRequest


class PrintReport(Value):
    """What became of one print of a document."""

    document_no: str = Field(max_length=40)
    serial: str = Field(max_length=40)
    outcome: Literal["done", "not_done", "unknown"]
    sheets: int = Field(ge=0)


SPOILED_WITHIN = timedelta(days=1)
"""So long after a print was reported it can be called spoiled (our choice: the day's copies are counted by the day, so
that whoever comes later prints a new one anyhow, and a paper that was long used is not made void behind its holder)."""


class SpoiledReport(Value):
    """Two of the staff hold a paper that was reported as done and cannot be used; it lies in the bag for spoiled paper.

    The idempotency key is the deed of that print.
    """

    document_no: str = Field(max_length=40)
    serial: str = Field(max_length=40)
    reason: SpoiledReason
    account: str = Field(min_length=1, max_length=32, description="Number of the account that says it.")
    second: str = Field(min_length=1, max_length=32, description="Of another one, who signed with it.")
    at: AwareDatetime = Field(description="When they said it, which may be long before it is heard.")


class IssueWithdrawal(Value):
    """A terminal asked for a document and never learned what came of it; nothing of it was printed."""

    deed: str = Field(min_length=8, max_length=64)
    """The idempotency key that it was asked for under."""


class Verified(Value):
    """What anyone may learn about a paper by its code."""

    title: str
    name_masked: str
    number_masked: str
    issuer: str
    issued_at: datetime
    state: Literal["valid", "expired", "void"]
