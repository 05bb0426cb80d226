"""How a living person stands before a camera: sways, blinks, and does what is asked after a moment."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from drivers.face import Prompt
from drivers.face.motion.pose import Pose

NO_ACTION = frozenset({Prompt.LOOK})


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody moves."""

    reaction_s: tuple[float, float] = (0.35, 1.3)
    """From reading the prompt to the first movement."""
    turn_degrees: tuple[float, float] = (18.0, 33.0)
    nod_degrees: tuple[float, float] = (12.0, 20.0)
    mouth: tuple[float, float] = (0.5, 0.9)
    there_s: tuple[float, float] = (0.35, 0.8)
    """From looking ahead to the farthest point; back takes as long."""
    hold_s: tuple[float, float] = (0.15, 0.6)
    blink_every_s: tuple[float, float] = (1.5, 6.0)
    sway_degrees: float = 1.2
    wrong_way: float = 0.02
    """Share of turns that begin to the wrong side."""


@dataclass(frozen=True, slots=True)
class _Movement:
    begins_s: float
    there_s: float
    hold_s: float
    change: Callable[[Pose, float], Pose]

    def amount(self, now_s: float) -> float:
        """0 before and after, 1 at the farthest point."""
        since = now_s - self.begins_s
        if since <= 0 or since >= 2 * self.there_s + self.hold_s:
            return 0.0
        if since < self.there_s:
            return (1 - math.cos(math.pi * since / self.there_s)) / 2
        if since < self.there_s + self.hold_s:
            return 1.0
        return (1 + math.cos(math.pi * (since - self.there_s - self.hold_s) / self.there_s)) / 2


class Actor:
    """One person's movements.

    Args:
        dice: for everything that differs from time to time; not for secrets.
        manner: how they move.
    """

    def __init__(self, dice: random.Random, manner: Manner | None = None) -> None:
        self._dice = dice
        self._manner = manner or Manner()
        self._phases = [dice.uniform(0, math.tau) for _ in range(6)]
        self._movements: list[_Movement] = []
        self._blink_s: float | None = None

    def asked(self, prompt: Prompt, now_s: float) -> None:
        """Read a prompt; the movement follows after a moment."""
        if prompt in NO_ACTION:
            return
        begins_s = now_s + self._dice.uniform(*self._manner.reaction_s)
        self._movements = [movement for movement in self._movements if movement.amount(now_s) > 0]
        self._movements.append(self._movement(prompt, begins_s))

    def pose(self, now_s: float) -> Pose:
        """How they stand now."""
        sway, phases = self._manner.sway_degrees, self._phases
        pose = Pose(
            yaw=sway * math.sin(1.1 * now_s + phases[0]),
            pitch=0.7 * sway * math.sin(0.9 * now_s + phases[1]),
            roll=0.8 * sway * math.sin(0.7 * now_s + phases[2]),
            x=0.05 * math.sin(0.8 * now_s + phases[3]),
            y=0.03 * math.sin(0.6 * now_s + phases[4]),
            nearer=1 + 0.01 * math.sin(0.5 * now_s + phases[5]),
        )
        pose = replace(pose, blink=self._natural_blink(now_s))
        for movement in self._movements:
            if (amount := movement.amount(now_s)) > 0:
                pose = movement.change(pose, amount)
        return pose

    def _natural_blink(self, now_s: float) -> float:
        if self._blink_s is None:
            self._blink_s = now_s + self._dice.uniform(*self._manner.blink_every_s)
        since = now_s - self._blink_s
        if since > 0.3:
            self._blink_s = None
        return math.sin(math.pi * since / 0.3) ** 0.8 if 0 < since < 0.3 else 0.0

    def _movement(self, prompt: Prompt, begins_s: float) -> _Movement:
        dice, manner = self._dice, self._manner
        there_s, hold_s = dice.uniform(*manner.there_s), dice.uniform(*manner.hold_s)
        match prompt:
            case Prompt.TURN_LEFT | Prompt.TURN_RIGHT:
                degrees = dice.uniform(*manner.turn_degrees) * (1 if prompt is Prompt.TURN_LEFT else -1)
                if dice.random() < manner.wrong_way:
                    degrees = -degrees
                bows = dice.uniform(-3, 3)
                return _Movement(
                    begins_s,
                    there_s,
                    hold_s,
                    lambda pose, much: replace(pose, yaw=pose.yaw + degrees * much, pitch=pose.pitch + bows * much),
                )
            case Prompt.NOD:
                bow = dice.uniform(*manner.nod_degrees)
                return _Movement(
                    begins_s, there_s, hold_s, lambda pose, much: replace(pose, pitch=pose.pitch + bow * much)
                )
            case Prompt.OPEN_MOUTH:
                wide = dice.uniform(*manner.mouth)
                return _Movement(
                    begins_s, there_s, hold_s, lambda pose, much: replace(pose, mouth=max(pose.mouth, wide * much))
                )
            case _:
                return _Movement(
                    begins_s,
                    0.12,
                    dice.uniform(0.05, 0.25),
                    lambda pose, much: replace(pose, blink=max(pose.blink, much)),
                )
