"""The hands that look at a face and have it proven: what is sent, kept and said, and what is not."""

import base64
import json
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from in_words import CARD, IDENTITY, NUMBER
from proof_bench import CONSENT, DRAW, Bench, opened
from waiting import wait_until

from drivers.face import FaceRequest, FaceResult, Guidance, Prompt, Scores, Verdict
from drivers.faults import DeviceError, Fault
from drivers.idcard import IdCard
from kiosk import effects
from kiosk.cabinet.workers import Job
from kiosk.events import (
    ConsentGiven,
    ConsentsWithdrawn,
    FaceGuided,
    FaceNotProven,
    FaceSettled,
    Failed,
    Identified,
)
from kiosk.hands.faces import ANSWER_S
from kiosk.health import PLATFORM
from kiosk.platform.errors import NoConnection, PlatformError, Refused, TimedOut, WrongAnswer
from kiosk.platform.values import ErrorCode


@pytest.fixture
def bench() -> Iterator[Bench]:
    yield from opened()


def prove(verdict: Verdict, picture: bytes | None = None, *, has_card: bool = True) -> effects.ProveFace:
    return effects.ProveFace(
        verdict=verdict,
        card=CARD if has_card else None,
        number=NUMBER,
        picture=picture,
        ended_s=None,
        draw=DRAW,
        item="ss-enrolment-certificate",
        session="f" * 32,
        deed="d" * 32,
    )


BEGUN, ENDED = "/identity/face-draws", f"/identity/face-draws/{DRAW.draw}/end"


def test_the_face_is_guided_shown_and_told(bench: Bench) -> None:
    request = FaceRequest(b"portrait")
    assert bench.ask(effects.VerifyFace(request, CARD), 2) == FaceSettled(Verdict.SAME, DRAW)
    assert bench.world.paths == [BEGUN]
    assert bench.heard[0] == FaceGuided(Guidance(Prompt.NOD, None, 1, 3))
    assert bench.shown == [b"jpeg"]
    bench.begin(effects.ForgetFace())
    wait_until(lambda: bench.world.forgotten == 1, 5.0, "the process to be ended")


@pytest.mark.parametrize("fault", [Fault.GONE, Fault.ABSENT, Fault.BROKEN, Fault.DISABLED, Fault.TIMED_OUT])
def test_a_face_process_that_fails_is_a_trouble_that_leaves_other_ways(bench: Bench, fault: Fault) -> None:
    bench.world.face = DeviceError(fault, "x")
    assert bench.ask(effects.VerifyFace(FaceRequest(None), CARD), 2) == Failed("face_fault", can_try_again=True)
    wait_until(lambda: bench.failed == [("face", fault)], 5.0, "staff to be told")


def test_only_the_sessions_own_limit_is_told_as_the_persons(bench: Bench) -> None:
    bench.world.face = FaceResult(Verdict.UNFINISHED)
    assert bench.ask(effects.VerifyFace(FaceRequest(None), CARD), 2) == Failed("face_timed_out", can_try_again=True)
    assert bench.failed == []


def test_a_face_session_that_was_stopped_says_nothing(bench: Bench) -> None:
    bench.world.face = DeviceError(Fault.CANCELLED, "x")
    bench.begin(effects.VerifyFace(FaceRequest(None), CARD))
    bench.begin(effects.ForgetFace())
    wait_until(lambda: bench.world.forgotten == 1, 5.0, "the next job")
    assert [type(event) for event in bench.heard] == [FaceGuided]
    assert bench.failed == [], "whoever leaves breaks nothing"


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


