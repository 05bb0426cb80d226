"""A session without a camera or models: what is gathered, when it is dropped, and what it comes to."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from scripted_wire import FakeClock

from config.device_settings import FaceSettings
from drivers.camera import Frame
from drivers.camera.opencv import decoded
from drivers.face import Guidance, Hint, Prompt, Verdict, engine
from drivers.face.engine import STANDS_STILL, Engine, Judge, Models
from drivers.face.evidence import OPINIONS, Evidence
from drivers.face.finding import Found
from drivers.face.frames import Ask, Came
from drivers.face.liveness import Outcome, Step
from drivers.face.liveness_cues import Cue
from drivers.face.matcher import Likeness
from drivers.face.measure import Look
from drivers.face.observation import Box, Observation, SeenFace
from drivers.face.pad import PadProvider, Presented
from drivers.faults import DeviceError, Fault

SETTINGS = FaceSettings(frames=3, session_s=10)
PORTRAIT = np.array([1, 0], np.float32)
ROW = np.array([560, 200, 180, 240, 605, 300, 695, 300, 650, 350, 615, 400, 685, 400, 1], np.float32)


def like(cosine: float) -> Any:
    """An embedding whose cosine with the portrait is this."""
    return np.array([cosine, (1 - cosine**2) ** 0.5], np.float32)


class FakeSecond:
    """dlib's process: answers when the test lets it."""

    def __init__(self, distance: float = 0.3) -> None:
        self.distance = distance
        self.number = 0
        self.waiting: dict[int, float] = {}
        self.asked: list[Any] = []
        self.is_slow = self.is_mute = False

    @property
    def is_busy(self) -> bool:
        return bool(self.waiting)

    def ask(self, pixels: Any, face: Found, enlarged: float = 1.0) -> int:
        self.number += 1
        # The portrait is the first question, and lies at 0.
        self.waiting[self.number] = 0.0 if self.number == 1 else self.distance
        self.asked.append(pixels)
        return self.number

    def answers(self, within_s: float) -> dict[int, Any]:
        if self.is_mute or (self.is_slow and within_s == 0):
            return {}
        waiting, self.waiting = self.waiting, {}
        return {number: np.array([distance]) for number, distance in waiting.items()}


@dataclass
class FakePortrait:
    pixels: Any = None
    face: Any = field(default_factory=lambda: Found(ROW))
    aligned: Any = field(default_factory=lambda: PORTRAIT)
    eye_distance_px: float = 27.0
    sharpness: float = 120.0
    contrast: float = 40.0

    def is_good(self, _settings: FaceSettings) -> bool:
        return True


def look(number: int, cosine: float = 0.8, sharpness: float = 100.0, *, face: bool = True) -> Look:
    """A frame; its "aligned face" is its embedding, as the fake matcher wants it."""
    frame = Frame(number, number / 5, np.full((720, 1280, 3), [0, 0, number % 200], np.uint8))
    seen = SeenFace(Box(0, 0, 1, 1), np.zeros((5, 2)), sharpness=sharpness) if face else None
    observation = Observation(frame.taken_s, 1280, 720, int(face), seen)
    return Look(frame, observation, Found(ROW) if face else None, like(cosine) if face else None)


def evidence(second: FakeSecond, settings: FaceSettings = SETTINGS) -> Evidence:
    found = Evidence(settings, cast("Any", second), cast("Any", FakePortrait()), PORTRAIT)
    found.ask_for_portrait()
    return found


def fed(found: Evidence, cosines: Sequence[float]) -> Evidence:
    for number, cosine in enumerate(cosines, 1):
        assert found.wants(look(number))
        found.keep(look(number, cosine), like(cosine))
    return found


def test_the_mean_of_the_frames_decides_and_not_the_best_of_them() -> None:
    assert fed(evidence(FakeSecond()), [0.8, 0.8, 0.8]).likeness() is Likeness.ALIKE
    assert fed(evidence(FakeSecond()), [0.6, 0.2, 0.2]).likeness() is Likeness.UNLIKE


def test_too_few_frames_are_no_proof() -> None:
    assert fed(evidence(FakeSecond()), [0.9, 0.9]).likeness() is Likeness.UNSURE


