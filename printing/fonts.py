"""Which face draws which character, and the promise that none is ever drawn as a box.

Chain: Noto Sans SC (regular or bold) → TW-Sung-Ext-B for the rare characters of names → refuse.
"""

import threading
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts

from printing.font_folder import font_folder

RARE_FACE = Path("/usr/share/fonts/truetype/cns11643/TW-Sung-Ext-B-98_1.ttf")
"""Debian's fonts-cns11643-sung: 48 000 ideographs of the extensions B to F, one weight."""


class Weight(Enum):
    """The weights papers are set in; the value is the face's name inside reportlab."""

    REGULAR = "paper-regular"
    BOLD = "paper-bold"


RARE = "paper-rare"
_FILES = {
    Weight.REGULAR.value: font_folder() / "NotoSansSC-Regular.ttf",
    Weight.BOLD.value: font_folder() / "NotoSansSC-Bold.ttf",
    RARE: RARE_FACE,
}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}
"""Unicode categories that put no ink on paper or mean something else on every machine (private use)."""
_registering = threading.Lock()


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
    text: str


@cache
def _coverage(face: str) -> frozenset[int]:
    """Register a face with reportlab and give the code points it draws: 0.05 to 0.15 s, once, when first needed."""
    path = _FILES[face]
    if not path.exists():
        raise FontMissing(f"{path} is missing: run `make setup`")
    font = ttfonts.TTFont(face, str(path))
    pdfmetrics.registerFont(font)
    return frozenset(point for point, glyph in font.face.charToGlyph.items() if glyph)


def _draws(face: str, point: int) -> bool:
    with _registering:
        return point in _coverage(face)


def _face_of(character: str, weight: Weight) -> str | None:
    if unicodedata.category(character) in _INVISIBLE:
        return None
    point = ord(character)
    return next((face for face in (weight.value, RARE) if _draws(face, point)), None)


def runs(text: str, weight: Weight = Weight.REGULAR, *, field: str = "text") -> tuple[Run, ...]:
    """Split a text where the face changes.

    Args:
        text: what is to be drawn, on one line.
        weight: the weight wished for; rare characters have only one.
        field: named in the error.

    Raises:
        CannotDraw: at least one character has no face.
        FontMissing: a face file is not on this machine.
    """
    found: list[Run] = []
    refused: set[str] = set()
    for character in text:
        face = _face_of(character, weight)
        if face is None:
            refused.add(character)
        elif found and found[-1].face == face:
            found[-1] = Run(face, found[-1].text + character)
        else:
            found.append(Run(face, character))
    if refused:
        raise CannotDraw(field, len(refused))
    return tuple(found)


def width(text: str, size: float, weight: Weight = Weight.REGULAR, *, field: str = "text") -> float:
    """Width of one line in points (1/72 inch) at `size` points.

    Raises:
        CannotDraw: as `runs`.
    """
    return float(sum(pdfmetrics.stringWidth(run.text, run.face, size) for run in runs(text, weight, field=field)))


def load() -> None:
    """Register the two usual faces now, so that the first paper does not wait for them.

    Raises:
        FontMissing: a face file is not on this machine.
    """
    for weight in Weight:
        _draws(weight.value, ord("中"))


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """The ToUnicode table of one font subset, UTF-16BE as ISO 32000-1 clause 9.10.3 asks.

    reportlab 5.1.0 writes code points above U+FFFF as five hexadecimal digits, so a copied 𬴊 becomes another letter.
    """
    pairs = "\n".join(
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo\n<< /Registry ({fontname})\n/Ordering ({fontname})\n/Supplement 0\n>> def\n"
        f"/CMapName /{fontname} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n"
        f"{len(subset)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


ttfonts.makeToUnicodeCMap = _to_unicode