@pytest.mark.parametrize("waited_s", [0.0, 2.0])
@pytest.mark.parametrize("slow_s", [0.0, 0.9])
@pytest.mark.parametrize("verdict", [Verdict.NOT_PROVEN, Verdict.ALIVE])
def test_what_was_not_proven_is_said_after_the_same_time(
    bench: Bench, verdict: Verdict, slow_s: float, waited_s: float
) -> None:
    """Also where dlib was waited for after the last frame."""
    bench.world.refusal = Refused(ErrorCode.FACE_NOT_PROVEN)
    bench.world.slow_s = slow_s
    last_frame_s = bench.clock.seconds
    bench.clock.seconds += waited_s
    assert bench.ask(replace(prove(verdict, b"best"), ended_s=last_frame_s)) == FaceNotProven()
    assert bench.clock.seconds - last_frame_s == pytest.approx(ANSWER_S)


def test_a_consent_whose_comparison_came_to_nothing_is_taken_back_at_once(bench: Bench) -> None:
    for refusal in (Refused(ErrorCode.FACE_NOT_PROVEN), NoConnection("gone")):
        bench.world.refusal = refusal
        bench.world.questions.clear()
        bench.heard.clear()
        bench.ask(prove(Verdict.ALIVE, b"best"))
        assert bench.world.paths == ["/consents", "/identity/faces", f"/consents/{CONSENT.consent}/withdrawal"]
        assert ConsentGiven(CONSENT.consent) not in bench.heard


@pytest.mark.parametrize(
    ("leaves_after", "asked"), [("", []), ("/consents", ["/consents", f"/consents/{CONSENT.consent}/withdrawal"])]
)
def test_of_whoever_has_left_no_picture_is_sent(bench: Bench, leaves_after: str, asked: list[str]) -> None:
    left = threading.Event()
    jobs: list[Job] = []

    def leave() -> None:
        left.wait(5.0)
        jobs[0].stop()

    bench.world.before = {leaves_after: leave}
    if not leaves_after:
        bench.hands.carry_out(effects.ForgetFace(), lambda _: None)
    job = bench.hands._workers[PLATFORM].submit(lambda _: leave() if not leaves_after else None)
    assert job is not None
    proving = bench.begin(prove(Verdict.ALIVE, b"best"))
    assert proving is not None
    jobs.append(proving)
    left.set()
    bench.hands._workers[PLATFORM].submit(lambda _: bench.heard.append(FaceNotProven()))
    wait_until(lambda: FaceNotProven() in bench.heard, 5.0, "the work after it")
    assert bench.world.paths == asked


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.ALIVE])
def test_of_whoever_has_just_left_the_platform_hears_nothing(bench: Bench, verdict: Verdict) -> None:
    bench.hands._faces._prove(prove(verdict, b"best"), bench.heard.append, lambda: True)
    assert bench.world.paths == []


ENDINGS = {
    "left": DeviceError(Fault.CANCELLED, "x"),
    "broken": DeviceError(Fault.GONE, "x"),
    "nobody came": FaceResult(Verdict.UNFINISHED),
}


@pytest.mark.parametrize("came", [*ENDINGS.values(), FaceResult(Verdict.POOR_PORTRAIT)])
def test_a_draw_of_which_nobody_saw_a_prompt_is_given_back(bench: Bench, came: FaceResult | DeviceError) -> None:
    bench.world.face = came
    bench.begin(effects.VerifyFace(FaceRequest(b"portrait"), CARD))
    wait_until(lambda: bench.world.paths == [BEGUN, ENDED], 5.0, "the draw to be given back")
    assert json.loads(bench.world.questions[1].body) == {"was_shown": False}


@pytest.mark.parametrize("came", [*ENDINGS.values(), FaceResult(Verdict.SAME), FaceResult(Verdict.NOT_PROVEN)])
def test_a_draw_that_was_shown_stays_used_however_the_session_ends(
    bench: Bench, came: FaceResult | DeviceError
) -> None:
    bench.world.face, bench.world.was_shown = came, True
    bench.begin(effects.VerifyFace(FaceRequest(b"portrait"), CARD))
    bench.begin(effects.ForgetFace())
    wait_until(lambda: bench.world.forgotten == 1, 5.0, "the next job")
    assert bench.world.paths == [BEGUN]


