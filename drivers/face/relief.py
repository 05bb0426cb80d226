"""How far a nose stands out from its face, seen as movement: what no picture of a face can do.

Some sixty spots of a face that looks ahead are followed (pyramidal Lucas-Kanade, there and back) into the present
frame. Those on forehead, eyes and cheeks are explained by one affine map, as if they lay on a sheet of paper; what the
spots on the nose do beyond that is the relief. A picture that is turned, tilted or brought nearer follows the map, nose
included.

It needs no landmarks and no model: OpenCV alone, 0.7 ms a frame on one core.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.observation import Relief

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.face.observation import Points

EYES_PX = 35.2
"""Between the eyes in a face aligned to 112 px (SFace's template)."""
_SHEET_SPOTS, _NOSE_SPOTS = 60, 16
_SHEET_SPOTS_MIN, _NOSE_SPOTS_MIN = 12, 4
"""Our choice: an affine map has six numbers; a median of fewer than four is no median."""
_THERE_AND_BACK_PX = 0.7
"""Our choice: a spot that is not found back at its place was lost."""
_OUTLIER_PX, _FULL_WEIGHT_PX = 4.0, 1.5
_SEARCH = {"winSize": (13, 13), "maxLevel": 2, "criteria": (3, 12, 0.03)}


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """How the spots moved: as a sheet, and what the nose did beyond that."""

    affine: "NDArray[np.floating[Any]]"
    """Three rows (x, y, 1) and two columns."""
    nose: "NDArray[np.floating[Any]]"
    """In pixels."""


def explained(before: "Points", now: "Points", sheet: int) -> Explained:
    """Explain the movement of spots.

    Args:
        before: spots of the face that looks ahead, in pixels.
        now: the same spots now.
        sheet: how many of them, the first ones, lie on the sheet; the others lie on the nose.
    """
    on_sheet = np.arange(len(before)) < sheet
    plain = np.column_stack([before, np.ones(len(before))])
    weight = on_sheet.astype(np.float64)
    affine: NDArray[np.floating[Any]] = np.zeros((3, 2))
    left: NDArray[np.floating[Any]] = now - before
    for _ in range(3):
        affine = np.linalg.lstsq(plain * weight[:, None], now * weight[:, None], rcond=None)[0]
        left = now - plain @ affine
        away = np.linalg.norm(left, axis=1)
        weight = on_sheet * np.sqrt(np.minimum(1, _FULL_WEIGHT_PX / np.maximum(away, 1e-3))) * (away < _OUTLIER_PX)
    return Explained(affine, np.median(left[sheet:], axis=0))


def relief_of(found: Explained, kept: float = 1.0) -> Relief:
    """The numbers that do not depend on size.

    Args:
        found: in a face aligned to 112 px.
        kept: which share of all spots it comes from.
    """
    across, down = (found.nose / EYES_PX).tolist()
    return Relief(across, down, slant_of(found.affine[:2]), kept)


def slant_of(linear: "NDArray[np.floating[Any]]") -> float:
    """Of a sheet on which the camera sees this map, see `Relief`.

    Args:
        linear: two rows and two columns.
    """
    (a, b), (c, d) = linear.tolist()
    # the two singular values, by their sum and difference
    wide, narrow = (
        math.hypot(a + d, b - c) + math.hypot(a - d, b + c),
        math.hypot(a + d, b - c) - math.hypot(a - d, b + c),
    )
    return math.sqrt(max(0.0, (wide / max(1e-6, abs(narrow))) ** 2 - 1))


class ReliefTracker:
    """Follows the spots of one face; not for two threads at once."""

    def __init__(self) -> None:
        self._before: NDArray[np.uint8] | None = None
        self._spots = np.empty((0, 1, 2), np.float32)
        self._last = self._spots
        self._sheet = 0

    def settle(self, aligned: "NDArray[np.uint8]") -> None:
        """Take this face, that looks ahead, as the one that others are compared with.

        Args:
            aligned: grey, 112x112.
        """
        cv2 = opencv()
        sheet, nose = _where()
        on_sheet = cv2.goodFeaturesToTrack(aligned, _SHEET_SPOTS, 0.005, 4, mask=sheet)
        on_nose = cv2.goodFeaturesToTrack(aligned, _NOSE_SPOTS, 0.01, 3, mask=nose)
        if on_sheet is None or on_nose is None:
            self.forget()
            return
        self._before, self._sheet = aligned, len(on_sheet)
        self._spots = self._last = np.vstack([on_sheet, on_nose])

    def see(self, aligned: "NDArray[np.uint8]") -> Relief | None:
        """The relief of this face; None when too many spots are lost.

        Args:
            aligned: grey, 112x112.
        """
        if self._before is None:
            return None
        # Where the spots were last; and where they were at first, should the face have come back meanwhile.
        for guess in (self._last, self._spots):
            there, kept = self._found(self._before, aligned, guess)
            sheet = int(kept[: self._sheet].sum())
            if sheet < _SHEET_SPOTS_MIN or int(kept[self._sheet :].sum()) < _NOSE_SPOTS_MIN:
                continue
            before, now = self._spots[:, 0].astype(np.float64), there[:, 0].astype(np.float64)
            moved = explained(before[kept], now[kept], sheet)
            # Lost spots are looked for next where the others say that they are.
            expected = np.column_stack([before, np.ones(len(before))]) @ moved.affine
            expected[self._sheet :] += moved.nose
            self._last = np.where(kept[:, None, None], there, expected[:, None]).astype(np.float32)
            return relief_of(moved, float(kept.mean()))
        return None

    def _found(
        self, before: "NDArray[np.uint8]", aligned: "NDArray[np.uint8]", guess: "NDArray[np.float32]"
    ) -> "tuple[NDArray[np.float32], NDArray[np.bool_]]":
        """Where the spots are in this face, and which of them are found back at their place."""
        cv2 = opencv()
        how = {"flags": cv2.OPTFLOW_USE_INITIAL_FLOW, **_SEARCH}
        there, found, _ = cv2.calcOpticalFlowPyrLK(before, aligned, self._spots, guess.copy(), **how)
        back, found_back, _ = cv2.calcOpticalFlowPyrLK(aligned, before, there, self._spots.copy(), **how)
        kept = (found.ravel() > 0) & (found_back.ravel() > 0)
        return there, kept & (np.linalg.norm((back - self._spots)[:, 0], axis=1) < _THERE_AND_BACK_PX)

    def forget(self) -> None:
        """Forget the face."""
        self._before = None
        self._spots = self._last = np.empty((0, 1, 2), np.float32)


def _where() -> "tuple[NDArray[np.uint8], NDArray[np.uint8]]":
    """Where spots are looked for in a face aligned to 112 px. The mouth is left out: it moves by itself."""
    sheet, nose = np.zeros((112, 112), np.uint8), np.zeros((112, 112), np.uint8)
    sheet[28:84, 22:90] = 255
    sheet[56:86, 40:72] = 0
    sheet[28:50, 50:62] = 0
    nose[60:84, 44:68] = 255
    return sheet, nose
