"""The smart-card simulator as the process it is in the demo.

The PC/SC library reads the path of its service once in the life of a process, so all tests of one run use one folder.
"""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from drivers.control import ask

READER = "Virtual PCD"


@cache
def folder() -> Path:
    """Where the simulator works; this process finds it there from now on."""
    made = Path(tempfile.mkdtemp(prefix="kiosk-card-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    os.environ["PCSCLITE_CSOCK_NAME"] = str(made / "run" / "pcscd" / "pcscd.comm")
    return made


class CardTable:
    """What tests do with the running simulator."""

    def __init__(self, process: "subprocess.Popen[str]", control: Path) -> None:
        self.process = process
        self.control = control
        self._inserted: dict[str, Any] | None = None

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self.control, do, within_s=15.0, **fields)

    def lay(self, **card: Any) -> dict[str, Any]:
        """Insert a card, unless the last one was the same and nobody has taken it: changing cards takes a second."""
        if self._inserted is None or self._inserted["card"] != card:
            self._inserted = {"card": card, "told": self.ask("insert", **card)}
        told: dict[str, Any] = self._inserted["told"]
        return told

    def take(self) -> None:
        """Take the card out."""
        self._inserted = None
        self.ask("remove")

    def fault(self, name: str, times: int = 1) -> None:
        self.ask("fault", name=name, times=times)


@contextmanager
def started_reader() -> Iterator[CardTable]:
    """Start the simulator and wait for its `ready`; killed at the end."""
    run, control = folder() / "run", folder() / "control.sock"
    command = [sys.executable, "-W", "error", "-m", "drivers.smart_card.simulator"]
    process = subprocess.Popen(
        [*command, "--run", str(run), "--control", str(control)], stdout=subprocess.PIPE, text=True
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield CardTable(process, control)
        finally:
            process.kill()


@contextmanager
def running_reader() -> Iterator[CardTable]:
    """The same, ended by SIGTERM, which must leave nothing behind."""
    with started_reader() as table:
        yield table
        assert table.process.poll() is None, "the simulator ended by itself"
        table.process.send_signal(signal.SIGTERM)
        assert table.process.wait(5) == 0
        assert not table.control.exists()
        assert list((folder() / "run" / "pcscd").iterdir()) == []
