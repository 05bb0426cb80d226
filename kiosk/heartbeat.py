"""What this terminal tells the platform of itself twice a minute: for whoever looks after the hall's sixteen."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version

from config.settings import Settings
from drivers.clock import Clock
from drivers.faults import Fault
from kiosk.health import PLATFORM, Health
from kiosk.journal import Journal, JournalError
from kiosk.platform import fleet
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.platform.fleet_values import TerminalReport
from kiosk.staff_calls import called_since

log = logging.getLogger(__name__)

EVERY_S = 30.0
"""Between two (promise F1). Who was not heard of for three of these is called silent."""
SILENT_S = 3 * EVERY_S


def report_of(settings: Settings, health: Health, called_at: datetime | None = None) -> TerminalReport:
    """How we stand now."""
    out = {
        name: state
        for name, state in sorted(health.devices.items())
        if name != PLATFORM and state.status.is_there and not health.has(name)
    }
    return TerminalReport(
        place=settings.place,
        profile=settings.profile,
        version=version("kiosk"),
        closed=health.closed,
        out_of_order=tuple(out),
        exchanged=tuple(name for name, state in out.items() if Fault.SWAPPED in state.faults),
        called_at=called_at,
    )


def reporter(
    settings: Settings, journal: Journal, clock: Clock, health: Callable[[], Health]
) -> Callable[[], TerminalReport]:
    """How this terminal stands, whenever it is asked."""

    def report() -> TerminalReport:
        called = None
        with suppress(JournalError):
            # A broken journal closes the terminal by itself: how it stands is told all the same.
            called = called_since(journal, clock.now())
        return report_of(settings, health(), called)

    return report


class Heartbeat:
    """Tells it once in a while; one that gets no answer is not missed: the next one says the same.

    Args:
        tell: gives a report to the platform; raises PlatformError.
        report: how we stand now.
    """

    def __init__(self, tell: Callable[[TerminalReport], object], report: Callable[[], TerminalReport]) -> None:
        self._tell = tell
        self._report = report
        self._due: float | None = None

    def look(self, now: float) -> None:
        """Tell it when it is time.

        Args:
            now: `Clock.monotonic`, in seconds.
        """
        if self._due is not None and now < self._due:
            return
        self._due = now + EVERY_S
        try:
            self._tell(self._report())
        except PlatformError as error:
            log.debug("not told how we stand: %s", type(error).__name__)


def heartbeat_of(platform: Platform, report: Callable[[], TerminalReport]) -> Heartbeat:
    """That of this terminal."""
    return Heartbeat(lambda told: fleet.tell(platform, told), report)
