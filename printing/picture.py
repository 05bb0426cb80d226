"""Pictures that come with a record: a photo, a signature, a scanned card."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from printing.fonts import CannotDraw

_MOST_BYTES = 4 * 1024 * 1024
"""An A4 page scanned at 300 dpi as JPEG stays below; our choice."""
_MOST_PIXELS = 3_600 * 2_600
"""A4 at 300 dpi."""


_ALIKE = 0.01
"""Shapes that differ by no more are the same: pixels are whole, millimetres too."""
_ORIENTATION = 0x0112
"""Exif 2.3 4.6.4 A."""
_SCAN = 0xDA
_NOTES = {0xFE, *range(0xE1, 0xF0)} - {0xEE}
"""Comments and APP1 to APP15 but for APP14."""


class BadPicture(CannotDraw):
    """What should be a photo or a signature is none; the message never describes it.

    Args:
        reason: without anything of the picture.
    """

    def __init__(self, reason: str) -> None:
        super().__init__("picture", 1)
        self.args = (reason,)


def checked(data: bytes) -> bytes:
    """A picture that may be drawn, as it came.

    Raises:
        BadPicture: neither JPEG nor PNG, torn, or far larger than any paper needs.
    """
    if len(data) > _MOST_BYTES:
        raise BadPicture("the picture has too many bytes")
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            is_small = picture.width * picture.height <= _MOST_PIXELS
            if is_small:
                picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPicture(f"not a picture that can be drawn: {type(error).__name__}") from None
    if not is_small:
        raise BadPicture("the picture has too many pixels")
    return data


def reader(data: bytes) -> ImageReader:
    """For reportlab: upright, and without what a camera wrote beside it; a PNG in greys on what is below it.

    Raises:
        BadPicture: as `checked`.
    """
    with Image.open(io.BytesIO(checked(data))) as picture:
        target = io.BytesIO()
        if picture.format == "PNG":
            picture.convert("LA").save(target, "PNG")
        elif picture.getexif().get(_ORIENTATION, 1) == 1:
            return ImageReader(io.BytesIO(_without_notes(data)))
        else:
            # Only what was taken lying down is compressed once more: its pixels have to be moved.
            ImageOps.exif_transpose(picture).save(target, "JPEG", quality=92)
            return ImageReader(io.BytesIO(_without_notes(target.getvalue())))
    return ImageReader(target)


def _without_notes(jpeg: bytes) -> bytes:
    """A JPEG without the segments that tell of camera, place and day; its pixels as they were.

    ITU-T T.81 B.1.1.4: segments before the scan are marker, length and content. JFIF (APP0) and Adobe's colour
    transform (APP14) stay, they say how to read the pixels.
    """
    kept, place = [jpeg[:2]], 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] != _SCAN:
        length = 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if jpeg[place + 1] not in _NOTES:
            kept.append(jpeg[place : place + length])
        place += length
    return b"".join([*kept, jpeg[place:]])


def shape(data: bytes) -> tuple[int, int]:
    """Width and height in pixels.

    Raises:
        BadPicture: as `checked`.
    """
    with Image.open(io.BytesIO(checked(data))) as picture:
        return picture.size


def filling(data: bytes, wide: float, high: float) -> bytes:
    """A picture cut to a shape: as much as is too wide at both sides, as much as is too high below.

    One that has the shape already, to a hundredth, stays as it came.

    Raises:
        BadPicture: as `checked`.
    """
    with Image.open(io.BytesIO(checked(data))) as picture:
        across, down = picture.size
        wanted = wide / high
        if abs(across / down / wanted - 1) <= _ALIKE:
            return data
        if across / down > wanted:
            spare = across - round(down * wanted)
            box = spare // 2, 0, across - (spare - spare // 2), down
        else:
            box = 0, 0, across, round(across / wanted)
        target = io.BytesIO()
        picture.convert("RGB").crop(box).save(target, "JPEG", quality=95, subsampling=0)
        return target.getvalue()


def fitted(wide: float, high: float, room_wide: float, room_high: float) -> tuple[float, float]:
    """Width and height of a picture as large as its room lets it be, its shape kept: no face is stretched."""
    scale = min(room_wide / wide, room_high / high)
    return wide * scale, high * scale
