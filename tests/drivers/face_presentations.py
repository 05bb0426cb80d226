"""Who or what stands before the camera in the attack suite, as points: living people, and what is held up for them."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from drivers.face import Prompt
from drivers.face.motion.acting import Actor, Manner
from drivers.face.motion.points import PointHead
from drivers.face.motion.pose import Pose
from drivers.face.motion.sheet import Held, shown
from drivers.face.motion.surface import Build
from drivers.face.observation import Observation

FRAME_S = 0.04
AT = (640.0, 330.0)
Places = NDArray[np.float64]


def chance(seed: object) -> random.Random:
    """What is random in a run, the same in each repetition."""
    return random.Random(repr(seed))  # noqa: S311 - chance of a test keeps no secret


@dataclass(frozen=True)
class Moment:
    """What is before the camera in one frame."""

    places: Places | None
    eyes_open: float = 0.97
    covered: float = 0.0
    hidden: float = 0.0
    faces: int = 1
    person: int = 0
    """0 is the one whose face began."""


@dataclass
class Asked:
    """What the attacker sees on the screen: the prompt, since when, and in which draw."""

    prompt: Prompt = Prompt.LOOK
    since_s: float = 0.0
    draw: int = 0
    draw_since_s: float = 0.0


Script = Callable[[float, Asked], Moment]


@dataclass
class Someone:
    """A head of its own with a living person's movements."""

    dice: random.Random
    manner: Manner | None = None
    head: PointHead = field(init=False)
    actor: Actor = field(init=False)
    _prompted_s: float = -1.0

    def __post_init__(self) -> None:
        self.head = PointHead(some_build(self.dice), np.random.default_rng(self.dice.getrandbits(32)))
        self.actor = Actor(self.dice, self.manner)

    def __call__(self, now_s: float, asked: Asked) -> Moment:
        """Does what is asked, as a living person."""
        if asked.prompt is not Prompt.LOOK and asked.since_s != self._prompted_s:
            self._prompted_s = asked.since_s
            self.actor.asked(asked.prompt, now_s)
        return self.at(self.actor.pose(now_s))

    def at(self, pose: Pose) -> Moment:
        """This head in this pose."""
        return Moment(
            self.head.moved(pose),
            eyes_open=0.97 - self.head.blink_depth * pose.blink**2 - 0.002 * abs(pose.yaw) - 0.002 * abs(pose.pitch),
            covered=0.003 * abs(pose.yaw),
            hidden=min(0.75, 0.02 + 0.016 * abs(pose.yaw) + 0.008 * abs(pose.pitch)),
        )


def some_build(dice: random.Random) -> Build:
    """A head within the bounds of ordinary ones."""
    return Build(
        width=dice.uniform(0.93, 1.08),
        length=dice.uniform(0.94, 1.08),
        jaw=dice.uniform(0.85, 1.2),
        nose_length=dice.uniform(0.9, 1.12),
        nose_width=dice.uniform(0.85, 1.25),
        nose_height=dice.uniform(0.72, 1.25),
        brow=dice.uniform(0.6, 1.5),
    )


@dataclass
class Watched:
    """Turns moments into observations, as the chain before the session does."""

    head: PointHead
    many: bool
    dice: random.Random
    _before: Places | None = None
    _last: Places | None = None

    def observed(self, moment: Moment, now_s: float, *, wants_similarity: bool) -> Observation:
        """The observation of one frame."""
        if moment.places is None:
            return Observation(now_s, 1280, 720, 0, None)
        self._last = moment.places
        if self._before is None:
            self._before = moment.places
        face = self.head.seen(
            moment.places,
            before=self._before,
            at=AT,
            many=self.many,
            eyes_open=moment.eyes_open,
            covered=moment.covered,
            hidden=moment.hidden,
        )
        similarity = None
        if wants_similarity:
            same = self.dice.gauss(0.86, 0.03) if moment.person == 0 else min(0.5, self.dice.gauss(0.2, 0.12))
            similarity = min(1.0, same)
        return Observation(now_s, 1280, 720, moment.faces, face, similarity)

    def settle(self) -> None:
        """As `FaceMemory.settle`."""
        self._before = self._last

    def forget(self) -> None:
        """As `FaceMemory.forget`."""
        self._before = None


