"""Everything that can happen to a visit. A tap, a card and a printed sheet come in by the same door."""

from dataclasses import dataclass, field
from datetime import date, datetime

from drivers.face import Guidance, Verdict
from drivers.faults import Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from drivers.smart_card import SocialSecurityCard
from kiosk.announcements import AnnouncementsTold
from kiosk.errand_events import ErrandEvent
from kiosk.health import ClosedBy, DeviceState
from kiosk.hours import HoursSeen
from kiosk.measured import MinutesMeasured
from kiosk.nights import NightSet
from kiosk.platform.identity_values import Consent, FaceDraw
from kiosk.platform.values import AnyRecord, Challenge, Identity, Issued, PresentedPermit, RecordRequest
from kiosk.presence_events import KeyUsed, Listened
from kiosk.proving import CardReader, Printed
from kiosk.ratings import RatingsHeard
from kiosk.staff_calls import StaffCalled
from kiosk.taps import Tap
from printing.document import Paper


@dataclass(frozen=True, slots=True)
class Tapped:
    """A finger; see kiosk/taps.py."""

    tap: Tap


@dataclass(frozen=True, slots=True)
class CardRead:
    """The reader gave a card."""

    card: IdCard = field(repr=False)
    is_expired: bool
    is_child: bool
    """The holder is below 14: their face is not asked for without the guardian."""


@dataclass(frozen=True, slots=True)
class CardLaid:
    """Somebody laid a card down while nobody was served. It was not read."""


@dataclass(frozen=True, slots=True)
class CardStays:
    """Whether the card that was read last still lies there."""

    is_there: bool
    reader: CardReader = "idcard"


@dataclass(frozen=True, slots=True)
class CardTaken:
    """It was taken away, or its reader cannot see it any more."""

    reader: CardReader = "idcard"


@dataclass(frozen=True, slots=True)
class DayTold:
    """What day it is at the terminal."""

    day: date


@dataclass(frozen=True, slots=True)
class AgeTold:
    """Whether somebody born on that day is below 14."""

    birth: date = field(repr=False)
    is_child: bool
    is_born: bool = True
    """False where that day is still to come."""


@dataclass(frozen=True, slots=True)
class CodeScanned:
    """A phone showed a code. What it says is for the platform."""

    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SocialCardRead:
    """The smart-card reader gave a social-security card."""

    card: SocialSecurityCard
    is_expired: bool


@dataclass(frozen=True, slots=True)
class PinPressed:
    """So many digits are on the pad now."""

    count: int


@dataclass(frozen=True, slots=True)
class PinTold:
    """What the card says about the number: right, or so many tries are left (None: it does not say)."""

    is_right: bool
    tries_left: int | None


@dataclass(frozen=True, slots=True)
class PinCancelled:
    """The pad's cancel key."""


@dataclass(frozen=True, slots=True)
class ZoneRead:
    """A page was scanned; None where no zone with right check digits could be read on it."""

    printed: Printed | None


@dataclass(frozen=True, slots=True)
class PermitRead:
    """The chip of a travel document was opened with what is printed on it."""

    permit: PresentedPermit = field(repr=False)
    is_expired: bool


@dataclass(frozen=True, slots=True)
class FaceGuided:
    """What the face screen says now."""

    guidance: Guidance


@dataclass(frozen=True, slots=True)
class FaceSettled:
    """The session before the camera is over."""

    verdict: Verdict
    draw: FaceDraw
    picture: bytes | None = field(default=None, repr=False)
    ended_s: float | None = None
    """When the last frame was taken, by `Clock.monotonic`."""


