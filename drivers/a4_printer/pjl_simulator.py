"""A PJL printer on a raw port behind a private CUPS, below one folder.

    python -m drivers.a4_printer.pjl_simulator --run DIR --control SOCKET

Prints `ready` when the queue exists. Requests on the control line: addresses · fault {code, at_page} ·
wire_fault {name, times} · clear · off · on · hang_up · cups_off · cups_on · cancel_job · own_pages {pages} ·
talks {unasked, echo} · one_caller {value} · page_seconds {value} · count · tray.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.a4_printer.pjl_engine import PjlEngine
from drivers.a4_printer.pjl_port import PjlPort
from drivers.a4_printer.private_cups import QUEUE, PrivateCups
from drivers.a4_printer.programs import Programs
from drivers.clock import SystemClock
from drivers.control import Handler
from drivers.main_thread import MainThread, run
from drivers.tcp_line import LOOPBACK

PPD = Path(__file__).with_name("pjl_pdf.ppd")
PRINTED_BEFORE = 183_933
"""Pages that the simulated engine has printed in its life: a count does not begin at 0."""


class PjlSimulator:
    """Joins engine, port, CUPS and control line."""

    def __init__(self, run: Path, main: MainThread) -> None:
        self._main = main
        clock = SystemClock()
        self._tray = run / "tray"
        self._tray.mkdir(parents=True, exist_ok=True)
        self._programs = Programs(run, clock)
        self._cups = PrivateCups(run, self._programs, clock)
        self._port = PjlPort(lambda: self._engine, clock)
        self._line = self._port.line
        self._address = f"{LOOPBACK}:{self._line.port}"
        self._engine = PjlEngine(self._tray, PRINTED_BEFORE, self._port.tell)

    def start(self) -> None:
        """Start CUPS and make the queue."""
        self._cups.start()
        # Without waiteof=false CUPS keeps a job for as long as the printer keeps the line open.
        self._cups.make_queue(f"socket://{self._address}/?waiteof=false&snmp=false", "-P", str(PPD))

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all are well."""
        return self._programs.ended()

    def bring_back(self, _: str) -> None:
        """Start the queue's daemon again, which is the only program here."""
        self._cups.stop()
        self._cups.start()

    def stop(self) -> None:
        """End engine, port and CUPS."""
        self._engine.close()
        self._line.unplug()
        self._programs.stop("cupsd")

    def handlers(self) -> Mapping[str, Handler]:
        """What the control line may ask for."""
        return {
            "addresses": lambda _: {"queue": QUEUE, "cups": self._cups.socket, "pjl": self._address},
            "fault": lambda request: self._engine.set_fault(int(request["code"]), int(request.get("at_page", 0))),
            "wire_fault": self._line.faults.order,
            "clear": lambda _: self._clear(),
            "off": lambda _: self._off(),
            "on": lambda _: self._line.plug(),
            "hang_up": lambda _: self._line.cut(),
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
        self._line.faults.clear()

    def _off(self) -> None:
        self._line.unplug()
        self._engine.lose_power()

    def _talks(self, request: Mapping[str, Any]) -> None:
        self._port.unasked = bool(request.get("unasked", True))
        self._port.echoes = bool(request.get("echo", True))

    def _one_caller(self, request: Mapping[str, Any]) -> None:
        self._line.one_host = bool(request["value"])


if __name__ == "__main__":
    sys.exit(run("a4_printer_pjl_simulator", (__doc__ or "").splitlines()[0], PjlSimulator))
