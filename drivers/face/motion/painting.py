"""Paints an invented face on the relief of a head: skin, light, and then the features one by one."""

import numpy as np
from numpy.typing import NDArray

from drivers.camera.opencv import opencv
from drivers.face.motion import features, hair
from drivers.face.motion.brush import Sheet, edge, noise, sheet
from drivers.face.motion.look import Look
from drivers.face.motion.surface import Grid, height, outline

PER_UNIT = 130
"""Pixels of the painting between the pupils: a little finer than the camera sees them."""
LEFT, TOP, RIGHT, BOTTOM = -1.9, -2.6, 1.9, 2.4
"""What the painting shows, in distances between the pupils."""
LIGHT = (-0.30, -0.52, 0.80)
"""From the upper left: kiosks have their lamp above the screen."""


class Painting:
    """One person's face; lids and mouth can be moved.

    Args:
        look: who it is.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        plain = sheet(LEFT, TOP, RIGHT, BOTTOM, PER_UNIT)
        self._sheet = _uneven(plain, look)
        self.relief = height(self._sheet.x, self._sheet.y, look.build)
        """Height of each pixel, in distances between the pupils."""
        self._lit = np.ones_like(self.relief)
        self._still = self._painted_skin()
        features.nose(self._still, self._sheet, look)
        features.brows(self._still, self._sheet, look)
        self.belongs = hair.grow(self._still, plain, look)
        """How much of each pixel belongs to the head: 0 to 1."""

    def face(self, blink: float = 0.0, mouth: float = 0.0) -> NDArray[np.uint8]:
        """The painting.

        Args:
            blink: 0 eyes open to 1 shut.
            mouth: 0 shut to 1 wide open.
        """
        canvas = self._still.copy()
        look = self._look
        middle = look.build.mouth_y * look.build.length
        part = self._sheet.window(-0.8, middle - 0.3, 0.8, middle + 0.7)
        features.mouth(canvas[part], self._sheet[part], self._lit[part], look, mouth)
        part = self._sheet.window(-1.0, -0.4, 1.0, 0.35)
        features.eyes(canvas[part], self._sheet[part], self._lit[part], look, blink)
        if look.glasses:
            features.glasses(canvas, self._sheet, look)
        return (np.clip(canvas, 0, 1) * 255).astype(np.uint8)

    def _painted_skin(self) -> Grid:
        look, x, y = self._look, self._sheet.x, self._sheet.y
        dice = np.random.default_rng(look.seed)
        canvas = np.empty((*x.shape, 3), np.float32)
        canvas[:] = look.skin
        red = 0.7 * np.exp(-((x / 0.2) ** 2) - ((y - 0.66) / 0.16) ** 2)
        for side in (-1, 1):
            red += np.exp(-(((x - side * 0.62) / 0.36) ** 2) - ((y - 0.62) / 0.30) ** 2)
        canvas *= 1 - 0.16 * look.ruddy * red[..., None] * np.array([1.0, 0.8, 0.15], np.float32)
        mottled = 0.022 * noise(x.shape, 40, dice) + 0.014 * noise(x.shape, 9, dice) + 0.012 * noise(x.shape, 3, dice)
        canvas *= 1 + mottled[..., None]
        hair.beard(canvas, self._sheet, look, dice)
        self._light(canvas)
        features.folds(canvas, self._sheet, look)
        return canvas

    def _light(self, canvas: Grid) -> None:
        cv2 = opencv()
        z = self.relief
        down, right = np.gradient(z, 1 / PER_UNIT)
        normal = np.dstack([-right, -down, np.ones_like(z)])
        normal /= np.linalg.norm(normal, axis=2, keepdims=True)
        light = np.array(LIGHT) / np.linalg.norm(LIGHT)
        half = light + np.array([0, 0, 1])
        gloss = np.clip(normal @ (half / np.linalg.norm(half)), 0, 1) ** 28
        self._lit = (0.42 + 0.66 * np.clip(normal @ light, 0, 1)).astype(np.float32)
        # what lies deeper than its surroundings gets less light
        hollow = cv2.GaussianBlur(z, (0, 0), 0.13 * PER_UNIT) - z
        self._lit *= 1 - np.clip(hollow * (0.9 + 0.8 * self._look.age), 0, 0.35)
        canvas *= self._lit[..., None]
        canvas += 0.07 * gloss[..., None].astype(np.float32)


def _uneven(plain: Sheet, look: Look) -> Sheet:
    """No face is symmetrical: the features lie a little off, each person's in a way of its own."""
    dice = np.random.default_rng(look.seed + 3)
    cell = round(0.55 * PER_UNIT)
    # eyes, nose and mouth, not the skull
    amount = look.uneven * edge(0.62 - outline(plain.x, plain.y, look.build), 0.5)
    right, down = (amount * noise(plain.x.shape, cell, dice) for _ in range(2))
    return Sheet(plain.x + right, plain.y + down, plain.per_unit)
