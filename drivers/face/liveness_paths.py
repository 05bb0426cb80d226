"""The two ways to read a face, each with its own thresholds, and what may be asked of a person on each.

Every figure names what it was measured on. "Drawn" and "photographs" are moving pictures made by `drivers.face.motion`
of eight invented people and of seven photographs, seen through the whole chain (YuNet, dlib, optical flow) with sensor
noise and JPEG; no printed sheet and no replayed screen was before a real camera (`docs` say what that leaves open).
"""

import itertools
import random
from dataclasses import dataclass

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
    nod_down: float = 0.040
    """Downward relief of the nose (`relief`). Live, head bowed by 15 degrees: .059 to .198 (drawn and photographs);
    pictures tilted, turned, turned and brought nearer, shaken, bent: at most .028."""
    nod_back: float = 0.022
    kept: float = 0.50
    """Share of the followed spots that all but turns need: below it something covers the face, or it is another one."""
    mouth_open: float = 0.10
    """Change of the mouth's opening against its width (68 points): live .13 to .31, pictures at most .09."""
    mouth_back: float = 0.08
    relief_turn: float = 0.050
    """Sideways relief of the nose that goes with every turn. Live 20 degrees: .064 to .41; flat pictures at most .037.
    A sheet bent to half a cylinder reaches .091: turns alone prove nothing."""


FIVE_POINTS = LandmarkPath(
    name="5-point",
    sees_mouth=False,
    # Live 20 degrees: .15 to .29; pictures turned by 38 degrees: at most .05; bent to a half cylinder: at most .13.
    turn_offset=0.13,
    turn_parallax=0.0,
    back_offset=0.08,
)
"""dlib's five points (public domain) and optical flow: may be used by everybody."""

MANY_POINTS = LandmarkPath(
    name="68-point",
    sees_mouth=True,
    # Live 20 degrees: .20 to .34 and .12 to .24; pictures turned by 38 degrees: at most .05 and .04; bent: .17 and .11.
    turn_offset=0.15,
    turn_parallax=0.10,
    back_offset=0.08,
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


def possible_draws(asked: tuple[Prompt, ...], actions: int) -> list[tuple[Prompt, ...]]:
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
    return [
        draw
        for draw in itertools.product(asked, repeat=actions)
        if not TURNS.isdisjoint(draw)
        and not STRONG.isdisjoint(draw)
        and draw.count(Prompt.BLINK) <= 1
        and all(one is not other for one, other in itertools.pairwise(draw))
    ]


def drawn(asked: tuple[Prompt, ...], actions: int, dice: random.Random) -> tuple[Prompt, ...]:
    """One draw.

    Args:
        asked: of `to_ask`.
        actions: how many.
        dice: `secrets.SystemRandom()` in service.
    """
    return dice.choice(possible_draws(asked, actions))
