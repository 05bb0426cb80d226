"""Eyesight by the letter E in four directions, on the logarithmic chart of GB 11533. Pure: lots come in as a seed.

How large a letter is: at level L its stroke is seen under 10 ** (5 - L) minutes of arc, and it is five strokes wide.
"""

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from kiosk.fitness import BELOW, EyesightRules

Eye = Literal["left", "right"]
DIRECTIONS = ("up", "down", "left", "right")
UNSEEN = "unseen"
"""The answer 看不清: it counts as wrong, and nobody has to guess."""
STROKES = 5
LEAST_PX = 2.0
"""A stroke below two pixels is a grey smear and no letter (our choice; looked at as pictures)."""


def side_mm(level: str, distance_mm: float) -> float:
    """How wide and high a letter of that level is at a distance, in millimetres.

    At 5 m and level 5.0 it is 7.27 mm (GB 11533, table of the chart).
    """
    return STROKES * distance_mm * math.tan(math.radians(10 ** (5 - float(level)) / 60))


def can_be_shown(level: str, distance_mm: float, mm_per_px: float) -> bool:
    """Whether the glass draws such a letter sharply enough."""
    return side_mm(level, distance_mm) / STROKES / mm_per_px >= LEAST_PX


@dataclass(frozen=True, slots=True)
class Reading:
    """How far an eye's test is."""

    level: str
    direction: str
    """Of the letter that is to be shown; empty when the test is over."""
    result: str = ""
    """The finest level that was read, or `BELOW`; empty while the test goes on."""


def reading(seed: int, eye: Eye, answers: tuple[str, ...], rules: EyesightRules) -> Reading:
    """Where so many answers have led to.

    A level is read, or not, as soon as nothing can change it any more. From the first level it goes up while levels are
    read, else down until one is.

    Args:
        seed: of the lots that were drawn for this test.
        eye: which one is tested.
        answers: so far, of DIRECTIONS and UNSEEN.
        rules: of the test.
    """
    lots = Random(f"{seed}/{eye}")  # noqa: S311  the seed is drawn by `secrets`
    at, read = rules.levels.index(rules.start), -1
    right = wrong = 0
    going_down = False
    for answer in answers:
        direction = lots.choice(DIRECTIONS)
        right, wrong = (right + 1, wrong) if answer == direction else (right, wrong + 1)
        if right >= rules.right:
            read = at
            if going_down or at == len(rules.levels) - 1:
                return Reading(rules.levels[at], "", rules.levels[at])
            at, right, wrong = at + 1, 0, 0
        elif wrong > rules.letters - rules.right:
            if read >= 0:
                return Reading(rules.levels[at], "", rules.levels[read])
            if at == 0:
                return Reading(rules.levels[0], "", BELOW)
            at, right, wrong, going_down = at - 1, 0, 0, True
    return Reading(rules.levels[at], lots.choice(DIRECTIONS))
