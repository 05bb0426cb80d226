"""Which face draws which character, and the promise that none is ever drawn as a box.

Chain: the face wished for → Noto Sans SC → TW-Sung-Ext-B → HanaMinB → refuse. Together they draw all 87 887
ideographs of GB 18030-2022; the first three are the better drawn, HanaMinB closes the gaps in extensions C to F.
"""

import threading
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from printing import to_unicode
from printing.font_folder import font_folder
from printing.lean_face import make_lean

RARE_FACE = Path("/usr/share/fonts/truetype/cns11643/TW-Sung-Ext-B-98_1.ttf")
"""Debian's fonts-cns11643-sung: 48 000 ideographs of the extensions B to E, one weight."""
RAREST_FACE = Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf")
"""Debian's fonts-hanazono: 60 000 ideographs of the extensions B to F, one weight, drawn by a program."""


class Face(Enum):
    """The faces papers are set in; the value is its name inside reportlab."""

    SANS = "paper-sans"
    BOLD = "paper-bold"
    SONG = "paper-song"
    """For running text, as official letters are set (GB/T 9704 has Song and FangSong)."""


RARE = "paper-rare"
RAREST = "paper-rarest"
_FILES = {
    Face.SANS.value: font_folder() / "NotoSansSC-Regular.ttf",
    Face.BOLD.value: font_folder() / "NotoSansSC-Bold.ttf",
    Face.SONG.value: font_folder() / "NotoSerifSC-Regular.ttf",
    RARE: RARE_FACE,
    RAREST: RAREST_FACE,
}
_CHAINS = {
    face: tuple(dict.fromkeys((face.value, Face.BOLD.value if face is Face.BOLD else Face.SANS.value, RARE, RAREST)))
    for face in Face
}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
"""Unicode categories that put no ink on paper or mean something else on every machine (private use)."""
_KNOWN_AT_MOST = 20_000
"""Characters remembered per face; a terminal that has seen more than any newspaper uses begins anew."""
_registering = threading.Lock()

to_unicode.mend()
rl_config.ttfAsciiReadable = 0  # or every subset carries 95 Latin glyphs, used or not: 8 KB a face


class FontMissing(RuntimeError):  # noqa: N818  a sentence: the font is missing
    """A face that set-up should have left on the machine is not there."""


class CannotDraw(ValueError):  # noqa: N818  a sentence; kiosk/ catches it by this name
    """A text holds characters that no face here can draw. Says where and how many, never which.

    Args:
        field: which part of the paper.
        count: how many different characters.
    """

    def __init__(self, field: str, count: int) -> None:
        super().__init__(f"{field}: {count} character(s) cannot be drawn by any face of this terminal")
        self.field = field
        self.count = count


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one face."""

    face: str
    text: str = field(repr=False)


@cache
def _registered(face: str) -> ttfonts.TTFontFace:
    """Register a face with reportlab: 0.05 to 0.15 s, once, when first needed."""
    path = _FILES[face]
    if not path.exists():
        raise FontMissing(f"{path} is missing: run `make setup`")
    font = ttfonts.TTFont(face, str(path))
    make_lean(font.face)
    pdfmetrics.registerFont(font)
    return font.face


def _advance(face: str, point: int) -> float | None:
    """How wide a face draws a code point, in ems; None when it has no ink for it."""
    with _registering:
        data = _registered(face)
    glyph = data.charToGlyph.get(point)
    if not glyph:
        return None
    is_empty = data.glyphPos[glyph + 1] == data.glyphPos[glyph]
    if is_empty and unicodedata.category(chr(point)) != "Zs":
        return None
    return float(data.charWidths[point]) / 1000


class _Known(dict[str, tuple[str, float] | None]):
    """What is known of each character: the face that draws it and its width in ems; None when nobody does."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        super().__init__()
        self._chain = chain

    def __missing__(self, character: str) -> tuple[str, float] | None:
        if len(self) > _KNOWN_AT_MOST:
            self.clear()
        found = self._find(character)
        self[character] = found
        return found

    def _find(self, character: str) -> tuple[str, float] | None:
        if unicodedata.category(character) in _INVISIBLE:
            return None
        for face in self._chain:
            advance = _advance(face, ord(character))
            if advance is not None:
                return face, advance
        return None


_known = {face: _Known(chain) for face, chain in _CHAINS.items()}


def runs(text: str, face: Face = Face.SANS, *, field: str = "text") -> tuple[Run, ...]:
    """Split a text where the face changes.

    Args:
        text: what is to be drawn, on one line.
        face: the face wished for; rare characters have only one.
        field: named in the error.

    Raises:
        CannotDraw: at least one character has no face.
        FontMissing: a face file is not on this machine.
    """
    known = _known[face]
    found: list[Run] = []
    start, current = 0, ""
    refused: set[str] = set()
    for place, character in enumerate(text):
        drawn = known[character]
        if drawn is None:
            refused.add(character)
        elif drawn[0] != current:
            if current:
                found.append(Run(current, text[start:place]))
            start, current = place, drawn[0]
    if refused:
        raise CannotDraw(field, len(refused))
    if current:
        found.append(Run(current, text[start:]))
    return tuple(found)


def width(text: str, size: float, face: Face = Face.SANS, *, field: str = "text") -> float:
    """Width of one line in points (1/72 inch) at `size` points.

    Raises:
        CannotDraw: as `runs`.
    """
    known, taken = _known[face], 0.0
    for character in text:
        drawn = known[character]
        if drawn is None:
            raise CannotDraw(field, len({refused for refused in text if known[refused] is None}))
        taken += drawn[1]
    return taken * size


def load() -> None:
    """Register the usual faces now, so that the first paper does not wait for them.

    Raises:
        FontMissing: a face file is not on this machine.
    """
    for face in Face:
        _advance(face.value, ord("中"))
