"""Runs sessions of the attack suite, and what came of many."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import face_presentations as attacks
from face_presentations import FRAME_S, Asked, Script, Someone, Watched, chance, recorded_session

from drivers.face import Prompt
from drivers.face.liveness import LivenessSession, Outcome
from drivers.face.liveness_paths import LandmarkPath, drawn, to_ask

LIMIT_S = 90.0


@dataclass
class Tally:
    """Of many runs."""

    runs: int = 0
    passed: int = 0
    first_draw: int = 0
    """Passed with the first draw."""
    seconds: list[float] = field(default_factory=list)
    why: Counter[str] = field(default_factory=Counter)


def run(
    script: Script, someone: Someone, path: LandmarkPath, actions: int, seed: int, draws: int = 3
) -> tuple[bool, int, float, str]:
    """One session: whether it passed, with which draw, after how many seconds, and what ended the last draw."""
    session = LivenessSession(actions, seated=False, dice=chance(seed), draws=draws, path=path)
    watched = Watched(someone.head, path.sees_mouth, chance(("noise", seed)))
    asked, now_s = Asked(), 0.0
    while now_s < LIMIT_S:
        seen = watched.observed(script(now_s, asked), now_s, wants_similarity=session.wants_similarity)
        step = session.observe(seen)
        if step.outcome in (Outcome.ALIVE, Outcome.NOT_ALIVE):
            return step.outcome is Outcome.ALIVE, draws - session.draws_left, now_s, str(session.ended_by)
        if step.outcome is Outcome.AGAIN:
            watched.forget()
            asked = Asked(Prompt.LOOK, now_s, asked.draw + 1, now_s)
        elif step.settles:
            watched.settle()
        if step.guidance.prompt is not asked.prompt:
            asked = Asked(step.guidance.prompt, now_s, asked.draw, asked.draw_since_s)
        now_s += FRAME_S
    return False, draws - session.draws_left, now_s, "no end"


def tally(
    make: Callable[[Someone], Script], path: LandmarkPath, actions: int, runs: int, seed: int = 0, draws: int = 3
) -> Tally:
    """Many runs, each with another person."""
    result = Tally()
    for number in range(runs):
        someone = Someone(chance((seed, number)))
        passed, used, seconds, why = run(make(someone), someone, path, actions, seed * 100_003 + number, draws)
        result.runs += 1
        result.passed += passed
        result.first_draw += passed and used == 0
        result.seconds.append(seconds)
        result.why[why] += 1
    return result


def attacks_on(path: LandmarkPath, actions: int) -> dict[str, Callable[[Someone], Script]]:
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
        "bar over the eyes": attacks.bar,
        "looped clip": lambda someone: attacks.looped_clip(someone, many=path.sees_mouth),
        "recorded session": recorded,
        "two faces": attacks.two_faces,
        "second face comes": attacks.second_face_comes,
        "person changed": attacks.changed,
        "changed behind a hand": attacks.changed_in_the_dark,
        "lost face": attacks.lost_face,
    }


def bounds(passed: int, runs: int) -> tuple[float, float]:
    """Clopper and Pearson's 95 % interval of a share, by bisection of the binomial tail."""

    def tail(share: float, at_least: int) -> float:
        return sum(math.comb(runs, k) * share**k * (1 - share) ** (runs - k) for k in range(at_least, runs + 1))

    def solve(at_least: int, wanted: float) -> float:
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if tail(middle, at_least) < wanted else (low, middle)
        return low

    return (solve(passed, 0.025) if passed else 0.0), (solve(passed + 1, 0.975) if passed < runs else 1.0)
