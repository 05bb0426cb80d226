"""Wire trace on demand: what passed on a device's line, in hex, with the bytes of a person left out.

It is off until somebody switches it on for one device: `traced = ["idcard"]` in the terminal's file, or, while it runs,
`touch RUN/trace/idcard.trace` (RUN is the run folder: on tmpfs, mode 0700). Taking the file away switches it off.

What may be written is allowed byte by byte by the device's own `shown` function; everything else is only counted.
A device whose function does not know a byte therefore hides it.
"""

import os
from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from typing import Protocol

from drivers.clock import Clock
from drivers.faults import DeviceError
from drivers.wire import Wire

TRACE_BYTES_MAX = 1024 * 1024
"""Our choice: some 4000 exchanges; the run folder is memory, and a forgotten trace must not fill it."""
CONTEXT_BYTES_MAX = 8 * 1024
"""Our choice: what one side says at a stretch beyond this is hidden. The largest frame of a device has 2.3 KB, slips
are hidden anyway."""
_HOME = "trace"


class Direction(Enum):
    """Who speaks; the value is the mark in the trace."""

    SENT = ">"
    RECEIVED = "<"


Shown = Callable[[Direction, bytes], Iterable[range]]
"""Given everything that one side has said since the other spoke last, which of its bytes may be written down. Asked
again whenever more comes, so it has to decide by what precedes a byte, never by what may follow."""


def everything(_direction: Direction, said: bytes) -> Iterable[range]:
    """For devices that never carry a person: locks, lamps, switches."""
    return (range(len(said)),)


def sent_only(direction: Direction, said: bytes) -> Iterable[range]:
    """For devices whose answers are a person's: scanners."""
    return (range(len(said)),) if direction is Direction.SENT else ()


def nothing(_direction: Direction, _said: bytes) -> Iterable[range]:
    """For devices where only times and lengths may be known."""
    return ()


class Sink(Protocol):
    """Where lines go."""

    def wants(self, name: str) -> bool:
        """Whether this device is traced now."""

    def take(self, name: str, line: str) -> None:
        """One line, without its end."""


class TraceFolder:
    """One file a device, `<name>.trace`; the file's existence is the switch."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def begin(self, run_folder: Path, traced: Iterable[str]) -> None:
        """Say where, and switch on what the settings name.

        Args:
            run_folder: its folder `trace` is made, mode 0700.
            traced: names of devices.
        """
        folder = run_folder / _HOME
        folder.mkdir(mode=0o700, exist_ok=True)
        for name in traced:
            (folder / f"{name}.trace").touch(mode=0o600)
        self._folder = folder

    def end(self) -> None:
        """Trace nothing any longer; the files stay until the run folder goes."""
        self._folder = None

    def wants(self, name: str) -> bool:
        """Whether the device's file is there."""
        return self._folder is not None and (self._folder / f"{name}.trace").exists()

    def take(self, name: str, line: str) -> None:
        """Write a line behind the others, as long as the file is there. A full disk ends no visit.

        A full file takes the place of the one before it (`<name>.trace.1`): the newest lines are always there.
        """
        if self._folder is None:
            return
        try:
            file = os.open(self._folder / f"{name}.trace", os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        except OSError:
            return
        try:
            os.write(file, f"{line}\n".encode())
            if os.fstat(file).st_size >= TRACE_BYTES_MAX:
                self._roll(self._folder / f"{name}.trace")
        except OSError:
            return
        finally:
            os.close(file)

    @staticmethod
    def _roll(file: Path) -> None:
        fresh = file.with_suffix(".fresh")
        fresh.touch(mode=0o600)
        file.replace(f"{file}.1")
        fresh.replace(file)


TRACES = TraceFolder()
"""The one of this process, as drivers/catalog.py uses it; without a folder until the core begins it."""


class TracedWire:
    """Fulfils `Wire` and writes down what passes, while the sink wants it.

    Args:
        wire: the line.
        name: the device's folder name.
        sink: where lines go.
        shown: which bytes may be written.
        clock: for the times.
    """

    def __init__(self, wire: Wire, name: str, sink: Sink, shown: Shown, clock: Clock) -> None:
        self._wire = wire
        self._name = name
        self._sink = sink
        self._shown = shown
        self._clock = clock
        self._direction = Direction.SENT
        self._said = b""
        """What that side has said since the other spoke; kept only while it is traced."""

    def write(self, data: bytes) -> None:
        """Send all bytes (see Wire)."""
        self._note(Direction.SENT, data)
        try:
            self._wire.write(data)
        except DeviceError as error:
            self._event(error.fault.value)
            raise

    def read(self, size: int, within_s: float) -> bytes:
        """Up to `size` bytes (see Wire)."""
        try:
            data = self._wire.read(size, within_s)
        except DeviceError as error:
            self._event(error.fault.value)
            raise
        self._note(Direction.RECEIVED, data)
        return data

    def discard_input(self) -> None:
        """Throw away what has arrived (see Wire); it is not seen here."""
        try:
            self._wire.discard_input()
        except DeviceError as error:
            self._event(error.fault.value)
            raise

    def close(self) -> None:
        """Give the line back."""
        self._event("closed")
        self._wire.close()

    def _note(self, direction: Direction, data: bytes) -> None:
        if not data:
            return
        if not self._sink.wants(self._name):
            self._said = b""
            return
        if direction is not self._direction:
            self._direction, self._said = direction, b""
        at = len(self._said)
        self._said += data
        may: set[int] = set()
        if len(self._said) <= CONTEXT_BYTES_MAX:
            for allowed in self._shown(direction, self._said):
                may.update(range(max(allowed.start, at), min(allowed.stop, len(self._said))))
        else:
            self._said = self._said[: CONTEXT_BYTES_MAX + 1]
        shown = [byte if at + index in may else None for index, byte in enumerate(data)]
        self._line(direction.value, in_hex(shown))

    def _event(self, word: str) -> None:
        self._said = b""
        if self._sink.wants(self._name):
            self._line("!", word)

    def _line(self, mark: str, text: str) -> None:
        self._sink.take(self._name, f"{self._clock.monotonic():.6f} {self._name} {mark} {text}")


def in_hex(shown: Iterable[int | None]) -> str:
    """Bytes in hex, runs of hidden ones (None) as `(n hidden)`."""
    words: list[str] = []
    hidden = 0
    for byte in (*shown, -1):
        if byte is None:
            hidden += 1
            continue
        if hidden:
            words.append(f"({hidden} hidden)")
            hidden = 0
        if byte >= 0:
            words.append(f"{byte:02x}")
    return " ".join(words)
