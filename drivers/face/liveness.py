"""Is somebody alive before the camera? One session: random actions, and everything that speaks against it.

Pure: no clock, no camera, no models. Times come with the observations, chance comes from the caller.

A session has one draw. It begins with a neutral face, then random actions are asked one by one, each after a random
wait; an action must begin after the prompt, be done within its limit, and the face must look ahead again. A wrong
action, a time-out or anything of `liveness_cues` ends it.
"""

import random
from dataclasses import dataclass, field
from enum import Enum

from drivers.face import Guidance, Hint, Prompt
from drivers.face.liveness_blink import BlinkWatch
from drivers.face.liveness_cues import Continuity, Cue
from drivers.face.liveness_features import Change, Features, Neutral, features_of
from drivers.face.liveness_gate import hint
from drivers.face.liveness_paths import FIVE_POINTS, TURNS, LandmarkPath, drawn, to_ask
from drivers.face.observation import Observation, SeenFace

NEUTRAL_FRAMES = 10
"""Of the neutral face; at 25 a second it is gathered in 0.4 s."""
STILL = 0.08
"""Our choice, eye distances: how far the nose may wander among them; a head that turns by 7 degrees does more."""
WAIT_S = (0.4, 1.2)
"""Random wait before each prompt: a recording does not know when it ends."""
REACTION_S = 0.2
"""Nobody answers a prompt faster (simple reaction times of adults: 0.2 to 0.3 s at the least)."""
ACTION_S = 4.0
"""From the prompt to the action."""
BACK_S = 2.0
"""Our choice: from the action to looking ahead again."""
DONE_FRAMES, WRONG_FRAMES, BACK_FRAMES = 3, 4, 2
"""Our choice: a single frame may be wrong in its points; four are 0.16 s of another action."""
WRONG_BY_THE_WAY_FRAMES = 8
"""Our choice: heads that turn also bow a little and mouths open by themselves, but not for a third of a second."""
RESTLESS_S = 2.0
"""Our choice: who moves for so long in all before the prompts is not waiting for them."""
SIMILARITY_EVERY = 5
"""Frames."""
COVERED_MAX = 0.20
"""In an action, see `liveness_cues.COVERED_MIN`."""
SHUT = 0.05


class Outcome(Enum):
    """Where a session is."""

    GOING = "going"
    AGAIN = "again"
    """There is no neutral face yet and all that was seen counts for nothing; the next observation begins anew. The
    caller drops its reference embedding, its frames and its `FaceMemory`."""
    ALIVE = "alive"
    NOT_ALIVE = "not_alive"


@dataclass(frozen=True, slots=True)
class Step:
    """What one observation came to."""

    outcome: Outcome
    guidance: Guidance
    comparable: bool = False
    """This frame may be embedded for the comparison: one frontal, calm, sharp face inside an unbroken draw."""
    settles: bool = False
    """The face looks ahead in this frame: the caller calls `FaceMemory.settle`."""


@dataclass(slots=True)
class _Gathering:
    """The neutral face is looked for."""

    faces: list[SeenFace] = field(default_factory=list)
    offsets: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """For the random moment of the next prompt."""

    until_s: float


@dataclass(slots=True)
class _Acting:
    """The prompt is shown."""

    since_s: float
    action: Prompt
    right: int = 0
    wrong: int = 0
    began_s: float = 0.0


@dataclass(slots=True)
class _Returning:
    """The action was seen; the face is to look ahead again."""

    until_s: float
    done_s: float
    bowed: float
    """The most that the nose went down in the action."""
    calm: int = 0


