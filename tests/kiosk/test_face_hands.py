"""The hands that look at a face and have it proven: what is sent, kept and said, and what is not."""

import base64
import json
from collections.abc import Iterator

import pytest
from in_words import CARD, IDENTITY, NUMBER
from proof_bench import CONSENT, Bench, opened
from waiting import wait_until

from drivers.face import FaceRequest, FaceResult, Guidance, Prompt, Scores, Verdict
from drivers.faults import DeviceError, Fault
from kiosk import effects
from kiosk.events import (
    ConsentGiven,
    ConsentsWithdrawn,
    FaceGuided,
    FaceNotProven,
    FaceSettled,
    Failed,
    Identified,
)
from kiosk.platform_errors import NoConnection, Refused
from kiosk.platform_values import ErrorCode
from kiosk.proof_hands import FACE_ANSWER_S


@pytest.fixture
def bench() -> Iterator[Bench]:
    yield from opened()


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
