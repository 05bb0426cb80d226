"""Portraits as they come out of a card's chip, made from photographs: for demo, tests and measurements.

Geometry: GA 461-2004 asks of the 358x441 print a face 207 +- 14 wide and the eyes 207 or more above the lower edge; the
chip's picture is that print at 102x126. Real chips hold 1024 bytes of WLT, a closed method: JPEG 2000 of as many bytes
stands in for it and is worse or better by an amount that nobody here could measure.
"""

from enum import Enum
from typing import TYPE_CHECKING, Any

from drivers.camera.opencv import opencv

if TYPE_CHECKING:
    from drivers.camera import Pixels
    from drivers.face.observation import Points

WIDTH_PX, HEIGHT_PX = 102, 126
EYE_DISTANCE_PX = 27.0
"""A face of 207/358 of the width is 59 px wide; between the eyes lies 0.46 of that."""
EYE_LINE_PX = 58.0
"""From the upper edge."""
CHIP_BYTES = 1024


class Coding(Enum):
    """How the portrait is stored, from best to worst."""

    COLOUR = "102x126 colour"
    GREY = "102x126 grey"
    JPEG_75 = "colour JPEG 75"
    GREY_JPEG_30 = "grey JPEG 30"
    GREY_1_KB = "grey JPEG 2000, 1024 bytes"
    COLOUR_2_KB = "colour JPEG 2000, 2048 bytes"
    COLOUR_1_KB = "colour JPEG 2000, 1024 bytes"


def cropped(
    pixels: "Pixels",
    eyes: "Points",
    *,
    width_px: int = WIDTH_PX,
    height_px: int = HEIGHT_PX,
    eye_distance_px: float = EYE_DISTANCE_PX,
    eye_line_px: float = EYE_LINE_PX,
) -> "Pixels":
    """A photograph turned, scaled and cut so that the eyes lie where they belong.

    Args:
        pixels: the photograph.
        eyes: two rows, the eye on the left of the picture first.
        width_px: of the result.
        height_px: of the result.
        eye_distance_px: of the result.
        eye_line_px: from its upper edge.
    """
    import numpy as np

    cv2 = opencv()
    across = eyes[1] - eyes[0]
    scale = eye_distance_px / float(np.hypot(*across))
    source: Any = pixels
    shrink = min(1.0, scale * 1.6)
    if shrink < 1:
        # Averaged first: warping alone would pick single pixels and alias.
        source = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    angle = -np.arctan2(across[1], across[0])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    shift = np.array([width_px / 2, eye_line_px]) - turn @ eyes.mean(axis=0)
    placed: Pixels = cv2.warpAffine(
        source,
        np.hstack([turn / shrink, shift[:, None]]),
        (width_px, height_px),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return placed


def coded(portrait: "Pixels", coding: Coding) -> bytes:
    """The portrait as a file of bytes that was stored this way.

    What was lost is lost in it; lossless PNG around JPEG 2000, as a vendor's decoder gives its pictures.
    """
    cv2 = opencv()
    grey = cv2.cvtColor(portrait, cv2.COLOR_BGR2GRAY)
    match coding:
        case Coding.COLOUR:
            return _file(".png", portrait)
        case Coding.GREY:
            return _file(".png", grey)
        case Coding.JPEG_75:
            return _file(".jpg", portrait, cv2.IMWRITE_JPEG_QUALITY, 75)
        case Coding.GREY_JPEG_30:
            return _file(".jpg", grey, cv2.IMWRITE_JPEG_QUALITY, 30)
        case Coding.GREY_1_KB:
            return _file(".png", _limited(grey, CHIP_BYTES))
        case Coding.COLOUR_2_KB:
            return _file(".png", _limited(portrait, 2 * CHIP_BYTES))
        case Coding.COLOUR_1_KB:
            return _file(".png", _limited(portrait, CHIP_BYTES))


def _limited(portrait: "Pixels", bytes_max: int) -> "Pixels":
    cv2 = opencv()
    best = b""
    for thousandths in range(5, 400, 2):
        data = _file(".jp2", portrait, cv2.IMWRITE_JPEG2000_COMPRESSION_X1000, thousandths)
        if len(data) > bytes_max and best:
            break
        best = data
    return _read(best)


def _read(data: bytes) -> "Pixels":
    import numpy as np

    pixels: Pixels = opencv().imdecode(np.frombuffer(data, np.uint8), opencv().IMREAD_COLOR)
    return pixels


def _file(ending: str, pixels: "Pixels", *parameters: int) -> bytes:
    _, data = opencv().imencode(ending, pixels, list(parameters))
    return bytes(data)
