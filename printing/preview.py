"""A page as a picture for the screen, made from the very bytes that will be printed.

poppler draws it in a child of its own with little time and memory: what a file may do to a reader, it does there.
"""

import hashlib
import io
from dataclasses import dataclass, field

from PIL import Image, UnidentifiedImageError

from drivers.bounded_child import run_for_output
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from printing.document import Paper

WITHIN_S = 5.0
"""Our choice: an ordinary page takes 0.1 s; after five seconds nobody still waits for a picture."""
MEMORY_BYTES = 256_000_000
"""Our choice of an address space; a page of ours takes 20 MB of memory."""
PICTURE_BYTES_MAX = 6_000_000
"""Our choice: twenty times a page at 2 000 pixels."""
WIDTH_PX_MIN, WIDTH_PX_MAX = 200, 2_400
JPEG_QUALITY = 88
"""Our choice: small print stays readable; PNG is three times as slow to make (0.4 s against 0.1 s for A4 at 1 080)."""


class NotShown(Exception):  # noqa: N818  a sentence: the page is not shown
    """No picture of this paper: a file of the platform's is not printed unseen, ours is. The message holds nothing."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as JPEG."""

    page: int
    """From 1."""
    pages: int
    jpeg: bytes = field(repr=False)


def picture_of(paper: Paper, page: int, clock: Clock, *, width_px: int) -> PagePicture:
    """Draw one page of a paper.

    Args:
        paper: what would be handed to the printer; its hash is compared, so that the picture is of these bytes.
        page: from 1.
        clock: for the limit.
        width_px: of the picture, WIDTH_PX_MIN to WIDTH_PX_MAX; the height follows. For zooming ask for a larger one.

    Raises:
        NotShown: the bytes are not the paper's, there is no such page, or poppler could not draw it in time or space.
    """
    if hashlib.sha256(paper.pdf).hexdigest() != paper.sha256:
        raise NotShown("the bytes are not those that were drawn")
    if not 1 <= page <= paper.pages or not WIDTH_PX_MIN <= width_px <= WIDTH_PX_MAX:
        raise NotShown("there is no such page or size")
    limits = ["prlimit", f"--as={MEMORY_BYTES}", f"--cpu={round(WITHIN_S)}", "--core=0", "--fsize=0", "--"]
    drawing = ["pdftoppm", "-q", "-f", str(page), "-l", str(page), "-singlefile"]
    size = ["-scale-to-x", str(width_px), "-scale-to-y", "-1", "-jpeg", "-jpegopt", f"quality={JPEG_QUALITY}", "-"]
    try:
        ended = run_for_output(
            [*limits, *drawing, *size], clock, within_s=WITHIN_S, bytes_max=PICTURE_BYTES_MAX, given=paper.pdf
        )
    except DeviceError as error:
        reasons = {Fault.TIMED_OUT: "not in time", Fault.GARBLED: "too large", Fault.DISABLED: "poppler is missing"}
        raise NotShown(reasons.get(error.fault, error.fault.value)) from error
    if ended.status != 0 or _width_of(ended.output) != width_px:
        # Out of memory it says nothing, ends well and draws a single dot.
        raise NotShown(f"poppler ended with {ended.status} and drew no page")
    return PagePicture(page, paper.pages, ended.output)


def _width_of(jpeg: bytes) -> int:
    """From its head; 0 for what is none."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as image:
            return image.width
    except UnidentifiedImageError:
        return 0
