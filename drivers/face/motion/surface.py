"""The relief of a head, as a height above the plane of the eyes. Unit everywhere: the distance between the pupils.

Our own smooth shape: an ellipsoid with bumps. Depths follow what anthropometry says of adults in round figures (63 mm
between the pupils; tip of the nose some 47 mm before the mean of the eyes' corners, outer corners behind inner ones).
x goes to the right of the picture, y downwards, z towards the camera; the origin lies between the eyes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.floating[Any]]
"""Rows and columns of numbers."""


@dataclass(frozen=True, slots=True)
class Build:
    """What differs between heads. The values given are those of the mean head."""

    width: float = 1.0
    """Of the skull and the jaw, as a factor."""
    length: float = 1.0
    """From the eyes to the chin, as a factor."""
    jaw: float = 1.0
    """Width of the jaw against the temples, as a factor."""
    nose_length: float = 1.0
    nose_width: float = 1.0
    nose_height: float = 1.0
    """How far it stands out, as a factor."""
    brow: float = 1.0
    """Depth of the eyes below the brow, as a factor."""
    cheeks: float = 1.0
    lips: float = 1.0
    """Fullness, as a factor."""
    mouth_y: float = 1.16
    chin_y: float = 1.85


def _bump(x: Grid, y: Grid, at: tuple[float, float], size: tuple[float, float]) -> Grid:
    return np.exp(-(((x - at[0]) / size[0]) ** 2) - ((y - at[1]) / size[1]) ** 2).astype(np.float32)


_PROFILE = (
    (-2.2, -1.4),
    (-1.9, -0.65),
    (-1.5, -0.08),
    (-1.0, 0.20),
    (-0.4, 0.30),
    (-0.05, 0.24),
    (0.3, 0.30),
    (0.76, 0.42),
    (1.16, 0.46),
    (1.40, 0.36),
    (1.65, 0.40),
    (1.85, 0.15),
    (2.05, -0.5),
)
"""Height of the middle line, without the nose: (y of a mean head, z)."""


def _profile(y: Grid, build: Build) -> Grid:
    own = np.where(y > 0, y / (build.length * build.chin_y / 1.85), y)
    at = np.linspace(-2.4, 2.4, 193)
    line = np.interp(at, *np.array(_PROFILE).T)
    smooth = np.exp(-((np.arange(-12, 13) / 5.0) ** 2))
    line = np.convolve(np.pad(line, 12, "edge"), smooth / smooth.sum(), "valid")
    return np.interp(own, at, line).astype(np.float32)


def _half_width(y: Grid, build: Build) -> Grid:
    below = np.clip(y / (build.chin_y * build.length), 0, 1.1)
    half: Grid = (build.width * (1.20 - (1.20 - 0.72 * build.jaw) * below**2.4)).astype(np.float32)
    return half


def outline(x: Grid, y: Grid, build: Build) -> Grid:
    """Squared distance from the middle of the face, 1 on its outline."""
    half = _half_width(y, build)
    up, down = 1.95, build.chin_y * build.length + 0.06
    return np.where(y < 0, (x / half) ** 2 + (np.abs(y) / up) ** 2.4, (x / half) ** 2 + (np.abs(y) / down) ** 4)


def height(x: Grid, y: Grid, build: Build) -> Grid:
    """Height of the surface.

    Args:
        x: to the right, from between the eyes.
        y: downwards.
        build: whose head.
    """
    u = np.clip(outline(x, y, build), 0, 1.6)
    across = np.clip(x / _half_width(y, build), -1, 1) ** 2
    z = _profile(y, build) - 1.5 * (1 - np.sqrt(1 - 0.98 * across))
    # beyond the outline it falls away to the back
    z = (z - 0.9 * np.clip(u - 1, 0, 0.6)).astype(np.float32)
    tip = 0.62 * build.nose_length
    n, w = build.nose_height, build.nose_width
    ridge = np.clip((y + 0.12) / (tip + 0.12), 0, 1)
    # bridge: rises from between the eyes to the tip, ends steeply below it
    fall = 1 / (1 + np.exp((y - tip - 0.10) / 0.035))
    z += 0.29 * n * ridge**1.3 * np.exp(-((x / (0.115 * w + 0.06 * ridge)) ** 2)) * fall
    z += 0.13 * n * _bump(x, y, (0, tip), (0.16 * w, 0.13))
    for side in (-1, 1):
        z += 0.17 * n * _bump(x, y, (side * 0.21 * w, tip + 0.04), (0.10 * w, 0.10))
        z -= 0.17 * build.brow * _bump(x, y, (side * 0.42, -0.02), (0.26, 0.17))
        z += 0.10 * _bump(x, y, (side * 0.5, 0.0), (0.22, 0.13))  # the ball of the eye
        z += 0.08 * build.cheeks * _bump(x, y, (side * 0.72, 0.52), (0.38, 0.34))
        z += 0.05 * build.brow * _bump(x, y, (side * 0.5, -0.36), (0.42, 0.10))
    mouth = build.mouth_y * build.length
    z += 0.10 * _bump(x, y, (0, mouth), (0.55, 0.35))
    z += 0.07 * build.lips * _bump(x, y, (0, mouth - 0.07), (0.30, 0.055))
    z += 0.08 * build.lips * _bump(x, y, (0, mouth + 0.09), (0.26, 0.07))
    z -= 0.05 * _bump(x, y, (0, mouth), (0.36, 0.03))
    z -= 0.05 * _bump(x, y, (0, mouth + 0.24), (0.35, 0.09))
    z += 0.14 * _bump(x, y, (0, build.chin_y * build.length - 0.22), (0.36, 0.24))
    return z.astype(np.float32)
