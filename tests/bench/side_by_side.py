"""Two ways to do a thing, timed in turn in one run."""

import statistics
import sys
import time
from collections.abc import Callable


def pairs(name: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int) -> None:
    """Time both in turn, A B A B, and print medians and the median of the ratios."""
    ours(), bare()
    times = [(timed(ours), timed(bare)) for _ in range(rounds)]
    mine, theirs = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    sys.stdout.write(f"\n{name}: {mine:.2f} ms against {theirs:.2f} ms bare, ratio {ratio:.2f} ({rounds} rounds)\n")


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
