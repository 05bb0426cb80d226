"""A smart-card reader with cards in it: a private pcscd, vpcd, and card models in Python.

    python -m drivers.smart_card.simulator --run DIR --control SOCKET

Prints `ready` when a reader is there. Whoever wants to use it needs PCSCLITE_CSOCK_NAME=DIR/pcscd/pcscd.comm in its
environment from its start on. Requests on the control line: insert {kind, …} · remove · restart_pcscd · stop_pcscd ·
start_pcscd · unplug · plug · fault {name, times} · clear · count · addresses.
"""

import argparse
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from drivers.clock import SystemClock
from drivers.control import ControlServer, Handler
from drivers.process import begin
from drivers.smart_card.private_pcscd import CAME_FROM, READER, PrivatePcscd, StartError, enter
from drivers.smart_card.virtual_cards import card_of
from drivers.smart_card.virtual_reader import VirtualReader

_LOOK_S = 0.2
_ORDER_S = 12.0
MOST_STARTS = 5
"""Times that a pcscd which ended by itself is brought back, as a service manager would (our choice)."""

Task = tuple[Callable[[], None], "Future[None]"]


class Simulator:
    """Joins service, reader and control line. The service is started and stopped on the main thread alone.

    Args:
        run: folder for everything it writes.
    """

    def __init__(self, run: Path) -> None:
        clock = SystemClock()
        run.mkdir(parents=True, exist_ok=True)
        self._service = PrivatePcscd(run, clock)
        self._reader = VirtualReader(clock)
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()

    def serve(self, control: Path, came_from: str) -> int:
        """Run until SIGTERM or SIGINT; gives the exit status (StartError when it cannot)."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._tasks.put(None))
        line = None
        try:
            self._service.prepare(came_from)
            self._service.start()
            line = ControlServer(control, self._handlers())
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            return self._work()
        finally:
            if line is not None:
                line.close()
            self._reader.remove()
            self._service.stop()

    def _work(self) -> int:
        ended = 0
        while True:
            try:
                task = self._tasks.get(timeout=_LOOK_S)
            except Empty:
                if self._service.has_ended():
                    sys.stderr.write("pcscd ended by itself\n")
                    ended += 1
                    if ended > MOST_STARTS:
                        return 1
                    self._restart()
                continue
            if task is None:
                return 0
            work, done = task
            try:
                work()
                done.set_result(None)
            except StartError as error:
                done.set_exception(ValueError(str(error)))

    def _on_main(self, work: Callable[[], None]) -> None:
        done: Future[None] = Future()
        self._tasks.put((work, done))
        done.result(timeout=_ORDER_S)

    def _handlers(self) -> dict[str, Handler]:
        return {
            "insert": self._insert,
            "remove": lambda _: self._reader.remove(),
            "restart_pcscd": lambda _: self._on_main(self._restart),
            "stop_pcscd": lambda _: self._on_main(self._service.stop),
            "start_pcscd": lambda _: self._on_main(self._service.start),
            "unplug": lambda _: self._on_main(lambda: self._restart(with_reader=False)),
            "plug": lambda _: self._on_main(self._restart),
            "fault": self._reader.faults.order,
            "clear": lambda _: self._reader.faults.clear(),
            "count": lambda _: {"apdus": self._reader.apdus, "insertions": self._reader.insertions},
            "addresses": lambda _: {"pcscd": str(self._service.socket), "reader": READER},
        }

    def _insert(self, request: Mapping[str, Any]) -> dict[str, str]:
        card, told = card_of({name: value for name, value in request.items() if name != "do"})
        self._reader.insert(card)
        return told

    def _restart(self, *, with_reader: bool = True) -> None:
        self._service.stop()
        self._service.start(with_reader=with_reader)


def main() -> int:
    """Run the simulator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--run", type=Path, required=True, help="folder for everything it writes")
    parser.add_argument("--control", type=Path, required=True, help="socket of its control line")
    parser.add_argument(CAME_FROM, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    begin("smart_card_simulator")
    try:
        if arguments.came_from is None:
            enter()
        return Simulator(arguments.run.resolve()).serve(arguments.control, arguments.came_from)
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
