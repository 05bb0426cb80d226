"""What `scanimage` is told and what it says, without I/O."""

import math
import re
import struct
import zlib

from drivers.document_scanner import Area, Colour, Scan
from drivers.faults import Fault

DPI_LEAST, DPI_MOST = 50, 600
"""Our choice: below, a page cannot be read; above, one A4 page has more than 100 MB."""
PIXELS_MAX = 5_200 * 7_300
"""Our choice: A4 with a margin at 600 dpi."""
BYTES_MAX = 120_000_000
"""Our choice: that many pixels in colour, should a PNG not compress at all."""
_PNG = b"\x89PNG\r\n\x1a\n"
_MODES = {Colour.COLOUR: "Color", Colour.GREY: "Gray"}
"""Well-known values of the option `mode` (SANE standard 1.06, 4.5)."""
GIVES_UP = re.compile(rb"^\S+: (?:(open of device) .* failed|sane_\w+): (.+)\n", re.MULTILINE)
"""How scanimage 1.2.1 says why it gives up, whatever comes after it."""
_STATUSES = {
    "Operation not supported": 1,
    "Operation was canceled": 2,
    "Device busy": 3,
    "Invalid argument": 4,
    "End of file reached": 5,
    "Document feeder jammed": 6,
    "Document feeder out of documents": 7,
    "Scanner cover is open": 8,
    "Error during device I/O": 9,
    "Out of memory": 10,
    "Access to resource has been denied": 11,
}
"""What sane_strstatus of libsane 1.2.1 calls them; untranslated with LC_ALL=C."""


class FrameError(ValueError):
    """No whole picture."""


def cut_to_glass(area: Area | None, width_mm: float, height_mm: float) -> Area | None:
    """The part of an area that lies on the glass, None when nothing of it does (1 mm is nothing)."""
    if area is None:
        return Area(0, 0, width_mm, height_mm)
    if not all(map(math.isfinite, (area.left_mm, area.top_mm, area.width_mm, area.height_mm))):
        return None
    left, top = max(0.0, area.left_mm), max(0.0, area.top_mm)
    right = min(width_mm, area.left_mm + area.width_mm)
    bottom = min(height_mm, area.top_mm + area.height_mm)
    if right - left < 1 or bottom - top < 1:
        return None
    return Area(left, top, right - left, bottom - top)


def scan_command(program: str, device: str, area: Area, dpi: int, colour: Colour) -> tuple[str, ...]:
    """The command line for one picture."""
    return (
        program,
        f"--device-name={device}",
        "--format=png",
        f"--mode={_MODES[colour]}",
        f"--resolution={dpi}",
        *(
            f"-{letter}{millimetres:.1f}"
            for letter, millimetres in (
                ("l", area.left_mm),
                ("t", area.top_mm),
                ("x", area.width_mm),
                ("y", area.height_mm),
            )
        ),
    )


def ask_for_options(program: str, device: str) -> tuple[str, ...]:
    """The command line that opens the device and moves nothing."""
    return (program, f"--device-name={device}", "--all-options")


def scan_of(png: bytes, dpi: int) -> Scan:
    """The picture, once it is seen to be a whole PNG of a size that we take.

    Raises:
        FrameError: it is something else, or not whole.
    """
    if not png.startswith(_PNG):
        raise FrameError(f"no PNG: {png[:8].hex(' ')}")
    size: tuple[int, int] | None = None
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        if at + 12 > len(png):
            raise FrameError(f"the PNG ends at byte {len(png)}")
        length, kind = int.from_bytes(png[at : at + 4], "big"), png[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(png) or zlib.crc32(png[at + 4 : end - 4]) != int.from_bytes(png[end - 4 : end], "big"):
            raise FrameError(f"the PNG is damaged from byte {at}")
        if kind == b"IHDR" and length == 13:
            size = struct.unpack(">II", png[at + 8 : at + 16])
        at = end
    if size is None or not 0 < size[0] * size[1] <= PIXELS_MAX:
        raise FrameError(f"a PNG of {size}")
    return Scan(png[:at], *size, dpi)


def fault_of(status: int, complaint: str) -> Fault:
    """The one reduction of scanimage's exit status: SANE_Status (SANE standard 1.06, 4.2.7) with every value named.

    Args:
        status: its exit status, negative for a signal.
        complaint: what it said on standard error.
    """
    if status < 0 and (told := GIVES_UP.search(complaint.encode())):
        # It hung or crashed while it cleaned up after that. libsane 1.2.1 ends the reading thread of a backend by an
        # asynchronous pthread_cancel(3), and one that is hit in malloc waits for ever for the lock that it holds.
        status = 1 if told[1] else _STATUSES.get(told[2].decode("utf-8", "replace").strip(), status)
    if status == 1 and "open of device" in complaint:
        # scanimage ends with 1 whatever the reason is that a device does not open.
        return Fault.REFUSED if "Device busy" in complaint or "Access" in complaint else Fault.ABSENT
    match status:
        case 1 | 4:  # unsupported, invalid argument
            return Fault.GARBLED
        case 2:
            return Fault.CANCELLED
        case 3 | 7 | 11:  # busy, no documents in the feeder, access denied
            return Fault.REFUSED
        case 5 | 9:  # end of file where there is none, error in its input and output
            return Fault.GONE
        case 6:
            return Fault.JAMMED
        case 8:
            return Fault.COVER_OPEN
        case 10:  # out of memory
            return Fault.BROKEN
        case _ if status < 0:
            return Fault.BROKEN
        case _:
            return Fault.UNKNOWN
