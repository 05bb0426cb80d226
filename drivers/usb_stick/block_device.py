"""A stick in a socket of its own, as the block device that udev names: opened for reading, given to a confined reader.

Nothing is mounted and nothing here looks at a byte of it.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.bounded_child import Ended, run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.usb_stick import FILE_BYTES_MOST, StickFile
from drivers.usb_stick.frames import FrameError, Status, unpacked

LIST_BYTES_MOST = 100_000
_NOTHING_IN = frozenset({errno.ENOENT, errno.ENOMEDIUM, errno.ENXIO, errno.ENODEV})
_FAULTS = {Status.NO_FILE_SYSTEM: Fault.GARBLED, Status.NO_FILE: Fault.REFUSED, Status.UNREADABLE: Fault.GONE}


class BlockDevice:
    """Fulfils `UsbStick`.

    Args:
        path: of the device, a udev name of the one socket; it is there while a stick is.
        clock: for the limits.
        read_s: limit in seconds for reading one file, or the list.
    """

    def __init__(self, path: Path, clock: Clock, *, read_s: float) -> None:
        self._path = path
        self._clock = clock
        self._read_s = read_s

    def is_in(self) -> bool:
        """Whether a stick is there (see `UsbStick`)."""
        try:
            with self._open():
                return True
        except DeviceError as error:
            if error.fault is Fault.ABSENT:
                return False
            raise

    def files(self) -> tuple[StickFile, ...]:
        """What can be printed (see `UsbStick`)."""
        ended = self._run(("list",), LIST_BYTES_MOST)
        try:
            return tuple(sorted(unpacked(ended.output), key=lambda one: one.name))
        except FrameError as error:
            raise DeviceError(Fault.GARBLED, str(error)) from error

    def content(self, file: StickFile) -> bytes:
        """A file's bytes (see `UsbStick`)."""
        ended = self._run(("read", file.id), FILE_BYTES_MOST)
        if len(ended.output) != file.size:
            raise DeviceError(Fault.GARBLED, "another size than was listed")
        return ended.output

    def check(self) -> str:
        """What is there (see `UsbStick`)."""
        return "a stick" if self.is_in() else "empty"

    @contextmanager
    def _open(self) -> Iterator[int]:
        try:
            opened = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        except OSError as error:
            fault = Fault.ABSENT if error.errno in _NOTHING_IN else Fault.DISABLED
            raise DeviceError(fault, f"open: {errno.errorcode.get(error.errno or 0, '?')}") from None
        try:
            yield opened
        finally:
            os.close(opened)

    def _to_its_end(self, command: tuple[str, ...], stick: int, bytes_max: int) -> Ended:
        try:
            return run_for_output(command, self._clock, within_s=self._read_s, bytes_max=bytes_max, given=stick)
        except DeviceError as error:
            if error.fault is Fault.TIMED_OUT:
                # What keeps its reader for so long is no stick to be waited for, whatever is wrong with it.
                raise DeviceError(Fault.GARBLED, error.detail) from error
            raise

    def _run(self, wanted: tuple[str, ...], bytes_max: int) -> Ended:
        command = (sys.executable, "-I", "-m", "drivers.usb_stick.process", *wanted)
        with self._open() as stick:
            os.lseek(stick, 0, os.SEEK_SET)
            ended = self._to_its_end(command, stick, bytes_max)
        if ended.status != Status.READ:
            fault = next((fault for status, fault in _FAULTS.items() if status == ended.status), Fault.GARBLED)
            raise DeviceError(fault, f"the reader ended with {ended.status}")
        return ended
