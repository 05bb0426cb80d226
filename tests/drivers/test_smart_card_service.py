"""The parts around the PC/SC service: its codes, the limit for calls that hang, and the simulator's own end."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from smart_card_process import folder, running_reader, started_reader
from waiting import wait_until

from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.smart_card.patience import Patience
from drivers.smart_card.pcsc_service import Code, fault_of


def test_every_code_of_the_service_has_its_fault() -> None:
    faults = {code: fault_of(code) for code in Code}
    assert [code for code, fault in faults.items() if fault is None] == [Code.SUCCESS]
    assert faults[Code.NO_SERVICE] is Fault.GONE
    assert faults[Code.REMOVED_CARD] is Fault.CARD_UNREADABLE
    assert faults[Code.SHARING_VIOLATION] is Fault.TIMED_OUT
    assert faults[Code.SECURITY_VIOLATION] is Fault.BROKEN
    assert fault_of(0x80109999) is Fault.UNKNOWN
    assert fault_of(-0x7FEFFF97) is Fault.CARD_UNREADABLE


def test_patience_gives_results_and_errors_and_then_takes_the_next() -> None:
    patience = Patience(SystemClock(), silence_s=0.2)
    assert patience.run(lambda: 3, whole_s=1.0) == 3
    with pytest.raises(ValueError, match="not a number"):
        patience.run(_refuse, whole_s=1.0)
    assert not patience.is_stuck


def test_work_that_hangs_is_left_behind_and_taken_up_again_when_it_comes_back() -> None:
    patience = Patience(SystemClock(), silence_s=0.05)
    released = threading.Event()
    with pytest.raises(DeviceError, match="no answer") as caught:
        patience.run(lambda: released.wait(5.0), whole_s=1.0)
    assert caught.value.fault is Fault.TIMED_OUT
    with pytest.raises(DeviceError, match="earlier call"):
        patience.run(lambda: 3, whole_s=1.0)
    released.set()
    wait_until(lambda: not patience.is_stuck, 1.0, "the end of the call that hung")
    assert patience.run(lambda: 4, whole_s=1.0) == 4


class CountingClock(SystemClock):
    """A second passes at each look."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def monotonic(self) -> float:
        self.now_s += 1.0
        return self.now_s


def test_work_that_shows_signs_of_life_for_ever_is_stopped_too() -> None:
    patience = Patience(CountingClock(), silence_s=1000.0)

    def work() -> None:
        while True:
            patience.alive()

    with pytest.raises(DeviceError, match="not done yet") as caught:
        patience.run(work, whole_s=5.0)
    assert caught.value.fault is Fault.TIMED_OUT


def _refuse() -> int:
    raise ValueError("not a number")


def test_a_killed_simulator_takes_its_service_along_and_the_next_one_starts_in_its_place() -> None:
    with started_reader() as table:
        assert table.ask("addresses")["pcscd"] == os.environ["PCSCLITE_CSOCK_NAME"]
        service = int((folder() / "run" / "pcscd" / "pcscd.pid").read_text().strip("\n\0"))
        assert _command(service).split(b"\0")[0].endswith(b"pcscd")
        table.process.send_signal(signal.SIGKILL)
        wait_until(lambda: _command(service) == b"", 3.0, "the end of its pcscd")
    with running_reader() as table:
        assert table.ask("count") == {"apdus": 0, "insertions": 0}


def _ended(run: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "drivers.smart_card.simulator", "--run", str(run), "--control", f"{run}.sock"]
    return subprocess.run(
        [*command, *arguments],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_simulator_that_cannot_start_says_why_and_ends(tmp_path: Path) -> None:
    ended = _ended(tmp_path / "run", PATH="/nonexistent")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "unshare is not installed" in ended.stderr


def test_a_simulator_never_lays_anything_over_the_machines_own_folders(tmp_path: Path) -> None:
    ended = _ended(tmp_path / "run", "--came-from", str(Path("/proc/self/ns/mnt").readlink()))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "not in a namespace of its own" in ended.stderr


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
