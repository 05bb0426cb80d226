"""All workers of the terminal: started together, ended together, and marked when one of them hangs in a call."""

import logging
from collections.abc import Iterable, Mapping

from drivers.clock import Clock
from kiosk.cabinet.watch import Watch
from kiosk.cabinet.workers import Worker

log = logging.getLogger(__name__)


class Supervision:
    """Looks after the threads, not after the devices: each watch does that on its own worker.

    Args:
        workers: by name; every device has one, and so have the platform and our standing there.
        watches: by device name.
        clock: for the end.
        stuck_s: silence of a worker after which its device counts as stuck.
    """

    def __init__(
        self, workers: Mapping[str, Worker], watches: Mapping[str, Watch], clock: Clock, stuck_s: float
    ) -> None:
        self._clock = clock
        self._workers = workers
        self._watches = watches
        self._stuck_s = stuck_s
        self._stuck: set[str] = set()

    def start(self) -> None:
        """Let every worker begin with its first look."""
        for worker in self._workers.values():
            worker.start()

    @property
    def stuck(self) -> frozenset[str]:
        """Devices whose worker hangs."""
        return frozenset(self._stuck)

    def beat(self) -> None:
        """Mark the devices whose worker hangs; called again and again, from one thread."""
        for name, watch in self._watches.items():
            silent_s = self._workers[name].silent_s()
            if silent_s <= self._stuck_s:
                if name in self._stuck:
                    self._stuck.discard(name)
                    log.warning("the worker of %s came back", name)
                    self._workers[name].look_soon()
            elif name not in self._stuck:
                self._stuck.add(name)
                log.error("the worker of %s has given no sign of life for %.0f s", name, silent_s)
                watch.stuck()

    def look_soon(self, names: Iterable[str]) -> None:
        """Look at these devices now: somebody is about to need them."""
        for name in names:
            if name in self._watches:
                self._workers[name].look_soon()

    def close(self, within_s: float) -> bool:
        """Stop what is under way and end all threads.

        Args:
            within_s: for all together; one that hangs is left behind and ends with the process.

        Returns:
            False when one hangs in a call that does not come back.
        """
        for worker in self._workers.values():
            worker.close()
        deadline = self._clock.monotonic() + within_s
        ended = [worker.ended(max(0.0, deadline - self._clock.monotonic())) for worker in self._workers.values()]
        if not all(ended):
            log.error("a worker hangs in a call that does not come back")
        return all(ended)
