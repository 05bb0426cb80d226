"""Where the faces of a picture are, by YuNet on a small copy of it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from drivers.camera.opencv import opencv
from drivers.face.models import SMALL_WIDTH_PX
from drivers.face.observation import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from drivers.camera import Pixels
    from drivers.face.observation import Points

PASSER_BY = 0.6
"""Our choice: a face below this part of the largest one's width stands in the queue behind, 1.2 m away where the person
is 0.7 m away."""
_COORDINATES = 14
"""Of YuNet's row of 15: box, five points; the last is the score."""
_DOWN, _WIDTH = 0.51, 2.25
"""dlib's rectangle from YuNet's points, in distances between eyes and mouth: measured over 61 faces, its 68 points then
lie within 0.008 eye distances of those from its own detector."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One face of a picture, in the picture's own pixels."""

    row: "NDArray[np.float32]" = field(repr=False)
    """As YuNet gives it and SFace wants it."""

    @property
    def box(self) -> Box:
        """Its rectangle."""
        return Box(*(float(value) for value in self.row[:4]))

    @property
    def points(self) -> "Points":
        """Eye on the left of the picture, eye on the right, tip of the nose, left and right corner of the mouth."""
        points: Points = self.row[4:_COORDINATES].reshape(5, 2).astype("float64")
        return points

    @property
    def eye_distance_px(self) -> float:
        """Between the middles of the eyes."""
        across = self.points[1] - self.points[0]
        return float((across @ across) ** 0.5)

    @property
    def square(self) -> Box:
        """The rectangle that dlib's landmarks were trained on."""
        points = self.points
        eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
        down = mouth - eyes
        height = float((down @ down) ** 0.5)
        width = _WIDTH * height
        return Box(float(eyes[0]) - width / 2, float(eyes[1]) + _DOWN * height - width / 2, width, width)


class Finder:
    """Finds faces; not for two threads at once.

    Args:
        detector: of `models.detector`.
    """

    def __init__(self, detector: Any) -> None:
        self._detector = detector

    def faces(self, pixels: "Pixels", width_px: int = SMALL_WIDTH_PX) -> list[Found]:
        """All faces, the largest first.

        Args:
            pixels: the picture.
            width_px: of the copy that is searched; a smaller picture is searched as it is.
        """
        scale = max(1.0, pixels.shape[1] / width_px)
        small = pixels
        if scale > 1:
            cv2 = opencv()
            small = cv2.resize(pixels, (width_px, round(pixels.shape[0] / scale)), interpolation=cv2.INTER_AREA)
        self._detector.setInputSize((small.shape[1], small.shape[0]))
        rows = self._detector.detect(small)[1]
        if rows is None:
            return []
        rows[:, :_COORDINATES] *= scale
        return sorted((Found(row) for row in rows), key=lambda face: -face.box.width)

    def people(self, pixels: "Pixels") -> list[Found]:
        """The faces of those who stand at the terminal, the largest first; passers-by are left out."""
        faces = self.faces(pixels)
        return [face for face in faces if face.box.width >= PASSER_BY * faces[0].box.width]
