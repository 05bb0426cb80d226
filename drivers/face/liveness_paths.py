"""The two ways to read a face, each with its own thresholds, and what may be asked of a person on each.

The figures are of moving pictures made by `drivers.face.motion` of five invented people and four photographs, seen
through the whole chain (YuNet, dlib, optical flow) with sensor noise and JPEG: heads turned by 20 to 24 and bowed by 14
to 16 degrees; sheets turned and tilted by 38 and 36, flat, and bent to a cylinder of 17, 13 and 10 cm (the last is half
a cylinder around the face). The fourth largest value of a movement is given, because three frames are needed. No
printed sheet and no replayed screen was before a real camera.
"""

import itertools
import random
from dataclasses import dataclass
from functools import lru_cache

from drivers.face import Prompt

TURNS = frozenset({Prompt.TURN_LEFT, Prompt.TURN_RIGHT})
STRONG = frozenset({Prompt.NOD, Prompt.OPEN_MOUTH})
"""What no picture does: turns were passed by a sheet worn as half a cylinder, blinks by a strip moved over the eyes."""


class WeakVariantError(ValueError):
    """What is left to ask for has neither nod nor mouth. That is never enough, so nobody is asked at all."""


@dataclass(frozen=True, slots=True)
class LandmarkPath:
    """One way to read a face, and its thresholds. Lengths in eye distances, changes against the neutral face."""

    name: str
    sees_mouth: bool
    turn_offset: float
    """Sideways way of the nose between the eyes."""
    turn_parallax: float
    """Of that, what a flat picture cannot show."""
    back_offset: float
    """Below this the head looks ahead again."""
    nod_down: float = 0.032
    """Downward relief of the nose (`relief`). Live .038 to .160; flat sheets at most .015."""
    nod_slope: float = 0.15
    """Of that against the slant. Live .17 and more; flat sheets at most .06, bent ones .08, .13, .16: the nod is what
    a picture worn around the face does not do."""
    ahead_down: float = 0.050
    """Relief, up or down, of a face that looks ahead: nobody comes back to the very pose of before (our choice). At
    each prompt the face of that moment becomes the one that is compared with."""
    kept: float = 0.50
    """Share of the followed spots that all but turns need: below it something covers the face, or it is another one."""
    mouth_open: float = 0.10
    """Change of the mouth's opening against its width (68 points): live .13 to .31, pictures at most .09."""
    mouth_back: float = 0.08
    relief_turn: float = 0.045
    """Sideways relief of the nose that goes with every turn. Live .046 to .37; flat sheets at most .034."""
    turn_slope: float = 0.14
    """Of that against the slant. Live .15 and more (the least in a man with glasses); flat sheets at most .05, bent
    ones .13, .22 and .35: a picture bent around a face turns as a living one does, so turns alone prove nothing."""


FIVE_POINTS = LandmarkPath(
    name="5-point",
    sees_mouth=False,
    # Live .08 (in a nose that is found no further) to .25; flat sheets at most .08, bent ones .10, half cylinders .13.
    turn_offset=0.11,
    turn_parallax=0.0,
    back_offset=0.09,
)
"""dlib's five points (public domain) and optical flow: may be used by everybody."""

MANY_POINTS = LandmarkPath(
    name="68-point",
    sees_mouth=True,
    # Live .10 to .35; flat sheets at most .04, bent ones .19, half cylinders .23.
    turn_offset=0.11,
    # Live .08 to .33; flat sheets at most .04 (68 points alone).
    turn_parallax=0.07,
    back_offset=0.09,
)
"""dlib's 68 points: the licence of their training pictures (iBUG 300-W) excludes commercial use."""


def to_ask(path: LandmarkPath, *, seated: bool) -> tuple[Prompt, ...]:
    """What may be drawn.

    Args:
        path: how the face is read.
        seated: no nod: who sits or wears a collar may not be able to.

    Raises:
        WeakVariantError: neither nod nor mouth is left.
    """
    actions = [Prompt.TURN_LEFT, Prompt.TURN_RIGHT, Prompt.BLINK]
    if not seated:
        actions.append(Prompt.NOD)
    if path.sees_mouth:
        actions.append(Prompt.OPEN_MOUTH)
    if STRONG.isdisjoint(actions):
        raise WeakVariantError(f"{path.name}, seated: turns and blinks alone prove nothing")
    return tuple(actions)


def can_sit(landmarks: str) -> bool:
    """Whether somebody who does not nod can be proven alive on the path of that name."""
    return landmarks == MANY_POINTS.name and MANY_POINTS.sees_mouth


@lru_cache(maxsize=16)
def possible_draws(asked: tuple[Prompt, ...], actions: int) -> tuple[tuple[Prompt, ...], ...]:
    """Every draw that may come out, all equally likely.

    Each has at least one turn and at least one of nod and mouth, no action twice in a row, and at most one blink:
    whoever stands still blinks within four seconds anyway.

    Args:
        asked: of `to_ask`.
        actions: how many.

    Raises:
        ValueError: fewer than two actions, or more than three.
    """
    if actions not in (2, 3):
        raise ValueError(f"{actions} actions: two or three are drawn")
    return tuple(
        draw
        for draw in itertools.product(asked, repeat=actions)
        if not TURNS.isdisjoint(draw)
        and not STRONG.isdisjoint(draw)
        and draw.count(Prompt.BLINK) <= 1
        and all(one is not other for one, other in itertools.pairwise(draw))
    )


def drawn(asked: tuple[Prompt, ...], actions: int, dice: random.Random) -> tuple[Prompt, ...]:
    """One draw.

    Args:
        asked: of `to_ask`.
        actions: how many.
        dice: `secrets.SystemRandom()` in service.
    """
    return dice.choice(possible_draws(asked, actions))
