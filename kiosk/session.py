"""One person's visit, from the first touch to the wipe. This value owns all personal data and is dropped whole."""

import hashlib
from dataclasses import asdict, dataclass, field, replace
from enum import IntEnum
from typing import Self

from pydantic import TypeAdapter, ValidationError

from drivers.faults import Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from kiosk.catalogue import Catalogue, Item
from kiosk.health import Health
from kiosk.platform_values import Challenge, EnrolmentRecord, Identity, Issued
from kiosk.proving import NO_FACE, NOTHING_PROVEN, FaceMemory, Proving
from kiosk.routes import Route
from kiosk.view import Language, Size, Theme
from printing.document import Document, Paper


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
    health: Health = field(default_factory=Health)
    can_sit: bool = False
    """Whether a face can be proven here without nodding."""


@dataclass(frozen=True, slots=True)
class Look:
    """How this person likes the screens."""

    language: Language = "zh-Hans"
    size: Size = "standard"
    theme: Theme = "day"

    def with_setting(self, setting: str, value: str) -> "Look":
        """With one of them changed; a value that does not exist changes nothing."""
        try:
            return _LOOK.validate_python({**asdict(self), setting: value})
        except ValidationError:
            return self


_LOOK = TypeAdapter(Look)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the visit stands still, in words of config/texts [trouble.<key>]."""

    key: str
    again_at: str | None
    """Name of the step that trying again enters; None where that would not help."""
    sheets: int = 0
    """Sheets that came out before it."""


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
    page: int = 0
    """Counts up with every step entered; what an earlier step asked for is dropped too."""
    look: Look = Look()
    item: Item | None = None
    step: int = 0
    period: str = ""
    """Id of the chosen period."""
    route: Route | None = None
    """The way of proving identity that is under way; None while the person chooses one."""
    closed_routes: frozenset[Route] = frozenset()
    """Ways that are over for this visit: refused, or their tries used up."""
    card: IdCard | None = field(default=None, repr=False)
    challenge: Challenge | None = field(default=None, repr=False)
    digits: str = field(default="", repr=False)
    proving: Proving = NOTHING_PROVEN
    """What the way under way has gathered beside card and code."""
    face: FaceMemory = NO_FACE
    identity: Identity | None = field(default=None, repr=False)
    proven_by: Route | None = None
    """The way that `identity` was proven by."""
    record: EnrolmentRecord | None = field(default=None, repr=False)
    issued: Issued | None = field(default=None, repr=False)
    document: Document | None = field(default=None, repr=False)
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
    def name(self) -> str:
        """The visit's own name on papers' bindings and in the journal: 32 hex digits."""
        return _hashed(f"{self.boot}/{self.visit}")

    @property
    def level(self) -> Level:
        """What has been proven so far."""
        if self.identity is not None:
            return Level(self.identity.level)
        return Level.CARD if self.card is not None or self.proving.permit is not None else Level.NOBODY

    def deed(self, act: str) -> str:
        """The id of one act of this visit: 128 bits that survive retries and nobody can guess."""
        return _hashed(f"{self.boot}/{self.visit}/{self.errand}/{act}")

    def next_visit(self) -> Self:
        """Nothing of the person is in it."""
        return type(self)(terminal=self.terminal, boot=self.boot, visit=self.visit + 1, page=self.page + 1)

    def next_errand(self) -> Self:
        """The same person with nothing chosen: who they are stays, what was found about them goes."""
        return type(self)(
            terminal=self.terminal,
            boot=self.boot,
            visit=self.visit,
            errand=self.errand + 1,
            page=self.page + 1,
            look=self.look,
            closed_routes=self.closed_routes,
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
        return replace(
            self, step=step, page=self.page + 1, trouble=None, still_there_s=None, seconds_left=None, reminders=0
        )


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