# --- attacks: each makes a script for one run ---


def held_picture(someone: Someone, hold: Callable[[float, Asked], Held]) -> Script:
    """One picture, held as `hold` says."""
    flat = someone.head.flat()
    return lambda now_s, asked: Moment(shown(flat, hold(now_s, asked)), hidden=0.03)


def _hand(dice: random.Random, much: float = 1.0) -> Callable[[float], Held]:
    one, two, three = (dice.uniform(0, math.tau) for _ in range(3))
    return lambda now_s: Held(
        turn=2.0 * much * math.sin(1.3 * now_s + one),
        tilt=2.0 * much * math.sin(1.1 * now_s + two),
        roll=1.5 * much * math.sin(0.9 * now_s + three),
        x=0.06 * much * math.sin(1.7 * now_s + two),
        y=0.05 * much * math.sin(1.5 * now_s + three),
    )


def still(someone: Someone) -> Script:
    """A picture on a stand."""
    return held_picture(someone, lambda _now_s, _asked: Held())


def shaken(someone: Someone) -> Script:
    """A picture shaken by hand."""
    return held_picture(
        someone,
        lambda now_s, _asked: Held(
            roll=6 * math.sin(5 * now_s), x=0.20 * math.sin(7 * now_s), y=0.11 * math.sin(9 * now_s)
        ),
    )


def zoomed(someone: Someone) -> Script:
    """A picture moved to and fro."""
    return held_picture(someone, lambda now_s, _asked: Held(nearer=1 + 0.22 * math.sin(2.5 * now_s)))


def _swing(asked: Asked, now_s: float, reaction_s: float = 0.5, lasts_s: float = 1.4) -> float:
    """0 to 1 and back, some time after the prompt."""
    since = now_s - asked.since_s - reaction_s
    return math.sin(math.pi * since / lasts_s) if 0 < since < lasts_s and asked.prompt is not Prompt.LOOK else 0.0


def turned(someone: Someone, bend: float | None = None) -> Script:
    """A picture turned by hand to the side that is asked for; for a nod it is tilted and brought nearer."""
    hand, degrees = _hand(someone.dice), someone.dice.uniform(25, 42)

    def hold(now_s: float, asked: Asked) -> Held:
        much, rest = _swing(asked, now_s), hand(now_s)
        match asked.prompt:
            case Prompt.TURN_LEFT | Prompt.TURN_RIGHT:
                side = 1 if asked.prompt is Prompt.TURN_LEFT else -1
                return Held(turn=side * degrees * much, nearer=1 + 0.1 * much, x=rest.x, y=rest.y, bend=bend)
            case Prompt.NOD:
                return Held(tilt=degrees * much, nearer=1 + 0.1 * much, x=rest.x, y=rest.y + 0.2 * much, bend=bend)
            case _:
                return Held(turn=rest.turn, tilt=rest.tilt, roll=rest.roll, x=rest.x, y=rest.y, bend=bend)

    return held_picture(someone, hold)


def tilted(someone: Someone) -> Script:
    """A picture that is always tilted to and fro, and turned a little."""
    one = someone.dice.uniform(0, 6)
    return held_picture(
        someone,
        lambda now_s, _asked: Held(
            tilt=28 * math.sin(2 * now_s + one), turn=8 * math.sin(3 * now_s), y=0.1 * math.sin(3 * now_s)
        ),
    )


def bent(someone: Someone) -> Script:
    """A picture bent to part of a cylinder, turned and tilted on prompt; radii down to a half cylinder."""
    return turned(someone, bend=someone.dice.choice([1.6, 2.0, 2.7, 4.4]))


