"""Scanned sheets of old deeds, drawn: grey bars where clauses would stand, 演示数据 across, no seal, no signature."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from printing.font_folder import font_folder

DPI = 100
"""Enough to be read from an A4 page, and some 20 KB a sheet."""
SHEET = (827, 1169)
"""A4 at that, in pixels."""
_PAPER, _INK, _BAR, _MARK, _SHADE = 242, 40, 205, 218, 226
"""Greys: a scan is never white."""
_GREYS = 16
_SAMPLE = "演示数据 样例扫描件"


@cache
def scanned(title: str, told: tuple[str, ...], sheet: int, sheets: int) -> bytes:
    """One sheet as PNG; the same bytes for the same words.

    Args:
        title: of the deed.
        told: lines that stand on its first sheet.
        sheet: from 1.
        sheets: of the deed.
    """
    picture = Image.new("L", SHEET, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 10, SHEET[1]), fill=_SHADE)
    _across(picture)
    y = 110
    if sheet == 1:
        pen.text((SHEET[0] / 2, y), title, font=_face("NotoSansSC-Bold.ttf", 34), fill=_INK, anchor="mm")
        y += 80
        for text in told:
            pen.text((95, y), text, font=_face("NotoSerifSC-Regular.ttf", 20), fill=_INK)
            y += 44
    while y < SHEET[1] - 150:
        pen.rectangle((95, y, SHEET[0] - 95 - (y * 7 + sheet * 131) % 220, y + 12), fill=_BAR)
        y += 34
    foot = f"{_SAMPLE}　不具效力　第{sheet}页/共{sheets}页"
    pen.text((SHEET[0] / 2, SHEET[1] - 80), foot, font=_face("NotoSansSC-Regular.ttf", 18), fill=_INK, anchor="mm")
    target = io.BytesIO()
    picture.quantize(_GREYS).save(target, "PNG", optimize=True)
    return target.getvalue()


def _across(picture: Image.Image) -> None:
    """The words that make it a sample, turned, thrice down the sheet, below what is written."""
    face = _face("NotoSansSC-Bold.ttf", 58)
    stamp = Image.new("L", (760, 90), 0)
    ImageDraw.Draw(stamp).text((380, 45), _SAMPLE, font=face, fill=255, anchor="mm")
    turned = stamp.rotate(28, expand=True)
    ink = Image.new("L", turned.size, _MARK)
    for y in (120, 460, 800):
        picture.paste(ink, ((SHEET[0] - turned.width) // 2, y - 60), turned)


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_folder() / name), size)
