"""How a head is held and what it does with lids and mouth, and the rotation that follows."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PIVOT = (0.0, 1.3, -1.1)
"""Where a head turns: at the top of the neck, in distances between the pupils from between the eyes."""
AWAY = 9.5
"""Distance from the camera in the same unit: 60 cm at a terminal, 63 mm between the pupils."""


@dataclass(frozen=True, slots=True)
class Pose:
    """One moment."""

    yaw: float = 0.0
    """Degrees; positive turns the nose to the right of the picture: to the person's own left."""
    pitch: float = 0.0
    """Degrees; positive bows the head."""
    roll: float = 0.0
    """Degrees; positive tilts clockwise in the picture."""
    x: float = 0.0
    """Shift to the right, in distances between the pupils."""
    y: float = 0.0
    """Shift downwards."""
    nearer: float = 1.0
    """Size against the usual."""
    blink: float = 0.0
    """0 eyes open to 1 shut."""
    mouth: float = 0.0
    """0 shut to 1 wide open."""


def rotation(pose: Pose) -> NDArray[np.float64]:
    """The 3x3 matrix that turns points of a head that looks ahead (x right, y down, z towards the camera)."""
    yaw, pitch, roll = math.radians(pose.yaw), math.radians(pose.pitch), math.radians(pose.roll)
    return rotated(yaw, pitch, roll)


def rotated(turn: float, bow: float, tilt: float) -> NDArray[np.float64]:
    """First bowed, then turned, then tilted in the picture; radians."""
    ct, st, cb, sb, ci, si = (
        math.cos(turn),
        math.sin(turn),
        math.cos(bow),
        math.sin(bow),
        math.cos(tilt),
        math.sin(tilt),
    )
    return np.array(
        [
            [ci * ct, -si * cb - ci * st * sb, -si * sb + ci * st * cb],
            [si * ct, ci * cb - si * st * sb, ci * sb + si * st * cb],
            [-st, -ct * sb, ct * cb],
        ]
    )


def projected(points: NDArray[np.float64], pose: Pose) -> NDArray[np.float64]:
    """Where points of the head appear, in distances between the pupils from the place of the eyes when it looks ahead.

    Args:
        points: rows of x, y, z on the head.
        pose: how it is held.
    """
    pivot = np.array(PIVOT)
    turned = (points - pivot) @ rotation(pose).T + pivot
    scale = AWAY / (AWAY - turned[:, 2]) * pose.nearer
    shown: NDArray[np.float64] = turned[:, :2] * scale[:, None] + np.array([pose.x, pose.y])
    return shown
