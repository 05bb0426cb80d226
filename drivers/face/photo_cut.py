"""Where a photograph is cut out of the frame so that its kind's measures are kept, and the cutting itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face import PhotoKind
from drivers.face.photo_space import LEFT, TOP, UNIT_PX, Placed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.camera import Pixels

ENLARGED_MOST = 1.25
"""Our choice: a camera's picture enlarged further shows no more skin, only larger pixels."""
_STEPS = 5
_QUALITIES = (95, 92, 88, 84, 80, 75, 70)
"""Of the JPEG, tried until the file is small enough."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A rectangle of the frame, and what stands where in the picture that comes of it, in its pixels."""

    left: float
    top: float
    scale: float
    """Pixels of the picture for one of the frame."""
    face_px: float
    crown_px: float
    eyes_above_px: float
    chin_above_px: float
    head_px: float

    def broken(self, kind: PhotoKind) -> int:
        """How many of the kind's measures it does not keep."""
        low, high = kind.head_px
        kept = (
            kind.face_px[0] <= self.face_px <= kind.face_px[1],
            kind.crown_px[0] <= self.crown_px <= kind.crown_px[1],
            not kind.eyes_above_px or self.eyes_above_px >= kind.eyes_above_px,
            not kind.chin_above_px or self.chin_above_px >= kind.chin_above_px,
            not high or low <= self.head_px <= high,
        )
        return kept.count(False)

    def fits(self, kind: PhotoKind, width_px: int, height_px: int) -> bool:
        """Whether all of it lies inside a frame of that size."""
        right, bottom = self.left + kind.width_px / self.scale, self.top + kind.height_px / self.scale
        return self.left >= 0 and self.top >= 0 and right <= width_px and bottom <= height_px


def best_cut(face: Placed, crown_row: float, kind: PhotoKind) -> Cut:
    """The cut that keeps most of the kind's measures; of those the one nearest to the middle of its ranges.

    Args:
        face: where it lies.
        crown_row: row of the frame, hair included.
        kind: its measures.
    """
    tries = (
        (abs(wide - 0.5) + abs(high - 0.5), _cut(face, crown_row, kind, wide, high))
        for wide in np.linspace(0.02, 0.98, _STEPS)
        for high in np.linspace(0.02, 0.98, _STEPS)
    )
    return min(tries, key=lambda one: (one[1].broken(kind), one[0]))[1]


def _cut(face: Placed, crown_row: float, kind: PhotoKind, wide: float, high: float) -> Cut:
    face_px = kind.face_px[0] + (kind.face_px[1] - kind.face_px[0]) * wide
    crown_px = kind.crown_px[0] + (kind.crown_px[1] - kind.crown_px[0]) * high
    scale = face_px / face.width_px
    top = crown_row - crown_px / scale
    return Cut(
        left=face.middle[0] - kind.width_px / scale / 2,
        top=top,
        scale=scale,
        face_px=face_px,
        crown_px=crown_px,
        eyes_above_px=kind.height_px - (face.middle[1] - top) * scale,
        chin_above_px=kind.height_px - (face.chin_px - top) * scale,
        head_px=(face.chin_px - crown_row) * scale,
    )


def picture_of(pixels: "Pixels", cut: Cut, kind: PhotoKind) -> "Pixels":
    """The picture in its kind's size: moved and scaled, nothing else."""
    cv2 = opencv()
    source, shrink = pixels, min(1.0, cut.scale)
    if shrink < 1:
        source = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    scale = cut.scale / shrink
    map_to = np.array([[scale, 0, -cut.left * cut.scale], [0, scale, -cut.top * cut.scale]], np.float64)
    cut_out: Pixels = cv2.warpAffine(
        source, map_to, (kind.width_px, kind.height_px), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return cut_out


def mask_of(mask: "NDArray[np.uint8]", face: Placed, cut: Cut, kind: PhotoKind) -> "NDArray[np.uint8]":
    """The small picture's mask of the person, in the size of the photograph."""
    cv2 = opencv()
    scale = face.eyes_px / UNIT_PX * cut.scale
    corner = face.middle[0] + LEFT * face.eyes_px, face.middle[1] + TOP * face.eyes_px
    map_to = np.array(
        [[scale, 0, (corner[0] - cut.left) * cut.scale], [0, scale, (corner[1] - cut.top) * cut.scale]], np.float64
    )
    placed_in: NDArray[np.uint8] = cv2.warpAffine(
        mask, map_to, (kind.width_px, kind.height_px), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return placed_in


def file_of(picture: "Pixels", kind: PhotoKind) -> bytes:
    """The picture as JPEG with its resolution, below the kind's limit of bytes where there is one."""
    cv2 = opencv()
    data = b""
    for quality in _QUALITIES:
        data = bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])
        if not kind.most_bytes or len(data) <= kind.most_bytes:
            break
    return _with_resolution(data, kind.dots_per_inch)


def _with_resolution(data: bytes, dots_per_inch: int) -> bytes:
    """JFIF 1.02: units and densities stand at bytes 13 to 17 of the file."""
    if data[6:11] != b"JFIF\x00":
        return data
    both = dots_per_inch.to_bytes(2, "big") * 2
    return data[:13] + b"\x01" + both + data[18:]
