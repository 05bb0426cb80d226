"""What is seen of a face only by comparing it with itself a moment ago: relief, lids, whatever covers it."""

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.relief import ReliefTracker

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.camera import Pixels
    from drivers.face.observation import Points, Relief

EYE_WIDTH_PX, EYE_HEIGHT_PX = 36, 18
"""Of an eye's patch: its corners lie at 10 and 90 % of the width."""
_SHIFT_X, _SHIFT_Y = 4, 3
"""How far a patch may lie beside its template: dlib's corners of the eyes wander by some pixels."""
_FIRST = 6
"""Frames that make the first template."""
_ALIKE = 0.85
"""Our choice: a patch as like its template as this belongs to open eyes and renews it."""
_RENEW = 0.05
"""Share of the new patch: the template is renewed in some 20 frames, as fast as light and pose change."""
CELLS = 14
"""A face of 112 px has so many cells of 8 px across and down."""
_ROWS, _COLUMNS = slice(3, 12), slice(4, 10)
"""The cells between brows and chin that also a head turned by 20 degrees shows."""
_UNLIKE = 26.0
"""Our choice: grey levels by which a cell's colour must differ, after the light was made equal. Turning a head by 20
degrees moves none of the middle cells so far, a pen over the eyes a row of them."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One frame against the last seconds."""

    relief: "Relief | None"
    eyes_open: float
    covered: float


class FaceMemory:
    """Remembers one face for as long as a draw lasts; not for two threads at once."""

    def __init__(self) -> None:
        self._relief = ReliefTracker()
        self._eyes: deque[tuple[NDArray[np.float32], NDArray[np.float32]]] = deque(maxlen=_FIRST)
        self._open: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None
        self._cells: NDArray[np.float32] | None = None
        self._aligned: Pixels | None = None
        self._is_settled = False

    def compare(self, pixels: "Pixels", five: "Points", aligned: "Pixels") -> Compared:
        """Look at the next frame.

        Args:
            pixels: the frame.
            five: dlib's five points in it.
            aligned: the face brought to 112x112 by SFace's template.
        """
        self._aligned = aligned
        if not self._is_settled:
            self.settle()
        grey = opencv().cvtColor(aligned, opencv().COLOR_BGR2GRAY)
        return Compared(self._relief.see(grey), self._eyes_open(pixels, five), self._covered(aligned))

    def settle(self) -> None:
        """Take the frame last looked at as a face that looks ahead, uncovered. The first one is taken anyway."""
        if self._aligned is None:
            return
        self._relief.settle(opencv().cvtColor(self._aligned, opencv().COLOR_BGR2GRAY))
        self._cells = _cells_of(self._aligned)
        self._is_settled = True

    def forget(self) -> None:
        """Forget the face: the next frame may show another."""
        self._relief.forget()
        self._eyes.clear()
        self._open = self._cells = self._aligned = None
        self._is_settled = False

    def _eyes_open(self, pixels: "Pixels", five: "Points") -> float:
        pair = _eye(pixels, five[1], five[0]), _eye(pixels, five[2], five[3])
        if self._open is None:
            self._eyes.append(pair)
            if len(self._eyes) == _FIRST:
                # the median, so that a blink among the first frames does not stay
                self._open = (
                    np.median([right for right, _ in self._eyes], axis=0).astype(np.float32),
                    np.median([left for _, left in self._eyes], axis=0).astype(np.float32),
                )
            return 1.0
        likeness = (_likeness(pair[0], self._open[0]) + _likeness(pair[1], self._open[1])) / 2
        if likeness > _ALIKE:
            self._open = (
                (1 - _RENEW) * self._open[0] + _RENEW * pair[0],
                (1 - _RENEW) * self._open[1] + _RENEW * pair[1],
            )
        return likeness

    def _covered(self, aligned: "Pixels") -> float:
        if self._cells is None:
            return 0.0
        now = _cells_of(aligned)
        # the light is made equal by the middle cell, which a bar covers only when it covers most
        now = now * (np.median(self._cells) / max(1.0, float(np.median(now))))
        nearest = np.full((CELLS - 2, CELLS - 2), np.inf, np.float32)
        for down in (-1, 0, 1):
            for across in (-1, 0, 1):
                other = self._cells[1 + down : CELLS - 1 + down, 1 + across : CELLS - 1 + across]
                nearest = np.minimum(nearest, np.abs(now[1:-1, 1:-1] - other).max(axis=2))
        middle = nearest[_ROWS.start - 1 : _ROWS.stop - 1, _COLUMNS.start - 1 : _COLUMNS.stop - 1]
        return float((middle > _UNLIKE).mean())


def _cells_of(aligned: "Pixels") -> "NDArray[np.float32]":
    small: NDArray[np.float32] = (
        opencv().resize(aligned, (CELLS, CELLS), interpolation=opencv().INTER_AREA).astype(np.float32)
    )
    return small


def _eye(pixels: "Pixels", left: "Points", right: "Points") -> "NDArray[np.float32]":
    """The patch between an eye's corners, grey and a little blurred."""
    cv2 = opencv()
    middle, along = (left + right) / 2, right - left
    scale = EYE_WIDTH_PX * 0.8 / max(1.0, float(np.hypot(*along)))
    angle = -np.arctan2(along[1], along[0])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    to_patch = np.column_stack([turn, np.array([EYE_WIDTH_PX / 2, EYE_HEIGHT_PX / 2]) - turn @ middle])
    patch = cv2.warpAffine(pixels, to_patch, (EYE_WIDTH_PX, EYE_HEIGHT_PX), flags=cv2.INTER_AREA)
    grey: NDArray[np.float32] = cv2.GaussianBlur(cv2.cvtColor(patch, cv2.COLOR_BGR2GRAY), (3, 3), 0).astype(np.float32)
    return grey


def _likeness(patch: "NDArray[np.float32]", template: "NDArray[np.float32]") -> float:
    cv2 = opencv()
    middle = template[_SHIFT_Y:-_SHIFT_Y, _SHIFT_X:-_SHIFT_X]
    return float(cv2.matchTemplate(patch, middle, cv2.TM_CCOEFF_NORMED).max())
