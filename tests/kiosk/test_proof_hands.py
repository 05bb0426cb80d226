"""Proving an identity on real worker threads, with devices and a platform that the test plays."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, NUMBER, Clock
from waiting import wait_until

from drivers.code_scanner import Code
from drivers.face import FaceRequest, FaceResult, Guidance, Prompt, Scores, Verdict
from drivers.faults import DeviceError, Fault
from drivers.pin_pad import Cancelled, Entered, PinEvent, Pressed, TimedOut
from drivers.smart_card import DocumentKind, MrzKey, PinVerdict, SocialSecurityCard, TravelDocument
from kiosk import effects
from kiosk.devices import Devices
from kiosk.events import (
    AgeTold,
    CodeScanned,
    CodeSent,
    ConsentGiven,
    ConsentsWithdrawn,
    Event,
    FaceGuided,
    FaceNotProven,
    FaceSettled,
    Failed,
    Identified,
    PermitRead,
    PinCancelled,
    PinPressed,
    PinTold,
    SocialCardRead,
)
from kiosk.hands import Hands
from kiosk.health import PLATFORM
from kiosk.identity_values import Consent
from kiosk.platform_api import Question
from kiosk.platform_errors import NoConnection, Refused
from kiosk.platform_values import ErrorCode, Identity
from kiosk.proof_hands import FACE_ANSWER_S
from kiosk.proving import Printed
from kiosk.tools import Tools
from kiosk.workers import Job, Worker

SOCIAL = SocialSecurityCard(version="3.00", card_id="44990100D15600000500112233FFFFFF", valid_to=date(2030, 1, 1))
PRINTED = Printed("passport", "E90000001", date(1990, 1, 1), date(2034, 1, 1))
DOCUMENT = TravelDocument(
    kind=DocumentKind.TAIWAN_PERMIT,
    number="E90000001",
    name="x",
    birth=date(1990, 1, 1),
    expiry=date(2034, 1, 1),
)
CONSENT = Consent(
    consent="consent-01",
    kind="face-picture",
    receiver="province-face-comparison",
    item="i",
    given=datetime(2026, 11, 21, tzinfo=UTC),
    state="given",
)


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
    pins: list[str] = field(default_factory=list)
    card: SocialSecurityCard | TravelDocument | DeviceError | None = None
    unsteady: int = 0  # how often the card cannot be read at first
    opened_with: MrzKey | None = None
    face: FaceResult | DeviceError = field(default_factory=lambda: FaceResult(Verdict.SAME))
    forgotten: int = 0
    questions: list[Question] = field(default_factory=list)
    refusal: Exception | None = None
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

    def verify_pin(self, pin: str) -> PinVerdict:
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
        told(Guidance(Prompt.NOD, None, 1, 3))
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
        if kind is Consent:
            return CONSENT
        if self.refusal is not None:
            raise self.refusal
        return CHALLENGE if kind is not Identity else IDENTITY

    def done(self, question: Question) -> None:
        self.questions.append(question)

    @property
    def paths(self) -> list[str]:
        return [question.path for question in self.questions]


@dataclass
class Bench:
    world: World
    clock: Clock
    hands: Hands
    shown: list[bytes]
    heard: list[Event] = field(default_factory=list)

    def begin(self, effect: effects.Effect) -> Job | None:
        return self.hands.carry_out(effect, self.heard.append)

    def ask(self, effect: effects.Effect, count: int = 1) -> Event:
        self.begin(effect)
        wait_until(lambda: len(self.heard) >= count, 5.0, "an answer")
        return self.heard[-1]


@pytest.fixture
def bench() -> Iterator[Bench]:
    clock = Clock()
    world = World(clock)
    shown: list[bytes] = []
    workers = {
        name: Worker(name, clock, at_rest=lambda: 60.0)
        for name in ("code_scanner", "smart_card", "pin_pad", "face", PLATFORM)
    }
    devices = Devices(code_scanner=world, smart_card=world, pin_pad=world, face=world)  # type: ignore[arg-type]  # one object plays all parts
    tools = Tools(devices, world, world, world, world, clock)  # type: ignore[arg-type]  # the same
    for worker in workers.values():
        worker.start()
    hands = Hands(
        tools,
        dict(workers),
        card_poll_s=0.01,
        settled=lambda: None,
        left_open=lambda: None,
        running_visit=lambda: "f" * 32,
        preview=shown.append,
        show_page=lambda page, picture: None,
    )
    yield Bench(world, clock, hands, shown)
    for worker in workers.values():
        worker.close()
        assert worker.ended(5.0)


def prove(verdict: Verdict, picture: bytes | None = None, *, has_card: bool = True) -> effects.ProveFace:
    return effects.ProveFace(
        verdict=verdict,
        card=CARD if has_card else None,
        number=NUMBER,
        picture=picture,
        actions=3,
        item="ss-enrolment-certificate",
        session="f" * 32,
        deed="d" * 32,
    )


def test_a_code_goes_to_the_platform_as_it_came_and_the_scanner_goes_out(bench: Bench) -> None:
    bench.world.codes = [None, Code(b"\xff opaque")]
    assert bench.ask(effects.ScanCode()) == CodeScanned(b"\xff opaque")
    wait_until(lambda: not bench.world.armed, 5.0, "the scanner to go out")
    assert bench.ask(effects.ProveByPhoneCode(b"\xff opaque"), 2) == Identified(IDENTITY)
    assert base64.b64decode(json.loads(bench.world.questions[0].body)["code"]) == b"\xff opaque"


def test_a_code_of_somebody_elses_is_said_as_the_platform_would(bench: Bench) -> None:
    bench.world.codes = [DeviceError(Fault.REFUSED, "5000 bytes")]
    assert bench.ask(effects.ScanCode()) == Failed("phone_code_invalid", can_try_again=True)
    wait_until(lambda: not bench.world.armed, 5.0, "the scanner to go out")


def test_a_scanner_that_nobody_waits_for_any_more_goes_out(bench: Bench) -> None:
    job = bench.begin(effects.ScanCode())
    assert job is not None
    wait_until(lambda: bench.world.armed, 5.0, "the light")
    job.stop()
    wait_until(lambda: not bench.world.armed, 5.0, "the scanner to go out")
    assert bench.heard == []


def test_a_social_security_card_is_read_and_its_age_is_told(bench: Bench) -> None:
    bench.world.card = SOCIAL
    assert bench.ask(effects.ReadSocialCard()) == SocialCardRead(SOCIAL, is_expired=False)
    bench.clock.wall = datetime(2030, 1, 2, tzinfo=UTC)
    assert bench.ask(effects.ReadSocialCard(), 2) == SocialCardRead(SOCIAL, is_expired=True)


def test_a_card_that_does_not_lie_still_at_once_is_read_again(bench: Bench) -> None:
    bench.world.card, bench.world.unsteady = SOCIAL, 2
    assert bench.ask(effects.ReadSocialCard()) == SocialCardRead(SOCIAL, is_expired=False)


@pytest.mark.parametrize("fault", [Fault.CARD_UNREADABLE, Fault.CARD_INVALID])
def test_a_card_that_is_no_social_security_card_is_named_so(bench: Bench, fault: Fault) -> None:
    bench.world.card = DeviceError(fault, "x")
    assert bench.ask(effects.ReadSocialCard()) == Failed("social_card_unreadable", can_try_again=True)


def test_a_pin_goes_from_the_pad_to_the_card_and_is_nowhere_else(bench: Bench) -> None:
    bench.world.keys = [Pressed(1), None, Pressed(6), Entered("123456")]
    assert bench.ask(effects.EnterPin(), 3) == PinTold(is_right=True, tries_left=None)
    assert bench.heard[:2] == [PinPressed(1), PinPressed(6)]
    assert bench.world.pins == ["123456"]
    assert bench.world.questions == []
    assert "123456" not in repr(bench.heard)


def test_a_wrong_pin_tells_the_tries(bench: Bench) -> None:
    bench.world.keys = [Entered("000000")]
    assert bench.ask(effects.EnterPin()) == PinTold(is_right=False, tries_left=2)


@pytest.mark.parametrize(
    ("key", "told"), [(Cancelled(), PinCancelled()), (TimedOut(), Failed("timed_out", can_try_again=True))]
)
def test_an_entry_that_ends_otherwise_asks_no_card(bench: Bench, key: PinEvent, told: Event) -> None:
    bench.world.keys = [key]
    assert bench.ask(effects.EnterPin()) == told
    assert bench.world.pins == []


def test_a_pad_that_nobody_waits_for_forgets(bench: Bench) -> None:
    job = bench.begin(effects.EnterPin())
    assert job is not None
    assert bench.world.asking.wait(5.0)
    job.stop()
    assert bench.world.cancelled.wait(5.0), "the pad to forget"
    assert bench.world.pins == []


def test_a_chip_is_opened_with_what_is_printed_and_says_its_own_kind(bench: Bench) -> None:
    bench.world.card = DOCUMENT
    told = bench.ask(effects.ReadPermit(PRINTED))
    assert isinstance(told, PermitRead)
    assert bench.world.opened_with == MrzKey("E90000001", "900101", "340101")
    assert (told.permit.kind, told.permit.is_from_chip, told.is_expired) == ("taiwan-permit", True, False)


def test_a_chip_that_the_printed_numbers_do_not_open_is_said(bench: Bench) -> None:
    bench.world.card = DeviceError(Fault.REFUSED, "x")
    assert bench.ask(effects.ReadPermit(PRINTED)) == Failed("refused", can_try_again=True)
    bench.world.card = DeviceError(Fault.CARD_UNREADABLE, "x")
    assert bench.ask(effects.ReadPermit(PRINTED), 2) == Failed("permit_unreadable", can_try_again=True)


def test_the_face_is_guided_shown_and_told(bench: Bench) -> None:
    request = FaceRequest(b"portrait")
    assert bench.ask(effects.VerifyFace(request), 2) == FaceSettled(Verdict.SAME, None)
    assert bench.heard[0] == FaceGuided(Guidance(Prompt.NOD, None, 1, 3))
    assert bench.shown == [b"jpeg"]
    bench.begin(effects.ForgetFace())
    wait_until(lambda: bench.world.forgotten == 1, 5.0, "the process to be ended")


@pytest.mark.parametrize("fault", [Fault.GONE, Fault.ABSENT, Fault.BROKEN, Fault.DISABLED, Fault.TIMED_OUT])
def test_a_face_process_that_fails_is_a_trouble_that_leaves_other_ways(bench: Bench, fault: Fault) -> None:
    bench.world.face = DeviceError(fault, "x")
    key = "face_timed_out" if fault is Fault.TIMED_OUT else "face_fault"
    assert bench.ask(effects.VerifyFace(FaceRequest(None)), 2) == Failed(key, can_try_again=True)


def test_a_face_session_that_was_stopped_says_nothing(bench: Bench) -> None:
    bench.world.face = DeviceError(Fault.CANCELLED, "x")
    bench.begin(effects.VerifyFace(FaceRequest(None)))
    bench.begin(effects.ForgetFace())
    wait_until(lambda: bench.world.forgotten == 1, 5.0, "the next job")
    assert [type(event) for event in bench.heard] == [FaceGuided]


def test_a_comparison_on_the_terminal_sends_no_picture(bench: Bench) -> None:
    assert bench.ask(prove(Verdict.SAME)) == Identified(IDENTITY)
    assert bench.world.paths == ["/identity/local-faces"]
    assert b"picture" not in bench.world.questions[0].body


def test_a_picture_is_sent_under_a_consent_that_was_recorded_first(bench: Bench) -> None:
    assert bench.ask(prove(Verdict.ALIVE, b"best"), 2) == Identified(IDENTITY)
    assert bench.heard[0] == ConsentGiven(CONSENT.consent)
    assert bench.world.paths == ["/consents", "/identity/faces"]
    consent, face = (json.loads(question.body) for question in bench.world.questions)
    assert consent["receiver"] == "province-face-comparison"
    assert bench.world.questions[0].idempotency_key == "d" * 32
    assert base64.b64decode(face["picture"]) == b"best"
    assert face["consent"] == CONSENT.consent
    assert NUMBER not in bench.world.questions[0].body.decode()


@pytest.mark.parametrize("slow_s", [0.0, 1.5])
@pytest.mark.parametrize("verdict", [Verdict.NOT_PROVEN, Verdict.ALIVE])
def test_what_was_not_proven_is_said_after_the_same_time(bench: Bench, verdict: Verdict, slow_s: float) -> None:
    bench.world.refusal = Refused(ErrorCode.FACE_NOT_PROVEN)
    bench.world.slow_s = slow_s
    began = bench.clock.seconds
    assert bench.ask(prove(verdict, b"best"), 2 if verdict is Verdict.ALIVE else 1) == FaceNotProven()
    assert bench.clock.seconds - began == pytest.approx(FACE_ANSWER_S)


def test_every_consent_is_taken_back_at_the_platform(bench: Bench) -> None:
    assert bench.ask(effects.WithdrawConsents(("consent-1", "consent-2"))) == ConsentsWithdrawn()
    assert bench.world.paths == ["/consents/consent-1/withdrawal", "/consents/consent-2/withdrawal"]


def test_figures_of_a_face_are_kept_under_the_way_they_came(bench: Bench) -> None:
    scores = Scores("5-point", is_alive=True, frames=6, similarity=0.71, distance=0.33)
    bench.world.face = FaceResult(Verdict.SAME, scores=scores)
    bench.ask(effects.VerifyFace(FaceRequest(b"portrait"), route="card_face"), 2)
    assert bench.world.scores == [("card_face", Verdict.SAME, scores)]


def test_no_picture_is_sent_of_somebody_who_is_not_alive(bench: Bench) -> None:
    bench.ask(prove(Verdict.NOT_PROVEN, b"best"))
    assert bench.world.paths == []


def test_a_platform_that_cannot_be_reached_is_no_verdict(bench: Bench) -> None:
    bench.world.refusal = NoConnection("gone")
    assert bench.ask(prove(Verdict.ALIVE, b"best")) == Failed("network", can_try_again=True)


def test_a_helper_asks_with_the_own_identity(bench: Bench) -> None:
    assert bench.ask(effects.HelpPerson(IDENTITY, CARD, "family")) == CodeSent(CHALLENGE)
    assert bench.world.questions[0].identity_token == IDENTITY.token


@pytest.mark.parametrize(
    ("birth", "is_child"), [(date(2012, 11, 22), True), (date(2012, 11, 21), False), (date(1946, 7, 1), False)]
)
def test_fourteen_is_counted_by_the_day(bench: Bench, birth: date, *, is_child: bool) -> None:
    assert bench.ask(effects.TellAge(birth)) == AgeTold(is_child)


def test_by_a_wrong_clock_nobody_is_proven(bench: Bench) -> None:
    bench.clock.wall = datetime(1970, 1, 1, tzinfo=UTC)
    assert bench.ask(effects.ProveByPhoneCode(b"x")) == Failed("clock_wrong", can_try_again=False)


def test_a_device_that_is_not_fitted_is_said(bench: Bench) -> None:
    bench.hands._workers.pop("face")
    assert bench.ask(effects.VerifyFace(FaceRequest(None))) == Failed("not_fitted", can_try_again=False)
