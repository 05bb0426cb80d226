"""The sandbox's own clock: the machine's, in China's zone, and movable, so that nobody waits for a code to expire."""

from datetime import datetime, timedelta

from drivers.clock import BEIJING, SystemClock


class SandboxClock:
    """Now, plus what a control request added; or the moment at which a control request stopped it."""

    def __init__(self) -> None:
        self._system = SystemClock()
        self._ahead = timedelta()
        self._stopped_at: datetime | None = None

    def now(self) -> datetime:
        """The moment, in China's zone, to the second."""
        if self._stopped_at is not None:
            return self._stopped_at
        return (self._system.now() + self._ahead).astimezone(BEIJING).replace(microsecond=0)

    def move(self, seconds: float) -> None:
        """Go on, that much ahead of the machine's clock or behind it; 0 is in step again."""
        self._ahead = timedelta(seconds=seconds)
        self._stopped_at = None

    def stop(self) -> datetime:
        """Stand still until it is moved, and give the moment: limits of whole seconds can be tried exactly."""
        self._stopped_at = self.now()
        return self._stopped_at
