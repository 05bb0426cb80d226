"""Time as a part that can be swapped: the only place that asks the system's clocks or sleeps."""

import time
from datetime import datetime, timedelta, timezone
from typing import Final, Protocol

BEIJING: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one zone of screens, papers and serials, whatever zone the machine was set to (no summer time since 1992)."""


class Clock(Protocol):
    """What the core, the spool and the drivers know of time."""

    def now(self) -> datetime:
        """The wall clock with its zone. It may be wrong and may jump: for people and papers, never for order."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""

    def pause(self, seconds: float) -> None:
        """Let that much time pass on the calling thread."""


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """The wall clock in Beijing time."""
        return datetime.now(BEIJING)

    def monotonic(self) -> float:
        """Seconds since the machine started."""
        return time.monotonic()

    def pause(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)
