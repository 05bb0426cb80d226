"""Looks at a device at rest, and tells the core only when something changed.

One answer that is missing is not a device that is gone: three in a row are (a false 'gone' makes people press again).
"""

import logging
from collections.abc import Callable

from drivers.faults import DeviceError, Fault
from kiosk.events import DeviceSeen
from kiosk.health import DeviceState
from kiosk.journal import Journal, JournalError

log = logging.getLogger(__name__)

MISSES = 3
"""Looks without an answer before a working device counts as gone (our choice, from others' false alarms)."""
_AWAY = frozenset({Fault.ABSENT, Fault.GONE, Fault.GARBLED, Fault.QUEUE_GONE})


class Watch:
    """One device's last known state.

    Args:
        device: its name.
        ask: one look; raises DeviceError.
        post: gets DeviceSeen when the state changed.
        journal: gets a row at each edge.
    """

    def __init__(
        self, device: str, ask: Callable[[], DeviceState], post: Callable[[DeviceSeen], None], journal: Journal
    ) -> None:
        self._device = device
        self._ask = ask
        self._post = post
        self._journal = journal
        self._last = DeviceState()
        self._misses = 0

    def look(self) -> None:
        """Ask once."""
        try:
            state = self._ask()
        except DeviceError as error:
            self._misses += 1
            if error.fault in _AWAY and self._last.works and self._misses < MISSES:
                return
            state = DeviceState(faults=(error.fault,))
        else:
            self._misses = 0
        if state != self._last:
            self._changed(state)

    def _changed(self, state: DeviceState) -> None:
        worked, self._last = self._last.works, state
        self._post(DeviceSeen(self._device, state))
        if state.works == worked:
            return
        fault = state.faults[0].value if state.faults else ""
        log.warning("%s is %s", self._device, f"out of service: {fault}" if fault else "in service")
        try:
            self._journal.write(
                "device", "", {"device": self._device, "state": "online" if state.works else "out", "fault": fault}
            )
        except JournalError as error:
            log.warning("the journal did not take the edge: %s", error)
