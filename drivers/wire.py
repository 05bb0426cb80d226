"""A pipe for bytes: a serial line here, a script in a test."""

import termios
from pathlib import Path
from typing import Protocol

import serial

from drivers.faults import DeviceError, Fault


class Wire(Protocol):
    """What a driver needs of the line to its device."""

    def write(self, data: bytes) -> None:
        """Send all bytes.

        Raises:
            DeviceError: GONE when the line broke.
        """

    def read(self, size: int, within_s: float) -> bytes:
        """Up to `size` bytes; fewer, or none, when `within_s` seconds have passed.

        Raises:
            DeviceError: GONE when the line broke.
        """

    def discard_input(self) -> None:
        """Throw away what has arrived and nobody asked for."""

    def close(self) -> None:
        """Give the line back."""


class SerialWire:
    """A serial port, 8N1, opened exclusively.

    Args:
        port: path of the device node (a udev name in a hall).
        baud: bits per second.

    Raises:
        DeviceError: ABSENT when the port is not there or taken.
    """

    def __init__(self, port: Path, baud: int) -> None:
        try:
            self._serial = serial.Serial(str(port), baud, timeout=0, write_timeout=2, exclusive=True)
        except (serial.SerialException, OSError, termios.error) as error:
            raise DeviceError(Fault.ABSENT, f"{port.name}: {type(error).__name__}") from error

    def write(self, data: bytes) -> None:
        """Send all bytes (see Wire)."""
        try:
            self._serial.write(data)
            self._serial.flush()
        except (serial.SerialException, OSError, termios.error) as error:
            raise DeviceError(Fault.GONE, f"write: {type(error).__name__}") from error

    def read(self, size: int, within_s: float) -> bytes:
        """Up to `size` bytes (see Wire)."""
        try:
            self._serial.timeout = within_s
            return bytes(self._serial.read(size))
        except (serial.SerialException, OSError, termios.error) as error:
            raise DeviceError(Fault.GONE, f"read: {type(error).__name__}") from error

    def discard_input(self) -> None:
        """Throw away what has arrived (see Wire)."""
        try:
            self._serial.reset_input_buffer()
        except (serial.SerialException, OSError, termios.error) as error:
            raise DeviceError(Fault.GONE, f"reset: {type(error).__name__}") from error

    def close(self) -> None:
        """Give the port back; a port that broke is closed all the same."""
        self._serial.close()
