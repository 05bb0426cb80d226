"""A simulator that listens on loopback, as the process it is in the demo."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from waiting import wait_until

from drivers.control import ask


class LoopbackSimulator:
    """What tests do with a running simulator."""

    def __init__(self, process: "subprocess.Popen[str]", control: Path) -> None:
        self.process = process
        self.control = control
        self.address = ask(control, "address")

    def ask(self, do: str, **fields: Any) -> dict[str, Any]:
        return ask(self.control, do, **fields)

    def fault(self, name: str, times: int = 1) -> None:
        self.ask("fault", name=name, times=times)


@contextmanager
def on_loopback(module: str, folder: Path, *arguments: str) -> Iterator[LoopbackSimulator]:
    """Start a simulator and wait for its `ready`; end it by SIGTERM, which must leave nothing behind."""
    control = folder / "device.sock"
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-m", module, "--control", str(control), *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield LoopbackSimulator(process, control)
            assert process.poll() is None, "the simulator ended by itself"
            process.send_signal(signal.SIGTERM)
            assert process.wait(5) == 0
            wait_until(lambda: not control.exists(), 1.0, "the socket to go")
        finally:
            process.kill()
