"""The simulated PJL printer as the processes it is in the demo: CUPS with its socket backend, a raw port, an engine."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from printing_process import PrintingProcess, begun
from waiting import wait_until

from config.device_settings import A4PrinterSettings
from drivers.a4_printer import A4Printer
from drivers.a4_printer.programs import found
from drivers.catalog import A4_PRINTERS


class RealPjlPrinter:
    """What tests do with it."""

    def __init__(self, printing: PrintingProcess) -> None:
        self.run = printing.run
        self.ask, self.sheets, self.tray = printing.ask, printing.sheets, printing.tray
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
    """Start it and, at the end, stop it; in a folder of its own."""
    with begun("drivers.a4_printer.pjl_simulator") as printing:
        printer = RealPjlPrinter(printing)
        yield printer
        printer.hang_up()
