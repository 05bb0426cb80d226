"""The one parent: brings back what ends, gives up on what ends again and again, leaves nobody behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting import wait_until

from drivers.clock import SystemClock
from kiosk.hall.launcher import RESTART_LIMIT, Launcher, Spec, StartError

READY = "import signal, sys, time; sys.stdout.write('ready\\n'); sys.stdout.flush(); "
SLEEPER = [sys.executable, "-c", READY + "time.sleep(60)"]


def looked(launcher: Launcher) -> Launcher:
    launcher.look()
    return launcher


def gone_after_a_look(launcher: Launcher, gone: list[str]) -> list[str]:
    launcher.look()
    return gone


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def gone() -> list[str]:
    return []


@pytest.fixture
def launcher(tmp_path: Path, gone: list[str]) -> Iterator[Launcher]:
    launcher = Launcher(tmp_path, SystemClock(), gone.append)
    yield launcher
    launcher.stop_all()


def test_waits_until_a_process_says_ready(launcher: Launcher) -> None:
    launcher.start(Spec("a", SLEEPER, says_ready=True))
    launcher.await_ready("a", 10.0)
    assert launcher.is_running("a")


@pytest.mark.parametrize("program", ["pass", "print('no')", "raise SystemExit(3)"])
def test_names_a_process_that_does_not_come_up(launcher: Launcher, program: str) -> None:
    launcher.start(Spec("stubborn", [sys.executable, "-c", program], says_ready=True))
    with pytest.raises(StartError, match="stubborn did not come up"):
        launcher.await_ready("stubborn", 10.0)


def test_says_why_a_process_did_not_come_up(launcher: Launcher) -> None:
    launcher.start(Spec("stubborn", [sys.executable, "-c", "raise SystemExit('no such port')"], says_ready=True))
    with pytest.raises(StartError, match="did not come up: no such port"):
        launcher.await_ready("stubborn", 10.0)


@pytest.mark.parametrize(("code", "is_wanted"), [(0, False), (1, True)])
def test_what_a_person_closed_stays_closed_and_what_crashed_comes_back(
    launcher: Launcher, code: int, is_wanted: bool
) -> None:
    launcher.start(Spec("window", [sys.executable, "-c", f"raise SystemExit({code})"], restarts=True, may_close=True))
    launcher._children["window"].process.wait(10.0)
    assert launcher.is_wanted("window") == is_wanted
    first = launcher.pid("window")
    launcher.look()
    assert (launcher.pid("window") != first) == is_wanted


def test_brings_back_what_was_killed(launcher: Launcher) -> None:
    launcher.start(Spec("a", SLEEPER, restarts=True, says_ready=True))
    first = launcher.pid("a")
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: looked(launcher).pid("a") != first, 5.0)
    assert launcher.is_running("a")


def test_what_ends_again_and_again_stays_down_and_is_reported(launcher: Launcher, gone: list[str]) -> None:
    launcher.start(Spec("a", [sys.executable, "-c", "pass"], restarts=True))
    wait_until(lambda: bool(gone_after_a_look(launcher, gone)), 20.0)
    assert gone == ["a"]
    assert len(launcher._children["a"].starts) == RESTART_LIMIT + 1
    for _ in range(10):
        launcher.look()
    assert not launcher.is_running("a")
    assert gone == ["a"]


def test_stops_everything_by_pid_also_what_does_not_obey(launcher: Launcher) -> None:
    deaf = "import signal; signal.signal(15, signal.SIG_IGN); " + READY + "time.sleep(60)"
    launcher.start(Spec("a", SLEEPER, says_ready=True))
    launcher.start(Spec("deaf", [sys.executable, "-c", deaf], says_ready=True))
    for name in ("a", "deaf"):
        launcher.await_ready(name, 10.0)
    pids = [launcher.pid("a"), launcher.pid("deaf")]
    launcher.stop_all()
    assert not any(is_alive(pid) for pid in pids)


def test_children_die_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    program = f"""
import sys, time
from pathlib import Path
from drivers.clock import SystemClock
from kiosk.hall.launcher import Launcher, Spec
launcher = Launcher(Path({str(tmp_path)!r}), SystemClock())
child = "from drivers.process import die_with_parent; die_with_parent(); " + {READY!r} + "time.sleep(60)"
launcher.start(Spec("child", [sys.executable, "-c", child], says_ready=True))
launcher.await_ready("child", 10)
sys.stdout.write(str(launcher.pid("child")) + "\\n"); sys.stdout.flush()
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
        parent.wait()
    wait_until(lambda: not is_alive(child) or _is_zombie(child), 5.0)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
    except FileNotFoundError:
        return True
