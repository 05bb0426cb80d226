"""A PJL printer on a raw port behind a private CUPS, below one folder.

    python -m drivers.a4_printer.pjl_simulator --run DIR --control SOCKET

Prints `ready` when the queue exists. Requests on the control line: addresses · fault {code, at_page} ·
wire_fault {name, times} · clear · off · on · hang_up · cups_off · cups_on · cancel_job · own_pages {pages} ·
talks {unasked, echo} · one_caller {value} · page_seconds {value} · count · tray.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.a4_printer.ipp_printer import free_port
from drivers.a4_printer.main_thread import MainThread
from drivers.a4_printer.pjl_engine import PjlEngine
from drivers.a4_printer.pjl_port import PjlPort
from drivers.a4_printer.private_cups import QUEUE, PrivateCups
from drivers.a4_printer.programs import Programs, StartError
from drivers.clock import SystemClock
from drivers.control import ControlServer, Handler
from drivers.process import begin

PPD = Path(__file__).with_name("pjl_pdf.ppd")
PRINTED_BEFORE = 183_933
"""Pages that the simulated engine has printed in its life: a count does not begin at 0."""


class PjlSimulator:
    """Joins engine, port, CUPS and control line."""

    def __init__(self, run: Path) -> None:
        clock = SystemClock()
        self._tray = run / "tray"
        self._tray.mkdir(parents=True, exist_ok=True)
        self._tcp = free_port()
        self._programs = Programs(run, clock)
        self._cups = PrivateCups(run, self._programs, clock)
        self._port = PjlPort(self._tcp, lambda: self._engine, clock)
        self._engine = PjlEngine(self._tray, PRINTED_BEFORE, self._port.tell)
        self._main = MainThread()

    def serve(self, control: Path) -> int:
        """Run until SIGTERM or SIGINT; gives the exit status."""
        self._main.end_on_signals()
        line = None
        try:
            self._port.open()
            self._cups.start()
            # Without waiteof=false CUPS keeps a job for as long as the printer keeps the line open.
            self._cups.make_queue(f"socket://127.0.0.1:{self._tcp}/?waiteof=false&snmp=false", "-P", str(PPD))
            line = ControlServer(control, self._handlers())
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            return self._main.serve(self._programs.ended)
        except StartError as error:
            sys.stderr.write(f"{error}\n")
            return 1
        finally:
            if line is not None:
                line.close()
            self._engine.close()
            self._port.close()
            self._programs.stop("cupsd")

    def _handlers(self) -> dict[str, Handler]:
        return {
            "addresses": lambda _: {"queue": QUEUE, "cups": self._cups.socket, "pjl": f"127.0.0.1:{self._tcp}"},
            "fault": lambda request: self._engine.set_fault(int(request["code"]), int(request.get("at_page", 0))),
            "wire_fault": self._port.faults.order,
            "clear": lambda _: self._clear(),
            "off": lambda _: self._off(),
            "on": lambda _: self._port.open(),
            "hang_up": lambda _: self._port.cut(),
            "cups_off": lambda _: self._main.do(self._cups.stop),
            "cups_on": lambda _: self._main.do(self._cups.start),
            "cancel_job": lambda _: self._engine.cancel(),
            "own_pages": lambda request: self._engine.print_own_pages(int(request["pages"])),
            "talks": self._talks,
            "one_caller": self._one_caller,
            "page_seconds": lambda request: self._engine.set_page_seconds(float(request["value"])),
            "count": lambda _: self._engine.counted(),
            "tray": lambda _: {"files": sorted(str(file) for file in self._tray.iterdir())},
        }

    def _clear(self) -> None:
        self._engine.clear()
        self._port.faults.clear()

    def _off(self) -> None:
        self._port.close()
        self._engine.lose_power()

    def _talks(self, request: Mapping[str, Any]) -> None:
        self._port.unasked = bool(request.get("unasked", True))
        self._port.echoes = bool(request.get("echo", True))

    def _one_caller(self, request: Mapping[str, Any]) -> None:
        self._port.one_caller = bool(request["value"])


def main() -> int:
    """Run the simulator."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--run", type=Path, required=True, help="folder for everything it writes")
    parser.add_argument("--control", type=Path, required=True, help="socket of its control line")
    arguments = parser.parse_args()
    begin("a4_printer_pjl_simulator")
    return PjlSimulator(arguments.run.resolve()).serve(arguments.control)


if __name__ == "__main__":
    sys.exit(main())
