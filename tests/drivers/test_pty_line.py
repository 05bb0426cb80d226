"""A paced line is as slow as the real one, and not slower."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from scripted_wire import FakeClock

from drivers.idcard.simulator import SamVReader
from drivers.pty_line import PtyLine
from drivers.wire import SerialWire

BAUD = 9_600
BYTES = 960
WIRE_S = 1.0
"""960 bytes of 10 bits each."""


class LateClock(FakeClock):
    """Every pause is a little too long, as a machine's are."""

    def pause(self, seconds: float) -> None:
        super().pause(seconds + 0.001)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    line = PtyLine(tmp_path / "tty", SamVReader(), LateClock(), paced=True, baud=BAUD)
    yield line
    line.stop()
    line.serve()  # returns at once, and gives everything back


def passed_s(line: PtyLine) -> float:
    clock = line._clock
    assert isinstance(clock, LateClock)
    return clock.seconds - 1000.0


def test_replies_take_the_time_of_their_bytes_however_late_each_pause_ends(line: PtyLine) -> None:
    line._write(bytes(BYTES))
    assert passed_s(line) == pytest.approx(WIRE_S, abs=0.002)


def test_a_slow_reply_takes_ten_times_as_long(line: PtyLine) -> None:
    line._write(bytes(BYTES), slower=10)
    assert passed_s(line) == pytest.approx(10 * WIRE_S, abs=0.002)


def test_requests_take_the_time_of_their_bytes(line: PtyLine, tmp_path: Path) -> None:
    host = SerialWire(tmp_path / "tty", BAUD)
    host.write(b"\x00" * BYTES)
    line._answer()
    assert passed_s(line) == pytest.approx(WIRE_S, abs=0.002)
    host.close()
