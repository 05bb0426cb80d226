"""The attack suite in pictures: painted people and what is held up, seen through the whole chain before a session."""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from face_presentations import FRAME_S, Asked, chance

from drivers.camera import Frame
from drivers.camera.opencv import opencv
from drivers.face import Prompt, models
from drivers.face.finding import Finder
from drivers.face.liveness import LivenessSession, Outcome, Step
from drivers.face.liveness_paths import LandmarkPath, drawn, to_ask
from drivers.face.matcher import Matcher, similarity
from drivers.face.measure import Observer
from drivers.face.motion.acting import Actor, Manner
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import Picture, Portrayed, empty, noisy
from drivers.face.motion.sheet import Held, photographed
from drivers.face.observation import Observation
from drivers.face.points import PointFinder

Show = Callable[[float, Asked], Picture]

WIDTH_PX, HEIGHT_PX, EYES_PX = 1280, 720, 95.0
AT = (WIDTH_PX / 2, HEIGHT_PX * 0.44)
MANNER = Manner(turn_degrees=(16.0, 27.0), nod_degrees=(12.0, 18.0))
"""Within what the painted relief can show."""
JPEG_QUALITY = 88


@functools.cache
def observer(path: LandmarkPath) -> tuple[Observer, Matcher]:
    """The chain of the face process."""
    opencv().setNumThreads(1)
    matcher = Matcher(models.recognizer())
    points = PointFinder("68-point" if path.sees_mouth else "5-point")
    return Observer(Finder(models.detector()), points, matcher), matcher


@dataclass(frozen=True)
class Ended:
    """What came of a session."""

    passed: bool
    draws_used: int
    seconds: float
    why: str


def run(
    show: Show,
    path: LandmarkPath,
    seed: object,
    *,
    actions: int = 3,
    draws: int = 3,
    frame_s: float = FRAME_S,
    limit_s: float = 60.0,
    told: Callable[[Observation, Step], None] = lambda _seen, _step: None,
) -> Ended:
    """A card's draws with pictures, one after the other, until one passes."""
    chain, matcher = observer(path)
    chain.forget()
    dice = chance(seed)
    session, used = LivenessSession(actions, seated=False, dice=dice, path=path), 0
    asked, now_s, number, reference = Asked(), 0.0, 0, None
    while now_s < limit_s:
        number += 1
        look = chain.look(Frame(number, now_s, as_seen(show(now_s, asked), number)))
        seen = look.seen
        if look.aligned is not None and session.wants_similarity:
            embedding = matcher.embedding(look.aligned)
            reference = embedding if reference is None else reference
            seen = replace(seen, similarity=similarity(reference, embedding))
        step = session.observe(seen)
        told(seen, step)
        if step.settles:
            chain.settle()
        if step.outcome is Outcome.ALIVE:
            return Ended(True, used, now_s, str(session.ended_by))
        if step.outcome is Outcome.NOT_ALIVE:
            used += 1
            if used == draws:
                return Ended(False, used, now_s, str(session.ended_by))
            session = LivenessSession(actions, seated=False, dice=dice, path=path)
        if step.outcome in (Outcome.AGAIN, Outcome.NOT_ALIVE):
            chain.forget()
            reference, asked = None, Asked(Prompt.LOOK, now_s, asked.draw + 1, now_s)
        if step.guidance.prompt is not asked.prompt:
            asked = Asked(step.guidance.prompt, now_s, asked.draw, asked.draw_since_s)
        now_s += frame_s
    return Ended(False, used, now_s, f"no end, last {session.ended_by}")


def as_seen(picture: Picture, number: int) -> Picture:
    """With the sensor's noise and the camera's JPEG."""
    cv2 = opencv()
    coded = cv2.imencode(".jpg", noisy(picture, number), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1]
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


