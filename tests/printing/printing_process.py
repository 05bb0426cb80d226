"""A simulated printing system as the process that it is in the demo: how it begins, what it is asked, how it ends."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drivers.control import ask


class PrintingProcess:
    """What tests do with any of them."""

    def __init__(self, process: "subprocess.Popen[str]", run: Path, control: Path) -> None:
        self.process = process
        self.run = run
        self._control = control

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self._control, do, within_s=15, **fields)

    def sheets(self) -> int:
        return int(self.ask("count")["sheets"])

    def tray(self) -> list[Path]:
        return [Path(file) for file in self.ask("tray")["files"]]


@contextmanager
def begun(module: str) -> Iterator[PrintingProcess]:
    """Start it and, at the end, stop it; in a folder of its own.

    Not below pytest's: every other pytest that starts closes /tmp/pytest-of-<user> to all but its owner again, and as
    root the filters of CUPS, which run as lp, would lose their files in the middle of a job.
    """
    with TemporaryDirectory(prefix="kiosk-test-") as name:
        run, control = Path(name) / "a4", Path(name) / "a4_printer.sock"
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", module, "--run", str(run), "--control", str(control)],
            stdout=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
                yield PrintingProcess(process, run, control)
            finally:
                process.send_signal(signal.SIGTERM)
                assert process.wait(10) in (0, -signal.SIGKILL)
