"""A camera's picture of an invented person: the painted head, moved in space, over shoulders and a wall."""

from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from drivers.camera.opencv import opencv
from drivers.face.motion.brush import Sheet, edge, lay_over, noise, sheet
from drivers.face.motion.look import Look
from drivers.face.motion.painting import LEFT, PER_UNIT, TOP, Painting
from drivers.face.motion.pose import AWAY, PIVOT, Pose, rotation
from drivers.face.motion.surface import Grid

Picture = NDArray[np.uint8]
"""Rows, columns, and blue, green, red."""

COARSE = 4
"""The way back from the picture to the painting is sought on every fourth pixel and drawn out between: it is smooth."""
ROUNDS = 6
"""Of the search. At 25 degrees the last one moves a point by less than half a pixel."""
LEVELS = 6
"""Kept paintings of lids and mouth between open and shut."""
SENSOR_NOISE = 2.5
"""Grey levels, one standard deviation: a small sensor under hall light."""
_TILE = 97
WALL = (0.78, 0.76, 0.73)
REACH = (-1.9, -2.7, 1.9, 2.6)
"""Around the eyes, what a moved head may cover."""


class MovableFace(Protocol):
    """A face on a relief, as `Painting` is one."""

    relief: Grid
    belongs: Grid

    def face(self, blink: float = 0.0, mouth: float = 0.0) -> Picture:
        """Its picture from the front."""


