"""A keyboard's event device, read alone: nobody else hears its keys, and only a few of them mean anything."""

import fcntl
import os
import select
import stat
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.frame_cutter import FrameCutter
from drivers.keypad import Key, frames
from drivers.keypad.frames import InputEvent

GRAB = 0x40044590
"""EVIOCGRAB of linux/input.h: `_IOW('E', 0x90, int)`."""
INPUT_MAJOR = 13
READ_BYTES = 64 * frames.EVENT.size
"""The kernel keeps that many events for a reader."""
TORN_S = 0.05
"""Our choice: the kernel gives whole events; half a one that stops for this long came over another kind of line."""


class LinuxInputKeypad:
    """Fulfils the role `Keypad`.

    Args:
        path: the event device. In demo and tests a pty or FIFO with the same events stands in for it.
        clock: for the limits.
        keys: what each key code means (linux/input-event-codes.h); all others are dropped and counted.
    """

    def __init__(self, path: Path, clock: Clock, keys: Mapping[int, Key]) -> None:
        self._path = path
        self._clock = clock
        self._keys = dict(keys)
        self._file: int | None = None
        self._cutter: FrameCutter[InputEvent] = frames.cutter()
        self._pressed: deque[Key] = deque()
        self._dropped = 0

    def read(self, within_s: float) -> Key | None:
        """Wait for one key (see `Keypad`)."""
        deadline = self._clock.monotonic() + within_s
        while not self._pressed:
            remaining = deadline - self._clock.monotonic()
            if remaining <= 0:
                return None
            if not self._receive(min(remaining, TORN_S) if self._cutter.has_begun else remaining):
                self._cutter.take_rest()
        return self._pressed.popleft()

    def discard(self) -> None:
        """Forget keys that were not read (see `Keypad`)."""
        while self._receive(0.0):
            pass
        self._pressed.clear()
        self._cutter.take_rest()

    def dropped(self) -> int:
        """Key presses that were none of ours (see `Keypad`)."""
        return self._dropped

    def check(self) -> None:
        """Find out that it is there (see `Keypad`)."""
        if not self._path.exists():
            self.close()
        self._opened()

    def close(self) -> None:
        """Give it back; it opens again when it is needed."""
        file, self._file = self._file, None
        self._pressed.clear()
        self._cutter.take_rest()
        if file is not None:
            os.close(file)

    def _receive(self, within_s: float) -> bool:
        """Whether anything came."""
        file = self._opened()
        try:
            if not _is_readable(file, within_s):
                return False
            data = os.read(file, READ_BYTES)
        except OSError as error:
            self.close()
            raise DeviceError(Fault.GONE, f"read: {error.strerror}") from error
        if not data:
            self.close()
            raise DeviceError(Fault.GONE, "end of file")
        for event in self._cutter.feed(data):
            self._take(event)
        return True

    def _take(self, event: InputEvent) -> None:
        # A key that is held counts once: for a trembling hand repetition is a trap.
        if event.type != frames.KEY or event.value != frames.PRESSED:
            return
        key = self._keys.get(event.code)
        if key is None:
            self._dropped += 1
        else:
            self._pressed.append(key)

    def _opened(self) -> int:
        if self._file is None:
            try:
                self._file = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
                if _is_event_device(self._file):
                    fcntl.ioctl(self._file, GRAB, 1)
            except OSError as error:
                self.close()
                raise DeviceError(Fault.ABSENT, f"{self._path.name}: {error.strerror}") from error
        return self._file


def _is_readable(file: int, within_s: float) -> bool:
    poll = select.poll()
    poll.register(file, select.POLLIN)
    return bool(poll.poll(within_s * 1000))


def _is_event_device(file: int) -> bool:
    status = os.fstat(file)
    return stat.S_ISCHR(status.st_mode) and os.major(status.st_rdev) == INPUT_MAJOR
