"""Plays every device and the platform for the hands that prove identities."""

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from in_words import CHALLENGE, IDENTITY, Clock
from PIL import Image
from waiting import wait_until

from drivers.code_scanner import Code
from drivers.document_scanner import Area, Colour, Scan
from drivers.face import FaceRequest, FaceResult, Guidance, Prompt, Scores, Verdict
from drivers.faults import DeviceError, Fault
from drivers.pin_pad import PinEvent
from drivers.smart_card import DocumentKind, MrzKey, PinVerdict, SocialSecurityCard, TravelDocument
from drivers.smart_card.mrz import Zone
from kiosk import effects
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Worker
from kiosk.events import (
    Event,
)
from kiosk.hands.carrying_out import Hands
from kiosk.hands.tools import Tools
from kiosk.health import PLATFORM
from kiosk.platform.api import Question
from kiosk.platform.identity_values import Consent, FaceDraw
from kiosk.platform.values import Identity
from kiosk.proving import Printed

SOCIAL = SocialSecurityCard(version="3.00", card_id="44990100D15600000500112233FFFFFF", valid_to=date(2030, 1, 1))
PRINTED = Printed("passport", "E90000001", date(1990, 1, 1), date(2034, 1, 1))
DOCUMENT = TravelDocument(
    kind=DocumentKind.TAIWAN_PERMIT,
    number="E90000001",
    name="x",
    birth=date(1990, 1, 1),
    expiry=date(2034, 1, 1),
)
DRAW = FaceDraw(draw="draw-0001", left=2)
CONSENT = Consent(
    consent="consent-01",
    kind="face-picture",
    receiver="province-face-comparison",
    item="i",
    given=datetime(2026, 11, 21, tzinfo=UTC),
    state="given",
)


@dataclass
class Glass:
    """A scanner and what reads its pages: previews in turn, then zones in turn."""

    papers: list[bool] = field(default_factory=list)
    zones: list[Zone | DeviceError | None] = field(default_factory=list)
    scanned: list[tuple[int, Colour]] = field(default_factory=list)

    def preview(self) -> Scan:
        has_paper = self.papers.pop(0) if len(self.papers) > 1 else self.papers[0]
        page = Image.new("L", (300, 300), 250)
        if has_paper:
            page.paste(20, (60, 60, 200, 200))
        data = io.BytesIO()
        page.save(data, "PNG")
        return Scan(data.getvalue(), 300, 300, 75)

    def scan(self, area: Area, dpi: int, colour: Colour) -> Scan:
        self.scanned.append((dpi, colour))
        return Scan(b"a page", 1, 1, dpi)

    def read(self, picture: bytes, dpi: float) -> Zone | None:
        assert (picture, dpi) == (b"a page", 300)
        zone = self.zones.pop(0)
        if isinstance(zone, DeviceError):
            raise zone
        return zone


