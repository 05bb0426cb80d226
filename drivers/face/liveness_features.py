"""From points of a face to numbers that do not depend on where it is, how large, or how tilted."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from drivers.face import Prompt
from drivers.face.liveness_paths import LandmarkPath
from drivers.face.observation import SeenFace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.face.observation import Points

_SHEET = [*range(17, 27), *range(36, 48), 48, 50, 52, 54, 57]
"""Brows, eyes and mouth of the 68 points: what the parallax of the nose is measured against."""
_NOSE = [29, 30]
"""Ridge and tip of the nose."""


@dataclass(frozen=True, slots=True)
class Features:
    """One frame's numbers. Lengths in eye distances."""

    across_px: float
    down_px: float
    """Where the middle of the eyes is, in pixels of the frame."""
    eyes_px: float
    """Between the eyes."""
    offset: float
    """How far the nose lies to the right of the middle, along the line of the eyes."""
    mouth: float
    """Opening of the mouth against its width; 0 where the path does not see it."""


def features_of(face: SeenFace) -> Features:
    """Its numbers: from 68 points where there are some, else from five."""
    # Plain numbers: for so few of them arrays are ten times slower.
    (rx, ry), (sx, sy), (lx, ly), (mx, my), (nx, ny) = face.five.tolist()
    right_x, right_y, left_x, left_y = (rx + sx) / 2, (ry + sy) / 2, (lx + mx) / 2, (ly + my) / 2
    middle_x, middle_y = (right_x + left_x) / 2, (right_y + left_y) / 2
    if face.many is not None:
        return _from_many(face.many, middle_x, middle_y)
    across, down = right_x - left_x, right_y - left_y
    eyes = max(1.0, math.hypot(across, down))
    offset = ((nx - middle_x) * across + (ny - middle_y) * down) / eyes**2
    return Features(middle_x, middle_y, eyes, offset, 0.0)


def _from_many(many: "Points", middle_x: float, middle_y: float) -> Features:
    points = many.tolist()

    def mean(rows: Sequence[int]) -> tuple[float, float]:
        return sum(points[row][0] for row in rows) / len(rows), sum(points[row][1] for row in rows) / len(rows)

    (right_x, right_y), (left_x, left_y) = mean(range(42, 48)), mean(range(36, 42))
    across, down = right_x - left_x, right_y - left_y
    eyes = max(1.0, math.hypot(across, down))
    corners_x, corners_y = mean((36, 39, 42, 45))
    lips_x, lips_y = mean((48, 54))
    # The mouth moves half as far as the nose when a head turns and as far when it tilts: half of it is taken away.
    nose = (points[30][0] - corners_x) * across + (points[30][1] - corners_y) * down
    lips = (lips_x - corners_x) * across + (lips_y - corners_y) * down
    gaps = sum(math.dist(points[upper], points[lower]) for upper, lower in ((61, 67), (62, 66), (63, 65))) / 3
    width = max(1.0, math.dist(points[60], points[64]))
    return Features(middle_x, middle_y, eyes, (nose - 0.5 * lips) / eyes**2, gaps / width)


@dataclass(frozen=True, slots=True, eq=False)
class Neutral:
    """The face that looks ahead, from the frames of the beginning."""

    offset: float
    mouth: float
    unflat: "NDArray[np.float64] | None" = field(repr=False)
    """Gives, from brows, eyes, mouth and nose of a later face, how far its nose lies from where the affine map of all
    others puts it: one row of weights, the same for x and y. None without 68 points."""

    @classmethod
    def of(cls, faces: Sequence[SeenFace]) -> "Neutral":
        """The medians."""
        all_features = [features_of(face) for face in faces]
        many = [face.many for face in faces if face.many is not None]
        return cls(
            float(np.median([features.offset for features in all_features])),
            float(np.median([features.mouth for features in all_features])),
            _unflat(np.median(np.array(many), axis=0)) if many else None,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One frame against the neutral face."""

    offset: float
    parallax: float
    """What of the way of the nose no flat picture shows (68 points); 0 on the other path."""
    mouth: float
    down: float
    across: float
    slant: float
    kept: float
    """The relief; all 0 where the spots were lost."""

    @classmethod
    def of(cls, face: SeenFace, features: Features, neutral: Neutral) -> "Change":
        """Compare."""
        relief = face.relief
        return cls(
            features.offset - neutral.offset,
            _parallax(neutral.unflat, face.many, features.eyes_px)
            if neutral.unflat is not None and face.many is not None
            else 0.0,
            features.mouth - neutral.mouth,
            relief.down if relief is not None else 0.0,
            relief.across if relief is not None else 0.0,
            relief.slant if relief is not None else 0.0,
            relief.kept if relief is not None else 0.0,
        )

    def is_back(self, path: LandmarkPath) -> bool:
        """Whether the face looks ahead with its mouth shut, and is plainly the one that did before."""
        return (
            abs(self.offset) < path.back_offset
            and self.mouth < path.mouth_back
            and abs(self.down) < path.ahead_down
            and self.kept >= path.kept
        )

    def shows(self, path: LandmarkPath) -> frozenset[Prompt]:
        """What it does; blinks take several frames and are seen elsewhere.

        dlib's 68 points often open the mouth of a head that bows, so both may be there.
        """
        if self._is_turned(path):
            return frozenset({Prompt.TURN_LEFT if self.offset > 0 else Prompt.TURN_RIGHT})
        if self.kept < path.kept or abs(self.offset) > path.turn_offset:
            return frozenset()
        shown = set()
        if path.sees_mouth and self.mouth > path.mouth_open:
            shown.add(Prompt.OPEN_MOUTH)
        if self.down > max(path.nod_down, path.nod_slope * self.slant):
            shown.add(Prompt.NOD)
        return frozenset(shown)

    def _is_turned(self, path: LandmarkPath) -> bool:
        """A nose that goes sideways by itself; in a picture that is turned it goes with the face."""
        return (
            abs(self.offset) > path.turn_offset
            and self.parallax >= path.turn_parallax
            and self.across * (1 if self.offset > 0 else -1) > max(path.relief_turn, path.turn_slope * self.slant)
        )


def _unflat(neutral: "Points") -> "NDArray[np.float64]":
    plain = np.column_stack([neutral, np.ones(len(neutral))])
    explained = plain[_NOSE].mean(axis=0) @ np.linalg.pinv(plain[_SHEET])
    weights: NDArray[np.float64] = np.concatenate([-explained, np.full(len(_NOSE), 1 / len(_NOSE))])
    return weights


def _parallax(unflat: "NDArray[np.float64]", many: "Points", eyes_px: float) -> float:
    across, down = (unflat @ many[_SHEET + _NOSE]).tolist()
    return math.hypot(across, down) / eyes_px
