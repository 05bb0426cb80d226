"""A simulator as the process it is in the demo."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waiting import wait_until

from drivers.control import ask


class SimulatorProcess:
    """What tests do with a running simulator."""

    def __init__(self, process: "subprocess.Popen[str]", link: Path, control: Path) -> None:
        self.process = process
        self.link = link
        self.control = control

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self.control, do, **fields)

    def fault(self, name: str, times: int = 1) -> None:
        self.ask("fault", name=name, times=times)


@contextmanager
def running(module: str, folder: Path, *arguments: str) -> Iterator[SimulatorProcess]:
    """Start a simulator and wait for its `ready`; end it by SIGTERM, which must leave nothing behind."""
    link, control = folder / "device.tty", folder / "device.sock"
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", module, "--link", str(link), "--control", str(control), *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield SimulatorProcess(process, link, control)
            assert process.poll() is None, "the simulator ended by itself"
            process.send_signal(signal.SIGTERM)
            assert process.wait(5) == 0
            wait_until(lambda: not link.is_symlink() and not control.exists(), 1.0, "link and socket to go")
        finally:
            process.kill()
