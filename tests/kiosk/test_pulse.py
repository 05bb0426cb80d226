"""Pings while the loop turns and the workers move; a hung device costs one new start a day, and never a visit."""

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted_wire import FakeClock

from kiosk.cabinet.pulse import HEALTHY, IN_VISIT, ONCE_S, SOUND_S, Pulse
from kiosk.cabinet.supervision import Supervision
from kiosk.cabinet.workers import Worker
from kiosk.notify import ServiceNotice

WATCHDOG_S = 20.0
"""As in the units."""
STUCK_S = 90.0


class Systemd:
    """The other end of the line."""

    def __init__(self, path: Path) -> None:
        self.address = str(path)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.setblocking(False)

    def heard(self) -> list[str]:
        lines = []
        while True:
            try:
                lines.append(self._socket.recv(256).decode())
            except BlockingIOError:
                return lines

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    listening = Systemd(tmp_path / "notify")
    yield listening
    listening.close()


def pulse_of(systemd: Systemd, clock: FakeClock, folder: Path, *leave_for: Path) -> Pulse:
    return Pulse(clock, ServiceNotice(systemd.address, WATCHDOG_S), folder, folder, leave_for)


def well(pulse: Pulse, *stuck: str, is_free: bool = True, is_whole: bool = True) -> bool:
    return pulse.beat(stuck, is_free=is_free, is_whole=is_whole)


def test_ready_once_then_a_ping_every_third_of_the_silence_allowed(systemd: Systemd, tmp_path: Path) -> None:
    clock = FakeClock()
    pulse = pulse_of(systemd, clock, tmp_path)
    for _ in range(80):
        well(pulse)
        clock.pause(0.25)
    heard = systemd.heard()
    assert heard[0] == "READY=1"
    assert heard.count("READY=1") == 1
    assert heard.count("WATCHDOG=1") == 3


def test_a_driver_in_a_deadlock_stops_the_pings_when_nobody_is_served(systemd: Systemd, tmp_path: Path) -> None:
    clock = FakeClock()
    gate, began = threading.Event(), threading.Event()
    worker = Worker("idcard", clock, lambda: 3600.0)
    supervision = Supervision({"idcard": worker}, {"idcard": _Unwatched()}, clock, STUCK_S)  # type: ignore[dict-item]  # as a Watch
    supervision.start()
    pulse = pulse_of(systemd, clock, tmp_path)

    def locked(_: object) -> None:
        began.set()
        gate.wait(20.0)

    try:
        worker.submit(locked)
        assert began.wait(5.0)

        def beats_for(seconds: float, *, is_free: bool) -> list[str]:
            systemd.heard()
            for _ in range(round(seconds * 4)):
                clock.pause(0.25)
                supervision.beat()
                well(pulse, *supervision.stuck, is_free=is_free)
            return systemd.heard()

        assert "WATCHDOG=1" in beats_for(STUCK_S - 1, is_free=True)
        assert not supervision.stuck
        beats_for(2.0, is_free=False)
        assert supervision.stuck == {"idcard"}
        assert "WATCHDOG=1" in beats_for(WATCHDOG_S, is_free=False), "a visit is not interrupted"
        assert beats_for(2 * WATCHDOG_S, is_free=True) == []
    finally:
        gate.set()
        supervision.close(5.0)


class _Unwatched:
    def stuck(self) -> None:
        """Marked elsewhere."""


def test_a_device_that_hangs_for_ever_costs_one_new_start_a_day(systemd: Systemd, tmp_path: Path) -> None:
    clock = FakeClock()

    def pings_after_hanging() -> bool:
        pulse = pulse_of(systemd, clock, tmp_path)
        well(pulse)
        clock.pause(1.0)
        well(pulse, "locker")
        systemd.heard()
        clock.pause(WATCHDOG_S)
        well(pulse, "locker")
        return "WATCHDOG=1" in systemd.heard()

    assert not pings_after_hanging()
    assert pings_after_hanging()
    assert pings_after_hanging()
    clock.pause(ONCE_S)
    assert not pings_after_hanging()


def test_another_device_on_the_same_day_gets_its_own_start(systemd: Systemd, tmp_path: Path) -> None:
    clock = FakeClock()
    for device in ("locker", "camera"):
        pulse = pulse_of(systemd, clock, tmp_path)
        well(pulse, device)
        clock.pause(WATCHDOG_S)
        systemd.heard()
        well(pulse, device)
        assert systemd.heard() == []


def test_healthy_after_thirty_good_seconds_and_not_before(systemd: Systemd, tmp_path: Path) -> None:
    clock, healthy = FakeClock(), tmp_path / HEALTHY
    healthy.touch()
    pulse = pulse_of(systemd, clock, tmp_path)
    assert not healthy.exists(), "what the core before us said counts no more"
    for is_whole, passed_s in ((True, SOUND_S - 1), (False, 1.0), (True, SOUND_S - 1)):
        well(pulse, is_whole=is_whole)
        clock.pause(passed_s)
        assert not healthy.exists()
    well(pulse)
    clock.pause(1.0)
    well(pulse)
    assert healthy.exists()


def test_what_waits_is_left_for_between_two_visits(systemd: Systemd, tmp_path: Path) -> None:
    clock, waiting = FakeClock(), tmp_path / "next"
    pulse = pulse_of(systemd, clock, tmp_path, waiting)
    assert not well(pulse)
    waiting.symlink_to("versions/not-there-yet")
    clock.pause(2.0)
    assert not well(pulse, is_free=False)
    clock.pause(2.0)
    assert well(pulse, is_free=True)


def test_whether_somebody_is_served_stands_in_the_run_folder(systemd: Systemd, tmp_path: Path) -> None:
    clock, in_visit = FakeClock(), tmp_path / IN_VISIT
    in_visit.touch()
    pulse = pulse_of(systemd, clock, tmp_path)
    assert not in_visit.exists()
    for is_free in (True, False, False, True):
        well(pulse, is_free=is_free)
        assert in_visit.exists() == (not is_free)


def test_nobody_listens_and_nothing_happens(tmp_path: Path) -> None:
    ServiceNotice().ready()
    ServiceNotice(str(tmp_path / "gone"), 1.0).alive()


def test_the_line_is_taken_from_the_environment_and_no_child_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", "@abstract")
    monkeypatch.setenv("WATCHDOG_USEC", "20000000")
    monkeypatch.setenv("WATCHDOG_PID", "1")
    assert ServiceNotice.of_environment().watchdog_s == 0
    monkeypatch.setenv("WATCHDOG_USEC", "20000000")
    assert ServiceNotice.of_environment().ping_every_s == pytest.approx(20 / 3)
    assert not {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"} & set(os.environ)
