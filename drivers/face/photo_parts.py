"""Eyes, mouth and glasses of a small picture, in figures: from five points and colours, which no licence limits."""

from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.photo_space import UNIT_PX, Placed, Small

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.camera import Pixels
    from drivers.face.observation import Points

EYE_PX = 48
"""Width of an eye's patch, corners at 10 and 90 %."""
_MIRROR = 246
"""Grey level from which glass mirrors a lamp."""


def eye_patch(pixels: "Pixels", left: "Points", right: "Points", height_px: int = 36) -> "NDArray[np.float32]":
    """An eye turned level, in grey.

    Args:
        pixels: the frame.
        left: corner of the eye on the left of the picture.
        right: its other corner.
        height_px: of the patch.
    """
    cv2 = opencv()
    middle, along = (left + right) / 2, right - left
    scale = EYE_PX * 0.8 / max(1.0, float(np.hypot(*along)))
    angle = -np.arctan2(along[1], along[0])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    to_patch = np.column_stack([turn, np.array([EYE_PX / 2, height_px / 2]) - turn @ middle])
    patch = cv2.warpAffine(pixels, to_patch, (EYE_PX, height_px), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    grey: NDArray[np.float32] = cv2.GaussianBlur(cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY), (3, 3), 0).astype(np.float32)
    return grey


def openness(patch: "NDArray[np.float32]") -> float:
    """How high the dark of an eye stands against its width: iris and pupil, or lashes alone."""
    rows, columns = patch.shape
    middle = patch[rows // 6 : rows - rows // 6, columns // 3 : columns - columns // 3]
    skin = float(np.percentile(patch[rows // 2 :], 80))
    dark = float(np.percentile(middle, 3))
    if skin - dark < 18:
        return 0.0
    is_dark = middle < (skin + dark) / 2
    heights = is_dark.sum(axis=0)
    return float(np.percentile(heights, 80)) / (0.8 * EYE_PX)


def eyes_open(pixels: "Pixels", face: Placed) -> float:
    """Of the eye that is less open."""
    five = face.five
    return min(openness(eye_patch(pixels, five[2], five[3])), openness(eye_patch(pixels, five[1], five[0])))


def mouth_open(small: Small, face: Placed) -> float:
    """Share of the mouth's middle that is neither lip nor skin: teeth, or the dark between them."""
    cv2 = opencv()
    patch = small.part(-0.30, face.mouth - 0.24, 0.30, face.mouth + 0.34)
    lab = cv2.cvtColor(patch, cv2.COLOR_BGR2LAB).astype(np.float32)
    cheeks = np.concatenate([_lab(small, -0.55, 0.45), _lab(small, 0.55, 0.45)])
    skin = np.median(cheeks, axis=0)
    light, colour = lab[..., 0], np.hypot(lab[..., 1] - 128, lab[..., 2] - 128)
    skin_colour = float(np.hypot(skin[1] - 128, skin[2] - 128))
    teeth = (colour < 0.62 * skin_colour) & (light > 0.72 * skin[0])
    hollow = light < 0.40 * skin[0]
    return float((teeth | hollow).mean())


def _lab(small: Small, x: float, y: float) -> "NDArray[np.float32]":
    cv2 = opencv()
    part = small.part(x - 0.15, y - 0.15, x + 0.15, y + 0.15)
    lab: NDArray[np.float32] = cv2.cvtColor(part, cv2.COLOR_BGR2LAB).reshape(-1, 3).astype(np.float32)
    return lab


def glasses(small: Small) -> float:
    """How strong an edge lies across the bridge of the nose, in grey levels of the skin's own: a frame's bridge."""
    cv2 = opencv()
    grey = cv2.GaussianBlur(cv2.cvtColor(small.pixels, cv2.COLOR_BGR2GRAY), (3, 3), 0).astype(np.float32)
    (x0, y0), (x1, y1) = small.at(-0.13, -0.30), small.at(0.13, 0.32)
    bridge = grey[y0:y1, x0:x1].mean(axis=1)
    # A line or a rim: darker or lighter than what lies a little above and below it.
    reach = UNIT_PX // 8
    around = (bridge[: -2 * reach] + bridge[2 * reach :]) / 2
    line = np.abs(bridge[reach:-reach] - around)
    return float(line.max() / max(20.0, float(np.median(bridge))))


def sharpness(aligned: "Pixels") -> float:
    """Variance of the second differences, across or down, whichever is less: a head that moved is sharp one way only.

    Args:
        aligned: the face at 112x112, so that the figure does not depend on its size.
    """
    cv2 = opencv()
    grey = cv2.GaussianBlur(cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY), (3, 3), 0).astype(np.float32)
    return float(min(cv2.Sobel(grey, cv2.CV_32F, 2, 0).var(), cv2.Sobel(grey, cv2.CV_32F, 0, 2).var()))


def glare(small: Small) -> float:
    """Share of the two eyes' surroundings that mirrors a lamp; the spark in a pupil is far smaller."""
    cv2 = opencv()
    both = [small.part(x - 0.36, -0.26, x + 0.36, 0.34) for x in (-0.5, 0.5)]
    return max(float((cv2.cvtColor(part, cv2.COLOR_BGR2GRAY) >= _MIRROR).mean()) for part in both)


def darkened(small: Small) -> float:
    """How dark the surroundings of the eyes are against the cheeks: below a half they lie behind dark glass."""
    cv2 = opencv()
    around = [
        np.median(cv2.cvtColor(small.part(x - 0.3, -0.05, x + 0.3, 0.3), cv2.COLOR_BGR2GRAY)) for x in (-0.5, 0.5)
    ]
    cheeks = np.median(np.concatenate([_lab(small, -0.55, 0.65), _lab(small, 0.55, 0.65)])[:, 0])
    return float(min(around)) / max(1.0, float(cheeks))
