"""Any scanner with a SANE driver, through the program `scanimage`: a driver of a maker that crashes, crashes there."""

from collections.abc import Mapping
from pathlib import Path

from drivers.bounded_child import Ended, run_for_output
from drivers.clock import Clock
from drivers.document_scanner import PAPER_DPI, PREVIEW_DPI, Area, Colour, Scan
from drivers.document_scanner.frames import (
    BYTES_MAX,
    DPI_LEAST,
    DPI_MOST,
    GIVES_UP,
    FrameError,
    ask_for_options,
    cut_to_glass,
    fault_of,
    scan_command,
    scan_of,
)
from drivers.faults import DeviceError, Fault

CHECK_S = 10.0
"""Our choice: opening a USB scanner that sleeps takes some seconds."""
OPTIONS_BYTES_MAX = 200_000


class SaneScanner:
    """Fulfils `DocumentScanner`. Pictures come through a pipe; nothing is written to disk.

    Args:
        device: SANE name, as `scanimage -L` gives it.
        glass_mm: width and height of the glass.
        clock: for the limits.
        scan_s: limit for one picture, in seconds.
        check_s: limit for a check, in seconds.
        folder: of dll.conf, None for the system's.
        program: scanimage, or what stands in for it.
    """

    def __init__(
        self,
        device: str,
        glass_mm: tuple[float, float],
        clock: Clock,
        *,
        scan_s: float,
        check_s: float = CHECK_S,
        folder: Path | None = None,
        program: str = "scanimage",
    ) -> None:
        self._device = device
        self._glass_mm = glass_mm
        self._clock = clock
        self._scan_s = scan_s
        self._check_s = check_s
        self._environment: Mapping[str, str] = {"LC_ALL": "C", **({"SANE_CONFIG_DIR": str(folder)} if folder else {})}
        self._program = program

    def preview(self) -> Scan:
        """The whole glass (see `DocumentScanner`)."""
        return self.scan(dpi=PREVIEW_DPI)

    def scan(self, area: Area | None = None, dpi: int = PAPER_DPI, colour: Colour = Colour.COLOUR) -> Scan:
        """A part of the glass (see `DocumentScanner`)."""
        on_glass = cut_to_glass(area, *self._glass_mm)
        if on_glass is None:
            raise DeviceError(Fault.REFUSED, "nothing of that area is on the glass")
        if not DPI_LEAST <= dpi <= DPI_MOST:
            raise DeviceError(Fault.REFUSED, f"{dpi} dpi")
        command = scan_command(self._program, self._device, on_glass, dpi, colour)
        ended = self._run(command, self._scan_s, BYTES_MAX)
        try:
            return scan_of(ended.output, dpi)
        except FrameError as error:
            raise DeviceError(Fault.GARBLED, str(error)) from error

    def check(self) -> str:
        """Open the device and close it (see `DocumentScanner`)."""
        self._run(ask_for_options(self._program, self._device), self._check_s, OPTIONS_BYTES_MAX)
        return self._device

    def _run(self, command: tuple[str, ...], within_s: float, bytes_max: int) -> Ended:
        ended = run_for_output(
            command,
            self._clock,
            within_s=within_s,
            bytes_max=bytes_max,
            environment=self._environment,
            gives_up=GIVES_UP,
        )
        if ended.status != 0:
            complaint = ended.complaint.strip().rpartition("\n")[2]
            raise DeviceError(fault_of(ended.status, ended.complaint), f"status {ended.status}: {complaint[:80]}")
        return ended