class Living:
    """A painted person who does what is asked."""

    def __init__(self, person: Portrayed, seed: object, manner: Manner = MANNER) -> None:
        self.person = person
        self._actor = Actor(chance(seed), manner)
        self._prompted_s = -1.0

    def pose(self, now_s: float, asked: Asked) -> Pose:
        """How they stand."""
        if asked.prompt is not Prompt.LOOK and asked.since_s != self._prompted_s:
            self._prompted_s = asked.since_s
            self._actor.asked(asked.prompt, now_s)
        return self._actor.pose(now_s)

    def __call__(self, now_s: float, asked: Asked) -> Picture:
        """Their picture."""
        return self.person.picture(self.pose(now_s, asked))


def _swing(asked: Asked, now_s: float, reaction_s: float = 0.5, lasts_s: float = 1.4) -> float:
    since = now_s - asked.since_s - reaction_s
    return math.sin(math.pi * since / lasts_s) if 0 < since < lasts_s and asked.prompt is not Prompt.LOOK else 0.0


def _on_sheet(picture: Picture, hold: Callable[[float, Asked], Held]) -> Show:
    return lambda now_s, asked: photographed(picture, hold(now_s, asked), AT, EYES_PX)


def _operated(now_s: float, asked: Asked, degrees: float, bend: float | None = None) -> Held:
    """The sheet turned for a turn and tilted for a nod, and brought nearer meanwhile."""
    much = _swing(asked, now_s)
    side = {Prompt.TURN_LEFT: 1, Prompt.TURN_RIGHT: -1}.get(asked.prompt, 0)
    tilt = degrees * much if asked.prompt is Prompt.NOD else 0.0
    return Held(
        turn=1.5 * math.sin(1.3 * now_s) + side * degrees * much,
        tilt=1.5 * math.sin(1.1 * now_s) + tilt,
        x=0.05 * math.sin(1.7 * now_s),
        y=0.04 * math.sin(1.5 * now_s),
        nearer=1 + 0.1 * much,
        bend=bend,
    )


def _bar(picture: Picture) -> Show:
    height, eyes = round(0.24 * EYES_PX), AT[1]

    def show(now_s: float, asked: Asked) -> Picture:
        shown = photographed(picture, _operated(now_s, asked, 36), AT, EYES_PX)
        since = now_s if asked.prompt is Prompt.LOOK else now_s - asked.since_s
        top = round(eyes - 100 + 240 * (since % 1.2))
        if since % 1.2 < 0.9:
            shown[top : top + height] = (95, 110, 140)
        return shown

    return show


def _swapped(person: Portrayed) -> Show:
    pictures = {
        Prompt.BLINK: person.picture(Pose(blink=1)),
        Prompt.OPEN_MOUTH: person.picture(Pose(mouth=0.8)),
    }
    first = person.picture(Pose())

    def show(now_s: float, asked: Asked) -> Picture:
        is_over = 0.6 < now_s - asked.since_s < 1.1
        picture = pictures.get(asked.prompt, first) if is_over else first
        return photographed(picture, _operated(now_s, asked, 36), AT, EYES_PX)

    return show


def _clip(person: Portrayed, prompts: list[Prompt], seed: object) -> list[Pose]:
    """A recording, as the poses of its frames."""
    living, dice = Living(person, seed), chance((seed, "pauses"))
    poses: list[Pose] = []
    for prompt in [Prompt.LOOK, *prompts]:
        since_s = len(poses) * FRAME_S
        for _ in range(round(dice.uniform(2.4, 4.0) / FRAME_S)):
            poses.append(living.pose(len(poses) * FRAME_S, Asked(prompt, since_s)))
    return poses


def _looped(person: Portrayed, path: LandmarkPath, seed: object) -> Show:
    dice = chance((seed, "order"))
    prompts = list(to_ask(path, seated=False))
    dice.shuffle(prompts)
    poses, begin = _clip(person, prompts, seed), dice.randrange(1000)
    return lambda now_s, _asked: person.picture(poses[(begin + round(now_s / FRAME_S)) % len(poses)])


