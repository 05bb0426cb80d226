"""A printed picture of a person, held before the camera by hand."""

import math
import random

import numpy as np

from drivers.face.motion.scene import Picture
from drivers.face.motion.sheet import Held, photographed

EDGES = (-2.0, -2.6, 2.0, 2.7)
"""Of the sheet: left, top, right, bottom, in distances between the pupils from the middle of the eyes."""
BORDER = 0.15
ROOM = 0.55
"""Around the sheet: as far as the hand moves it."""
WHITE = 236


class HeldPhoto:
    """Sways as a hand does.

    Args:
        picture: of the person, as large as the frames.
        behind: what is seen beside the sheet.
        at: where the middle of the eyes is in it.
        between_eyes_px: distance between the pupils in it.
        dice: for the sway.
    """

    def __init__(
        self, picture: Picture, behind: Picture, at: tuple[float, float], between_eyes_px: float, dice: random.Random
    ) -> None:
        self._behind = behind
        self._at = at
        self._unit = between_eyes_px
        self._phases = [dice.uniform(0, math.tau) for _ in range(4)]
        sheet = np.dstack([picture, np.zeros(picture.shape[:2], np.uint8)])
        sheet[self._within(BORDER)] = (WHITE, WHITE, WHITE, 255)
        sheet[..., :3][self._within(0)] = picture[self._within(0)]
        self._room = self._within(ROOM)
        self._sheet = np.ascontiguousarray(sheet[self._room])

    def picture(self, now_s: float) -> Picture:
        """The present frame."""
        one, two, three, four = self._phases
        held = Held(
            turn=4 * math.sin(1.3 * now_s + one),
            tilt=3 * math.sin(1.1 * now_s + two),
            roll=2 * math.sin(0.9 * now_s + three),
            x=0.08 * math.sin(1.7 * now_s + four),
            y=0.06 * math.sin(1.5 * now_s + one),
        )
        rows, columns = self._room
        at = (self._at[0] - columns.start, self._at[1] - rows.start)
        seen = photographed(self._sheet, held, at, self._unit)
        share = seen[..., 3:].astype(np.uint16)
        behind = self._behind[self._room].astype(np.uint16)
        frame = self._behind.copy()
        frame[self._room] = (seen[..., :3].astype(np.uint16) * share + behind * (255 - share)) // 255
        return frame

    def _within(self, border: float) -> tuple[slice, slice]:
        """Rows and columns of the frame that the sheet and so much around it cover."""

        def between(low: float, high: float, at: float, most: int) -> slice:
            first, last = at + (low - border) * self._unit, at + (high + border) * self._unit
            return slice(max(0, round(first)), min(most, round(last)))

        left, top, right, bottom = EDGES
        rows, columns = self._behind.shape[:2]
        return between(top, bottom, self._at[1], rows), between(left, right, self._at[0], columns)
