"""A TCP connection as a `Wire`: for devices and programs that are reached over the network or on loopback."""

import select
import socket

from drivers.faults import DeviceError, Fault

CONNECT_S = 1.5
"""Our choice: what is spoken to this way stands on this machine or in the same hall, some milliseconds away."""
WRITE_S = 2.0
"""As the serial wire."""


class TcpWire:
    """Fulfils `Wire`. `read` gives what has arrived as soon as anything has, and waits only for the first byte.

    Args:
        host: name or address.
        port: TCP port.
        connect_s: limit for the connection, in seconds.

    Raises:
        DeviceError: ABSENT when nobody accepts the connection.
    """

    def __init__(self, host: str, port: int, connect_s: float = CONNECT_S) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout=connect_s)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            raise DeviceError(Fault.ABSENT, f"TCP {port}: {type(error).__name__}") from error

    def write(self, data: bytes) -> None:
        """Send all bytes (see Wire)."""
        try:
            self._socket.settimeout(WRITE_S)
            self._socket.sendall(data)
        except OSError as error:
            raise DeviceError(Fault.GONE, f"write: {type(error).__name__}") from error

    def read(self, size: int, within_s: float) -> bytes:
        """Up to `size` bytes, none when nothing came within `within_s` seconds."""
        try:
            if not select.select([self._socket], [], [], max(0.0, within_s))[0]:
                return b""
            data = self._socket.recv(size)
        except OSError as error:
            raise DeviceError(Fault.GONE, f"read: {type(error).__name__}") from error
        if not data:
            raise DeviceError(Fault.GONE, "read: the other end closed the connection")
        return data

    def discard_input(self) -> None:
        """Throw away what has arrived (see Wire)."""
        while self.read(65_536, 0):
            pass

    def close(self) -> None:
        """End the connection; one that broke is closed all the same."""
        self._socket.close()
