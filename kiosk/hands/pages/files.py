"""From a file's bytes to pages of A4 in pixels, inside the confined process: poppler draws PDFs, Pillow reads JPEGs."""

import io
import os
import re
import subprocess
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError

from kiosk.hands.pages.status import Status

DPI = 200
"""Of a page (our choice: text of 6 pt is clear, a page in colour is half a megabyte)."""
A4_PX = (1654, 2339)
"""210 by 297 mm at that."""
PIXELS_MOST = 80_000_000
"""Of a JPEG (our choice: the best telephones of 2026 take 50 million unless told otherwise)."""
QUALITY = 85
MARGIN_PX = 40
"""5 mm, which printers leave white."""
PAGE_S = 12
"""For one page of a PDF (our choice; an ordinary page takes 0.3 s)."""
_PAGES = re.compile(rb"^Pages:\s+(\d+)\s*$", re.MULTILINE)
_PASSWORD = re.compile(rb"password|encrypt", re.IGNORECASE)


class NoPages(Exception):  # noqa: N818 - a sentence: there are no pages in it
    """It gives no pages; says only why."""

    def __init__(self, status: Status) -> None:
        super().__init__(status.name)
        self.status = status


def of_jpeg(content: bytes) -> Iterator[Image.Image]:
    """The one page.

    Raises:
        NoPages: BROKEN, TOO_LARGE, WRONG_KIND.
    """
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
            if picture.width * picture.height > PIXELS_MOST:
                raise NoPages(Status.TOO_LARGE)
            # Decoded at a half, a quarter or an eighth where that is enough.
            picture.draft("RGB", (2 * A4_PX[0], 2 * A4_PX[1]))
            yield on_sheet(ImageOps.exif_transpose(picture).convert("RGB"))
    except UnidentifiedImageError:
        raise NoPages(Status.WRONG_KIND) from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NoPages(Status.BROKEN) from None


def of_pdf(file: int, most: int) -> Iterator[Image.Image]:
    """Every page, one after the other.

    Args:
        file: open for reading, the PDF from its beginning.
        most: pages that are taken.

    Raises:
        NoPages: BROKEN, LOCKED, TOO_MANY, WRONG_KIND.
    """
    if os.pread(file, 5, 0) != b"%PDF-":
        raise NoPages(Status.WRONG_KIND)
    told = _run(file, ["pdfinfo", "-"])
    found = _PAGES.search(told.stdout)
    if told.returncode != 0 or found is None:
        raise NoPages(Status.LOCKED if _PASSWORD.search(told.stderr) else Status.BROKEN)
    pages = int(found[1])
    if pages > most:
        raise NoPages(Status.TOO_MANY)
    if not pages:
        raise NoPages(Status.BROKEN)
    for page in range(1, pages + 1):
        one = ["-f", str(page), "-l", str(page), "-singlefile", "-scale-to", str(A4_PX[1])]
        drawn = _run(file, ["pdftoppm", "-q", *one, "-"])
        try:
            with Image.open(io.BytesIO(drawn.stdout), formats=("PPM",)) as picture:
                yield on_sheet(picture.convert("RGB"))
        except (OSError, ValueError, SyntaxError):
            raise NoPages(Status.BROKEN) from None


def on_sheet(picture: Image.Image) -> Image.Image:
    """A picture as large as a sheet holds it, turned where it lies across.

    Raises:
        NoPages: BROKEN, it has no extent.
    """
    if min(picture.size) < 1:
        raise NoPages(Status.BROKEN)
    if picture.width > picture.height:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    is_whole = abs(picture.width / picture.height - A4_PX[0] / A4_PX[1]) < 0.02 and picture.height >= A4_PX[1] // 2
    margin = 0 if is_whole else MARGIN_PX
    room = (A4_PX[0] - 2 * margin, A4_PX[1] - 2 * margin)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    sheet = Image.new("RGB", A4_PX, "white")
    place = ((A4_PX[0] - size[0]) // 2, (A4_PX[1] - size[1]) // 2)
    sheet.paste(picture.resize(size, Image.Resampling.LANCZOS), place)
    return sheet


def _run(file: int, command: list[str]) -> subprocess.CompletedProcess[bytes]:
    os.lseek(file, 0, os.SEEK_SET)
    try:
        return subprocess.run(command, stdin=file, capture_output=True, timeout=PAGE_S, check=False)
    except subprocess.TimeoutExpired:
        raise NoPages(Status.BROKEN) from None
