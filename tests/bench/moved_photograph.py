"""A photograph laid over the relief of a mean head, so that it moves as `Painting` does. For the bench alone."""

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.finding import Found
from drivers.face.motion.brush import edge, sheet
from drivers.face.motion.painting import BOTTOM, LEFT, PER_UNIT, RIGHT, TOP
from drivers.face.motion.scene import Picture, Portrayed
from drivers.face.motion.surface import Build, height, outline

_MOUTH_Y = 1.13
_LID_TOP, _LID_OPEN, _LID_SHUT, _LID_HALF = -0.24, -0.10, 0.06, 0.27
"""Of an eye, in distances between the pupils: where its lid's skin begins, where its edge is, and half its width."""


class PhotographedFace:
    """Fulfils `MovableFace`.

    Args:
        picture: the photograph.
        face: the face in it.
    """

    def __init__(self, picture: Picture, face: Found) -> None:
        here = sheet(LEFT, TOP, RIGHT, BOTTOM, PER_UNIT)
        self._x, self._y = here.x, here.y
        middle, along, down = _frame(face)
        across = middle[0] + along[0] * here.x + down[0] * here.y
        below = middle[1] + along[1] * here.x + down[1] * here.y
        cv2 = opencv()
        self._laid: Picture = cv2.remap(
            picture,
            across.astype(np.float32),
            below.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
        build = Build()
        self.relief = np.maximum(height(here.x, here.y, build), -1.0)
        self.belongs = edge(1.05 - outline(here.x / 1.08, here.y / 1.05, build), 0.25)

    def face(self, blink: float = 0.0, mouth: float = 0.0) -> Picture:
        """Its picture from the front: the lid's skin is drawn down, the chin is let down before a dark gap."""
        x, source = self._x, self._y.copy()
        gap = np.zeros_like(x)
        for side in (-1, 1) if blink > 0 else ():
            arch = np.sqrt(np.clip(1 - ((x - side * 0.5) / _LID_HALF) ** 2, 0, 1))
            rim = (_LID_OPEN + blink * (_LID_SHUT - _LID_OPEN)) * arch
            stretched = _LID_TOP + (source - _LID_TOP) * (_LID_OPEN * arch - _LID_TOP) / (rim - _LID_TOP)
            source = np.where((arch > 0) & (source > _LID_TOP) & (source < rim), stretched, source)
        if mouth > 0:
            wide = 0.36 * mouth * np.sqrt(np.clip(1 - (x / 0.42) ** 2, 0, 1))
            below = source > _MOUTH_Y
            gap = below & (source < _MOUTH_Y + wide)
            let_down = 0.36 * mouth * np.exp(-((x / 0.8) ** 4)) * np.clip((2.0 - source) / 0.5, 0, 1)
            source = np.where(below & ~gap, np.maximum(source - let_down, _MOUTH_Y), source)
        cv2 = opencv()
        across, down = (x - LEFT) * PER_UNIT - 0.5, (source - TOP) * PER_UNIT - 0.5
        seen: Picture = cv2.remap(self._laid, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR)
        seen[gap.astype(bool)] = (25, 20, 50)
        return seen


def portrayed_photograph(picture: Picture, face: Found, width_px: int, height_px: int, eyes_px: float) -> Portrayed:
    """The person of a photograph before a camera, with what the photograph shows around them."""
    middle, along, down = _frame(face)
    at = (width_px / 2, height_px * 0.44)
    to_picture = np.column_stack([along, down]) / eyes_px
    to_frame = np.linalg.inv(to_picture)
    shift = np.array(at) - to_frame @ middle
    cv2 = opencv()
    behind: Picture = cv2.warpAffine(
        picture,
        np.column_stack([to_frame, shift]),
        (width_px, height_px),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return Portrayed(PhotographedFace(picture, face), behind, at, eyes_px)


def _frame(face: Found) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """Middle of the eyes, and what one distance between the pupils is across and down, in the picture's pixels."""
    points = face.points
    middle, mouth, along = points[:2].mean(axis=0), points[3:].mean(axis=0), points[1] - points[0]
    upright = np.array([-along[1], along[0]])
    down = upright * float((mouth - middle) @ upright) / float(upright @ upright) / _MOUTH_Y
    return middle, along, down
