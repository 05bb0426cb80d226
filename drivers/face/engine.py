"""One session inside the face process: portrait, camera, actions, comparison."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from drivers.camera import Camera, Frame
from drivers.clock import Clock
from drivers.face import Guidance, Hint, Scores, Verdict
from drivers.face import portrait as portraits
from drivers.face.evidence import Evidence
from drivers.face.frames import Ask, Came
from drivers.face.liveness import Outcome, Step
from drivers.face.liveness_cues import SIMILAR_MIN, Cue
from drivers.face.matcher import Likeness, Matcher, similarity
from drivers.face.measure import Look, Observer, is_covered
from drivers.face.observation import Observation
from drivers.face.pad import PadProvider
from drivers.face.preview import PreviewThread
from drivers.faults import DeviceError, Fault

if TYPE_CHECKING:
    from config.device_settings import FaceSettings
    from drivers.face.finding import Finder
    from drivers.face.matcher import Embedding
    from drivers.face.points import PointFinder
    from drivers.face.portrait import Portrait
    from drivers.face.second_opinion import SecondOpinion

FRAME_S = 2.5
"""Limit for one frame: the camera itself gives up after 2 s of silence and says why."""
STANDS_STILL = 50
"""Our choice: a living sensor never sends the same picture twice, let alone for two seconds."""


class Screen(Protocol):
    """Where a session tells what it does."""

    def told(self, guidance: Guidance) -> None:
        """The guidance changed."""

    def preview(self, picture: bytes) -> None:
        """A picture for the screen; comes on a thread of its own."""

    def beat(self) -> None:
        """Another frame was looked at."""


class Judge(Protocol):
    """Says whether somebody is alive: `LivenessSession` in service."""

    @property
    def wants_similarity(self) -> bool:
        """Whether the next observation should carry a similarity."""

    @property
    def ended_by(self) -> object:
        """What ended the draw; None where it ended well or not at all."""

    def observe(self, seen: Observation) -> Step:
        """Take the next frame."""

    def another(self) -> Step:
        """A frame that was to be compared shows another face than the draw's first one."""


@dataclass(frozen=True, slots=True)
class Models:
    """All that is loaded once; none of it for two threads at once."""

    finder: "Finder"
    observer: Observer
    matcher: Matcher
    second: "SecondOpinion"
    points: "PointFinder | None" = None
    """Those that the observer uses; photographs are measured by them too."""


class Engine:
    """Runs sessions, one at a time.

    Args:
        camera: closed.
        models: loaded.
        settings: thresholds and limits.
        clock: for the limit.
        judge: makes the judge of one session from what is asked.
        pad: a camera that sees more than colour, where the terminal has one; the judge hears its word.
    """

    def __init__(
        self,
        camera: Camera,
        models: Models,
        settings: "FaceSettings",
        clock: Clock,
        judge: Callable[[Ask], Judge],
        pad: PadProvider | None = None,
    ) -> None:
        self._camera = camera
        self._models = models
        self._settings = settings
        self._clock = clock
        self._judge = judge
        self._pad = pad

    def run(self, ask: Ask, screen: Screen, stopping: threading.Event) -> Came:
        """One session, with the camera open only as long as it is needed.

        Args:
            ask: what to find out.
            screen: where to tell.
            stopping: set to end it.

        Raises:
            DeviceError: CANCELLED, BROKEN (the picture stands still), GONE (dlib ended), or the camera's own fault.
        """
        judge = self._judge(ask)
        portrait = self._portrait(ask)
        scores = _of_portrait(self._settings.landmarks, portrait)
        if ask.has_portrait and (portrait is None or not portrait.is_good(self._settings)):
            return Came(verdict=Verdict.POOR_PORTRAIT, scores=scores)
        embedding = self._models.matcher.embedding(portrait.aligned) if portrait is not None else None
        evidence = Evidence(self._settings, self._models.second, portrait, embedding)
        evidence.ask_for_portrait()
        self._camera.open()
        try:
            preview = PreviewThread(self._camera, screen.preview)
            try:
                outcome = self._watch(judge, evidence, screen, stopping)
                ended_s = self._clock.monotonic()
            finally:
                preview.end()
        finally:
            self._camera.close()
        came = _result(ask, evidence, outcome)
        return came.model_copy(update={"scores": _scores(scores, judge, evidence, outcome), "ended_s": ended_s})

    def _portrait(self, ask: Ask) -> "Portrait | None":
        return portraits.read(ask.picture, self._models.finder, self._models.matcher) if ask.has_portrait else None

    def _watch(self, judge: Judge, evidence: Evidence, screen: Screen, stopping: threading.Event) -> Outcome | None:
        """What came of it; None where the limit passed."""
        self._models.observer.forget()
        draw = _Draw(judge, evidence, self._models, self._pad)
        deadline = self._clock.monotonic() + self._settings.session_s
        told: Guidance | None = None
        number = 0
        while True:
            if stopping.is_set():
                raise DeviceError(Fault.CANCELLED, "stopped")
            if self._clock.monotonic() > deadline:
                return None
            frame = self._camera.newest(FRAME_S, after=number)
            if frame.repeats >= STANDS_STILL:
                raise DeviceError(Fault.BROKEN, f"camera: {frame.repeats} frames are the same to the last pixel")
            number = frame.number
            outcome, guidance = draw.take(self._models.observer.look(frame))
            screen.beat()
            guidance = _hinted(guidance, frame)
            if guidance != told:
                told = guidance
                screen.told(guidance)
            if outcome in (Outcome.ALIVE, Outcome.NOT_ALIVE):
                return outcome


