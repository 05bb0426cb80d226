"""The one allowed wait of the tests: for another process or thread to get somewhere."""

import os
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Case = TypeVar("Case")

soak_only = pytest.mark.skipif(not os.environ.get("KIOSK_SOAK"), reason="takes longer than CI may: make soak")
"""For tests that run under `make soak` alone."""


def shared(cases: Iterable[Case], one_in: int) -> tuple[Case, ...]:
    """One in so many of a long row of cases in every run, all of them in `make soak`."""
    found = tuple(cases)
    return found if os.environ.get("KIOSK_SOAK") else found[::one_in]


def wait_until(condition: Callable[[], bool], limit_s: float, what: str = "the condition") -> None:
    """Return as soon as the condition holds; fail when the limit passes first."""
    deadline = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come true within {limit_s} s")
        time.sleep(0.01)
