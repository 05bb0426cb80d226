"""The simulated printing system as the processes it is in the demo: CUPS, an IPP printer, an engine."""

import re
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
from drivers.a4_printer.cups_ipp import CupsIppPrinter
from drivers.control import ask

MODULE = "drivers.a4_printer.simulator"


class RealPrinter:
    """What tests do with it."""

    def __init__(self, process: "subprocess.Popen[str]", run: Path, control: Path) -> None:
        self.process = process
        self.run = run
        self._control = control
        self.driver = CupsIppPrinter(A4PrinterSettings(**self.ask("addresses")))

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self._control, do, within_s=15, **fields)

    def sheets(self) -> int:
        return int(self.ask("count")["sheets"])

    def tray(self) -> list[Path]:
        return [Path(file) for file in self.ask("tray")["files"]]

    def repair(self) -> None:
        """End every fault and switch everything on; what queue and device hold stays theirs."""
        self.ask("clear")
        for do in ("on", "cups_on"):
            self.ask(do)
        self.ask("page_seconds", value=0.05)

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
    """Start it and, at the end, stop it; in a folder of its own.

    Not below pytest's: every other pytest that starts closes /tmp/pytest-of-<user> to all but its owner again, and as
    root the filters of CUPS, which run as lp, would lose their files in the middle of a job.
    """
    with TemporaryDirectory(prefix="kiosk-test-") as name:
        yield from _running(Path(name))


def _running(folder: Path) -> Iterator[RealPrinter]:
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
            yield RealPrinter(process, folder / "a4", control)
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) in (0, -signal.SIGKILL)


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
