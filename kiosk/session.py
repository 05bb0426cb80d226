"""One person's visit, from the first touch to the wipe. This value owns all personal data and is dropped whole."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import IntEnum
from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError

from drivers.faults import Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from kiosk.announcements import NOTHING_TOLD, AnnouncementsTold
from kiosk.application import NOTHING_APPLIED, ApplicationUnderWay
from kiosk.booking import NOTHING_BOOKED, Booking
from kiosk.choosing import NOTHING_CHOSEN, Choosing
from kiosk.copying import NOTHING_COPIED, Copying
from kiosk.delivery import NOT_DELIVERED, Delivery
from kiosk.elsewhere import Place
from kiosk.endorsing import NO_PERMIT, Endorsing
from kiosk.examining import NO_EXAMINATION, Examining
from kiosk.feedback import NO_FEEDBACK, Feedback
from kiosk.forms.divisions import NO_DIVISIONS, Divisions
from kiosk.forms.filling import NOTHING_FILLED, Filling
from kiosk.forms.writing import NO_AIDS, Aids
from kiosk.gathering import NOTHING_GATHERED, Gathering
from kiosk.health import Health
from kiosk.items.catalogue import Catalogue, Item
from kiosk.items.hall_plan import HallPlan
from kiosk.items.opening_hours import Opening
from kiosk.items.routes import Route
from kiosk.items.search import NOTHING_TO_FIND, Search
from kiosk.items.situations import Situation
from kiosk.offence import NO_OFFENCE, OffenceUnderWay
from kiosk.parcels import NO_ERRAND, DoorPlace, ParcelErrand
from kiosk.paying import NOTHING_PAID, Paying
from kiosk.photographing import NO_PHOTO, Photographing
from kiosk.platform.service_values import ItemRating
from kiosk.platform.values import AnyRecord, Challenge, Identity, Issued
from kiosk.proving import NO_FACE, NOTHING_PROVEN, CardReader, FaceMemory, Proving
from kiosk.serving import NOTHING_SERVED, Serving
from kiosk.staff_calls import StaffAsked, StaffCalled
from kiosk.taps import Aside
from kiosk.ticketing import NO_TICKET, Ticketing
from kiosk.view import Hand, Language, Pace, Reach, Size, Theme, Voice
from printing.document import Document, Drawing, Paper


class Level(IntEnum):
    """How surely we know who stands there; an item names the one it needs."""

    NOBODY = 0
    CARD = 1
    """A valid card was laid down: opens nothing personal."""
    CARD_AND_FACTOR = 2
    """The card and a second factor that the platform accepted."""
    LEGAL_PERSON = 3
    """As 2, and the platform confirmed the relation to an enterprise."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another terminal that the person can go to."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Terminal:
    """What this machine is, and how it feels. Survives visits; holds nobody."""

    name: str
    place: str
    city: str
    is_sample: bool
    """True where the platform's trust root is not the real province: everything says 演示数据."""
    catalogue: Catalogue = field(default_factory=dict, repr=False)
    neighbours: tuple[Neighbour, ...] = ()
    """The nearest first."""
    places: tuple[Place, ...] = ()
    """Where people are sent whom it could not serve: the neighbours, then counters; the nearest of a kind first."""
    aids: Aids = field(default=NO_AIDS, repr=False)
    """What turns letters and strokes into characters."""
    divisions: Divisions = field(default=NO_DIVISIONS, repr=False)
    health: Health = field(default_factory=Health)
    shut: Mapping[str, Opening] = field(default_factory=dict)
    """Items whose back end, or the hall, does not serve now, and until when."""
    closing: Mapping[str, Opening] = field(default_factory=dict)
    """Those that will be shut soon, and when."""
    minutes: Mapping[str, int] = field(default_factory=dict)
    """How long an item takes here: the median of its last visits, where that is known."""
    ratings: Mapping[str, ItemRating] = field(default_factory=dict)
    """What people said of the items, where enough did."""
    told: AnnouncementsTold = NOTHING_TOLD
    """What is announced, and which pictures of the loop are not shown."""
    search: Search = field(default=NOTHING_TO_FIND, repr=False)
    """Of the catalogue."""
    situations: Mapping[str, Situation] = field(default_factory=dict, repr=False)
    """Questions that find a person's case."""
    cities: tuple[str, ...] = ()
    """Division codes of all that the terminal serves, its own first; none where that is open."""
    common: tuple[str, ...] = ()
    """Ids of what is asked for most, in the order of the home screen."""
    doors: tuple[DoorPlace, ...] = ()
    """Of the pick-up locker; none without one."""
    eye_distance_mm: float = 3000.0
    """From the glass to the mark on which somebody's eyes are tested."""
    is_night_set: bool = False
    """Staff want it as at night, at any hour."""
    has_photo_paper: bool = False
    """Whether photographs can be printed here."""
    can_sit: bool = False
    """Whether a face can be proven here without nodding."""
    is_elder_home: bool = False
    """Whether the profile begins with the home screen of large text."""
    reach_mm: float = 420.0
    """From the lower edge of the glass to the reach line, in millimetres."""
    help_line: str = ""
    """Telephone of the hall's duty desk; empty where nobody answers."""
    help_hours: str = ""
    """When somebody answers there, e.g. 8:30-17:30."""
    address: str = ""
    """As one says it to an emergency call."""
    rating_pages: str = ""
    """Below which a case is rated by telephone; empty where it cannot be."""
    plan: HallPlan | None = field(default=None, repr=False)
    """Of the site; None where nobody has drawn one."""
    guide_pages: str = ""
    """Below which the guides of the items stand in the net; empty where they do not."""


