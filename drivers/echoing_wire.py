"""A line whose adapter gives us our own bytes back: some RS-485 adapters listen while they speak."""

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.wire import Wire

ECHO_S = 0.1
"""Our choice: an adapter echoes as it sends; a frame of 8 bytes takes 8 ms at 9600 baud."""


class EchoingWire:
    """Fulfils `Wire`: a write returns when our own bytes have come back, and nobody sees them.

    Args:
        wire: the line with the echo.
        clock: for the limit.
    """

    def __init__(self, wire: Wire, clock: Clock) -> None:
        self._wire = wire
        self._clock = clock
        self._ahead = b""
        """What the other side said before our own bytes came back."""

    def write(self, data: bytes) -> None:
        """Send all bytes and take their echo (see Wire).

        Raises:
            DeviceError: also GARBLED, when they came back different: two spoke at once, or there is no echo.
        """
        self._wire.write(data)
        heard = b""
        deadline = self._clock.monotonic() + ECHO_S
        while (remaining := deadline - self._clock.monotonic()) > 0:
            heard += self._wire.read(len(data) if not heard else 1, remaining)
            if heard.endswith(data):
                self._ahead += heard.removesuffix(data)
                return
        raise DeviceError(Fault.GARBLED, f"{len(heard)} bytes of an echo of {len(data)}")

    def read(self, size: int, within_s: float) -> bytes:
        """Up to `size` bytes (see Wire)."""
        if not self._ahead:
            return self._wire.read(size, within_s)
        piece, self._ahead = self._ahead[:size], self._ahead[size:]
        return piece

    def discard_input(self) -> None:
        """Throw away what has arrived (see Wire)."""
        self._ahead = b""
        self._wire.discard_input()

    def close(self) -> None:
        """Give the line back."""
        self._wire.close()
