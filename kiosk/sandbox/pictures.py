"""Pictures that show nobody: a silhouette, a scrawl, the sides of a card with grey bars, a sheet of an old deed."""

import io
from functools import cache

from PIL import Image, ImageDraw

PHOTO = (358, 441)
"""Pixels of a photo for an identity card (GA/T 461-2019: 26 by 32 mm at 350 dpi)."""


@cache
def portrait() -> bytes:
    """Head and shoulders without a face, as JPEG."""
    wide, high = PHOTO
    picture = Image.new("RGB", PHOTO, "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((wide * 0.29, high * 0.12, wide * 0.71, high * 0.62), fill=(176, 182, 190))
    pen.ellipse((wide * 0.06, high * 0.66, wide * 0.94, high * 1.3), fill=(96, 108, 124))
    return _written(picture, "JPEG")


@cache
def signature() -> bytes:
    """A scrawl on a clear ground, as PNG."""
    picture = Image.new("RGBA", (400, 140), (0, 0, 0, 0))
    points = [(30 + 17 * n, 70 + (38 if n % 2 else -34) * (1 - n / 40)) for n in range(20)]
    ImageDraw.Draw(picture).line(points, fill=(20, 20, 60, 255), width=5, joint="curve")
    return _written(picture, "PNG")


@cache
def card_side(side: str) -> bytes:
    """A grey card without any authority's form, as JPEG."""
    picture = Image.new("RGB", (1011, 638), (226, 231, 236))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((8, 8, 1002, 629), 40, outline=(120, 130, 140), width=6)
    for row in range(4):
        pen.rectangle((70, 120 + row * 100, 560 if side == "front" else 880, 150 + row * 100), fill=(170, 178, 186))
    return _written(picture, "JPEG")


def _written(picture: Image.Image, form: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, quality=80)
    return target.getvalue()
