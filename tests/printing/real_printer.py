"""The simulated printing system as the processes it is in the demo: CUPS, an IPP printer, an engine."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from printing_process import PrintingProcess, begun
from waiting import wait_until

from config.device_settings import A4PrinterSettings
from drivers.a4_printer.cups_ipp import CupsIppPrinter


class RealPrinter:
    """What tests do with it."""

    def __init__(self, printing: PrintingProcess) -> None:
        self.process, self.run = printing.process, printing.run
        self.ask, self.sheets, self.tray = printing.ask, printing.sheets, printing.tray
        self.driver = CupsIppPrinter(A4PrinterSettings(**self.ask("addresses")))

    def repair(self) -> None:
        """End every fault and switch everything on; what queue and device hold stays theirs."""
        self.ask("clear")
        for do in ("on", "cups_on"):
            self.ask(do)
        self.ask("page_seconds", value=0.05)
        self.ask("last_word_seconds", value=0)

    def make_well(self) -> None:
        """Whatever a test did to it; also its jobs are gone."""
        self.repair()
        wait_until(self.driver.cancel_everything, 5, "an empty queue")

    def held(self) -> list[str]:
        """Unfinished jobs in the queue and at the device, as CUPS's own programs list them."""
        addresses = self.ask("addresses")
        queue = ["lpstat", "-h", addresses["cups"], "-W", "not-completed", "-o"]
        device = ["ipptool", "-t", "-v", addresses["device"], "get-jobs.test"]
        queued = subprocess.run(queue, capture_output=True, check=True, text=True, timeout=10).stdout
        listed = subprocess.run(device, capture_output=True, check=True, text=True, timeout=10).stdout
        return [*queued.splitlines(), *re.findall(r"job-id \(integer\) = \d+", listed)]


@contextmanager
def started() -> Iterator[RealPrinter]:
    """Start it and, at the end, stop it; in a folder of its own."""
    with begun("drivers.a4_printer.simulator") as printing:
        yield RealPrinter(printing)


def processes_below(folder: Path) -> list[str]:
    """Command lines that name the folder: whatever the simulator started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in line:
                found.append(line.replace(b"\0", b" ").decode(errors="replace"))
    return found
