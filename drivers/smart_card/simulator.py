"""A smart-card reader with cards in it: a private pcscd, vpcd, and card models in Python.

    python -m drivers.smart_card.simulator --run DIR --control SOCKET

Prints `ready` when a reader is there. Whoever wants to use it needs PCSCLITE_CSOCK_NAME=DIR/pcscd/pcscd.comm in its
environment from its start on. Requests on the control line: insert {kind, …} · remove · restart_pcscd · stop_pcscd ·
start_pcscd · unplug · plug · fault {name, times} · clear · count · addresses.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.clock import SystemClock
from drivers.control import Handler
from drivers.main_thread import MainThread, StartError, command_line, run_system
from drivers.process import begin
from drivers.smart_card.private_pcscd import CAME_FROM, READER, PrivatePcscd, enter
from drivers.smart_card.virtual_cards import card_of
from drivers.smart_card.virtual_reader import VirtualReader


class Simulator:
    """Joins service and reader. The service is started and stopped on the main thread alone.

    Args:
        run: folder for everything it writes.
        main: the main thread.
        came_from: the mount namespace this process was started in.
    """

    def __init__(self, run: Path, main: MainThread, came_from: str) -> None:
        clock = SystemClock()
        run.mkdir(parents=True, exist_ok=True)
        self._service = PrivatePcscd(run, clock)
        self._reader = VirtualReader(clock)
        self._main = main
        self._came_from = came_from

    def start(self) -> None:
        """Have a reader there.

        Raises:
            StartError: pcscd is not installed or did not come up.
        """
        self._service.prepare(self._came_from)
        self._service.start()

    def ended(self) -> str | None:
        """Whether pcscd ended by itself."""
        return "pcscd" if self._service.has_ended() else None

    def bring_back(self, name: str) -> None:  # noqa: ARG002 - there is one program
        """Start it again.

        Raises:
            StartError: it did not come up.
        """
        self._restart()

    def stop(self) -> None:
        """Take the reader away and end the service."""
        self._reader.remove()
        self._service.stop()

    def handlers(self) -> dict[str, Handler]:
        """What the control line may ask for."""
        return {
            "insert": self._insert,
            "remove": lambda _: self._reader.remove(),
            "restart_pcscd": lambda _: self._main.do(self._restart),
            "stop_pcscd": lambda _: self._main.do(self._service.stop),
            "start_pcscd": lambda _: self._main.do(self._service.start),
            "unplug": lambda _: self._main.do(lambda: self._restart(with_reader=False)),
            "plug": lambda _: self._main.do(self._restart),
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
    parser = command_line(__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(CAME_FROM, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    begin("smart_card_simulator")
    try:
        if arguments.came_from is None:
            enter()
    except StartError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    main_thread = MainThread()
    return run_system(
        Simulator(arguments.run.resolve(), main_thread, arguments.came_from), main_thread, arguments.control
    )


if __name__ == "__main__":
    sys.exit(main())
