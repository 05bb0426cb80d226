"""Looks at a device at rest, and tells the core only when something changed.

One answer that is missing is not a device that is gone: three in a row are (a false 'gone' makes people press again).
One that is gone is looked for at growing distances, so that a dead line costs nothing; one that works is looked at
often while somebody counts on it.
"""

import logging
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from drivers.faults import DeviceError, Fault
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.events import DeviceSeen
from kiosk.health import DeviceState
from kiosk.journal import Journal, JournalError

log = logging.getLogger(__name__)

MISSES = 3
"""Looks without an answer before a working device counts as gone (our choice, from others' false alarms)."""
AGAIN_S = 1.0
"""From a look without an answer to the next, while the device still counts as working."""
BACKOFF_FIRST_S = 2.0
BACKOFF_MOST_S = 20.0
"""Between two looks for a device that is gone: twice the one before, from 2 s to 20 s (our choice: a plugged-in device
is back within 20 s, a dead one costs one open(2) in that time)."""
JITTER = 0.25
"""Each wait is shortened by up to this share, so that devices behind one dead hub are not all looked for at once."""
AWAY = frozenset({Fault.ABSENT, Fault.GONE, Fault.GARBLED, Fault.QUEUE_GONE, Fault.TIMED_OUT})
"""Faults of the line, which a single bad moment can give."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between two looks at a device that answers."""

    at_rest_s: float
    in_use_s: float


class Watch:
    """One device's last known state. `look` is called on the device's worker, `stuck` on any thread.

    Args:
        device: its name.
        ask: one look; raises DeviceError.
        post: gets DeviceSeen when the state changed.
        journal: gets a row at each edge between working and not.
        book: remembers the state, and counts errors and faults.
        pace: between two looks.
        is_in_use: whether somebody counts on the device now.
    """

    def __init__(
        self,
        device: str,
        ask: Callable[[], DeviceState],
        post: Callable[[DeviceSeen], None],
        journal: Journal,
        book: DeviceBook,
        *,
        pace: Pace,
        is_in_use: Callable[[], bool],
    ) -> None:
        self._device = device
        self._ask = ask
        self._post = post
        self._journal = journal
        self._book = book
        self._pace = pace
        self._is_in_use = is_in_use
        self._guard = threading.Lock()
        self._last: DeviceState | None = None
        self._misses = 0
        self._backoff_s = BACKOFF_FIRST_S

    @property
    def last(self) -> DeviceState:
        """The state that was told last; unknown before the first."""
        return self._last or DeviceState()

    def look(self) -> float:
        """Ask once.

        Returns:
            Seconds until the next look.
        """
        try:
            state = self._ask()
        except DeviceError as error:
            self._misses += 1
            if error.fault in AWAY and self.last.works and self._misses < MISSES:
                return AGAIN_S
            state = DeviceState(faults=(error.fault,))
            self._say(state)
            return self._away() if error.fault in AWAY else self._at_pace()
        self._misses = 0
        self._backoff_s = BACKOFF_FIRST_S
        self._say(state)
        return self._at_pace()

    def stuck(self) -> None:
        """A call to the device does not come back; the next look tells how it is after that."""
        self._say(DeviceState(faults=(Fault.STUCK,)))

    def failed(self, error: DeviceError) -> None:
        """It failed at its work, on the device's worker: out of service until a look finds it again, and counted."""
        log.warning("%s failed at its work: %s", self._device, error)
        with suppress(JournalError):
            self._book.count(self._device, Count.FAULTS)
        self._say(DeviceState(faults=(error.fault,)), is_counted=True)

    def _at_pace(self) -> float:
        return self._pace.in_use_s if self._is_in_use() else self._pace.at_rest_s

    def _away(self) -> float:
        wait_s, self._backoff_s = self._backoff_s, min(2 * self._backoff_s, BACKOFF_MOST_S)
        return min(wait_s, BACKOFF_MOST_S) * random.uniform(1 - JITTER, 1)  # noqa: S311  spreads load, guards nothing

    def _say(self, state: DeviceState, *, is_counted: bool = False) -> None:
        # Told and written under the guard: two threads that say something must be heard in the order they said it.
        with self._guard:
            if state == self._last:
                return
            before, self._last = self._last, state
            self._post(DeviceSeen(self._device, state))
            self._write(state, has_edge=before is None or before.works != state.works, is_counted=is_counted)

    def _write(self, state: DeviceState, *, has_edge: bool, is_counted: bool) -> None:
        fault = state.faults[0] if state.faults else None
        if has_edge:
            log.warning("%s is %s", self._device, f"out of service: {fault.value}" if fault else "in service")
        try:
            self._book.saw(self._device, state)
            if has_edge and fault is not None and fault is not Fault.DISABLED and not is_counted:
                self._book.count(self._device, Count.COMMUNICATION_ERRORS if fault in AWAY else Count.FAULTS)
            if has_edge:
                self._journal.write(
                    "device",
                    "",
                    {
                        "device": self._device,
                        "state": "online" if state.works else "out",
                        "fault": fault.value if fault else "",
                    },
                )
        except JournalError as error:
            log.warning("what became of %s could not be written: %s", self._device, error)