@dataclass
class World:
    """Scanner, reader, pad, face process and platform in one; what it is to do stands in its fields."""

    clock: Clock
    counted: list[tuple[str, object]] = field(default_factory=list)
    codes: list[Code | DeviceError | None] = field(default_factory=list)
    armed: bool = False
    keys: list[PinEvent | None] = field(default_factory=list)
    asking: threading.Event = field(default_factory=threading.Event)
    cancelled: threading.Event = field(default_factory=threading.Event)
    glass: Glass = field(default_factory=Glass)
    pins: list[str] = field(default_factory=list)
    card: SocialSecurityCard | TravelDocument | DeviceError | None = None
    unsteady: int = 0  # how often the card cannot be read at first
    card_is_gone: bool = False
    opened_with: MrzKey | None = None
    face: FaceResult | DeviceError = field(default_factory=lambda: FaceResult(Verdict.SAME))
    was_shown: bool = False  # a prompt
    forgotten: int = 0
    sessions: int = 0
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    refusal: Exception | None = None
    no_draw: Exception | None = None
    slow_s: float = 0.0

    scores: list[tuple[str, Verdict, Scores]] = field(default_factory=list)

    # device book
    def scored(self, route: str, verdict: Verdict, scores: Scores) -> None:
        self.scores.append((route, verdict, scores))

    # scanner
    def count(self, device: str, name: object) -> None:
        self.counted.append((device, name))

    def arm(self) -> None:
        self.armed = True

    def disarm(self) -> None:
        self.armed = False

    def read(self, within_s: float) -> Code | None:
        if not self.codes:
            return None
        code = self.codes.pop(0)
        if isinstance(code, DeviceError):
            raise code
        return code

    # smart-card reader
    def await_card(self, *, within_s: float) -> bool:
        return self.card is not None

    def read_social_security(self) -> SocialSecurityCard:
        if self.unsteady:
            self.unsteady -= 1
            raise DeviceError(Fault.CARD_UNREADABLE, "x")
        if isinstance(self.card, DeviceError):
            raise self.card
        assert isinstance(self.card, SocialSecurityCard)
        return self.card

    def read_travel_document(self, key: MrzKey) -> TravelDocument:
        self.opened_with = key
        if isinstance(self.card, DeviceError):
            raise self.card
        assert isinstance(self.card, TravelDocument)
        return self.card

    def verify_pin(self, pin: str, card_id: str) -> PinVerdict:
        if self.card_is_gone:
            raise DeviceError(Fault.CARD_UNREADABLE, "no card")
        if card_id != SOCIAL.card_id:
            raise DeviceError(Fault.CARD_INVALID, "another card")
        self.pins.append(pin)
        return PinVerdict(is_right=pin == "123456", tries_left=None if pin == "123456" else 2)

    # pad
    def begin(self, digits: int, within_s: float) -> None:
        assert digits == 6
        self.asking.set()

    def next(self, within_s: float) -> PinEvent | None:
        return self.keys.pop(0) if self.keys else None

    def cancel(self) -> None:
        self.cancelled.set()

    # face process
    def verify(
        self,
        request: FaceRequest,
        told: Callable[[Guidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
    ) -> FaceResult:
        self.sessions += 1
        told(Guidance(Prompt.NOD, None, 1, 3, self.was_shown))
        preview(b"jpeg")
        if isinstance(self.face, DeviceError):
            raise self.face
        return self.face

    def forget(self) -> None:
        self.forgotten += 1

    # platform
    def ask(self, question: Question, kind: type) -> object:
        self.questions.append(question)
        self.clock.seconds += self.slow_s
        self.before.get(question.path, lambda: None)()
        if kind is Consent:
            return CONSENT
        if kind is FaceDraw and self.no_draw is None:
            return DRAW
        if self.no_draw is not None:
            raise self.no_draw
        if self.refusal is not None:
            raise self.refusal
        return CHALLENGE if kind is not Identity else IDENTITY

    def done(self, question: Question) -> None:
        self.questions.append(question)
        self.clock.seconds += self.slow_s
        if self.refusal is not None and question.path == f"/identity/face-draws/{DRAW.draw}/end":
            raise self.refusal

    @property
    def paths(self) -> list[str]:
        return [question.path for question in self.questions]


@dataclass
class Bench:
    world: World
    clock: Clock
    hands: Hands
    shown: list[bytes]
    failed: list[tuple[str, Fault]]
    heard: list[Event] = field(default_factory=list)

    def begin(self, effect: effects.Effect) -> Job | None:
        return self.hands.carry_out(effect, self.heard.append)

    def ask(self, effect: effects.Effect, count: int = 1) -> Event:
        self.begin(effect)
        wait_until(lambda: len(self.heard) >= count, 5.0, "an answer")
        return self.heard[-1]


def opened() -> Iterator[Bench]:
    """Hands on their workers, closed afterwards."""
    clock = Clock()
    world = World(clock)
    shown: list[bytes] = []
    failed: list[tuple[str, Fault]] = []
    workers = {
        name: Worker(name, clock, at_rest=lambda: 60.0)
        for name in ("code_scanner", "smart_card", "pin_pad", "face", "document_scanner", PLATFORM)
    }
    devices = Devices(code_scanner=world, smart_card=world, pin_pad=world, face=world, document_scanner=world.glass)  # type: ignore[arg-type]  # one object plays all parts
    tools = Tools(devices, world, world, world, world, clock, world.glass)  # type: ignore[arg-type]  # the same
    for worker in workers.values():
        worker.start()
    hands = Hands(
        tools,
        dict(workers),
        card_poll_s=0.01,
        code_again_s=60.0,
        settled=lambda: None,
        left_open=lambda: None,
        running_visit=lambda: "f" * 32,
        preview=shown.append,
        show_page=lambda page, picture: None,
        failed=lambda device, error: failed.append((device, error.fault)),
    )
    yield Bench(world, clock, hands, shown, failed)
    for worker in workers.values():
        worker.close()
        assert worker.ended(5.0)
