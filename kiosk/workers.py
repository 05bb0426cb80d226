"""One thread and one queue a device: calls to it happen in order, and none waits for another device.

A worker at rest looks at its device every now and then. A call that does not come back hurts nobody else.
"""

import logging
import queue
import threading
from collections.abc import Callable

from drivers.clock import Clock

log = logging.getLogger(__name__)

Stop = Callable[[], bool]
"""Asked by work that waits: whether to give up."""
Work = Callable[[Stop], None]


class Job:
    """One piece of work and the way to stop it."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._stopped = threading.Event()

    def stop(self) -> None:
        """It gives up at its next chance; work that has not begun is not begun."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Whether it was asked to give up."""
        return self._stopped.is_set()


class Worker:
    """The thread of one device.

    Args:
        name: of the device, for logs.
        at_rest: what to do when nothing was asked for `rest_s` seconds; also once at the start.
        clock: tells how long the work under way takes.
        rest_s: seconds.
    """

    def __init__(self, name: str, clock: Clock, at_rest: Callable[[], None], rest_s: float) -> None:
        self.name = name
        self._clock = clock
        self._at_rest = at_rest
        self._rest_s = rest_s
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._began: float | None = None
        self._current: Job | None = None
        self._thread = threading.Thread(target=self._run, name=f"worker {name}")

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def submit(self, work: Work) -> Job:
        """Queue some work."""
        job = Job(work)
        self._jobs.put(job)
        return job

    def busy_s(self) -> float:
        """How long the work under way has taken; 0 at rest."""
        began = self._began
        return 0.0 if began is None else self._clock.monotonic() - began

    def close(self, within_s: float) -> bool:
        """Stop what is under way and end the thread.

        Returns:
            False when it hangs in a call that does not come back.
        """
        current = self._current
        if current is not None:
            current.stop()
        self._jobs.put(None)
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._at_rest()
        while True:
            try:
                job = self._jobs.get(timeout=self._rest_s)
            except queue.Empty:
                self._began = self._clock.monotonic()
                self._at_rest()
                self._began = None
                continue
            if job is None:
                return
            if job.is_stopped():
                continue
            self._current, self._began = job, self._clock.monotonic()
            job.work(job.is_stopped)
            self._current, self._began = None, None
