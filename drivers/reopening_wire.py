"""A line that is opened when it is first needed, and again after it broke."""

from collections.abc import Callable

from drivers.faults import DeviceError, Fault
from drivers.wire import Wire


class ReopeningWire:
    """Fulfils `Wire`: an unplugged device does not stop the start, and comes back under the same path.

    Args:
        opened: opens the line; DeviceError ABSENT when it is not there.
    """

    def __init__(self, opened: Callable[[], Wire]) -> None:
        self._open = opened
        self._wire: Wire | None = None

    def write(self, data: bytes) -> None:
        """Send all bytes (see Wire); ABSENT when the line cannot be opened."""
        wire = self._opened()
        try:
            wire.write(data)
        except DeviceError:
            self.close()
            raise

    def read(self, size: int, within_s: float) -> bytes:
        """Up to `size` bytes (see Wire)."""
        wire = self._opened()
        try:
            return wire.read(size, within_s)
        except DeviceError:
            self.close()
            raise

    def discard_input(self) -> None:
        """Throw away what has arrived (see Wire).

        Exchanges begin with this, so a line that broke at rest is opened again here and the exchange never notices.
        """
        try:
            self._opened().discard_input()
        except DeviceError as error:
            self.close()
            if error.fault is not Fault.GONE:
                raise
            self._opened().discard_input()

    def close(self) -> None:
        """Give the line back; it opens again when it is needed."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()

    def _opened(self) -> Wire:
        if self._wire is None:
            self._wire = self._open()
        return self._wire
