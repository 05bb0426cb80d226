"""The core's side: hands bytes to the process that makes pages, and believes no more than pictures."""

import logging
import struct
import sys
from collections.abc import Mapping
from types import MappingProxyType

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from kiosk.hands.pages.status import Source, Status, Why

log = logging.getLogger(__name__)

WITHIN_S = 40.0
"""Our choice, for a whole file: below `stuck_s` of the limits, after which a worker counts as hanging."""
PAGE_BYTES_MOST = 4 * 1024 * 1024
"""As printing/picture.py takes one."""
WHY: Mapping[int, Why] = MappingProxyType(
    {
        Status.LOCKED: "locked",
        Status.TOO_MANY: "too_many",
        Status.TOO_LARGE: "too_large",
        Status.WRONG_KIND: "wrong_kind",
        Status.NOTHING: "nothing",
        Status.NO_CARD: "no_card",
    }
)


class PagesRefused(Exception):  # noqa: N818 - a sentence: the pages are refused
    """It gives no pages to print; says why, and nothing of what is in it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def pages_of(content: bytes, source: Source, clock: Clock, *, most: int = 1, dpi: float = 300.0) -> tuple[bytes, ...]:
    """The pages as JPEG: A4 at 200 dpi, of a card its one side.

    Args:
        content: the file, or PNG of the glass.
        source: what it is.
        clock: for the limit.
        most: pages that are taken.
        dpi: of a picture of the glass.

    Raises:
        PagesRefused: with the reason; a file that crashes, hangs or floods its reader is `broken`.
    """
    command = [sys.executable, "-I", "-m", "kiosk.hands.pages.process", "--source", source]
    try:
        ended = run_for_output(
            [*command, "--most", str(most), "--dpi", str(dpi)],
            clock,
            within_s=WITHIN_S,
            bytes_max=most * (PAGE_BYTES_MOST + 4),
            given=content,
        )
    except DeviceError as error:
        if error.fault is Fault.DISABLED:
            raise
        log.warning("pages were not made: %s", error.fault.value)
        raise PagesRefused("broken") from None
    if ended.status != Status.MADE:
        if ended.status not in WHY and ended.status != Status.BROKEN:
            log.warning("what makes pages ended with %d", ended.status)
        raise PagesRefused(WHY.get(ended.status, "broken"))
    return tuple(_cut(ended.output))


def _cut(output: bytes) -> list[bytes]:
    found, at = [], 0
    while at < len(output):
        if len(output) - at < struct.calcsize(">I"):
            raise PagesRefused("broken")
        (length,) = struct.unpack_from(">I", output, at)
        page = output[at + 4 : at + 4 + length]
        if len(page) != length or not page.startswith(b"\xff\xd8") or length > PAGE_BYTES_MOST:
            raise PagesRefused("broken")
        found.append(page)
        at += 4 + length
    if not found:
        raise PagesRefused("broken")
    return found
