"""What a count out of so many trials says of the rate behind it."""

import math
from collections.abc import Callable


def clopper_pearson(hits: int, trials: int, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval (Clopper and Pearson 1934): wide, never too narrow.

    Args:
        hits: how often it happened.
        trials: out of how many independent tries.
        confidence: two-sided, except at 0 and at all hits, where all of it lies on the open side (rule of three).
    """
    if trials == 0:
        return 0.0, 1.0
    tail = (1 - confidence) if hits in (0, trials) else (1 - confidence) / 2
    # P(X >= hits) rises with the rate, P(X <= hits) falls.
    lower = 0.0 if hits == 0 else _root(lambda rate: 1 - _at_most(hits - 1, trials, rate) - tail)
    upper = 1.0 if hits == trials else _root(lambda rate: tail - _at_most(hits, trials, rate))
    return lower, upper


def _at_most(hits: int, trials: int, rate: float) -> float:
    if rate <= 0:
        return 1.0
    if rate >= 1:
        return float(hits >= trials)
    return math.fsum(
        math.exp(
            math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
            + k * math.log(rate) + (trials - k) * math.log1p(-rate)
        )
        for k in range(hits + 1)
    )  # fmt: skip


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
