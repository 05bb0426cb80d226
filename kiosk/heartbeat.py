"""What this terminal tells the platform of itself twice a minute: for whoever looks after the hall's sixteen."""

import logging
from collections.abc import Callable
from importlib.metadata import version

from config.settings import Settings
from drivers.faults import Fault
from kiosk.health import PLATFORM, Health
from kiosk.platform import fleet
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.platform.fleet_values import TerminalReport

log = logging.getLogger(__name__)

EVERY_S = 30.0
"""Between two (promise F1). Who was not heard of for three of these is called silent."""
SILENT_S = 3 * EVERY_S


def report_of(settings: Settings, health: Health) -> TerminalReport:
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
    )


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


def heartbeat_of(platform: Platform, settings: Settings, health: Callable[[], Health]) -> Heartbeat:
    """That of this terminal."""
    return Heartbeat(lambda report: fleet.tell(platform, report), lambda: report_of(settings, health()))
