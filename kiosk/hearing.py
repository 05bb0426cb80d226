"""Hearing: a tone in one ear, in the other, or in none, in an order that nobody knows. Pure; with the tones."""

import array
import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from drivers.sound.frames import Wave, wav_of
from kiosk.fitness import HearingRules

Side = Literal["left", "right", "none"]
SIDES: tuple[Side, ...] = ("left", "right", "none")
RATE_HZ = 16_000
RAMP_S = 0.05
"""A tone that begins at once clicks, and the click is heard by an ear that hears no tone."""
PAUSES_S = (0.6, 1.0, 1.5, 2.1)
"""Before a tone: nobody answers by the beat."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of the test."""

    left: bool
    right: bool
    is_honest: bool
    """False: answered where there was nothing to hear. Then the others say nothing."""


def trials(seed: int, rules: HearingRules) -> tuple[Side, ...]:
    """What is played, in order."""
    sides: list[Side] = [*["left"] * rules.a_side, *["right"] * rules.a_side, *["none"] * rules.silent]  # type: ignore[list-item]  # the words of a Side
    Random(f"{seed}/ears").shuffle(sides)  # noqa: S311  the seed is drawn by `secrets`
    return tuple(sides)


def pause_s(seed: int, number: int) -> float:
    """How long it is quiet before that trial, in seconds."""
    return Random(f"{seed}/pause/{number}").choice(PAUSES_S)  # noqa: S311  as above


def heard(seed: int, answers: tuple[str, ...], rules: HearingRules) -> Heard | None:
    """What the answers say; None while some are missing."""
    played = trials(seed, rules)
    if len(answers) < len(played):
        return None
    right = {side: sum(a == b == side for a, b in zip(played, answers, strict=True)) for side in SIDES}
    is_honest = right["none"] >= rules.right_silent
    return Heard(
        left=is_honest and right["left"] >= rules.right_a_side,
        right=is_honest and right["right"] >= rules.right_a_side,
        is_honest=is_honest,
    )


def tone(side: Side, rules: HearingRules, level_dbfs: float) -> bytes:
    """A stereo WAV file: a sine in one ear, nothing in the other; nothing in both for `none`.

    Args:
        side: where it sounds.
        rules: pitch and length.
        level_dbfs: amplitude below full scale, in dB; what that is at the ear, the earphone's calibration says.
    """
    frames, ramp = int(RATE_HZ * rules.seconds), int(RATE_HZ * RAMP_S)
    peak = 0.0 if side == "none" else 32767 * 10 ** (min(0.0, level_dbfs) / 20)
    samples = array.array("h", bytes(4 * frames))
    channel = 1 if side == "right" else 0
    for number in range(frames if peak else 0):
        edge = min(1.0, number / ramp, (frames - number) / ramp)
        samples[2 * number + channel] = round(peak * edge * math.sin(2 * math.pi * rules.tone_hz * number / RATE_HZ))
    return wav_of(Wave(RATE_HZ, 2, samples.tobytes()))