def bent_and_swapped(someone: Someone) -> Script:
    """As `swapped`, and the sheets are bent around a head."""
    return swapped(someone, bend=someone.dice.choice([1.6, 2.0, 2.7]))


def swapped(someone: Someone, bend: float | None = None) -> Script:
    """Pictures of one person: on prompt the one with shut eyes, or open mouth, is pulled over the first."""
    hand = _hand(someone.dice)
    first, mouth = someone.head.flat(), someone.head.flat(mouth=0.8)

    def script(now_s: float, asked: Asked) -> Moment:
        since = now_s - asked.since_s - 0.6
        is_over = 0 < since < 0.5
        sheet = mouth if is_over and asked.prompt is Prompt.OPEN_MOUTH else first
        shut = is_over and asked.prompt is Prompt.BLINK
        places = shown(sheet, replace(_turned_too(hand(now_s), asked, now_s), bend=bend))
        return Moment(places, eyes_open=0.97 - someone.head.blink_depth * shut, covered=0.04 * is_over, hidden=0.03)

    return script


def _turned_too(rest: Held, asked: Asked, now_s: float) -> Held:
    much = _swing(asked, now_s)
    side = {Prompt.TURN_LEFT: 1, Prompt.TURN_RIGHT: -1}.get(asked.prompt, 0)
    tilt = 30 * much if asked.prompt is Prompt.NOD else 0.0
    return Held(turn=rest.turn + side * 38 * much, tilt=rest.tilt + tilt, roll=rest.roll, x=rest.x, y=rest.y)


def bar(someone: Someone) -> Script:
    """A strip moved over eyes and nose of a picture, on each prompt and at times without."""
    hand, flat = _hand(someone.dice, 0.5), someone.head.flat()
    numbers = np.random.default_rng(someone.dice.getrandbits(32))

    def script(now_s: float, asked: Asked) -> Moment:
        phase = (now_s % 1.0) if asked.prompt is Prompt.LOOK else ((now_s - asked.since_s) % 1.0)
        places = shown(flat, _turned_too(hand(now_s), asked, now_s))
        over_eyes, over_nose = 0.25 < phase < 0.45, 0.45 < phase < 0.75
        if over_nose:
            # spots on the nose stick to the edge of the strip and go with it, as far as the window of the search
            places = places.copy()
            places[-14:, 1] += numbers.uniform(-0.02, 0.16)
        return Moment(
            places,
            eyes_open=float(numbers.uniform(-0.1, 0.5)) if over_eyes else 0.97,
            covered=float(numbers.uniform(0.06, 0.2)) if over_eyes or over_nose else 0.0,
            hidden=float(numbers.uniform(0.3, 0.7)) if over_eyes or over_nose else 0.03,
        )

    return script


def _recorded(someone: Someone, prompts: list[Prompt]) -> list[Moment]:
    """A clip of the living person doing these actions, with pauses between them."""
    clip: list[Moment] = []
    asked, now_s = Asked(), 0.0
    for prompt in [Prompt.LOOK, *prompts]:
        asked = Asked(prompt, now_s)
        for _ in range(round(someone.dice.uniform(2.2, 4.0) / FRAME_S)):
            clip.append(someone(now_s, asked))
            now_s += FRAME_S
            if now_s - asked.since_s > FRAME_S:
                asked = Asked(Prompt.LOOK, asked.since_s)
    return clip


def looped_clip(someone: Someone, *, many: bool = False) -> Script:
    """A screen that shows one clip with all actions again and again."""
    actions = [Prompt.TURN_LEFT, Prompt.TURN_RIGHT, Prompt.NOD, Prompt.BLINK] + [Prompt.OPEN_MOUTH] * many
    someone.dice.shuffle(actions)
    clip, begin = _recorded(someone, actions), someone.dice.randrange(1000)
    return lambda now_s, _asked: clip[(begin + round(now_s / FRAME_S)) % len(clip)]


