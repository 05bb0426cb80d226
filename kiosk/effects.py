"""Everything a visit can ask of the world. kiosk/hands/carrying_out.py carries it out."""

from dataclasses import dataclass, field
from datetime import date

from drivers.face import FaceRequest, Verdict
from drivers.idcard import IdCard
from drivers.receipt_printer import Slip
from drivers.smart_card import SocialSecurityCard
from kiosk.applying_effects import ApplyingEffect
from kiosk.copying_effects import CopyingEffect
from kiosk.endorsing_effects import EndorsingEffect
from kiosk.examining_effects import ExaminingEffect
from kiosk.locker_effects import LockerEffect
from kiosk.lodgement_effects import Lodge
from kiosk.materials_effects import MaterialsEffect
from kiosk.paying_effects import PayingEffect
from kiosk.photo_effects import PhotoEffect
from kiosk.platform.identity_values import FaceDraw, Relation
from kiosk.platform.values import (
    AnyRecord,
    Challenge,
    ChallengeAnswer,
    Identity,
    Issued,
    PresentedPermit,
    RecordRequest,
    ReprintRequest,
)
from kiosk.proving import CardReader, Printed
from kiosk.service_effects import Inquiry, ServiceQuestion
from printing.document import Document, Drawing, Paper
from printing.layout_schema import DrawnLayout
from printing.layouts import Layout, Stamp
from printing.stock_tray import Sheets


@dataclass(frozen=True, slots=True)
class ReadCard:
    """Wait for a card, until the step is left."""


@dataclass(frozen=True, slots=True)
class AwaitCard:
    """Look for a card while nobody is there, so long; it is not read."""

    seconds: float


@dataclass(frozen=True, slots=True)
class LookForCard:
    """Ask once whether the card that was read last still lies there."""

    reader: CardReader = "idcard"


@dataclass(frozen=True, slots=True)
class AwaitRemoval:
    """Wait until it is taken."""

    reader: CardReader = "idcard"


@dataclass(frozen=True, slots=True)
class TellTime:
    """Ask what time it is, for a paper or a slip that is made here."""


@dataclass(frozen=True, slots=True)
class TellDay:
    """Tell what day it is: a form asks for days."""


@dataclass(frozen=True, slots=True)
class SendCode:
    """Have the platform send a one-time code to the phone on record."""

    document: IdCard | PresentedPermit = field(repr=False)
    known: Challenge | None = field(default=None, repr=False)
    """What was sent for it before in this visit, and not used: asked again too soon, that one is to be typed."""

    @property
    def to(self) -> str:
        """Whose phone it goes to."""
        return self.document.number


@dataclass(frozen=True, slots=True)
class CheckCode:
    """Have the platform check the code."""

    challenge: Challenge = field(repr=False)
    answer: ChallengeAnswer = field(repr=False)
    number: str = field(repr=False)
    """Of the card that was laid; empty where the platform alone knows it."""


@dataclass(frozen=True, slots=True)
class ScanCode:
    """Wait for a code before the scanner, until the step is left."""


@dataclass(frozen=True, slots=True)
class ProveByPhoneCode:
    """Have the platform say whose code it is."""

    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReadSocialCard:
    """Wait for a social-security card, until the step is left."""


@dataclass(frozen=True, slots=True)
class EnterPin:
    """Take a PIN from the pad and have the card that was read compare it, once."""

    card_id: str = field(repr=False)
    """The pad takes its time: another card that lies there by then is not asked."""


@dataclass(frozen=True, slots=True)
class ProveBySocialCard:
    """Have the platform say whose card it is, after its PIN was right."""

    card: SocialSecurityCard


@dataclass(frozen=True, slots=True)
class ReadZone:
    """Wait for the page of a travel document on the document scanner and read its zone, until the step is left."""


@dataclass(frozen=True, slots=True)
class ReadPermit:
    """Wait for a travel document and open its chip with what is printed on it, until the step is left."""

    printed: Printed


@dataclass(frozen=True, slots=True)
class TellAge:
    """Ask whether somebody born on that day is below 14 today."""

    birth: date = field(repr=False)


@dataclass(frozen=True, slots=True)
class VerifyFace:
    """One session before the camera, with one draw of actions, for which the platform is asked first."""

    request: FaceRequest
    shown: IdCard | str = field(repr=False)
    """The card, or the number that was typed, whose draws are counted."""
    route: str = ""
    """Under which its figures are kept."""


