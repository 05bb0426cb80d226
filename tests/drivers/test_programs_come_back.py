"""A print service or a card service that dies under a simulator is started again, as in a hall."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from waiting import wait_until

from drivers.control import ask

CAME_BACK_S = 20.0


@pytest.fixture
def folder() -> Iterator[Path]:
    """With a short path: sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="k-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def below(pid: int) -> dict[str, int]:
    """Names of the programs that a process has below it, with their numbers."""
    found: dict[str, int] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        # Threads and programs end while they are read; one that is gone has nothing below it and no name.
        with suppress(FileNotFoundError, ProcessLookupError):
            for child in (task / "children").read_text().split():
                found[Path(f"/proc/{child}/comm").read_text().strip()] = int(child)
    return found


def tells(control: Path) -> dict[str, Any]:
    return ask(control, "addresses", within_s=15.0)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("module", "program"), [("drivers.a4_printer.simulator", "cupsd"), ("drivers.smart_card.simulator", "pcscd")]
)
def test_what_was_killed_runs_again_and_the_simulator_never_ended(module: str, program: str, folder: Path) -> None:
    control = folder / "control"
    with (folder / "words").open("w") as words:
        simulator = subprocess.Popen(
            [sys.executable, "-m", module, "--run", str(folder / "run"), "--control", str(control)],
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
        )
    try:
        assert simulator.stdout is not None
        if simulator.stdout.readline().strip() != "ready":
            pytest.skip((folder / "words").read_text()[-200:])
        before, addresses = below(simulator.pid)[program], tells(control)
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: below(simulator.pid).get(program, before) != before, CAME_BACK_S, f"{program} again")
        assert simulator.poll() is None
        assert tells(control) == addresses
        assert f"{program} ended by itself" in (folder / "words").read_text()
    finally:
        simulator.send_signal(signal.SIGTERM)
        simulator.wait(15.0)
        assert simulator.stdout is not None
        simulator.stdout.close()
