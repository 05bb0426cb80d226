"""A picture held before a camera by hand: turned, tilted, brought nearer, bent. Points and pixels move alike."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.motion.pose import AWAY, rotated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.face.motion.scene import Picture


@dataclass(frozen=True, slots=True)
class Held:
    """How the sheet is held in one moment. Lengths in distances between the pupils of the face on it."""

    turn: float = 0.0
    """Degrees about the upright axis."""
    tilt: float = 0.0
    """Degrees about the level axis."""
    roll: float = 0.0
    x: float = 0.0
    y: float = 0.0
    nearer: float = 1.0
    bend: float | None = None
    """Radius of the upright cylinder it is bent to; None for a flat sheet."""


def shown(points: "NDArray[np.float64]", held: Held) -> "NDArray[np.float64]":
    """Where points of the sheet appear.

    Args:
        points: rows of x and y on the sheet, from the middle of the eyes.
        held: how.
    """
    rotation = rotated(math.radians(held.turn), math.radians(held.tilt), math.radians(held.roll))
    if held.bend is None:
        turned = points @ rotation[:, :2].T
    else:
        angle = np.clip(points[:, 0] / held.bend, -1.5, 1.5)
        x, z = held.bend * np.sin(angle), held.bend * (np.cos(angle) - 1)
        turned = np.column_stack([x, points[:, 1], z]) @ rotation.T
    scale = AWAY / (AWAY - turned[:, 2]) * held.nearer
    place: NDArray[np.float64] = turned[:, :2] * scale[:, None] + np.array([held.x, held.y])
    return place


def photographed(picture: "Picture", held: Held, at: tuple[float, float], between_eyes_px: float) -> "Picture":
    """The picture as the camera sees it when it is held so; beyond its edge its border goes on.

    Args:
        picture: what the sheet shows, as large as the frame.
        held: how.
        at: where the middle of the eyes is on it.
        between_eyes_px: distance between the pupils on it.
    """
    cv2 = opencv()
    rows, columns = picture.shape[:2]
    step = 32
    across, down = np.meshgrid(
        np.arange(-2 * step, columns + 3 * step, step), np.arange(-2 * step, rows + 3 * step, step)
    )
    # A grid of the sheet's places is moved; where each pixel comes from is found by moving it back, round by round.
    wanted = np.column_stack([across.ravel(), down.ravel()]).astype(np.float64)
    wanted = (wanted - np.array(at)) / between_eyes_px
    source = wanted.copy()
    for _ in range(6):
        error = shown(source, held) - wanted
        source -= error * 0.9
    source = (source * between_eyes_px + np.array(at)).reshape(*across.shape, 2).astype(np.float32)
    fine = np.array([[1 / step, 0, 2.0], [0, 1 / step, 2.0]], np.float32)
    maps = [
        cv2.warpAffine(
            np.ascontiguousarray(source[..., axis]),
            fine,
            (columns, rows),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        )
        for axis in range(2)
    ]
    result: Picture = cv2.remap(picture, maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return result
