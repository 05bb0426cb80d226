"""Is somebody alive before the camera? One session: random actions, and everything that speaks against it.

Pure: no clock, no camera, no models. Times come with the observations, chance comes from the caller.
"""

import random
from dataclasses import dataclass
from enum import Enum

from drivers.face import Guidance, Prompt
from drivers.face.observation import Observation


class Outcome(Enum):
    """Where a session is."""

    GOING = "going"
    AGAIN = "again"
    """All that was seen so far counts for nothing; new actions are drawn with the next observation. The caller drops its
    reference embedding, its frames and its eye template."""
    ALIVE = "alive"
    NOT_ALIVE = "not_alive"


@dataclass(frozen=True, slots=True)
class Step:
    """What one observation came to."""

    outcome: Outcome
    guidance: Guidance
    comparable: bool = False
    """This frame may be embedded for the comparison: one frontal, calm, sharp face inside an unbroken draw."""


class LivenessSession:
    """Judges one person before the camera.

    Args:
        actions: how many random actions, 2 or 3.
        seated: no nod is asked.
        dice: `secrets.SystemRandom()` in service.
        draws: how many draws the session may use; a card has three.

    Raises:
        VariantTooWeak: the actions left to draw from have neither nod nor mouth.
    """

    def __init__(self, actions: int, *, seated: bool, dice: random.Random, draws: int = 3) -> None:
        self._asked = (actions, seated, dice, draws)

    @property
    def wants_similarity(self) -> bool:
        """Whether the next observation should carry a similarity (about every fifth frame, and the draw's first)."""
        return True

    def observe(self, seen: Observation) -> Step:
        """Take the next frame. After ALIVE or NOT_ALIVE there is none."""
        return Step(Outcome.GOING, Guidance(Prompt.LOOK))
