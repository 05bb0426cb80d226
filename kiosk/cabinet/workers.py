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
"""Asked by work that waits: whether to give up. Each question is a sign of life."""
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


class _Look:
    """Queued to have the device looked at before its rest is over."""


class Worker:
    """The thread of one device.

    Args:
        name: of the device, for logs.
        at_rest: looks at the device: once at the start, and again when nothing was asked for the seconds it gave back.
        clock: tells how long the work under way has been silent.
    """

    def __init__(self, name: str, clock: Clock, at_rest: Callable[[], float]) -> None:
        self.name = name
        self._clock = clock
        self._at_rest = at_rest
        self._rest_s = 0.0
        self._jobs: queue.SimpleQueue[Job | _Look | None] = queue.SimpleQueue()
        self._sign_of_life: float | None = None
        self._is_closing = False
        self._look_is_queued = False
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

    def look_soon(self) -> None:
        """Have the device looked at as soon as the work before it is done, once however often it is asked."""
        if not self._look_is_queued:
            self._look_is_queued = True
            self._jobs.put(_Look())

    def silent_s(self) -> float:
        """How long the work under way has given no sign of life; 0 at rest."""
        sign = self._sign_of_life
        return 0.0 if sign is None else self._clock.monotonic() - sign

    def close(self) -> None:
        """Stop what is under way and begin nothing more; `ended` waits for it."""
        self._is_closing = True
        current = self._current
        if current is not None:
            current.stop()
        self._jobs.put(None)

    def ended(self, within_s: float) -> bool:
        """Wait for the thread to end after `close`.

        Returns:
            False when it hangs in a call that does not come back.
        """
        if self._thread.ident is not None:
            self._thread.join(within_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        self._look()
        while True:
            try:
                job = self._jobs.get(timeout=self._rest_s)
            except queue.Empty:
                self._look()
                continue
            match job:
                case None:
                    return
                case _Look() if not self._is_closing:
                    self._look_is_queued = False
                    self._look()
                case Job() if not (self._is_closing or job.is_stopped()):
                    self._do(job)
            # What is done knows of whom: a worker at rest keeps nothing of anybody.
            job = None

    def _look(self) -> None:
        self._sign_of_life = self._clock.monotonic()
        self._rest_s = self._at_rest()
        self._sign_of_life = None

    def _do(self, job: Job) -> None:
        def stop() -> bool:
            self._sign_of_life = self._clock.monotonic()
            return self._is_closing or job.is_stopped()

        self._current, self._sign_of_life = job, self._clock.monotonic()
        job.work(stop)
        self._current = self._sign_of_life = None
