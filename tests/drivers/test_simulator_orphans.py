"""A killed launcher takes the simulators with it, and nobody else does."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from waiting import wait_until

from drivers.control import ask

LAUNCHER = "import subprocess, sys; subprocess.Popen([sys.executable, '-m', *sys.argv[1:]]); sys.stdin.read()"
ON_A_SERIAL_LINE = "drivers.idcard.simulator"
WITHOUT_A_LINE = "drivers.document_scanner.simulator"


@contextmanager
def launcher(module: str, folder: Path, environment: Mapping[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """A launcher with one simulator that is ready and shares its standard output; all of them are gone afterwards."""
    arguments = [module, "--link", str(folder / "device"), "--control", str(folder / "device.sock")]
    with subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **environment},
        start_new_session=True,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            for number in is_alive(process.pid):
                os.kill(number, signal.SIGKILL)


def is_alive(session: int) -> list[int]:
    """Processes of a session that have not ended: the field after state, parent and group (proc(5), stat)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, _, its_session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(its_session) == session and state not in "ZX":
                found.append(int(entry.name))
    return found


@pytest.mark.parametrize("module", [ON_A_SERIAL_LINE, WITHOUT_A_LINE])
def test_a_simulator_ends_with_a_killed_launcher(module: str, tmp_path: Path) -> None:
    with launcher(module, tmp_path, {"KIOSK_CHILD": "1"}) as process:
        assert len(is_alive(process.pid)) == 2
        process.kill()
        process.wait()
        wait_until(lambda: is_alive(process.pid) == [], 10, "the end of the simulator")


def test_a_simulator_that_a_developer_started_outlives_his_shell(tmp_path: Path) -> None:
    with launcher(ON_A_SERIAL_LINE, tmp_path, {"KIOSK_CHILD": ""}) as process:
        process.kill()
        process.wait()
        ask(tmp_path / "device.sock", "clear")
