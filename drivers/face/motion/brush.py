"""What painting needs: a sheet with coordinates, soft edges, grain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drivers.camera.opencv import opencv
from drivers.face.motion.look import Colour
from drivers.face.motion.surface import Grid

Part = tuple[slice, slice]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Coordinates of each pixel."""

    x: Grid
    y: Grid
    per_unit: float

    def __getitem__(self, part: Part) -> "Sheet":
        return Sheet(self.x[part], self.y[part], self.per_unit)

    def window(self, left: float, top: float, right: float, bottom: float) -> Part:
        """The pixels of a rectangle."""
        x0, y0 = float(self.x[0, 0]), float(self.y[0, 0])

        def between(low: float, high: float, start: float, most: int) -> slice:
            return slice(max(0, round((low - start) * self.per_unit)), min(most, round((high - start) * self.per_unit)))

        rows, columns = self.x.shape
        return between(top, bottom, y0, rows), between(left, right, x0, columns)


def sheet(left: float, top: float, right: float, bottom: float, per_unit: float) -> Sheet:
    """A sheet with `per_unit` pixels to the unit."""
    x = (np.arange(round((right - left) * per_unit)) + 0.5) / per_unit + left
    y = (np.arange(round((bottom - top) * per_unit)) + 0.5) / per_unit + top
    across, down = np.meshgrid(x.astype(np.float32), y.astype(np.float32))
    return Sheet(across, down, per_unit)


def edge(inside: Grid, soft: float) -> Grid:
    """1 where `inside` is positive, 0 where negative, with a border `soft` wide."""
    border: Grid = np.clip(inside / soft * 0.5 + 0.5, 0, 1).astype(np.float32)
    return border


def lay_over(canvas: Grid, colour: Colour | Grid, mask: Grid) -> None:
    """Paint, as thick as `mask` says."""
    canvas += mask[..., None] * (np.asarray(colour, np.float32) - canvas)


def darken(canvas: Grid, share: Grid) -> None:
    """Take away this share of the light."""
    canvas *= 1 - share[..., None]


def spot(here: Sheet, at: tuple[float, float], size: tuple[float, float]) -> Grid:
    """A soft round spot."""
    away = ((here.x - at[0]) / size[0]) ** 2 + ((here.y - at[1]) / size[1]) ** 2
    return np.exp(-away).astype(np.float32)


def noise(shape: tuple[int, ...], cell: int, dice: np.random.Generator) -> NDArray[np.float32]:
    """Smooth noise with mean 0 and spread 1, `cell` pixels coarse."""
    cv2 = opencv()
    small = dice.standard_normal((shape[0] // cell + 2, shape[1] // cell + 2)).astype(np.float32)
    large: NDArray[np.float32] = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return large
