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
            if picture.width * picture.height > _MOST_PIXELS:
                raise BadPicture("the picture has too many pixels")
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPicture(f"not a picture that can be drawn: {type(error).__name__}") from None
    return data


def reader(data: bytes) -> ImageReader:
    """For reportlab; a JPEG goes into the file as it is.

    Raises:
        BadPicture: as `checked`.
    """
    return ImageReader(io.BytesIO(checked(data)))
