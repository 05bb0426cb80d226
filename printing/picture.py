"""Pictures that come with a record: a photo, a signature, a scanned card."""

import io

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from printing.fonts import CannotDraw

_MOST_BYTES = 4 * 1024 * 1024
"""An A4 page scanned at 300 dpi as JPEG stays below; our choice."""
_MOST_PIXELS = 3_600 * 2_600
"""A4 at 300 dpi."""


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
    """For reportlab; a JPEG goes into the file as it is, a signature in greys on what is below it.

    Raises:
        BadPicture: as `checked`.
    """
    with Image.open(io.BytesIO(checked(data))) as picture:
        if picture.format == "JPEG":
            return ImageReader(io.BytesIO(data))
        ink = picture.convert("LA")
    target = io.BytesIO()
    ink.save(target, "PNG")
    return ImageReader(target)
