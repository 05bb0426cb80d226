"""Draws the field of a numbered sheet as the camera sees it, for simulator and tests: OCR-B on a pattern of lines.

No sheet of an authority looks like that: the number stands on 演示数据's own pattern.
"""

import io
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

TYPEFACE = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")
"""ISO 1073-2, of Debian's fonts-ocr-b."""
SIZE = (640, 160)


def sheet(number: str, *, angle: float = 0.0, blur: float = 0.0, light: float = 1.0, shift: float = 0) -> bytes:
    """JPEG of the field; an empty number is an empty tray.

    Args:
        number: letters and digits.
        angle: by which the sheet lies askew, degrees.
        blur: of the lens, points.
        light: 1 for the lamp as it should be, 0 for none.
        shift: points that the sheet lies too far to the right.
    """
    picture = Image.new("L", SIZE, 232 if number else 60)
    draw = ImageDraw.Draw(picture)
    if number:
        for row in range(0, SIZE[1], 9):
            points = [(x, row + 5 * math.sin(x / 17 + row)) for x in range(0, SIZE[0], 6)]
            draw.line(points, fill=212, width=1)
        draw.text((60 + shift, 50), number, fill=40, font=ImageFont.truetype(str(TYPEFACE), 58))
    picture = picture.rotate(angle, fillcolor=232 if number else 60, resample=Image.Resampling.BICUBIC)
    if blur:
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
    if light != 1.0:
        picture = picture.point(lambda level: round(level * light))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=88)
    return target.getvalue()
