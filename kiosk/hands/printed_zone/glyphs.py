"""The 37 characters of a zone: OCR-B (ISO 1073-2) from Debian's fonts-ocr-b, and which of them a cell shows.

A zone has one typeface in one size on a fixed pitch, so its characters are laid over each cell. Tesseract 5.3 with
Debian's English model, told these characters alone, read 0 of 20 drawn passport zones (fillers become K, S or E, and
their number is lost); this reads 60 of 60 level ones, and 60 of 60 that lie askew, are printed up to 3 % off the pitch
and noisy (tests/bench/bench_printed_zone.py). No scanner and no real document was at hand.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from drivers.camera.opencv import opencv

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

TYPEFACE = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
DIGITS = "0123456789"
CELL_WIDTH, CELL_HEIGHT = 20, 28
"""Our choice, pixels of a cell when it is compared: strokes are three wide then."""
SLACK = 3
"""How far a character may lie off its cell's middle, in each direction."""


@lru_cache(maxsize=1)
def shapes() -> "tuple[tuple[str, Grey], ...]":
    """Each character as it fills a cell, white on black."""
    size = 200
    font = ImageFont.truetype(str(TYPEFACE), size)
    pitch = font.getlength("H")
    _, top, _, bottom = font.getbbox("H")
    middle = (top + bottom) / 2
    width, height = round(pitch), round(pitch * CELL_HEIGHT / CELL_WIDTH)
    found = []
    for character in CHARACTERS:
        cell = Image.new("L", (width, height), 0)
        ImageDraw.Draw(cell).text((0, height / 2 - middle), character, font=font, fill=255)
        small = cell.resize((CELL_WIDTH, CELL_HEIGHT), Image.Resampling.BOX)
        found.append((character, np.asarray(small, np.uint8)))
    return tuple(found)


@lru_cache(maxsize=1)
def cap_height() -> float:
    """Of a capital in a cell, in its pixels."""
    capital = next(shape for character, shape in shapes() if character == "H")
    rows = np.flatnonzero(capital.max(axis=1) > 127)
    return float(rows[-1] - rows[0] + 1)


def read_cell(cell: "Grey", among: str = CHARACTERS) -> tuple[str, float]:
    """The character that a cell shows, and how surely: correlation, 1 for the very shape.

    Args:
        cell: white on black, CELL_WIDTH and CELL_HEIGHT with SLACK around.
        among: which characters may stand there.
    """
    cv2 = opencv()
    scores = {
        character: float(cv2.matchTemplate(cell, shape, cv2.TM_CCOEFF_NORMED).max())
        for character, shape in shapes()
        if character in among
    }
    best = max(scores, key=lambda character: scores[character])
    return best, scores[best]