@dataclass(frozen=True, slots=True)
class FaceNotProven:
    """Not alike, not alive, not sure, not known: nobody can tell these apart by word or time."""

    can_try_again: bool = True
    """Whether the card, or the typed number, has a draw left today."""


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The platform has recorded the consent to send a picture, under that number."""

    consent: str


@dataclass(frozen=True, slots=True)
class ConsentsShown:
    """What the platform has recorded of them."""

    consents: tuple[Consent, ...]


@dataclass(frozen=True, slots=True)
class ConsentsWithdrawn:
    """The platform has recorded that it was taken back."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """The platform has sent a one-time code."""

    challenge: Challenge = field(repr=False)
    is_new: bool = True
    """False where it was sent a moment ago, and no other one since."""


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """The code was wrong."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Identified:
    """The platform knows who stands there."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecordFound:
    """What the certificate would say."""

    record: AnyRecord = field(repr=False)
    wanted: RecordRequest | None = field(default=None, repr=False)
    """As it was asked; None for what anybody may see."""


@dataclass(frozen=True, slots=True)
class PrinterAsked:
    """What speaks against printing so many pages now, worst first; nothing: it can begin."""

    faults: tuple[Fault, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentIssued:
    """The platform gave number and code; `at` is the wall clock for the paper."""

    issued: Issued = field(repr=False)
    at: datetime
    file: bytes = field(default=b"", repr=False)
    """The paper itself, checked, where the platform drew and sealed it."""


@dataclass(frozen=True, slots=True)
class PaperMade:
    """The paper is about to be printed; `picture` is its first page as JPEG, empty where it cannot be drawn."""

    paper: Paper
    picture: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PageDrawn:
    """Another page of it, as JPEG."""

    page: int
    picture: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintMoved:
    """A sheet came out, or the printer stopped, or went on."""

    sheet: int
    sheets: int
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class PrintSettled:
    """The deed is over."""

    outcome: Outcome
    sheets: int
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class SlipSettled:
    """What became of the receipt."""

    is_printed: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked for could not be had; `key` is one of config/texts [trouble]."""

    key: str
    can_try_again: bool


@dataclass(frozen=True, slots=True)
class Warned:
    """Nobody has touched the screen for a while; the countdown stands at that many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """The step's own countdown (send again, farewell) stands at that many seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """Nobody has touched the last screen for a while: the so-many-th word about what to take."""

    count: int


@dataclass(frozen=True, slots=True)
class Veiled:
    """Nobody has touched personal data for a while."""


@dataclass(frozen=True, slots=True)
class SceneTurned:
    """The loop, or the demonstration, shows its so-many-th picture."""

    scene: int


@dataclass(frozen=True, slots=True)
class MissesForgotten:
    """No touch has missed for a while."""


@dataclass(frozen=True, slots=True)
class TimeUp:
    """The countdown, or the last screen's time, is over."""


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """A device's state changed. Concerns the terminal, not the visit."""

    device: str
    state: DeviceState


@dataclass(frozen=True, slots=True)
class TerminalClosed:
    """The terminal may serve nobody for the reason of that text key; empty opens it again."""

    key: str
    by: ClosedBy = ClosedBy.STANDING
    """Who says so; each speaks for itself."""


@dataclass(frozen=True, slots=True)
class AfterRestart:
    """What became of the act that a crash interrupted, for whoever stands there."""

    outcome: Outcome
    sheets: int


Event = (
    Tapped
    | CardRead
    | CardLaid
    | CardStays
    | CardTaken
    | DayTold
    | AgeTold
    | CodeScanned
    | SocialCardRead
    | PinPressed
    | PinTold
    | PinCancelled
    | ZoneRead
    | PermitRead
    | FaceGuided
    | FaceSettled
    | FaceNotProven
    | ConsentGiven
    | ConsentsShown
    | ConsentsWithdrawn
    | CodeSent
    | CodeRefused
    | Identified
    | RecordFound
    | ErrandEvent
    | PrinterAsked
    | DocumentIssued
    | PaperMade
    | PageDrawn
    | PrintMoved
    | PrintSettled
    | SlipSettled
    | Failed
    | Warned
    | Ticked
    | Reminded
    | Veiled
    | SceneTurned
    | MissesForgotten
    | KeyUsed
    | Listened
    | TimeUp
    | DeviceSeen
    | TerminalClosed
    | HoursSeen
    | NightSet
    | MinutesMeasured
    | RatingsHeard
    | AnnouncementsTold
    | StaffCalled
    | AfterRestart
)
