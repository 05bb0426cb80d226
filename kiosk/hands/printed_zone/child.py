"""The core's side of reading a printed zone: one process a picture, with limits."""

import sys

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.smart_card.mrz import MrzError, Zone, zone_of
from kiosk.hands.printed_zone.status import Status

COMMAND = (sys.executable, "-m", "kiosk.hands.printed_zone.process")
READING_S = 20.0
"""Our choice: a page takes a second with all that is loaded first; a busy machine some five."""
ZONE_BYTES_MAX = 200


class ChildZoneReader:
    """Fulfils `ZoneReader`.

    Args:
        clock: for the limit.
        command: program and arguments, without the resolution.
    """

    def __init__(self, clock: Clock, command: tuple[str, ...] = COMMAND) -> None:
        self._clock = clock
        self._command = command

    def read(self, picture: bytes, dpi: float) -> Zone | None:
        """The zone on the page (see `ZoneReader`)."""
        ended = run_for_output(
            (*self._command, "--dpi", f"{dpi:g}"),
            self._clock,
            within_s=READING_S,
            bytes_max=ZONE_BYTES_MAX,
            given=picture,
            environment={"OPENBLAS_NUM_THREADS": "1"},
        )
        match ended.status:
            case Status.READ:
                return self._zone(ended.output)
            case Status.NO_ZONE | Status.NO_PICTURE:
                return None
            case Status.NO_TYPEFACE:
                raise DeviceError(Fault.DISABLED, "printed zones: fonts-ocr-b is not installed")
        raise DeviceError(Fault.BROKEN, f"printed zones: the reading ended with status {ended.status}")

    @staticmethod
    def _zone(output: bytes) -> Zone:
        try:
            # Checked there already; what comes over a pipe is checked once more.
            return zone_of(output.decode("ascii"))
        except (UnicodeDecodeError, MrzError) as error:
            raise DeviceError(Fault.GARBLED, f"printed zones: {type(error).__name__}") from None
