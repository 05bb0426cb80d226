"""The simulated PJL printer as the processes it is in the demo: CUPS with its socket backend, a raw port, an engine."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from waiting import wait_until

from config.settings import A4PrinterSettings
from drivers.a4_printer import A4Printer
from drivers.a4_printer.programs import found
from drivers.catalog import A4_PRINTERS
from drivers.control import ask

MODULE = "drivers.a4_printer.pjl_simulator"


class RealPjlPrinter:
    """What tests do with it."""

    def __init__(self, process: "subprocess.Popen[str]", run: Path, control: Path) -> None:
        self.process = process
        self.run = run
        self._control = control
        self._terminals: list[A4Printer] = []
        self.driver = self.terminal()

    def terminal(self, *, beside: bool = True) -> A4Printer:
        """The driver of a terminal that has just started."""
        settings = A4PrinterSettings(model="cups-pjl", pjl_beside=beside, **self.ask("addresses"))
        self._terminals.append(A4_PRINTERS[settings.model](settings))
        return self._terminals[-1]

    def hang_up(self) -> None:
        """Every terminal does."""
        while self._terminals:
            self._terminals.pop().close()

    def queue(self, command: str) -> None:
        """cupsdisable: it takes documents and sends none; cupsenable."""
        subprocess.run([found(command), "-h", str(self.run / "cups.sock"), "a4"], check=True)

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self._control, do, within_s=15, **fields)

    def sheets(self) -> int:
        return int(self.ask("count")["sheets"])

    def tray(self) -> list[Path]:
        return [Path(file) for file in self.ask("tray")["files"]]

    def make_well(self) -> None:
        """Whatever a test did to it; what still lies in it comes out here, as it would in a hall."""
        for do in ("clear", "on", "cups_on", "talks"):
            self.ask(do)
        self.ask("one_caller", value=False)
        self.ask("page_seconds", value=0.05)
        self.queue("cupsenable")
        self.hang_up()
        self.driver = self.terminal()
        wait_until(self.driver.cancel_everything, 10, "the printer to be empty")


@contextmanager
def started() -> Iterator[RealPjlPrinter]:
    """Start it in a folder of its own (see real_printer.started for why not below pytest's)."""
    with TemporaryDirectory(prefix="kiosk-test-") as name:
        folder = Path(name)
        control = folder / "a4_printer.sock"
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", MODULE, "--run", str(folder / "a4"), "--control", str(control)],
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
                printer = RealPjlPrinter(process, folder / "a4", control)
                yield printer
                printer.hang_up()
            finally:
                process.send_signal(signal.SIGTERM)
                assert process.wait(10) == 0
