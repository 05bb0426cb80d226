"""The pictures in a file that a phone sent: a JPEG is one, a PDF one a page, drawn by poppler in a child of its own."""

import re

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from kiosk.materials_events import PageFault
from kiosk.platform.upload_values import FileKind

DPI = 200
"""As pages that are scanned (kiosk/hands/materials.py)."""
WITHIN_S = 20.0
"""Our choice: a photographed page takes a second."""
MEMORY_BYTES = 512_000_000
PICTURE_BYTES_MAX = 40_000_000
"""A page as JPEG of the best quality is a tenth of it."""
LARGEST_PX = 6_000
"""Longer side, whatever size the file says that its page has."""
_PAGES = re.compile(rb"^Pages:\s+(\d{1,6})$", re.MULTILINE)


def pictures_in(content: bytes, kind: FileKind, clock: Clock, *, most: int) -> tuple[bytes, ...] | PageFault:
    """Each page as a picture.

    Args:
        content: the file.
        kind: what it says that it is.
        clock: for the limits.
        most: pages that are taken.

    Raises:
        DeviceError: TIMED_OUT, GARBLED for a flood, or DISABLED where poppler is missing.
    """
    if kind == "jpeg":
        return (content,)
    limits = ("prlimit", f"--as={MEMORY_BYTES}", f"--cpu={round(WITHIN_S)}", "--core=0", "--fsize=0", "--")
    told = run_for_output((*limits, "pdfinfo", "-"), clock, within_s=WITHIN_S, bytes_max=20_000, given=content)
    pages = _PAGES.search(told.output)
    if told.status != 0 or pages is None or int(pages[1]) < 1:
        return "unreadable"
    if int(pages[1]) > most:
        return "too_many_pages"
    drawn = []
    for page in range(1, int(pages[1]) + 1):
        command = (*limits, "pdftoppm", "-q", "-f", f"{page}", "-l", f"{page}", "-singlefile", "-r", f"{DPI}")
        made = run_for_output(
            (*command, "-jpeg", "-scale-to", f"{_scaled_to(told.output)}", "-"),
            clock,
            within_s=WITHIN_S,
            bytes_max=PICTURE_BYTES_MAX,
            given=content,
        )
        if made.status != 0 or not made.output:
            return "unreadable"
        drawn.append(made.output)
    return tuple(drawn)


def _scaled_to(told: bytes) -> int:
    """Longer side in points: that of the first page with DPI, within what anybody can work with."""
    size = re.search(rb"^Page size:\s+([\d.]+) x ([\d.]+) pts", told, re.MULTILINE)
    longer = max(float(size[1]), float(size[2])) if size is not None else 842.0
    return max(1_000, min(LARGEST_PX, round(longer / 72 * DPI)))