def test_whoever_is_unsure_after_the_first_frames_looks_at_all_of_them() -> None:
    assert fed(evidence(FakeSecond()), [0.45, 0.45, 0.45, 0.9, 0.9, 0.9]).likeness() is Likeness.ALIKE
    assert fed(evidence(FakeSecond()), [0.45, 0.45, 0.45]).likeness() is Likeness.UNSURE


def test_dlib_refuses_and_its_silence_is_no_consent() -> None:
    assert fed(evidence(FakeSecond(0.53)), [0.9, 0.9, 0.9]).likeness() is Likeness.UNLIKE
    silent = FakeSecond()
    silent.is_mute = True
    assert fed(evidence(silent), [0.9, 0.9, 0.9]).likeness() is Likeness.UNSURE


def test_dlib_is_never_waited_for_while_frames_come() -> None:
    second = FakeSecond()
    second.is_slow = True
    fed(evidence(second), [0.9, 0.9, 0.9])
    assert len(second.asked) == 1, "only the portrait: it is still busy with it"


def test_where_dlib_was_busy_all_the_time_it_looks_at_the_best_frame_in_the_end() -> None:
    second = FakeSecond()
    second.is_slow = True
    found = evidence(second)
    for number in (1, 2, 3):
        found.consider(look(number, sharpness=100.0 + number))
        found.keep(look(number), like(0.9))
    assert found.likeness() is Likeness.ALIKE
    assert second.asked[1][0, 0, 2] == 3


def test_dlib_looks_at_a_few_frames_only() -> None:
    second = FakeSecond()
    fed(evidence(second, FaceSettings(frames=5)), [0.9] * 10)
    assert len(second.asked) == 1 + OPINIONS


def test_a_new_draw_begins_with_nothing_also_where_dlib_answers_late() -> None:
    second = FakeSecond(0.9)
    found = fed(evidence(second), [0.1, 0.1, 0.1])
    found.drop()
    second.distance = 0.3
    assert fed(found, [0.8, 0.8, 0.8]).likeness() is Likeness.ALIKE
    assert found.distance() == pytest.approx(0.3)


def test_answers_to_an_earlier_session_are_nobodys() -> None:
    second = FakeSecond(0.9)
    second.number, second.waiting = 7, {7: 0.0}
    found = evidence(second)
    assert found.distance() is None
    found.keep(look(1), like(0.8))
    assert found._descriptors == []


def test_the_sharpest_frame_is_the_picture_and_nothing_but_the_face_is_on_it() -> None:
    found = evidence(FakeSecond())
    assert found.picture() is None
    for number, sharpness in ((10, 50.0), (150, 300.0), (30, 90.0)):
        found.consider(look(number, sharpness=sharpness))
    picture = found.picture()
    assert picture is not None
    assert decoded(picture).shape == (441, 358, 3)
    assert abs(float(decoded(picture)[..., 2].mean()) - 150) < 3


class FakeCamera:
    """Gives frames as fast as they are wanted; time passes 0.04 s each."""

    def __init__(self, clock: FakeClock, *, repeats: int = 0) -> None:
        self.clock, self.repeats = clock, repeats
        self.is_open = False
        self.opened = 0

    def open(self) -> None:
        self.is_open = True
        self.opened += 1

    def newest(self, within_s: float, after: int = 0) -> Frame:
        assert self.is_open
        if threading.current_thread().name == "preview":
            raise DeviceError(Fault.TIMED_OUT, "no picture for the screen in these tests")
        self.clock.pause(0.04)
        return Frame(after + 1, self.clock.monotonic(), np.zeros((72, 128, 3), np.uint8), self.repeats)

    def expose(self, exposure_ms: float | None) -> None:
        raise AssertionError

    def close(self) -> None:
        self.is_open = False

    def check(self) -> str:
        return "fake"


