"""Characters in a receipt printer's cells: 12 by 24 dots for half width, 24 by 24 for full width."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

CELL_DOTS = 24
"""Height of both cells and width of the full one: Epson's font A and its Chinese font, 203 dots an inch."""
HALF_DOTS = CELL_DOTS // 2

_INK = 110
"""From this grey on (0 to 255) a dot is burnt; a little below half, so that thin strokes do not break."""
_BURNT = [255 if grey >= _INK else 0 for grey in range(256)]
_EMPHASIS_DOTS = 1
"""Emphasised print burns every dot twice, that far apart."""


@lru_cache(maxsize=30_000)
def is_half_width(character: str) -> bool:
    """Whether the printer gives it half a cell: what is one byte in GBK, or narrow where GBK has not got it."""
    try:
        return len(character.encode("gbk")) == 1
    except UnicodeEncodeError:
        return unicodedata.east_asian_width(character) in ("N", "Na", "H")


@cache
def _characters_of(font: Path) -> frozenset[int]:
    """Code points of a font; kept, for reading them takes 0.2 s."""
    with TTFont(font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


class Glyphs:
    """Draws characters into cells, each with the first font that has it. A font is opened when one before it had not.

    Args:
        fonts: TrueType files.
    """

    def __init__(self, fonts: tuple[Path, ...]) -> None:
        self._fonts = fonts
        self._sized: dict[tuple[Path, int], ImageFont.FreeTypeFont] = {}

    def font_of(self, character: str) -> Path | None:
        """The font that has the character, None when no font has it.

        Raises:
            OSError: a file that would have to be looked into is missing or no font.
        """
        return next((path for path in self._fonts if ord(character) in _characters_of(path)), None)

    def draw(
        self, picture: Image.Image, place: tuple[int, int], character: str, scale: tuple[int, int], *, bold: bool
    ) -> None:
        """Burn one character into a one-bit picture (1 is a burnt dot); one that no font has stays blank.

        Args:
            picture: mode "1".
            place: left and top of the cell, in dots.
            character: one character.
            scale: times the cell's width and height, 1 to 8.
            bold: emphasised.
        """
        font = self.font_of(character)
        if font is None:
            return
        cell = ((HALF_DOTS if is_half_width(character) else CELL_DOTS) * scale[0], CELL_DOTS * scale[1])
        grey = self._grey(font, character, cell, scale[0] / scale[1])
        dots = grey.point(_BURNT, mode="1")
        for shift in (0, _EMPHASIS_DOTS * scale[0]) if bold else (0,):
            picture.paste(1, (place[0] + shift, place[1]), dots)

    def _grey(self, path: Path, character: str, cell: tuple[int, int], stretch: float) -> Image.Image:
        width, height = cell
        size = round(height * 0.92)
        font = self._sized.get((path, size))
        if font is None:
            font = self._sized[path, size] = ImageFont.truetype(str(path), size)
        advance = max(1, round(font.getlength(character)))
        drawn = Image.new("L", (advance, height), 0)
        # Noto's ideographs stand 0.88 em above and 0.12 em below the base line.
        base = round(height * 0.5 + size * 0.38)
        ImageDraw.Draw(drawn).text((0, base), character, fill=255, font=font, anchor="ls")
        wanted = max(1, min(round(advance * stretch), width))
        if wanted != advance:
            drawn = drawn.resize((wanted, height), Image.Resampling.LANCZOS)
        framed = Image.new("L", cell, 0)
        framed.paste(drawn, ((width - wanted) // 2, 0))
        return framed