@dataclass(frozen=True, slots=True)
class ProveFace:
    """Have the platform accept the terminal's comparison, or compare the picture itself.

    What was not proven is said after the same time, whatever it was. `picture` is sent only under the consent that
    is recorded at the platform first, under `deed`.
    """

    verdict: Verdict
    card: IdCard | None = field(repr=False)
    number: str = field(repr=False)
    picture: bytes | None = field(repr=False)
    ended_s: float | None
    """When the last frame was taken, by `Clock.monotonic`: the time from there to 'not proven' is always the same."""
    draw: FaceDraw
    item: str
    session: str
    deed: str


@dataclass(frozen=True, slots=True)
class ShowConsents:
    """Ask the platform what was agreed to."""

    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithdrawConsents:
    """Take back what was agreed to, at the platform."""

    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForgetFace:
    """End the face process, and with it all that it saw."""


@dataclass(frozen=True, slots=True)
class HelpPerson:
    """Ask to act for the holder of that card; the platform sends that person a code."""

    helper: Identity = field(repr=False)
    card: IdCard = field(repr=False)
    relation: Relation
    known: Challenge | None = field(default=None, repr=False)
    """As with `SendCode`."""

    @property
    def to(self) -> str:
        """Whose phone it goes to, and for whom."""
        return f"{self.helper.number}>{self.card.number}"


@dataclass(frozen=True, slots=True)
class ActAsAgent:
    """Ask to act, as one of the staff, for the holder of that card; the platform sends that person a code."""

    staff: str = field(repr=False)
    """The staff session's token."""
    card: IdCard = field(repr=False)
    known: Challenge | None = field(default=None, repr=False)
    """As with `SendCode`."""

    @property
    def to(self) -> str:
        """Whose phone it goes to, and that it is for an agent."""
        return f"agent>{self.card.number}"


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ask for the record. `number` is the card's: an answer about another number is refused."""

    identity: Identity = field(repr=False)
    number: str = field(repr=False)
    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class AskPrinter:
    """Ask, before anything is issued, whether the printer can put so much paper out now."""

    layout: Layout | DrawnLayout = field(repr=False)
    record: AnyRecord = field(repr=False)
    stamp: Stamp = field(repr=False)
    """As long as the one that the paper will bear."""
    sheets: Sheets = "plain"
    copies: int = 1
    """Of the whole."""


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
class MakePaper:
    """Lay the issued document out, or check its sealed file, so that it can be looked at."""

    document: Document | Drawing
    session: str
    issued: Issued | None = field(default=None, repr=False)
    file: bytes = field(default=b"", repr=False)
    """The sealed file of `issued`; empty where the document is laid out here."""


@dataclass(frozen=True, slots=True)
class Print:
    """Put the paper that was looked at on paper, for this visit and this person."""

    paper: Paper
    document_no: str
    deed: str
    subject: str = field(repr=False)
    issued: Issued | None = field(default=None, repr=False)
    sheets: Sheets = "plain"


@dataclass(frozen=True, slots=True)
class DrawPage:
    """Make the picture of one page of a paper."""

    paper: Paper
    page: int
    is_large: bool = False


@dataclass(frozen=True, slots=True)
class ShowPage:
    """Send the picture of a page to the screens."""

    page: int
    picture: bytes = field(repr=False)
    """JPEG."""


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


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Tell the hall's staff that somebody here asks for a person. Answered by StaffCalled."""


FaceEffect = VerifyFace | ProveFace | ForgetFace
Proof = (
    ScanCode
    | ProveByPhoneCode
    | ReadSocialCard
    | EnterPin
    | ProveBySocialCard
    | ReadZone
    | ReadPermit
    | TellAge
    | ShowConsents
    | WithdrawConsents
    | HelpPerson
    | ActAsAgent
)
"""What only proving an identity asks for; kiosk/hands/proof.py carries it out."""
PaperEffect = AskPrinter | MakePaper | DrawPage | ShowPage | Print
"""What papers ask for; kiosk/hands/paper.py carries it out."""
Effect = (
    ReadCard
    | AwaitCard
    | LookForCard
    | AwaitRemoval
    | TellDay
    | TellTime
    | SendCode
    | CheckCode
    | LookUp
    | ServiceQuestion
    | ApplyingEffect
    | CopyingEffect
    | EndorsingEffect
    | ExaminingEffect
    | LockerEffect
    | MaterialsEffect
    | PayingEffect
    | PhotoEffect
    | Issue
    | IssueAgain
    | Lodge
    | StopPrinting
    | PrintSlip
    | CallStaff
    | Record
    | Proof
    | FaceEffect
    | PaperEffect
)