class ScriptedJudge:
    """Says what the test wants, frame by frame; the last step again and again."""

    def __init__(self, *steps: Outcome) -> None:
        self.steps = list(steps)
        self.seen: list[Observation] = []
        self.ended_by: Cue | None = None
        self.every = 1

    @property
    def wants_similarity(self) -> bool:
        return len(self.seen) % self.every == 0

    def another(self) -> Step:
        self.ended_by = Cue.ANOTHER
        return Step(NOT_ALIVE, Guidance(Prompt.LOOK))

    def observe(self, seen: Observation) -> Step:
        self.seen.append(seen)
        outcome = self.steps.pop(0) if len(self.steps) > 1 else self.steps[0]
        self.ended_by = Cue.LOST if outcome is Outcome.NOT_ALIVE else self.ended_by
        return Step(outcome, Guidance(Prompt.LOOK), comparable=outcome is Outcome.GOING)


class Told:
    """Fulfils `Screen`."""

    def __init__(self) -> None:
        self.guidance: list[Guidance] = []
        self.beats = 0
        self.forgotten = 0

    def forget(self) -> None:
        self.forgotten += 1

    def told(self, guidance: Guidance) -> None:
        self.guidance.append(guidance)

    def preview(self, picture: bytes) -> None:
        raise AssertionError

    def beat(self) -> None:
        self.beats += 1


def run(
    judge: ScriptedJudge,
    cosines: Sequence[float],
    *,
    repeats: int = 0,
    portrait: bool = False,
    stop: bool = False,
    pad: PadProvider | None = None,
) -> tuple[Came, Told, FakeCamera]:
    """A session whose frames look so like the portrait."""
    clock, told = FakeClock(), Told()
    camera = FakeCamera(clock, repeats=repeats)
    given = iter(cosines)

    def looked(frame: Frame) -> Look:
        found = look(frame.number, next(given, cosines[-1]))
        return Look(frame, found.seen, found.face, found.aligned)

    models = Models(
        cast("Any", None),
        cast("Any", SimpleNamespace(look=looked, forget=told.forget)),
        cast("Any", SimpleNamespace(embedding=lambda aligned: aligned)),
        cast("Any", FakeSecond()),
    )
    stopping = threading.Event()
    if stop:
        stopping.set()
    ask = Ask(actions=3, seated=False, wants_picture=False, has_portrait=portrait)
    made = Engine(camera, models, SETTINGS, clock, lambda _ask: cast("Judge", judge), pad)
    try:
        return made.run(ask, told, stopping), told, camera
    finally:
        assert not camera.is_open


GOING, AGAIN, ALIVE, NOT_ALIVE = Outcome.GOING, Outcome.AGAIN, Outcome.ALIVE, Outcome.NOT_ALIVE


@pytest.fixture
def _good_portrait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.Engine, "_portrait", lambda _self, ask: FakePortrait() if ask.has_portrait else None)


@pytest.mark.usefixtures("_good_portrait")
@pytest.mark.parametrize(
    ("steps", "cosines", "verdict"),
    [
        ([GOING] * 10 + [ALIVE], [0.8], Verdict.SAME),
        ([GOING] * 10 + [ALIVE], [0.1], Verdict.NOT_PROVEN),
        ([GOING] * 10 + [NOT_ALIVE], [0.8], Verdict.NOT_PROVEN),
        ([GOING] * 10 + [AGAIN] + [GOING] * 10 + [ALIVE], [0.1] * 11 + [0.8], Verdict.SAME),
        ([GOING] * 10 + [AGAIN] + [ALIVE], [0.8], Verdict.NOT_PROVEN),
    ],
    ids=["alike", "unlike", "not alive", "another one before the new draw", "no frame since the new draw"],
)
def test_a_verdict_needs_both_in_one_draw(steps: list[Outcome], cosines: list[float], verdict: Verdict) -> None:
    came, told, _ = run(ScriptedJudge(*steps), cosines, portrait=True)
    assert came.verdict is verdict
    assert told.beats == len(steps)


@pytest.mark.usefixtures("_good_portrait")
def test_figures_of_a_session_come_out_with_its_verdict() -> None:
    scores = run(ScriptedJudge(*[GOING] * 3, AGAIN, *[GOING] * 10, ALIVE), [0.1] * 4 + [0.8], portrait=True)[0].scores
    assert scores is not None
    assert (scores.path, scores.is_alive, scores.ended_by) == ("5-point", True, "")
    assert scores.similarity == pytest.approx(0.8, abs=0.01)
    assert scores.portrait_eyes_px == FakePortrait.eye_distance_px


