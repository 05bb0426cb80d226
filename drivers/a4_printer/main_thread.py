"""What a simulator of programs does on its main thread: it starts and stops them, and looks whether they live."""

import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue

from drivers.a4_printer.programs import StartError

_LOOK_S = 0.2
_TASK_S = 15.0
"""Limit for one task; starting everything takes half a second, a cupsd that does not end 3 s."""

Task = tuple[Callable[[], None], "Future[None]"]


class MainThread:
    """Tasks from the control line's threads, done one after the other on the main thread, until SIGTERM or SIGINT."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()

    def end_on_signals(self) -> None:
        """Let `serve` return when the process is told to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._tasks.put(None))

    def serve(self, ended: Callable[[], str | None]) -> int:
        """Do tasks; gives the exit status.

        Args:
            ended: names a program that ended by itself.
        """
        while True:
            try:
                task = self._tasks.get(timeout=_LOOK_S)
            except Empty:
                if (name := ended()) is not None:
                    sys.stderr.write(f"{name} ended by itself\n")
                    return 1
                continue
            if task is None:
                return 0
            work, done = task
            try:
                work()
                done.set_result(None)
            except StartError as error:
                done.set_exception(ValueError(str(error)))

    def do(self, work: Callable[[], None]) -> None:
        """Have something done there and wait for it.

        Raises:
            ValueError: a program did not come up.
            TimeoutError: it took too long.
        """
        done: Future[None] = Future()
        self._tasks.put((work, done))
        done.result(timeout=_TASK_S)
