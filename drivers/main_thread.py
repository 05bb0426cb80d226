"""What a simulated system of programs does as a process: it begins, starts and stops programs, and ends."""

import argparse
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol

from drivers.control import ControlServer, Handler
from drivers.process import begin

_LOOK_S = 0.2
_TASK_S = 15.0
"""Limit for one task; starting everything takes half a second, a program that does not end 3 s."""

MOST_STARTS = 5
"""Times that programs which ended by themselves are brought back, as a service manager would (our choice): one that
ends again and again is a fault of ours."""

Task = tuple[Callable[[], None], "Future[None]"]


class StartError(Exception):
    """A program did not come up; says what to do, or where its own words are."""


class System(Protocol):
    """A simulator that is made of programs."""

    def start(self) -> None:
        """Start everything.

        Raises:
            StartError: a program is not installed or did not come up.
        """

    def handlers(self) -> Mapping[str, Handler]:
        """What the control line may ask for."""

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all are well."""

    def bring_back(self, name: str) -> None:
        """Start a program again that ended by itself.

        Raises:
            StartError: it did not come up.
        """

    def stop(self) -> None:
        """End everything, also what was started in part."""


class MainThread:
    """Tasks from the control line's threads, done one after the other on the main thread, until SIGTERM or SIGINT."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()

    def end_on_signals(self) -> None:
        """Let `serve` return when the process is told to end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._tasks.put(None))

    def serve(self, system: System) -> int:
        """Do tasks; gives the exit status.

        Args:
            system: whose programs are looked after.

        Raises:
            StartError: a program that ended by itself does not come up again.
        """
        ended = 0
        while True:
            try:
                task = self._tasks.get(timeout=_LOOK_S)
            except Empty:
                if (name := system.ended()) is not None:
                    sys.stderr.write(f"{name} ended by itself\n")
                    ended += 1
                    if ended > MOST_STARTS:
                        return 1
                    system.bring_back(name)
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


def command_line(description: str | None) -> argparse.ArgumentParser:
    """What every such simulator is started with: --run and --control."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--run", type=Path, required=True, help="folder for everything it writes")
    parser.add_argument("--control", type=Path, required=True, help="socket of its control line")
    return parser


def run(name: str, description: str, system: Callable[[Path, MainThread], System]) -> int:
    """Run a simulator from its command line until SIGTERM or SIGINT; gives the exit status."""
    arguments = command_line(description).parse_args()
    begin(name)
    main = MainThread()
    return run_system(system(arguments.run.resolve(), main), main, arguments.control)


def run_system(simulated: System, main: MainThread, control: Path) -> int:
    """Start it and do what its control line asks until SIGTERM or SIGINT; gives the exit status."""
    main.end_on_signals()
    line = None
    try:
        simulated.start()
        line = ControlServer(control, simulated.handlers())
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        return main.serve(simulated)
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        if line is not None:
            line.close()
        simulated.stop()
