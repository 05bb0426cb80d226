"""Whoever holds the notify socket sees: pings while the Qt loop turns, none while it stands still or is stopped."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from waiting import wait_until

from kiosk.notify import ServiceNotice
from screens.pulse import Pulse

WATCHDOG_S = 0.6
"""Thirty times shorter than in the units; pings come every 0.2 s."""


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        yield listening


def lines(heard: socket.socket) -> list[str]:
    found = []
    while select.select([heard], [], [], 0)[0]:
        found.append(heard.recv(256).decode())
    return found


def test_a_slot_that_does_not_come_back_stops_the_pings(qtbot: QtBot, heard: socket.socket) -> None:
    pulse = Pulse(ServiceNotice(heard.getsockname(), WATCHDOG_S))
    pulse.start()
    said: list[str] = []

    def pinged_twice() -> bool:
        said.extend(lines(heard))
        return said.count("WATCHDOG=1") >= 2

    qtbot.waitUntil(pinged_twice, timeout=10_000)
    assert said[0] == "READY=1"
    in_the_slot: list[bool] = []

    def hangs() -> None:
        lines(heard)
        # A slot that waits for something else than the loop: nothing of the loop is heard meanwhile.
        in_the_slot.append(bool(select.select([heard], [], [], 3 * WATCHDOG_S)[0]))

    QTimer.singleShot(0, hangs)
    qtbot.waitUntil(lambda: bool(in_the_slot), timeout=10_000)
    assert in_the_slot == [False]
    pulse.deleteLater()


def test_the_whole_process_pings_and_stops_when_it_is_stopped(heard: socket.socket, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "NOTIFY_SOCKET": str(heard.getsockname()),
        "WATCHDOG_USEC": str(round(WATCHDOG_S * 1e6)),
    }
    argv = [sys.executable, "-m", "screens", "--socket", str(tmp_path / "no-core.sock"), "--fullscreen"]
    process = subprocess.Popen(argv, env=environment, stderr=subprocess.DEVNULL)
    try:
        said: list[str] = []

        def pinged_twice() -> bool:
            said.extend(lines(heard))
            return said.count("WATCHDOG=1") >= 2

        wait_until(pinged_twice, 60.0, "two pings")
        assert said[0] == "READY=1"
        process.send_signal(signal.SIGSTOP)
        # What was sent before the stop is read first.
        select.select([heard], [], [], 0.2)
        lines(heard)
        assert not select.select([heard], [], [], 2 * WATCHDOG_S)[0]
        process.send_signal(signal.SIGCONT)
        wait_until(lambda: "WATCHDOG=1" in lines(heard), 30.0, "a ping after it goes on")
    finally:
        process.kill()
        process.wait()
