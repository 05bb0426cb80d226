"""dlib's landmarks of a found face: five points, or 68 where their licence allows it.

YuNet's own points wander by more than what tells a turned head from a turned photograph, so they do not serve here.
"""

from typing import TYPE_CHECKING, Any, Literal

from drivers.camera.opencv import opencv
from drivers.face.models import POINTS_5, POINTS_68, proven

if TYPE_CHECKING:
    from pathlib import Path

    from drivers.camera import Pixels
    from drivers.face.finding import Found
    from drivers.face.observation import Points

Landmarks = Literal["5-point", "68-point"]
_AROUND = 0.9
"""Of the square's width, to each side of its middle: what is cut out and converted; the rest of the frame is not."""


class PointFinder:
    """Finds landmarks.

    Args:
        landmarks: "68-point" finds these too. The licence of its training pictures (iBUG 300-W) excludes commercial
            use.

    Raises:
        DeviceError: BROKEN, see `models.proven`.
    """

    def __init__(self, landmarks: Landmarks, folder: "Path | None" = None) -> None:
        proven(POINTS_5, folder)
        if landmarks == "68-point":
            proven(POINTS_68, folder)
        # Loaded late: on a processor without AVX this line ends the process.
        from face_recognition import api

        self._five: Any = api.pose_predictor_5_point
        self._many: Any = api.pose_predictor_68_point if landmarks == "68-point" else None

    def find(self, pixels: "Pixels", face: "Found") -> "tuple[Points, Points | None]":
        """Five points, and the 68 on their path, in the picture's pixels; some 0.5 ms each."""
        import dlib
        import numpy as np

        cut, left, top = around(pixels, face)
        square = face.square
        rectangle = dlib.rectangle(
            int(square.left - left),
            int(square.top - top),
            int(square.left + square.width - left),
            int(square.top + square.height - top),
        )

        def listed(predictor: Any) -> "Points":
            shape = predictor(cut, rectangle)
            corner = np.array([left, top], np.float64)
            return np.array([(point.x, point.y) for point in shape.parts()], np.float64) + corner

        return listed(self._five), listed(self._many) if self._many is not None else None


def around(pixels: "Pixels", face: "Found") -> "tuple[Pixels, int, int]":
    """The face with some margin, red first as dlib wants it; and where its left upper corner lies."""
    square = face.square
    reach = square.width * _AROUND
    across, down = square.left + square.width / 2, square.top + square.height / 2
    left, top = max(0, int(across - reach)), max(0, int(down - reach))
    # OpenCV turns the colours round ten times as fast as a copy backwards.
    cut: Pixels = opencv().cvtColor(pixels[top : int(down + reach), left : int(across + reach)], opencv().COLOR_BGR2RGB)
    return cut, left, top