def recorded_session(someone: Someone, draw: tuple[Prompt, ...]) -> Script:
    """A recording of an earlier session that passed, begun anew with every draw."""
    clip = _recorded(someone, list(draw))
    return lambda now_s, asked: clip[min(round((now_s - asked.draw_since_s) / FRAME_S), len(clip) - 1)]


def two_faces(someone: Someone) -> Script:
    """A living person beside a picture of the one who should be there: the accomplice acts, both are seen."""

    def script(now_s: float, asked: Asked) -> Moment:
        moment = someone(now_s, asked)
        return Moment(moment.places, moment.eyes_open, faces=2)

    return script


def second_face_comes(someone: Someone) -> Script:
    """The same, but the second face comes when the neutral face was taken."""

    def script(now_s: float, asked: Asked) -> Moment:
        moment = someone(now_s, asked)
        return Moment(moment.places, moment.eyes_open, faces=1 if now_s - asked.draw_since_s < 1.2 else 2)

    return script


def another(moment: Moment) -> Moment:
    """Another person's face: few spots of the first one are found in it."""
    return replace(moment, hidden=0.9, covered=max(0.15, moment.covered), person=1)


def changed(someone: Someone) -> Script:
    """The holder looks neutral, somebody else takes the place for the actions, smoothly and without a jump."""
    other = Someone(someone.dice)
    other.head.eyes_px = someone.head.eyes_px
    at_s = someone.dice.uniform(0.8, 3.5)

    def script(now_s: float, asked: Asked) -> Moment:
        if now_s - asked.draw_since_s < at_s:
            return someone(now_s, asked)
        moment = other(now_s, asked)
        return another(moment)

    return script


def changed_at_the_end(someone: Someone, actions: int) -> Script:
    """The accomplice does all that is asked, and the holder takes the place when the last action was seen."""
    other = Someone(someone.dice)
    other.head.eyes_px = someone.head.eyes_px
    prompts: dict[int, set[float]] = {}

    def script(now_s: float, asked: Asked) -> Moment:
        began = prompts.setdefault(asked.draw, set())
        if asked.prompt is not Prompt.LOOK:
            began.add(asked.since_s)
        if len(began) < actions or asked.prompt is not Prompt.LOOK:
            return someone(now_s, asked)
        return another(other(now_s, asked))

    return script


def changed_in_the_dark(someone: Someone) -> Script:
    """The same, behind a hand that covers the face for a moment; shorter than it takes to be lost."""
    other = Someone(someone.dice)
    at_s, lasts_s = someone.dice.uniform(0.8, 3.5), someone.dice.uniform(0.1, 0.38)

    def script(now_s: float, asked: Asked) -> Moment:
        since = now_s - asked.draw_since_s
        if since < at_s:
            return someone(now_s, asked)
        if since < at_s + lasts_s:
            return Moment(None)
        moment = other(now_s, asked)
        return another(moment)

    return script


def lost_face(someone: Someone) -> Script:
    """The accomplice goes and the holder comes after a draw's first or second prompt; each acts when before the camera.

    Never before a prompt: of whoever goes while the neutral face is still looked for, nothing has been seen.
    """
    number, later_s, lasts_s = (
        someone.dice.choice((1, 2)),
        someone.dice.uniform(0, 1.2),
        someone.dice.uniform(0.45, 1.5),
    )
    prompts: dict[int, list[float]] = {}

    def script(now_s: float, asked: Asked) -> Moment:
        began = prompts.setdefault(asked.draw, [])
        if asked.prompt is not Prompt.LOOK and asked.since_s not in began:
            began.append(asked.since_s)
        is_gone = len(began) >= number and later_s < now_s - began[number - 1] < later_s + lasts_s
        return Moment(None) if is_gone else someone(now_s, asked)

    return script


def operated_clips(someone: Someone) -> Script:
    """Somebody at a keyboard starts the right clip of the holder at each prompt. Not stopped by any of this."""
    return someone
