"""Runs sessions of the attack suite with points, and counts what came of many."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import face_presentations as attacks
from face_presentations import FRAME_S, Asked, Script, Someone, Watched, chance, recorded_session

from drivers.face import Prompt
from drivers.face.liveness import LivenessSession, Outcome
from drivers.face.liveness_paths import LandmarkPath, drawn, to_ask

Make = Callable[[Someone], Script]


@dataclass(frozen=True)
class How:
    """How sessions are run."""

    path: LandmarkPath
    actions: int = 3
    draws: int = 3
    """A card's: each is a session."""
    frame_s: float = FRAME_S
    limit_s: float = 60.0
    seated: bool = False


@dataclass
class Tally:
    """Of many runs."""

    runs: int = 0
    passed: int = 0
    first_draw: int = 0
    """Passed with the first draw."""
    seconds: list[float] = field(default_factory=list)
    """Of those that passed."""
    why: Counter[str] = field(default_factory=Counter)
    """What ended the last draw of those that did not."""


@dataclass(frozen=True)
class Ran:
    """What came of the draws of one card."""

    passed: bool
    came_to_nothing: int
    """Draws."""
    seconds: float
    why: str


def run(script: Script, someone: Someone, how: How, seed: object) -> Ran:
    """A card's draws one after the other, until one passes."""
    dice = chance(seed)
    session = LivenessSession(how.actions, seated=how.seated, dice=dice, path=how.path)
    nothing = 0
    watched = Watched(someone.head, how.path.sees_mouth, chance(("noise", seed)))
    asked, now_s = Asked(), 0.0
    while now_s < how.limit_s:
        seen = watched.observed(script(now_s, asked), now_s, wants_similarity=session.wants_similarity)
        step = session.observe(seen)
        if step.outcome is Outcome.ALIVE:
            return Ran(True, nothing, now_s, "")
        if step.outcome is Outcome.NOT_ALIVE:
            nothing += 1
            if nothing == how.draws:
                break
            session = LivenessSession(how.actions, seated=how.seated, dice=dice, path=how.path)
        if step.outcome in (Outcome.AGAIN, Outcome.NOT_ALIVE):
            watched.forget()
            asked = Asked(Prompt.LOOK, now_s, asked.draw + 1, now_s)
        elif step.settles:
            watched.settle()
        if step.guidance.prompt is not asked.prompt:
            asked = Asked(step.guidance.prompt, now_s, asked.draw, asked.draw_since_s)
        now_s += how.frame_s
    return Ran(False, nothing, now_s, str(session.ended_by))


def tally(make: Make, how: How, runs: int, seed: object = 0) -> Tally:
    """Many runs, each with another person."""
    result = Tally()
    for number in range(runs):
        someone = Someone(chance((seed, number)))
        ran = run(make(someone), someone, how, (seed, number))
        result.runs += 1
        if ran.passed:
            result.passed += 1
            result.first_draw += ran.came_to_nothing == 0
            result.seconds.append(ran.seconds)
        else:
            result.why[ran.why] += 1
    return result


def live(someone: Someone) -> Script:
    """Somebody alive."""
    return someone


def attacks_on(path: LandmarkPath, actions: int) -> dict[str, Make]:
    """All kinds of attack, by name."""

    def recorded(someone: Someone) -> Script:
        return recorded_session(someone, drawn(to_ask(path, seated=False), actions, someone.dice))

    return {
        "still picture": attacks.still,
        "shaken": attacks.shaken,
        "zoomed": attacks.zoomed,
        "turned": attacks.turned,
        "tilted": attacks.tilted,
        "bent": attacks.bent,
        "swapped": attacks.swapped,
        "bent and swapped": attacks.bent_and_swapped,
        "bar over the eyes": attacks.bar,
        "two faces": attacks.two_faces,
        "second face comes": attacks.second_face_comes,
        "person changed": attacks.changed,
        "changed after the actions": lambda someone: attacks.changed_at_the_end(someone, actions),
        "changed behind a hand": attacks.changed_in_the_dark,
        "lost face": attacks.lost_face,
        "looped clip": lambda someone: attacks.looped_clip(someone, many=path.sees_mouth),
        "recorded session": recorded,
    }


REPLAYS = frozenset({"looped clip", "recorded session"})
"""A recording of the living person passes when what it shows is drawn by chance."""
NOT_STOPPED = {"clips started on each prompt": attacks.operated_clips}