def test_of_a_portrait_that_cannot_be_compared_its_quality_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakePortrait, "is_good", lambda _self, _settings: False)
    monkeypatch.setattr(engine.Engine, "_portrait", lambda _self, _ask: FakePortrait())
    came, told, _ = run(ScriptedJudge(GOING), [0.1], portrait=True)
    assert came.verdict is Verdict.POOR_PORTRAIT
    assert came.scores is not None
    assert (came.scores.portrait_sharpness, came.scores.similarity, told.beats) == (FakePortrait.sharpness, None, 0)


@pytest.mark.usefixtures("_good_portrait")
def test_every_frame_that_is_compared_shows_the_face_that_is_judged() -> None:
    judge = ScriptedJudge(*[GOING] * 12, ALIVE)
    judge.every = 5
    # The judge sees the first, sixth and eleventh frame; somebody else slips in between.
    came = run(judge, [0.1, 0.1, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9], portrait=True)[0]
    assert came.verdict is Verdict.NOT_PROVEN
    assert judge.ended_by is Cue.ANOTHER


def test_the_picture_for_the_platform_shows_the_face_that_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    best: list[int] = []
    monkeypatch.setattr(Evidence, "consider", lambda _self, look: best.append(look.frame.number))
    judge = ScriptedJudge(*[GOING] * 12, ALIVE)
    judge.every = 5
    run(judge, [0.1] * 5 + [0.1] + [0.9] * 4 + [0.1] * 3)
    assert best == [1, 6, 11], "a frame whose face was not compared with the first one is nobody's picture"


def test_without_a_portrait_nothing_is_compared() -> None:
    assert run(ScriptedJudge(GOING, ALIVE), [0.1])[0].verdict is Verdict.ALIVE


def test_the_judge_hears_how_like_each_frame_is_to_the_draws_first() -> None:
    judge = ScriptedJudge(GOING, GOING, AGAIN, GOING, ALIVE)
    _, screen, _ = run(judge, [1.0, 0.6, 0.6, 0.6, 1.0])
    assert screen.forgotten == 2, "at the beginning of each draw"
    told = [seen.similarity for seen in judge.seen]
    assert told == pytest.approx([1.0, 0.6, 0.6, 1.0, 0.6], abs=1e-6)


def test_guidance_is_told_when_it_changes_and_a_covered_lens_is_seen_here() -> None:
    _, told, camera = run(ScriptedJudge(*[GOING] * 20, ALIVE), [0.5])
    assert told.guidance == [Guidance(Prompt.LOOK, Hint.COVERED)]
    assert camera.opened == 1


class Infrared:
    """Sees an attack in the third frame."""

    def check(self) -> str:
        return "infrared"

    def judge(self, taken_s: float) -> Presented:
        return Presented.ATTACK if taken_s == pytest.approx(0.6) else Presented.NOTHING_AGAINST


def test_the_judge_hears_the_word_of_a_better_camera() -> None:
    judge = ScriptedJudge(GOING, GOING, GOING, ALIVE)
    run(judge, [0.5], pad=Infrared())
    assert [seen.presented is Presented.ATTACK for seen in judge.seen] == [False, False, True, False]


@pytest.mark.parametrize(
    ("repeats", "stop", "fault"),
    [(STANDS_STILL, False, Fault.BROKEN), (0, True, Fault.CANCELLED)],
)
def test_a_session_ends_at_a_frozen_picture_and_when_it_is_stopped(repeats: int, stop: bool, fault: Fault) -> None:
    with pytest.raises(DeviceError) as caught:
        run(ScriptedJudge(GOING), [0.5], repeats=repeats, stop=stop)
    assert caught.value.fault is fault


def test_who_does_nothing_until_the_limit_has_not_finished_and_no_device_failed() -> None:
    came, _, camera = run(ScriptedJudge(GOING), [0.5])
    assert (came.verdict, came.picture) == (Verdict.UNFINISHED, b"")
    assert camera.opened == 1