NO_DRAW = {"face_tries_used": Refused(ErrorCode.FACE_TRIES_USED), "network": NoConnection("gone")}


@pytest.mark.parametrize("key", NO_DRAW)
def test_without_a_draw_from_the_platform_no_camera_opens(bench: Bench, key: str) -> None:
    bench.world.no_draw = NO_DRAW[key]
    assert bench.ask(effects.VerifyFace(FaceRequest(b"portrait"), CARD)) == Failed(key, can_try_again=key == "network")
    assert bench.world.sessions == 0


def test_the_platform_learns_whether_a_card_lies_there_or_a_number_was_typed(bench: Bench) -> None:
    both: tuple[IdCard | str, ...] = (CARD, NUMBER)
    for count, shown in enumerate(both, 1):
        bench.ask(effects.VerifyFace(FaceRequest(None), shown), 2 * count)
    card, typed = (json.loads(question.body)["shown"] for question in bench.world.questions)
    assert card["kind"] == "citizen"
    assert typed == {"number": NUMBER}


REFUSALS = [*(Refused(code) for code in ErrorCode), NoConnection("gone"), TimedOut("late"), WrongAnswer("x")]


@pytest.mark.parametrize("slow_s", [0.0, 8.0])
@pytest.mark.parametrize("refusal", REFUSALS, ids=str)
def test_after_the_camera_nothing_tells_whether_the_face_was_good_enough(
    bench: Bench, refusal: PlatformError, slow_s: float
) -> None:
    """Also where the card has no draw any more, the platform does not know it, and the line is cut."""
    bench.world.refusal, bench.world.slow_s = refusal, slow_s
    told = []
    for count, verdict in enumerate((Verdict.SAME, Verdict.NOT_PROVEN), 1):
        began_s = bench.clock.seconds
        told.append((bench.ask(prove(verdict), count), round(bench.clock.seconds - began_s, 3)))
    assert told[0] == told[1] == (FaceNotProven(can_try_again=True), max(slow_s, ANSWER_S))


def test_whoever_used_the_last_draw_is_not_asked_to_try_again(bench: Bench) -> None:
    last = DRAW.model_copy(update={"left": 0})
    bench.world.refusal = Refused(ErrorCode.FACE_NOT_PROVEN)
    for count, verdict in enumerate((Verdict.NOT_PROVEN, Verdict.SAME, Verdict.ALIVE), 1):
        asked = replace(prove(verdict, b"best"), draw=last)
        assert bench.ask(asked, count) == FaceNotProven(can_try_again=False)


def test_every_consent_is_taken_back_at_the_platform(bench: Bench) -> None:
    assert bench.ask(effects.WithdrawConsents(("consent-1", "consent-2"))) == ConsentsWithdrawn()
    assert bench.world.paths == ["/consents/consent-1/withdrawal", "/consents/consent-2/withdrawal"]


def test_figures_of_a_face_are_kept_under_the_way_they_came(bench: Bench) -> None:
    scores = Scores("5-point", is_alive=True, frames=6, similarity=0.71, distance=0.33)
    bench.world.face = FaceResult(Verdict.SAME, scores=scores)
    bench.ask(effects.VerifyFace(FaceRequest(b"portrait"), CARD, route="card_face"), 2)
    assert bench.world.scores == [("card_face", Verdict.SAME, scores)]


def test_no_picture_is_sent_of_somebody_who_is_not_alive(bench: Bench) -> None:
    bench.ask(prove(Verdict.NOT_PROVEN, b"best"))
    assert bench.world.paths == [ENDED]


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.ALIVE])
def test_an_answer_about_somebody_else_proves_nobody(bench: Bench, verdict: Verdict) -> None:
    other = replace(CARD, number="449901199001010013")
    asked = replace(prove(verdict, b"best"), card=other, number=other.number)
    assert bench.ask(asked) == FaceNotProven()
    assert bench.heard == [FaceNotProven()]
