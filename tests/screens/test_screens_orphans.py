"""A killed launcher takes the screens and the dock with it."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from waiting import wait_until

LAUNCHER = "import subprocess, sys; subprocess.Popen(sys.argv[1:], stdout=2); sys.stdin.read()"
DEAD_LAUNCHER = (
    "import os, sys; ear, mouth = os.pipe(); child = os.fork()\n"
    "if child: os._exit(0)\n"
    "os.close(mouth); os.read(ear, 1); os.execv(sys.argv[1], sys.argv[1:])"
)
"""Its child becomes ours only when it is an orphan: the pipe ends with the parent."""
ENVIRONMENT = os.environ | {"KIOSK_CHILD": "1", "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def listener(path: Path) -> Iterator[socket.socket]:
    """Where the child calls when it is up."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        listening.settimeout(20)
        yield listening


@contextmanager
def launcher(program: str, *child: str) -> Iterator[subprocess.Popen[bytes]]:
    """In a session of its own, as a login shell or systemd gives it. Its children hold the other end of `stderr`."""
    with subprocess.Popen(
        [sys.executable, "-c", program, sys.executable, *child],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def all_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether nobody holds the other end of its standard error any more: neither it nor what it started."""
    assert process.stderr is not None
    while select.select([process.stderr], [], [], 0)[0]:
        if not os.read(process.stderr.fileno(), 65536):
            return True
    return False


def test_screens_end_with_a_killed_launcher(tmp_path: Path) -> None:
    path = tmp_path / "core.sock"
    with (
        listener(path) as core,
        launcher(LAUNCHER, "-m", "screens", "--socket", str(path), "--windowed") as process,
        core.accept()[0],
    ):
        process.kill()
        wait_until(lambda: all_ended(process), limit_s=2)


def test_the_dock_ends_with_a_killed_launcher(tmp_path: Path) -> None:
    with (
        listener(tmp_path / "platform.sock") as platform,
        launcher(LAUNCHER, "-m", "screens.dock", "--run", str(tmp_path)) as process,
        platform.accept()[0],
    ):
        process.kill()
        wait_until(lambda: all_ended(process), limit_s=2)


@pytest.mark.parametrize("child", [["screens", "--socket", "core.sock"], ["screens.dock", "--run", "."]])
def test_what_comes_up_after_its_launcher_died_ends_at_once(child: list[str]) -> None:
    with launcher(DEAD_LAUNCHER, "-m", *child) as process:
        wait_until(lambda: all_ended(process), limit_s=10)
