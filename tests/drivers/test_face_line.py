"""The line to the face process where it goes wrong: a process that does not die, answers that come too late."""

import logging
import socket
import subprocess
import sys
import threading

import numpy as np
import pytest
from scripted_wire import FakeClock
from waiting import wait_until

from config.device_settings import CameraSettings, FaceSettings
from drivers.face import process, second_opinion
from drivers.face.child import ChildFaceEngine
from drivers.face.finding import Found
from drivers.face.frames import FromProcess, LampAsked, LampIs, from_process
from drivers.face.process import LampByCore
from drivers.face.second_opinion import SecondOpinion
from drivers.faults import DeviceError, Fault
from drivers.picture_line import Cutter, Link
from drivers.running_process import RunningProcess

ROW = np.array([50, 50, 80, 100, 70, 90, 110, 90, 90, 110, 75, 130, 105, 130, 1], np.float32)
SLEEPER = (sys.executable, "-c", "import signal, sys; sys.stdin.read(); signal.pause()")


class Held:
    """A process that a driver of the kernel holds: it is killed and does not end."""

    def __init__(self, held: "subprocess.Popen[bytes]") -> None:
        self.held = held
        self.pid = held.pid
        self.returncode = None

    def poll(self) -> int | None:
        return None

    def wait(self, timeout: float) -> int:
        raise subprocess.TimeoutExpired("face", timeout)


class BurningLamp:
    """Fulfils `Lamp`."""

    def __init__(self) -> None:
        self.burns = True

    def switch_on(self) -> None:
        self.burns = True

    def switch_off(self) -> None:
        self.burns = False


def test_a_process_that_does_not_die_is_a_fault_its_line_is_shut_and_the_lamp_goes_out() -> None:
    lamp = BurningLamp()
    engine = ChildFaceEngine(FaceSettings(), CameraSettings(), FakeClock(), lamp, demo=True)
    running = RunningProcess(SLEEPER, from_process)
    real = running._process
    running._process = Held(real)  # type: ignore[assignment]  # no test can make a kernel hold a process
    engine._running, engine._lamp_burns = running, True
    with pytest.raises(DeviceError) as caught:
        engine.forget()
    assert caught.value.fault is Fault.STUCK
    assert running._line.fileno() == -1
    assert not lamp.burns
    engine._running = running
    engine.close()
    assert real.wait(5.0) == -9


def test_an_error_in_dlibs_process_says_where_and_nothing_of_what_it_saw(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("with 测试 in its text")

    monkeypatch.setattr(second_opinion, "described", breaks)
    beside = SecondOpinion(lambda: logging.basicConfig(stream=sys.stderr, force=True))
    beside.ask(np.zeros((200, 200, 3), np.uint8), Found(ROW))
    with pytest.raises(DeviceError) as caught:
        beside.answers(10.0)
    assert caught.value.fault is Fault.GONE
    beside.close()
    said = capfd.readouterr().err
    assert "unexpected RuntimeError" in said
    assert "测试" not in said


def test_who_was_started_by_somebody_who_is_gone_ends_at_once() -> None:
    command = f"from drivers.process import die_with_parent; die_with_parent({2**22 + 1}); print('went on')"
    ended = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")


@pytest.fixture
def ends() -> "list[socket.socket]":
    return list(socket.socketpair())


def test_an_answer_about_the_lamp_that_comes_too_late_is_none_to_the_next_question(
    ends: "list[socket.socket]", monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = ends
    lamp = LampByCore(Link(ours))
    monkeypatch.setattr(process, "LAMP_S", 0.0)
    with pytest.raises(DeviceError) as caught:
        lamp.switch_on()
    assert caught.value.fault is Fault.TIMED_OUT
    monkeypatch.setattr(process, "LAMP_S", 5.0)
    lamp.answered(LampIs(number=1))
    switching = threading.Thread(target=lamp.switch_off)
    switching.start()
    cutter = Cutter()
    asked: list[FromProcess] = []
    while len(asked) < 2:
        asked += [from_process(*cut) for cut in cutter.feed(theirs.recv(4096))]
    assert asked == [LampAsked(number=1, on=True), LampAsked(number=2, on=False)]
    assert switching.is_alive(), "the old answer is not taken for the new one"
    lamp.answered(LampIs(number=2))
    switching.join(5.0)
    wait_until(lambda: not switching.is_alive(), 1.0, "the end of the switching")
    ours.close()
    theirs.close()