def _recorded(person: Portrayed, path: LandmarkPath, seed: object) -> Show:
    poses = _clip(person, list(drawn(to_ask(path, seated=False), 3, chance((seed, "earlier")))), seed)
    return lambda now_s, asked: person.picture(
        poses[min(round((now_s - asked.draw_since_s) / FRAME_S), len(poses) - 1)]
    )


def _two(person: Portrayed, other: Portrayed, seed: object) -> Show:
    living, beside = Living(person, seed), other.picture(Pose())

    def show(now_s: float, asked: Asked) -> Picture:
        picture = living(now_s, asked)
        if now_s - asked.draw_since_s > 1.2:
            picture[:, 800:1200] = beside[:, 440:840]
        return picture

    return show


def _changed(person: Portrayed, other: Portrayed, seed: object) -> Show:
    """The holder is neutral, the accomplice acts: cut from one frame to the next, in the same place."""
    holder, accomplice = Living(person, seed), Living(other, seed)
    return lambda now_s, asked: (holder if now_s - asked.draw_since_s < 1.0 else accomplice)(now_s, asked)


def _lost(person: Portrayed, seed: object) -> Show:
    living, wall, at_s = Living(person, seed), empty(WIDTH_PX, HEIGHT_PX), chance(seed).uniform(1.0, 4.0)

    def show(now_s: float, asked: Asked) -> Picture:
        is_away = at_s < now_s - asked.draw_since_s < at_s + 0.7
        return wall if is_away else living(now_s, asked)

    return show


def _still(picture: Picture) -> Show:
    return lambda _now_s, _asked: picture


def _shaken(picture: Picture) -> Show:
    return _on_sheet(
        picture,
        lambda now_s, _asked: Held(
            roll=6 * math.sin(5 * now_s), x=0.2 * math.sin(7 * now_s), y=0.11 * math.sin(9 * now_s)
        ),
    )


def _zoomed(picture: Picture) -> Show:
    return _on_sheet(picture, lambda now_s, _asked: Held(nearer=1 + 0.22 * math.sin(2.5 * now_s)))


def _tilted(picture: Picture) -> Show:
    return _on_sheet(picture, lambda now_s, _asked: Held(tilt=28 * math.sin(2 * now_s), turn=8 * math.sin(3 * now_s)))


def _moved(picture: Picture, degrees: float, bend: float | None) -> Show:
    return _on_sheet(picture, lambda now_s, asked: _operated(now_s, asked, degrees, bend))


def attack(kind: str, person: Portrayed, other: Portrayed, path: LandmarkPath, seed: object) -> Show:
    """One attack, of `KINDS`."""
    dice, picture = chance((seed, kind)), person.picture(Pose())
    degrees, bend = dice.uniform(25, 42), dice.choice([1.6, 2.0, 2.7, 4.4])
    makes: dict[str, Callable[[], Show]] = {
        "still picture": lambda: _still(picture),
        "shaken": lambda: _shaken(picture),
        "zoomed": lambda: _zoomed(picture),
        "turned": lambda: _moved(picture, degrees, None),
        "tilted": lambda: _tilted(picture),
        "bent": lambda: _moved(picture, degrees, bend),
        "swapped": lambda: _swapped(person),
        "bar over the eyes": lambda: _bar(picture),
        "looped clip": lambda: _looped(person, path, seed),
        "recorded session": lambda: _recorded(person, path, seed),
        "second face comes": lambda: _two(person, other, seed),
        "person changed": lambda: _changed(person, other, seed),
        "lost face": lambda: _lost(person, seed),
    }
    return makes[kind]()


KINDS = (
    "still picture",
    "shaken",
    "zoomed",
    "turned",
    "tilted",
    "bent",
    "swapped",
    "bar over the eyes",
    "second face comes",
    "person changed",
    "lost face",
    "looped clip",
    "recorded session",
)
