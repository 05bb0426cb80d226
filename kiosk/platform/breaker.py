"""The circuit breaker: while the platform is down, a resident is told at once instead of after every limit again."""

import threading
from typing import Literal

from drivers.clock import Clock

FAILURES_TO_OPEN = 5
"""In a row. Our choice: one question asks up to three times, so the second failing question opens it."""
OPEN_S = 10.0
"""Seconds. Our choice: shorter than a resident's patience on the trouble screen, long enough not to add to a jam."""


class Breaker:
    """Closed, open, or half open with one probe on its way. Safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._state: Literal["closed", "open", "probing"] = "closed"
        self._failures = 0
        self._opened_at = 0.0

    def may_ask(self) -> bool:
        """Whether a question may go out now. Each yes must be followed by one of the three reports below."""
        with self._lock:
            if self._state == "closed":
                return True
            if self._state == "open" and self._clock.monotonic() - self._opened_at >= OPEN_S:
                self._state = "probing"
                return True
            return False

    def worked(self) -> None:
        """The platform answered, be it with a refusal."""
        with self._lock:
            self._state = "closed"
            self._failures = 0

    def failed(self) -> None:
        """No answer, or one that shows the platform to be broken."""
        with self._lock:
            if self._state == "open":  # a question from before it opened
                return
            self._failures += 1
            if self._state == "probing" or self._failures >= FAILURES_TO_OPEN:
                self._state = "open"
                self._opened_at = self._clock.monotonic()

    def showed_nothing(self) -> None:
        """The question ended for a reason that says nothing about the platform: a probe may be sent again."""
        with self._lock:
            if self._state == "probing":
                self._state = "open"
