"""Makes pages of one thing: its bytes on standard input, JPEG pictures on standard output, each after its length.

    python -m kiosk.hands.pages.process --source pdf --most 10 < file

Exit status: kiosk/hands/pages/status.py; anything else is a file that broke its reader. It keeps nothing, writes
nothing to disk, opens no connection, and ends after one thing.
"""

import argparse
import io
import logging
import struct
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from PIL import Image

from drivers.confined import confine, limit
from drivers.process import crash_loudly, harden, log_to_stderr
from kiosk.hands.pages.files import QUALITY, NoPages, of_jpeg, of_pdf
from kiosk.hands.pages.status import Source, Status

if TYPE_CHECKING:
    from kiosk.hands.pages.glass import Picture

log = logging.getLogger(__name__)

FILE_BYTES, GLASS_BYTES = 1_200_000_000, 3 * 1024**3
"""Address space (our choice): of a file's reader, and where OpenCV is loaded."""
PROCESSOR_S = 60
READABLE = ("/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig")
"""What poppler and its fonts are made of."""


def main() -> Status:
    """Make the pages of one thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", choices=get_args(Source), required=True)
    parser.add_argument("--most", type=int, default=1, help="pages that are taken")
    parser.add_argument("--dpi", type=float, default=300.0, help="of a picture of the glass")
    asked = parser.parse_args()
    harden()
    crash_loudly()
    log_to_stderr("pages")
    is_file = asked.source in ("pdf", "jpeg")
    if not is_file:
        # Loaded before the walls stand: it lies outside of them.
        from drivers.camera.opencv import opencv
        from kiosk.hands.pages import glass

        opencv().setNumThreads(1)
        log.debug("%s is loaded", glass.__name__)
    limit(memory=FILE_BYTES if is_file else GLASS_BYTES, processor_s=PROCESSOR_S)
    Image.init()
    Image.new("RGB", (8, 8)).save(io.BytesIO(), "JPEG")
    confine(readable=READABLE if asked.source == "pdf" else (), runs_programs=asked.source == "pdf")
    try:
        for page in _pages(asked.source, asked.most, asked.dpi):
            _put(page)
    except NoPages as error:
        return error.status
    except (MemoryError, RecursionError):
        return Status.TOO_LARGE
    return Status.MADE


def _pages(source: Source, most: int, dpi: float) -> Iterator[Image.Image]:
    if source == "pdf":
        yield from of_pdf(sys.stdin.fileno(), most)
    elif source == "jpeg":
        yield from of_jpeg(sys.stdin.buffer.read())
    else:
        yield _of_glass(sys.stdin.buffer.read(), source, dpi)


def _of_glass(content: bytes, source: Source, dpi: float) -> Image.Image:
    import numpy as np

    from drivers.camera.opencv import opencv
    from kiosk.hands.pages.glass import card_of, page_of

    cv2 = opencv()
    glass: Picture | None = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    if glass is None:
        raise NoPages(Status.BROKEN)
    found = card_of(glass, dpi) if source == "card" else page_of(glass, dpi)
    return Image.fromarray(cv2.cvtColor(found, cv2.COLOR_BGR2RGB))


def _put(page: Image.Image) -> None:
    target = io.BytesIO()
    page.save(target, "JPEG", quality=QUALITY, dpi=(200, 200))
    sys.stdout.buffer.write(struct.pack(">I", target.tell()) + target.getvalue())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
