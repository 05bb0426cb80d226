"""What a core looks after at every beat of the loop that moves visits: workers, hours, counters, battery, pulse."""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from config.settings import Settings
from drivers.clock import Clock
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.cabinet.looks import POWER_LOW
from kiosk.cabinet.pulse import Pulse
from kiosk.cabinet.supervision import Supervision
from kiosk.cabinet.watch import Watch
from kiosk.events import Event, TerminalClosed
from kiosk.health import PLATFORM, ClosedBy, Health, Status
from kiosk.hours import Hours
from kiosk.journal import JournalError
from kiosk.upkeep.network_file import stands

log = logging.getLogger(__name__)

ANSWERED = "answered"
"""In the run folder: the devices that have to answer. It stays from the begin of a trial until it is known whose fault
it was: what is new and what was before it are held to the same (kiosk/upkeep/gate.py takes it away)."""
COUNTED_EVERY_S = 600.0
"""Between two additions to the minutes that a device was in order (our choice: so much is lost at a crash)."""
LAST_VISIT_S = 120.0
"""How long a visit under way may go on once the battery is low (our choice: a print of some pages takes one minute)."""
_ANSWERED = frozenset({Status.ONLINE, Status.DEGRADED, Status.FAULT})


class Beats:
    """Of one core. Made before anything is written into the book: what worked before this start stands there.

    Args:
        settings: the terminal's file.
        clock: all time.
        book: counters, and how the core before this one last saw the devices.
        pulse: our life signs; None where nobody watches.
        machine: root of the one that we run on.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        book: DeviceBook,
        pulse: Pulse | None,
        machine: Path = Path("/"),
    ) -> None:
        self._network, self._machine = settings.network, machine
        self._can_power_off = bool(settings.ups and settings.ups.power_off)
        self._clock = clock
        self._book = book
        self._pulse = pulse
        self._answered = _has_to_answer(settings.run_folder / ANSWERED, book) if pulse is not None else frozenset()
        self._counted_at = clock.monotonic()
        self._power_low_since: float | None = None
        self.is_powering_off = False
        """Whether the machine is to be switched off once the core has ended."""

    def begin(
        self,
        supervision: Supervision,
        watches: Mapping[str, Watch],
        hours: Hours | None,
        *,
        post: Callable[[Event], None],
        stop: Callable[[], None],
        is_free: Callable[[], bool],
        health: Callable[[], Health],
        has_screens: Callable[[], bool],
    ) -> None:
        """What is beaten for."""
        self._supervision, self._watches, self._hours = supervision, watches, hours
        self._post, self._stop, self._is_free = post, stop, is_free
        self._health, self._has_screens = health, has_screens

    def beat(self) -> None:
        """Once a beat, from the thread that moves visits."""
        self._supervision.beat()
        if self._hours is not None and (seen := self._hours.look()) is not None:
            self._post(seen)
        now = self._clock.monotonic()
        if now - self._counted_at >= COUNTED_EVERY_S:
            self.count_minutes()
        if self._pulse is not None and self._pulse.beat(
            self._supervision.stuck, is_free=self._is_free(), is_whole=self._is_whole()
        ):
            self._stop()
        self._end_on_low_battery(now)

    def heard(self, event: Event) -> None:
        """The battery's word stands among the terminal's closings."""
        if not isinstance(event, TerminalClosed):
            return
        with suppress(JournalError):
            self._book.closed(event.by.value, event.key)
        if event.by is ClosedBy.POWER:
            self._power_low_since = self._clock.monotonic() if event.key == POWER_LOW else None

    def count_minutes(self) -> None:
        """Add to the minutes that each device was in order."""
        now = self._clock.monotonic()
        minutes, self._counted_at = round((now - self._counted_at) / 60), now
        with suppress(JournalError):
            for name, watch in self._watches.items():
                if watch.last.works and minutes:
                    self._book.count(name, Count.MINUTES_IN_ORDER, minutes)

    def _end_on_low_battery(self, now: float) -> None:
        low_since = self._power_low_since
        if low_since is None or not self._can_power_off or self.is_powering_off:
            return
        if self._is_free() or now - low_since > LAST_VISIT_S:
            log.warning("the battery is low: settling and switching off")
            self.is_powering_off = True
            self._stop()

    def _is_whole(self) -> bool:
        """Screens, the platform, and every device that answered before: what is on trial has kept them.

        The platform answers by the network of the file, not by one that was there before it.
        """
        health = self._health()
        return (
            self._has_screens()
            and health.has(PLATFORM)
            and not health.closings.get(ClosedBy.STANDING)
            and not any(health.of(name).status in (Status.OFFLINE, Status.UNKNOWN) for name in self._answered)
            and stands(self._machine, self._network)
        )


def _has_to_answer(file: Path, book: DeviceBook) -> frozenset[str]:
    try:
        return frozenset(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        names = _answering(book)
    with suppress(OSError):
        file.write_text(json.dumps(sorted(names)), "utf-8")
    return names


def _answering(book: DeviceBook) -> frozenset[str]:
    """The devices that answered, in order or not, when somebody last looked."""
    try:
        words = book.last_seen()
    except JournalError:
        return frozenset()
    answered = {status.value for status in _ANSWERED}
    return frozenset(name for name, word in words.items() if word.status in answered)
