"""A line that follows a script, and the clock that goes with it."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from drivers.faults import DeviceError, Fault


class FakeClock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> datetime:
        return datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds


Said = bytes | str | Fault | None
"""Bytes (or hex) that the device says; a Fault breaks the line while it is awaited; None is silence."""


class ScriptedWire:
    """Fulfils `Wire`: what is written must be the next line of the script, and is answered by it."""

    def __init__(self, clock: FakeClock, *lines: tuple[bytes | str, Said]) -> None:
        self._clock = clock
        self._lines = deque((_bytes(asked), said) for asked, said in lines)
        self._waiting = bytearray()
        self._broken: Fault | None = None
        self.is_closed = False

    def write(self, data: bytes) -> None:
        assert self._lines, f"nothing more was to be said, but {data.hex(' ')} was"
        asked, said = self._lines.popleft()
        assert data == asked, f"said {data.hex(' ')}, to be said was {asked.hex(' ')}"
        if isinstance(said, Fault):
            self._broken = said
        elif said is not None:
            self._waiting += _bytes(said)

    def read(self, size: int, within_s: float) -> bytes:
        assert size > 0
        assert within_s > 0
        if len(self._waiting) < size:
            if self._broken is not None:
                raise DeviceError(self._broken, "scripted")
            self._clock.seconds += within_s
        piece = bytes(self._waiting[:size])
        del self._waiting[:size]
        return piece

    def discard_input(self) -> None:
        self._waiting.clear()

    def close(self) -> None:
        self.is_closed = True

    def finished(self) -> None:
        assert not self._lines, f"never said: {[asked.hex(' ') for asked, _ in self._lines]}"


@contextmanager
def scripted(*lines: tuple[bytes | str, Said]) -> Iterator[tuple[ScriptedWire, FakeClock]]:
    """A wire and its clock; at the end everything in the script must have been said."""
    clock = FakeClock()
    wire = ScriptedWire(clock, *lines)
    yield wire, clock
    wire.finished()


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else bytes.fromhex(said)
