"""The sandbox's own clock: the machine's, in China's zone, and movable, so that nobody waits for a code to expire."""

from datetime import datetime, timedelta

from drivers.clock import BEIJING, SystemClock


class SandboxClock:
    """Now, plus what a control request added."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The moment, in China's zone, to the second."""
        return (self._system.now() + self._ahead).astimezone(BEIJING).replace(microsecond=0)

    def move(self, seconds: float) -> None:
        """Go that much ahead of the machine's clock, or behind it; 0 is in step again."""
        self._ahead = timedelta(seconds=seconds)
