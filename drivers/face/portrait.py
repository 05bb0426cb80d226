"""The portrait of a document: is it good enough that a comparison means something?"""

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PIL import Image

from drivers.camera.opencv import decoded, opencv
from drivers.faults import DeviceError

if TYPE_CHECKING:
    from config.device_settings import FaceSettings
    from drivers.camera import Pixels
    from drivers.face.finding import Finder, Found
    from drivers.face.matcher import Matcher

PIXELS_MAX = 4_000_000
"""Passport chips hold up to some 480x640; our choice against a picture that would fill the memory."""
_ENLARGED = 3.0
"""YuNet finds most faces of 102x126 as they are; enlarged it finds the rest."""
_SEARCHED_WIDTH_PX = 640


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """A portrait with its face."""

    pixels: "Pixels" = field(repr=False)
    face: "Found" = field(repr=False)
    aligned: "Pixels" = field(repr=False)
    """112x112, as SFace wants it."""
    eye_distance_px: float
    """In the picture as it came."""
    sharpness: float
    """See `sharpness`."""
    contrast: float
    """Standard deviation of the aligned face's grey levels."""

    def is_good(self, settings: "FaceSettings") -> bool:
        """Whether it can be compared; the figures are with the settings."""
        return (
            self.eye_distance_px >= settings.portrait_eye_distance_px
            and self.sharpness >= settings.portrait_sharpness
            and self.contrast >= settings.portrait_contrast
        )


def read(data: bytes, finder: "Finder", matcher: "Matcher") -> Portrait | None:
    """The portrait in a picture file.

    Args:
        data: JPEG, PNG, BMP or JPEG 2000.
        finder: finds its face.
        matcher: aligns it.

    Returns:
        None when it is no picture, or without exactly one face.
    """
    pixels = _pixels(data)
    if pixels is None:
        return None
    enlarged = 1.0
    faces = finder.faces(pixels, _SEARCHED_WIDTH_PX)
    if not faces:
        cv2, enlarged = opencv(), _ENLARGED
        pixels = cv2.resize(pixels, None, fx=enlarged, fy=enlarged, interpolation=cv2.INTER_CUBIC)
        faces = finder.faces(pixels, _SEARCHED_WIDTH_PX)
    if len(faces) != 1:
        return None
    aligned = matcher.aligned(pixels, faces[0])
    return Portrait(
        pixels=pixels,
        face=faces[0],
        aligned=aligned,
        eye_distance_px=faces[0].eye_distance_px / enlarged,
        sharpness=sharpness(aligned),
        contrast=float(opencv().cvtColor(aligned, opencv().COLOR_BGR2GRAY).std()),
    )


def sharpness(aligned: "Pixels") -> float:
    """Variance of the Laplacian, in grey levels squared: fine detail, which coding to few bytes takes away first.

    Args:
        aligned: the face at 112x112, so that the figure does not depend on its size.
    """
    cv2 = opencv()
    return float(cv2.Laplacian(cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY), cv2.CV_64F).var())


def _pixels(data: bytes) -> "Pixels | None":
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "BMP", "JPEG2000")) as picture:
            width, height = picture.size
    except (OSError, Image.DecompressionBombError, ValueError, SyntaxError):
        return None
    if width * height > PIXELS_MAX:
        return None
    try:
        return decoded(data)
    except DeviceError:
        return None