class LivenessSession:
    """Judges one person before the camera.

    Args:
        actions: how many random actions, 2 or 3.
        seated: no nod is asked.
        dice: `secrets.SystemRandom()` in service.
        path: how faces are read.

    Raises:
        WeakVariantError: the actions left to draw from have neither nod nor mouth.
        ValueError: another number of actions.
    """

    def __init__(
        self,
        actions: int,
        *,
        seated: bool,
        dice: random.Random,
        path: LandmarkPath = FIVE_POINTS,
    ) -> None:
        self._path = path
        self._dice = dice
        self._actions = actions
        self._draw = drawn(to_ask(path, seated=seated), actions, dice)
        self._was_shown = False
        self._phase: _Gathering | _Waiting | _Acting | _Returning = _Gathering()
        self._neutral: Neutral | None = None
        self._continuity: Continuity | None = None
        self._blinks = BlinkWatch()
        self._done = 0
        self._restless_s = 0.0
        self._unembedded = 0
        self._last_s = float("-inf")
        self._end: Step | None = None
        self.ended_by: Cue | str | None = None
        """What ended the draw where nobody was proven alive; for the bench, never for the person."""

    @property
    def wants_similarity(self) -> bool:
        """Whether the next observation should carry a similarity."""
        return self._end is None and self._neutral is not None and self._unembedded <= 0

    def observe(self, seen: Observation) -> Step:
        """Take the next frame. After ALIVE or NOT_ALIVE nothing counts any more; nor does a frame that is not newer."""
        if self._end is not None:
            return self._end
        if seen.taken_s <= self._last_s:
            return self._step()
        before_s, self._last_s = self._last_s, seen.taken_s
        features = features_of(seen.face) if seen.face is not None else None
        if self._neutral is None or self._continuity is None:
            return self._gather(seen, features)
        change = Change.of(seen.face, features, self._neutral) if seen.face is not None and features else None
        self._unembedded = SIMILARITY_EVERY - 1 if seen.similarity is not None else self._unembedded - 1
        cue = self._continuity.judge(seen, features, change)
        if cue is not None:
            return self._ends(cue)
        if seen.face is None or change is None:
            return self._step(Hint.NO_FACE)
        if seen.faces > 1:
            return self._step(Hint.SEVERAL_FACES)
        is_steady = change.is_back(self._path) and seen.face.covered <= COVERED_MAX
        blink_s = self._blinks.observe(seen.taken_s, seen.face.eyes_open, is_steady=is_steady)
        match self._phase:
            case _Waiting():
                return self._wait(self._phase, seen, seen.face, change, seen.taken_s - before_s)
            case _Acting():
                return self._act(self._phase, seen.taken_s, seen.face, change, blink_s)
            case _Returning():
                return self._return(self._phase, seen, change)
            case _Gathering():
                return self._ends("gathering twice")

    def another(self) -> Step:
        """The caller has compared a frame that it kept with the draw's first one, and it is another face."""
        return self._ends(Cue.ANOTHER) if self._end is None else self._end

    def _gather(self, seen: Observation, features: Features | None) -> Step:
        """The neutral face: ten frames one after the other that look ahead and keep still."""
        phase = self._phase if isinstance(self._phase, _Gathering) else _Gathering()
        found = hint(seen, features)
        if found is not None or seen.face is None or features is None:
            return self._restart(phase, found)
        phase.faces.append(seen.face)
        phase.offsets.append(features.offset)
        moves = max(phase.offsets) - min(phase.offsets) > STILL
        while max(phase.offsets) - min(phase.offsets) > STILL:
            del phase.faces[0], phase.offsets[0]
        self._phase = phase
        if len(phase.faces) < NEUTRAL_FRAMES:
            return self._step(Hint.HOLD_STILL if moves else None)
        self._neutral = Neutral.of(phase.faces)
        self._continuity = Continuity(seen.taken_s)
        self._unembedded = 0
        return self._to_wait(seen.taken_s, settles=True)

    def _restart(self, phase: _Gathering, found: Hint | None) -> Step:
        """Begin to gather anew; whoever stood there before is forgotten, and no draw is used."""
        self._phase = _Gathering()
        return self._step(found, Outcome.AGAIN if phase.faces else Outcome.GOING)

    def _wait(self, phase: _Waiting, seen: Observation, face: SeenFace, change: Change, passed_s: float) -> Step:
        is_calm = change.is_back(self._path) and face.covered <= COVERED_MAX
        if not is_calm:
            self._restless_s += passed_s
            if self._restless_s > RESTLESS_S:
                return self._ends("restless")
            self._to_wait(seen.taken_s)
            return self._step(Hint.LOOK_AHEAD)
        if seen.taken_s < phase.until_s:
            return self._step(comparable=hint(seen, features_of(face)) is None and not self._blinks.is_shut)
        self._was_shown = True
        self._phase = _Acting(seen.taken_s, self._draw[self._done])
        return self._step(settles=not self._blinks.is_shut)

    def _act(self, phase: _Acting, now_s: float, face: SeenFace, change: Change, blink_s: float | None) -> Step:
        if now_s - phase.since_s > ACTION_S:
            # Asked once more it would be an action that is known before its prompt.
            return self._ends("time-out")
        shown = change.shows(self._path) if face.covered <= COVERED_MAX else frozenset()
        if blink_s is not None and phase.action is Prompt.BLINK and blink_s - phase.since_s >= REACTION_S:
            return self._to_return(now_s, 0.0)
        if phase.action in shown:
            phase.began_s = now_s if phase.right == 0 else phase.began_s
            phase.right, phase.wrong = phase.right + 1, 0
        elif shown:
            phase.right, phase.wrong = 0, phase.wrong + 1
        else:
            phase.right = phase.wrong = 0
        if phase.wrong >= (WRONG_FRAMES if shown & TURNS else WRONG_BY_THE_WAY_FRAMES):
            return self._ends("wrong action")
        if phase.right >= DONE_FRAMES:
            if phase.began_s - phase.since_s < REACTION_S:
                return self._ends("too early")
            return self._to_return(now_s, change.down if phase.action is Prompt.NOD else 0.0)
        return self._step()

    def _return(self, phase: _Returning, seen: Observation, change: Change) -> Step:
        if phase.bowed > 0:
            phase.bowed = max(phase.bowed, change.down)
        is_back = change.is_back(self._path) and (phase.bowed == 0 or change.down < phase.bowed / 2)
        phase.calm = phase.calm + 1 if is_back else 0
        if phase.calm < BACK_FRAMES:
            return self._ends("did not return") if seen.taken_s > phase.until_s else self._step(Hint.LOOK_AHEAD)
        if self._done < self._actions:
            return self._to_wait(seen.taken_s)
        # The last word has the comparison with the first face: nobody is changed in the last action.
        if self._continuity is None or self._continuity.known_s <= phase.done_s:
            return self._ends("not known at the end") if seen.taken_s > phase.until_s else self._step()
        if not self._continuity.was_judged:
            return self._ends("never judged")
        return self._finish(Outcome.ALIVE)

    def _to_wait(self, now_s: float, *, settles: bool = False) -> Step:
        self._phase = _Waiting(now_s + self._dice.uniform(*WAIT_S))
        return self._step(settles=settles)

    def _to_return(self, now_s: float, bowed: float) -> Step:
        self._done += 1
        self._phase = _Returning(now_s + BACK_S, now_s, bowed)
        return self._step()

    def _ends(self, why: Cue | str) -> Step:
        """Nothing more is asked of whoever stands there."""
        self.ended_by, self._phase = why, _Gathering()
        return self._finish(Outcome.NOT_ALIVE)

    def _finish(self, outcome: Outcome) -> Step:
        step = self._step(outcome=outcome)
        self._end = step
        return step

    def _step(
        self,
        found: Hint | None = None,
        outcome: Outcome = Outcome.GOING,
        *,
        comparable: bool = False,
        settles: bool = False,
    ) -> Step:
        prompt = self._phase.action if isinstance(self._phase, _Acting) else Prompt.LOOK
        return Step(outcome, Guidance(prompt, found, self._done, self._actions, self._was_shown), comparable, settles)