class Portrayed:
    """Draws one person into camera pictures.

    Args:
        face: who.
        behind: what is seen where the head is not.
        at: where the middle of the eyes is, when the head looks ahead.
        between_eyes_px: distance between the pupils there.
    """

    def __init__(self, face: MovableFace, behind: Picture, at: tuple[float, float], between_eyes_px: float) -> None:
        self.face = face
        self._kept: dict[tuple[int, int], Picture] = {}
        self._unit = between_eyes_px
        self._at = np.array(at)
        self._size = (behind.shape[1], behind.shape[0])
        self._behind = behind
        self._z = np.ascontiguousarray(face.relief[::COARSE, ::COARSE])

    def picture(self, pose: Pose) -> Picture:
        """The picture of one moment."""
        frame = self._behind.copy()
        unit = self._unit
        middle = self._at + np.array([pose.x, pose.y]) * unit
        left, top, right, bottom = (np.array(REACH) * unit * pose.nearer).round().astype(int) + np.tile(
            middle.round().astype(int), 2
        )
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, self._size[0]), min(bottom, self._size[1])
        across, down = self._way_back(pose, x0, y0, x1, y1)
        self._lay(frame[y0:y1, x0:x1], pose, across, down)
        return frame

    def _face(self, pose: Pose) -> Picture:
        blink, mouth = round(min(1, max(0, pose.blink)) * LEVELS), round(min(1, max(0, pose.mouth)) * LEVELS)
        if (blink, mouth) not in self._kept:
            self._kept[blink, mouth] = self.face.face(blink / LEVELS, mouth / LEVELS)
        return self._kept[blink, mouth]

    def _lay(self, part: Picture, pose: Pose, across: Grid, down: Grid) -> None:
        cv2 = opencv()
        face = cv2.remap(self._face(pose), across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        here = cv2.remap(self.face.belongs, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        share = (here * 256).astype(np.uint16)[..., None]
        part[:] = ((face.astype(np.uint16) * share + part.astype(np.uint16) * (256 - share)) >> 8).astype(np.uint8)

    def _way_back(self, pose: Pose, x0: int, y0: int, x1: int, y1: int) -> tuple[Grid, Grid]:
        """For each pixel of the frame's part the place in the painting that is seen there."""
        cv2 = opencv()
        columns = np.arange(x0, x1 + COARSE, COARSE, dtype=np.float32)
        rows = np.arange(y0, y1 + COARSE, COARSE, dtype=np.float32)
        seen_x, seen_y = np.meshgrid(
            ((columns - float(self._at[0])) / self._unit - float(pose.x)) / float(pose.nearer),
            ((rows - float(self._at[1])) / self._unit - float(pose.y)) / float(pose.nearer),
        )
        turn = rotation(pose).astype(np.float32)
        shift = (np.array(PIVOT) - rotation(pose) @ np.array(PIVOT)).astype(np.float32)
        flat = np.linalg.inv(turn[:2, :2])
        x, y = seen_x.copy(), seen_y.copy()
        z = np.zeros_like(x)
        for _ in range(ROUNDS):
            at_x, at_y = (x - LEFT) * (PER_UNIT / COARSE), (y - TOP) * (PER_UNIT / COARSE)
            z = cv2.remap(self._z, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            depth = turn[2, 0] * x + turn[2, 1] * y + turn[2, 2] * z + shift[2]
            wide = (AWAY - depth) / AWAY
            a, b = seen_x * wide - turn[0, 2] * z - shift[0], seen_y * wide - turn[1, 2] * z - shift[1]
            x, y = flat[0, 0] * a + flat[0, 1] * b, flat[1, 0] * a + flat[1, 1] * b
        size = (x1 - x0, y1 - y0)
        full = []
        for coarse, start in ((x, LEFT), (y, TOP)):
            step = np.float32(1 / COARSE)
            to_fine = np.array([[step, 0, 0], [0, step, 0]], np.float32)
            place = (coarse - start) * PER_UNIT - 0.5
            full.append(cv2.warpAffine(place, to_fine, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP))
        return full[0], full[1]


def portrayed(look: Look, width_px: int, height_px: int, between_eyes_px: float) -> Portrayed:
    """An invented person before a wall.

    Args:
        look: who.
        width_px: width of the pictures.
        height_px: height of the pictures.
        between_eyes_px: distance between the pupils: 95 at 60 cm before a camera of 70 degrees at 1280 px.
    """
    at = (width_px / 2, height_px * 0.44)
    behind = _behind(look, width_px, height_px, between_eyes_px, np.array(at))
    return Portrayed(Painting(look), behind, at, between_eyes_px)


def noisy(picture: Picture, seed: int) -> Picture:
    """With the noise of a sensor: no two pictures of a living one are the same.

    Args:
        picture: without.
        seed: another one for each picture.
    """
    cv2 = opencv()
    rows, columns = picture.shape[:2]
    grain = _grain(rows + _TILE, columns + _TILE)
    down, across = seed * 7 % _TILE, seed * 13 % _TILE
    part = np.s_[down : down + rows, across : across + columns]
    brighter: Picture = cv2.add(picture, grain[0][part])
    return np.asarray(cv2.subtract(brighter, grain[1][part]), np.uint8)


@lru_cache(maxsize=2)
def _grain(rows: int, columns: int) -> tuple[Picture, Picture]:
    grey = np.random.default_rng(1).normal(0, SENSOR_NOISE, (rows, columns, 1)).repeat(3, axis=2)
    return np.clip(grey, 0, 255).round().astype(np.uint8), np.clip(-grey, 0, 255).round().astype(np.uint8)


def empty(width_px: int, height_px: int) -> Picture:
    """The wall, and nobody before it."""
    return (
        np.clip(_wall(_around(width_px, height_px, 95, np.array([width_px / 2, height_px * 0.44]))), 0, 1) * 255
    ).astype(np.uint8)


def _around(width_px: int, height_px: int, unit: float, at: NDArray[np.float64]) -> Sheet:
    left, top = -at / unit
    return sheet(left, top, left + width_px / unit, top + height_px / unit, unit)


def _wall(here: Sheet) -> Grid:
    canvas = np.empty((*here.x.shape, 3), np.float32)
    canvas[:] = WALL
    canvas *= (0.95 - 0.03 * here.x * 0.3 - 0.02 * here.y)[..., None]
    canvas *= (1 + 0.012 * noise(here.x.shape, 60, np.random.default_rng(0)))[..., None]
    return canvas


def _behind(look: Look, width_px: int, height_px: int, unit: float, at: NDArray[np.float64]) -> Picture:
    """Wall, shoulders and neck."""
    here = _around(width_px, height_px, unit, at)
    x, y, build = here.x, here.y, look.build
    canvas = _wall(here)
    chin = build.chin_y * build.length
    if look.long_hair:
        away = np.abs(y - 0.2)
        reach = np.where(y < 0.2, (away / 2.2) ** 2.4, (away / (chin + 0.05)) ** 6)
        back = 1 - (np.abs(x) / (1.33 * build.width)) ** 3 - reach
        hair = (look.hair[0] * 0.7, look.hair[1] * 0.7, look.hair[2] * 0.7)
        lay_over(canvas, hair, edge(back, 0.12))
    neck = np.minimum(0.78 * build.width + 0.10 * np.clip(y - chin, 0, 2) ** 2 - np.abs(x), chin + 1.3 - y)
    neck = np.minimum(neck, y - 0.6)
    tone = (
        np.asarray(look.skin, np.float32)
        * (0.80 - 0.30 * np.abs(x) - 0.22 * np.exp(-(((y - chin) / 0.35) ** 2)))[..., None]
    )
    lay_over(canvas, tone, edge(neck, 0.04))
    slope = chin + 0.62 + 0.30 * (np.abs(x) / 1.4) ** 1.6 + 0.05 * np.abs(x)
    collar = chin + 1.05 - 1.1 * np.abs(x)
    shoulder = np.minimum(
        np.minimum(y - slope, y - collar), 2.9 * build.width - np.abs(x) - 0.5 * np.exp(-((y - slope) / 0.4))
    )
    cloth = np.asarray(look.coat, np.float32) * (1.0 - 0.10 * x - 0.12 * np.exp(-(((y - slope) / 0.2) ** 2)))[..., None]
    cloth = cloth * (1 + 0.03 * noise(x.shape, 5, np.random.default_rng(look.seed + 4)))[..., None]
    lay_over(canvas, cloth, edge(shoulder, 0.05))
    return (np.clip(canvas, 0, 1) * 255).astype(np.uint8)
