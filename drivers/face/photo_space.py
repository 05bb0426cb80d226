"""The face of one frame in figures, and a small upright picture around it in which everything is measured."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.camera import Pixels
    from drivers.face.finding import Found
    from drivers.face.observation import Points

UNIT_PX = 48
"""Distance of the eyes in the small picture, our choice: fine enough for lids and lips, 15 ms for the background."""
LEFT, TOP, RIGHT, BOTTOM = -2.1, -2.8, 2.1, 3.9
"""What the small picture shows, in eye distances around the middle of the eyes: the tallest kind (33x48 mm)."""
FACE_WIDTH = 1.02
"""Width of a face in widths of YuNet's box: 1.02 on average against dlib's jaw, 0.98 to 1.07 (21 photographs)."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Where a face lies, in pixels of the frame."""

    middle: tuple[float, float]
    """Between the eyes."""
    eyes_px: float
    roll_degrees: float
    """Of the line of the eyes, clockwise."""
    nose: tuple[float, float]
    """Base of the nose, in eye distances to the right of and below the middle, along the face."""
    mouth: float
    """Corners of the mouth below the middle, in eye distances."""
    width_px: float
    """Of the face, ear to ear without the ears."""
    chin_px: float
    """Row of the frame."""
    five: "Points" = field(repr=False)
    lips: "Points" = field(repr=False)
    """Corners of the mouth, the one on the left of the picture first."""


def placed(face: "Found", five: "Points") -> Placed:
    """A found face in figures.

    Args:
        face: as YuNet found it.
        five: dlib's five points.
    """
    right, left = (five[0] + five[1]) / 2, (five[2] + five[3]) / 2
    across = right - left
    eyes_px = max(1.0, float(np.hypot(*across)))
    along = across / eyes_px
    down = np.array([-along[1], along[0]])
    middle = (right + left) / 2
    nose, lips = (five[4] - middle) / eyes_px, face.points[3:]
    return Placed(
        middle=(float(middle[0]), float(middle[1])),
        eyes_px=eyes_px,
        roll_degrees=float(np.degrees(np.arctan2(across[1], across[0]))),
        nose=(float(nose @ along), float(nose @ down)),
        mouth=float((lips.mean(axis=0) - middle) @ down) / eyes_px,
        width_px=face.box.width * FACE_WIDTH,
        chin_px=face.box.top + face.box.height,
        five=five,
        lips=lips,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Small:
    """The small picture. Not turned: a photograph is not turned either."""

    pixels: "Pixels" = field(repr=False)
    seen: "NDArray[np.bool_]" = field(repr=False)
    """What of it lies inside the frame."""
    scale: float
    """Pixels of it for one of the frame."""
    corner: tuple[float, float]
    """Its left upper corner in the frame."""

    def at(self, x: float, y: float) -> tuple[int, int]:
        """Column and row of a point given in eye distances around the middle of the eyes."""
        return round((x - LEFT) * UNIT_PX), round((y - TOP) * UNIT_PX)

    def part(self, left: float, top: float, right: float, bottom: float) -> "Pixels":
        """A rectangle of it, given in eye distances; inside it at least one pixel."""
        (x0, y0), (x1, y1) = self.at(left, top), self.at(right, bottom)
        part: Pixels = self.pixels[max(0, y0) : max(1, y1), max(0, x0) : max(1, x1)]
        return part

    def row_of(self, frame_row: float) -> float:
        """A row of the frame as a row of the small picture."""
        return (frame_row - self.corner[1]) * self.scale

    def frame_row_of(self, row: float) -> float:
        """A row of the small picture as a row of the frame."""
        return row / self.scale + self.corner[1]


def small_of(pixels: "Pixels", face: Placed) -> Small:
    """The small picture around a face."""
    cv2 = opencv()
    scale = UNIT_PX / face.eyes_px
    corner = (face.middle[0] + LEFT * face.eyes_px, face.middle[1] + TOP * face.eyes_px)
    size = round((RIGHT - LEFT) * UNIT_PX), round((BOTTOM - TOP) * UNIT_PX)
    x0, y0 = max(0, int(corner[0])), max(0, int(corner[1]))
    x1 = min(pixels.shape[1], int(corner[0] + size[0] / scale) + 2)
    y1 = min(pixels.shape[0], int(corner[1] + size[1] / scale) + 2)
    source, shrink = pixels[y0:y1, x0:x1], min(1.0, scale)
    if shrink < 1:
        # Averaged first: warping alone would pick single pixels and make lashes of noise.
        source = cv2.resize(source, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    map_to = np.array(
        [[scale / shrink, 0, (x0 - corner[0]) * scale], [0, scale / shrink, (y0 - corner[1]) * scale]], np.float64
    )
    placed_in = cv2.warpAffine(source, map_to, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    there = cv2.warpAffine(np.full(source.shape[:2], 255, np.uint8), map_to, size, flags=cv2.INTER_NEAREST)
    return Small(placed_in, there > 0, scale, corner)