class _Draw:
    """Feeds the judge of liveness and gathers what may be compared."""

    def __init__(self, judge: Judge, evidence: Evidence, models: Models, pad: PadProvider | None) -> None:
        self._judge = judge
        self._evidence = evidence
        self._models = models
        self._pad = pad
        self._reference: Embedding | None = None

    def take(self, look: Look) -> tuple[Outcome, Guidance]:
        """One frame."""
        seen, embedding = look.seen, None
        if self._pad is not None:
            seen = replace(seen, presented=self._pad.judge(seen.taken_s))
        if look.aligned is not None and self._judge.wants_similarity:
            embedding = self._models.matcher.embedding(look.aligned)
            if self._reference is None:
                self._reference = embedding
            seen = replace(seen, similarity=similarity(self._reference, embedding))
        step = self._judge.observe(seen)
        if step.settles:
            self._models.observer.settle()
        if step.comparable and look.aligned is not None and self._reference is not None:
            step = self._kept(step, look, embedding, self._reference)
        if step.outcome is Outcome.AGAIN:
            self._reference = None
            self._models.observer.forget()
            self._evidence.drop()
        return step.outcome, step.guidance

    def _kept(self, step: Step, look: Look, embedding: "Embedding | None", reference: "Embedding") -> Step:
        """Keep a frame for the comparison or the picture: only of the face that is being judged."""
        wants = self._evidence.wants(look)
        if embedding is None and wants and look.aligned is not None:
            embedding = self._models.matcher.embedding(look.aligned)
        if embedding is None:
            return step
        if similarity(reference, embedding) < SIMILAR_MIN:
            return self._judge.another()
        self._evidence.consider(look)
        if wants:
            self._evidence.keep(look, embedding)
        return step


def _hinted(guidance: Guidance, frame: Frame) -> Guidance:
    """A covered lens has no face in it either, and only one of the two can be helped."""
    return replace(guidance, hint=Hint.COVERED) if is_covered(frame) else guidance


def _of_portrait(path: str, portrait: "Portrait | None") -> Scores:
    if portrait is None:
        return Scores(path)
    return Scores(
        path,
        portrait_eyes_px=round(portrait.eye_distance_px, 1),
        portrait_sharpness=round(portrait.sharpness, 1),
        portrait_contrast=round(portrait.contrast, 1),
    )


def _scores(scores: Scores, judge: Judge, evidence: Evidence, outcome: Outcome | None) -> Scores:
    distance, ended_by = evidence.distance(), judge.ended_by
    return replace(
        scores,
        is_alive=outcome is Outcome.ALIVE,
        ended_by=str(ended_by.value if isinstance(ended_by, Cue) else ended_by or ""),
        frames=evidence.frames,
        similarity=round(evidence.similarity(), 3) if evidence.frames else None,
        distance=round(distance, 3) if distance is not None else None,
    )


def _result(ask: Ask, evidence: Evidence, outcome: Outcome | None) -> Came:
    if outcome is None:
        return Came(verdict=Verdict.UNFINISHED)
    if outcome is not Outcome.ALIVE:
        return Came(verdict=Verdict.NOT_PROVEN)
    if evidence.portrait is not None and evidence.likeness() is not Likeness.ALIKE:
        return Came(verdict=Verdict.NOT_PROVEN)
    picture = evidence.picture() if ask.wants_picture else None
    verdict = Verdict.ALIVE if evidence.portrait is None else Verdict.SAME
    return Came(verdict=verdict, picture=picture or b"")
