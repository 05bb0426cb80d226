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


@cache
def road(act: str) -> bytes:
    """What a road camera saw, as JPEG: two drawn frames of a car without a plate's characters, nobody in it.

    Args:
        act: of kiosk.sandbox.vehicles; it chooses the sign that is drawn.
    """
    wide, high = 560, 700
    picture = Image.new("RGB", (wide, high), "white")
    for frame in range(2):
        piece = Image.new("RGB", (wide - 20, high // 2 - 20), (186, 194, 202))
        _street(ImageDraw.Draw(piece), piece.size, act, frame)
        picture.paste(piece, (10, 10 + frame * high // 2))
    return _written(picture, "JPEG")


def _street(pen: ImageDraw.ImageDraw, size: tuple[int, int], act: str, frame: int) -> None:
    wide, high = size
    pen.polygon(((0, high), (wide * 0.32, high * 0.3), (wide * 0.68, high * 0.3), (wide, high)), fill=(92, 98, 106))
    for row in range(4):
        top = high * (0.4 + row * 0.16)
        pen.rectangle((wide * 0.495, top, wide * 0.505 + row * 2, top + high * 0.07), fill="white")
    if "让行" in act:
        for stripe in range(9):
            left = wide * (0.12 + stripe * 0.09)
            pen.rectangle((left, high * 0.82, left + wide * 0.045, high * 0.92), fill="white")
    if "信号灯" in act:
        pen.rectangle((wide * 0.86, high * 0.1, wide * 0.92, high * 0.42), fill=(40, 44, 50))
        for place, colour in enumerate(((214, 48, 48), (70, 70, 60), (50, 70, 60))):
            middle = high * (0.155 + place * 0.105)
            pen.ellipse((wide * 0.868, middle - 14, wide * 0.912, middle + 14), fill=colour)
    else:
        pen.ellipse(
            (wide * 0.84, high * 0.1, wide * 0.94, high * 0.1 + wide * 0.1),
            fill="white",
            outline=(200, 40, 40),
            width=10,
        )
    left, top = wide * (0.3 + frame * 0.07), high * (0.46 + frame * 0.08)
    size_of_car = 0.24 + frame * 0.05
    right, bottom = left + wide * size_of_car, top + wide * size_of_car * 0.7
    pen.rounded_rectangle((left, top + (bottom - top) * 0.3, right, bottom), 14, fill=(58, 92, 140))
    pen.polygon(
        (
            (left + (right - left) * 0.12, top + (bottom - top) * 0.32),
            (left + (right - left) * 0.24, top),
            (left + (right - left) * 0.76, top),
            (left + (right - left) * 0.88, top + (bottom - top) * 0.32),
        ),
        fill=(44, 60, 84),
    )
    # The plate stays empty: no sample may look like somebody's number.
    middle = (left + right) / 2
    pen.rectangle((middle - 34, bottom - 30, middle + 34, bottom - 12), fill=(236, 240, 244))


def _written(picture: Image.Image, form: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, quality=80)
    return target.getvalue()
