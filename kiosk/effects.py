"""Everything a visit can ask of the world. kiosk/hands.py carries it out."""

from dataclasses import dataclass, field

from drivers.idcard import IdCard
from drivers.receipt_printer import Slip
from kiosk.platform_values import Challenge, ChallengeAnswer, Identity, RecordRequest, ReprintRequest
from printing.document import Document


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Wait for a card, until the step is left."""


@dataclass(frozen=True, slots=True)
class SendCode:
    """Have the platform send a one-time code to the phone on record."""

    card: IdCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Have the platform check the code."""

    challenge: Challenge = field(repr=False)
    answer: ChallengeAnswer = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask for the record. `number` is the card's: an answer about another number is refused."""

    identity: Identity = field(repr=False)
    number: str = field(repr=False)
    item: str
    city: str
    months: int
    """How far back from the running month, it included."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Have the platform make it a numbered document."""

    identity: Identity = field(repr=False)
    number: str = field(repr=False)
    wanted: RecordRequest
    deed: str
    session: str


@dataclass(frozen=True, slots=True)
class IssueAgain:
    """Have the platform make the same document once more, after a print of it that was not done."""

    identity: Identity = field(repr=False)
    number: str = field(repr=False)
    wanted: ReprintRequest
    deed: str
    session: str


@dataclass(frozen=True, slots=True)
class Unprinted:
    """Write down, and so have the platform told, that an issued document never went to the printer."""

    document_no: str
    serial: str
    deed: str
    session: str


@dataclass(frozen=True, slots=True)
class Print:
    """Put the document on paper, for this visit and this person."""

    document: Document
    deed: str
    session: str
    subject: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StopPrinting:
    """The person waits no longer."""


@dataclass(frozen=True, slots=True)
class PrintSlip:
    """Give a receipt."""

    slip: Slip = field(repr=False)
    deed: str


@dataclass(frozen=True, slots=True)
class Record:
    """Write a fact without a person into the journal, e.g. a consent."""

    kind: str
    facts: tuple[tuple[str, str | int], ...]


Effect = ReadCard | SendCode | CheckCode | LookUp | Issue | IssueAgain | Unprinted | Print | StopPrinting | PrintSlip | Record