USUAL_VOLUME = 6
"""Of ten steps; what is louder holds for one visit (EN 301 549 5.1.3.11: back to 65 dBA or less after each use)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How this person likes the screens."""

    language: Language = "zh-Hans"
    size: Size = "standard"
    theme: Theme = "day"
    reach: Reach = "whole"
    hand: Hand = "right"
    voice: Annotated[Voice, Field(pattern=r"^[a-z][a-z0-9-]{0,15}$")] = "mandarin"
    pace: Pace = "usual"
    volume: Annotated[int, Field(ge=1, le=10)] = USUAL_VOLUME

    def with_setting(self, setting: str, value: str) -> "Look":
        """With one of them changed; a value that does not exist changes nothing."""
        try:
            return _LOOK.validate_python({**asdict(self), setting: value})
        except ValidationError:
            return self


_LOOK = TypeAdapter(Look)


AddressGiven = Literal["", "asked", "printed", "failed"]
"""The slip that says where to go instead: not wanted, under way, out, not out."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the visit stands still, in words of config/texts [trouble.<key>]."""

    key: str
    again_at: str | None
    """Name of the step that trying again enters; None where that would not help."""
    sheets: int = 0
    """Sheets that came out before it."""
    address: AddressGiven = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """How far the paper is."""

    sheet: int = 0
    sheets: int = 0
    fault: Fault | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The paper as it stands on the glass."""

    paper: Paper | None = None
    """The very bytes that go to the printer."""
    page: int = 0
    """Whose picture is shown; 0 for none."""
    is_open: bool = False
    """Whether it is shown large."""

    @property
    def pages(self) -> int:
        """How many can be shown."""
        return self.paper.pages if self.paper is not None and self.page else 0


@dataclass(frozen=True, slots=True)
class Session:
    """Everything about the visit under way."""

    terminal: Terminal
    boot: str = field(repr=False)
    """128 random bits of this run of the core, hex. With `visit` it names the visit everywhere."""
    visit: int = 0
    """Counts up; what an earlier visit asked for is dropped when it arrives."""
    errand: int = 0
    """Counts the things done in this visit: each has its own deeds, and no identity is asked for twice."""
    errands: int = 0
    """Those begun: whatever follows a covered one that was taken up has a number of its own."""
    page: int = 0
    """Counts up with every step entered; what an earlier step asked for is dropped too."""
    turns: int = 0
    """Counts up with every page that was laid over the visit or taken away; the steps below go on meanwhile."""
    asides: tuple[Aside, ...] = ()
    """The pages that lie over the visit, the last on top."""
    veil: Literal["down", "asked"] | None = None
    """Personal data is covered: nobody touched the screen. Asked: somebody has, and the person's card is not there."""
    scene: int = 0
    """Which picture of a loop or a demonstration is shown."""
    shelf: str = ""
    """What is open on the home screen: a group of things to do (kiosk/over/home.py)."""
    is_resting: bool = False
    """Nobody is there: the attract loop."""
    is_practice: bool = False
    """Everything is invented: no effect of this visit reaches the world."""
    cards_left: frozenset[CardReader] = frozenset()
    """Where a card of the visit before still lies."""
    misses: int = 0
    """Touches one after the other that hit nothing."""
    may_offer_bigger: bool = True
    """False once the person has refused it."""
    called: StaffAsked | StaffCalled | None = None
    """The last call for a person of the hall."""
    has_keys: bool = False
    """The assistive keypad is used: everything takes longer."""
    is_card_seen: bool = False
    """A card woke the terminal: it is looked for at the end."""
    covered: "Session | None" = field(default=None, repr=False)
    """What lay below the veil, for the same person."""
    laid: str = field(default="", repr=False)
    """Number on the card that was read last: only its holder lifts the veil by it."""
    look: Look = Look()
    choosing: Choosing = NOTHING_CHOSEN
    item: Item | None = None
    step: int = 0
    period: str = ""
    """Id of the chosen period."""
    filling: Filling = NOTHING_FILLED
    """The form that is filled in."""
    route: Route | None = None
    """The way of proving identity that is under way; None while the person chooses one."""
    closed_routes: frozenset[Route] = frozenset()
    """Ways that are over for this visit: refused, or their tries used up."""
    card: IdCard | None = field(default=None, repr=False)
    challenge: Challenge | None = field(default=None, repr=False)
    digits: str = field(default="", repr=False)
    codes: Mapping[str, Challenge] = field(default_factory=dict, repr=False)
    """Sent in this visit and not used, by whom they went to."""
    proving: Proving = NOTHING_PROVEN
    """What the way under way has gathered beside card and code."""
    face: FaceMemory = NO_FACE
    identity: Identity | None = field(default=None, repr=False)
    proven_by: Route | None = None
    """The way that `identity` was proven by."""
    record: AnyRecord | None = field(default=None, repr=False)
    serving: Serving = NOTHING_SERVED
    """What else was gathered to answer, or to make a paper."""
    application: ApplicationUnderWay = NOTHING_APPLIED
    gathering: Gathering = NOTHING_GATHERED
    """Its materials."""
    endorsing: Endorsing = NO_PERMIT
    """The permit in the machine."""
    copying: Copying = NOTHING_COPIED
    """What lay on the glass, or came as a file."""
    examining: Examining = NO_EXAMINATION
    """A driver's medical."""
    photo: Photographing = NO_PHOTO
    """The photograph that is taken, and those to choose from."""
    delivery: Delivery = NOT_DELIVERED
    """How the result comes to the person."""
    booking: Booking = NOTHING_BOOKED
    """A number of a queue, or an hour with somebody."""
    ticketing: Ticketing = NO_TICKET
    """A ticket for a coach."""
    feedback: Feedback = NO_FEEDBACK
    """What the person says of it."""
    offence: OffenceUnderWay = NO_OFFENCE
    """The traffic offence that is settled."""
    paying: Paying = NOTHING_PAID
    """What is owed, and the order that pays it."""
    parcels: ParcelErrand = NO_ERRAND
    """What a visit to the pick-up locker knows."""
    issued: Issued | None = field(default=None, repr=False)
    document: Document | Drawing | None = field(default=None, repr=False)
    """The issued document as it goes on paper."""
    file: bytes = field(default=b"", repr=False)
    """The sealed file of `issued`; empty where the document is laid out here."""
    attempt: int = 0
    """Which print of the document this is, from 0; each has its own deed and serial."""
    printing: Printing = Printing()
    preview: Preview = Preview()
    slip_printed: bool | None = None
    """None while nobody knows."""
    notice: str = ""
    """Text key of a line that just became true; empty for none."""
    notice_number: int = 0
    """The number in that line, e.g. tries left."""
    reminders: int = 0
    """How often the last screen has said that something may have been left behind."""
    trouble: Trouble | None = None
    still_there_s: int | None = None
    seconds_left: int | None = None

    @property
    def glass(self) -> int:
        """Grows with whatever changes the screen: taps name it."""
        return self.page + self.turns

    @property
    def is_sample(self) -> bool:
        """Whether everything has to say that it is not real: the platform's trust, or a visit that is tried out."""
        return self.terminal.is_sample or self.is_practice

    @property
    def is_elder_home(self) -> bool:
        """Whether the home screen is the calm one of four tiles."""
        return self.look.size != "standard" or self.terminal.is_elder_home

    @property
    def is_calm(self) -> bool:
        """Whether everything takes longer: large text, the keypad."""
        return self.look.size != "standard" or self.has_keys

    @property
    def name(self) -> str:
        """The visit's own name on papers' bindings and in the journal: 32 hex digits."""
        return _hashed(f"{self.boot}/{self.visit}")

    @property
    def level(self) -> Level:
        """What has been proven so far."""
        seen = Level.CARD if self.card is not None or self.proving.permit is not None else Level.NOBODY
        return Level(self.identity.level) if self.identity is not None else seen

    def deed(self, act: str) -> str:
        """The id of one act of this visit: 128 bits that survive retries and nobody can guess."""
        return _hashed(f"{self.boot}/{self.visit}/{self.errand}/{act}")

    def next_visit(self) -> Self:
        """Nothing of the person is in it."""
        return type(self)(self.terminal, self.boot, self.visit + 1, page=self.page + 1, turns=self.turns)

    def next_errand(self) -> Self:
        """The same person with nothing chosen: who they are stays, what was found about them goes."""
        return type(self)(
            terminal=self.terminal,
            boot=self.boot,
            visit=self.visit,
            errand=self.errands + 1,
            errands=self.errands + 1,
            page=self.page + 1,
            turns=self.turns,
            is_practice=self.is_practice,
            may_offer_bigger=self.may_offer_bigger,
            has_keys=self.has_keys,
            called=self.called,
            laid=self.laid,
            is_card_seen=self.is_card_seen,
            look=self.look,
            closed_routes=self.closed_routes,
            codes=self.codes,
            face=self.face,
            identity=self.identity,
            proven_by=self.proven_by,
        )

    def without_proofs(self) -> Self:
        """The same visit with nothing shown and no way chosen."""
        return replace(self, route=None, card=None, challenge=None, digits="", proving=NOTHING_PROVEN)

    def identified(self, identity: Identity) -> Self:
        """The platform knows who it is; the proofs are not needed any more."""
        return replace(self.without_proofs(), route=self.route, identity=identity, proven_by=self.route, notice="")

    def on_page(self, step: int) -> Self:
        """The same visit with another step entered."""
        page = self.page + 1
        return replace(self, step=step, page=page, trouble=None, still_there_s=None, seconds_left=None, reminders=0)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
