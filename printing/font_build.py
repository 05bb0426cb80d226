"""Turn the CJK fonts of two packages into the static TrueType faces that paper and screens share.

reportlab embeds only TrueType outlines. The variable Noto Sans SC is instanced to its weights (15 s each, 10.6 MB a
file; as it is it would print in Thin); Noto Serif SC has PostScript curves, which become quadratic (35 s, 8 MB).
Both are under OFL 1.1 (licenses/).
"""

import importlib.util
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.varLib import instancer

from printing.font_folder import font_folder

WEIGHTS = {"NotoSansSC-Regular.ttf": 400, "NotoSansSC-Bold.ttf": 700}
"""File name and OpenType weight (wght axis)."""
SONG = "NotoSerifSC-Regular.ttf"
_CURVE_ERROR = 1.0
"""Units of 1000 an em that a quadratic curve may be off: a hundredth of a dot at 10 pt and 600 dpi."""


def _in_wheel(package: str, pattern: str) -> Path:
    spec = importlib.util.find_spec(package)
    roots = list(spec.submodule_search_locations or []) if spec else []
    for root in roots:
        for found in Path(root).rglob(pattern):
            return found
    raise FileNotFoundError(f"{pattern}: install the package {package.replace('_', '-')} (make setup does)")


def variable_font() -> Path:
    """The variable Noto Sans SC of the justmytype-intl-cjk wheel.

    Raises:
        FileNotFoundError: the wheel is not installed.
    """
    return _in_wheel("justmytype_intl_cjk", "NotoSansSC*wght*.ttf")


def song_font() -> Path:
    """Noto Serif SC of the pylopdf-fonts-zh-cn wheel.

    Raises:
        FileNotFoundError: the wheel is not installed.
    """
    return _in_wheel("pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf")


def _everyday() -> list[int]:
    """What GBK holds: running text needs no more, and rarer characters of names have the fallback chain."""
    points = []
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            points += [ord(character) for character in bytes([lead, trail]).decode("gbk", "ignore") if trail != 0x7F]
    return [*range(0x20, 0x7F), 0xB7, *points]


def _quadratic(font: TTFont) -> None:
    """Exchange the PostScript outlines for TrueType ones, in place."""
    shapes, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(shapes)
        shapes[name].draw(Cu2QuPen(pen, _CURVE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for name in ("Zones", "TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{name}", 1 if name == "Zones" else 0)
    maxp.maxSizeOfInstructions = 0
    maxp.maxComponentElements = 0
    font["post"].formatType = 3.0
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def _build(name: str) -> str:
    target = font_folder() / name
    if name == SONG:
        font = TTFont(song_font())
        options = Options(layout_features=[], name_IDs=["*"], notdef_outline=True, drop_tables=["VORG", "DSIG"])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=_everyday())
        subsetter.subset(font)
        _quadratic(font)
    else:
        font = TTFont(variable_font())
        font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS[name]}, updateFontNames=True)
    unfinished = target.with_suffix(".part")
    font.save(unfinished)
    unfinished.replace(target)
    return name


def main() -> None:
    """Build what is missing."""
    font_folder().mkdir(parents=True, exist_ok=True)
    missing = [name for name in (SONG, *WEIGHTS) if not (font_folder() / name).exists()]
    if missing:
        with ProcessPoolExecutor() as pool:
            for name in pool.map(_build, missing):
                sys.stdout.write(f"built {name}\n")


if __name__ == "__main__":
    main()
