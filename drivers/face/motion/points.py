"""The same heads as points alone, without a picture: a thousand sessions in the time a dozen pictures take.

Spots lie on the relief of `surface` and are moved and projected like the painted heads; noise is added as measured on
those (see `Noise`). What only pixels can show (lids, covering) comes as the numbers that the real chain gave for it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drivers.face.motion.pose import Pose, projected
from drivers.face.motion.surface import Build, height
from drivers.face.observation import Box, Relief, SeenFace
from drivers.face.relief import slant_of

Array = NDArray[np.float64]

_GRAINS, _STEP = 5003, 1709
_EYE = ((-0.235, 0.0), (-0.10, -0.09), (0.10, -0.085), (0.235, 0.02), (0.10, 0.065), (-0.10, 0.07))
_MOUTH = ((-0.41, 0.0), (-0.25, -0.06), (-0.08, -0.08), (0.0, -0.065), (0.08, -0.08), (0.25, -0.06), (0.41, 0.0))
_LOWER = ((0.25, 0.08), (0.10, 0.11), (0.0, 0.115), (-0.10, 0.11), (-0.25, 0.08))
_INNER = ((-0.35, 0.0), (-0.12, -0.012), (0.0, -0.012), (0.12, -0.012), (0.35, 0.0), (0.12, 0.012), (0.0, 0.014))


@dataclass(frozen=True, slots=True)
class Noise:
    """How far measured points wander, in distances between the pupils (one standard deviation).

    Our choice so that three-frame means of the features spread as on painted heads at rest.
    """

    point: float = 0.012
    """dlib's, from frame to frame."""
    drift: float = 0.008
    """dlib's, slowly, as the detector's square wanders."""
    spot: float = 0.006
    """Of optical flow: 0.2 px of 35."""


class PointHead:
    """One person's points.

    Args:
        build: the head's.
        dice: for noise.
        noise: how much.
    """

    def __init__(self, build: Build, dice: np.random.Generator, noise: Noise | None = None) -> None:
        self._noise = noise or Noise()
        self._flat = _many(build)
        self._five = np.array(
            [(0.735, -0.01), (0.27, 0.02), (-0.735, -0.01), (-0.27, 0.02), (0.0, 0.62 * build.nose_length + 0.14)]
        )
        # What dlib calls a corner lies where it lies in this person's face, always.
        self._flat = self._flat + dice.normal(0, 0.02, self._flat.shape)
        self._five = self._five + dice.normal(0, 0.02, self._five.shape)
        self._sheet, self._nose = _spots(dice)
        self._build = build
        self._drift = np.zeros((5 + 68, 2))
        self._grains = dice.standard_normal((_GRAINS + len(self._flat) + 60, 2))
        self._grain = 0
        self._shut = self._raised(0.0)
        self._before: Array | None = None
        self._unflat = self._affine = self._shut
        self.blink_depth = float(dice.uniform(0.06, 0.75))
        """How far the eyes' likeness falls when they shut."""
        self.eyes_px = float(dice.uniform(75, 125))

    def flat(self, mouth: float = 0.0) -> Array:
        """All points on the sheet of a picture of this head: five, 68, spots."""
        return projected(self._raised(mouth), Pose())

    def moved(self, pose: Pose) -> Array:
        """All points of the living head."""
        return projected(self._raised(pose.mouth) if pose.mouth > 0 else self._shut, pose)

    def _raised(self, mouth: float) -> Array:
        flat = np.vstack([self._five, self._opened(mouth), self._sheet, self._nose])
        x, y = flat[:, 0].astype(np.float32), flat[:, 1].astype(np.float32)
        return np.column_stack([flat, height(x, y, self._build).astype(np.float64)])

    def _opened(self, mouth: float) -> Array:
        points = self._flat.copy()
        lower = [55, 56, 57, 58, 59, 65, 66, 67]
        points[lower, 1] += 0.36 * mouth * np.array([0.7, 0.95, 1.0, 0.95, 0.7, 0.95, 1.0, 0.95])
        points[[61, 62, 63], 1] -= 0.03 * mouth
        return points

    def seen(
        self,
        places: Array,
        *,
        before: Array,
        at: tuple[float, float],
        many: bool,
        eyes_open: float,
        covered: float = 0.0,
        hidden: float = 0.0,
    ) -> SeenFace:
        """What the chain would make of these places.

        Args:
            places: of `moved`, or of a sheet's `shown`.
            before: the places when the relief was settled.
            at: where the eyes of a face that looks ahead are, in pixels.
            many: whether the 68 points are read.
            eyes_open: likeness of the eyes.
            covered: see `SeenFace`.
            hidden: share of spots that cannot be found again.
        """
        noise, unit = self._noise, self.eyes_px
        rows = slice(73 if many else 5)
        count = rows.stop
        # so that the drift has the spread it is named by
        self._drift[rows] = 0.95 * self._drift[rows] + self._normal(count, 0.31 * noise.drift)
        pixels = places[rows] + self._drift[rows] + self._normal(count, noise.point)
        pixels *= unit
        pixels += at
        side = 2.3 * unit
        return SeenFace(
            box=Box(float(pixels[0, 0]) - 1.6 * unit, float(pixels[0, 1]) - side / 3, side, 1.25 * side),
            five=pixels[:5],
            many=pixels[5:] if many else None,
            relief=self._relief(places[73:], before, hidden),
            eyes_open=eyes_open + float(self._normal(1, 0.006)[0, 0]),
            covered=covered,
        )

    def _normal(self, count: int, spread: float) -> Array:
        """Noise, out of a supply: drawing it anew would take most of the time."""
        self._grain = (self._grain + _STEP) % _GRAINS
        drawn: Array = self._grains[self._grain : self._grain + count] * spread
        return drawn

    def _relief(self, places: Array, before: Array, hidden: float) -> Relief | None:
        """As `relief_of`, without its search for outliers: there are none here, and it would take most of the time."""
        if before is not self._before:
            self._before = before
            plain = np.column_stack([before[73:], np.ones(len(before) - 73)])
            self._affine = np.linalg.pinv(plain[: len(self._sheet)])
            self._unflat = plain[len(self._sheet) :] @ self._affine
        kept = 1 - hidden + float(self._normal(1, 0.04)[0, 0])
        if kept * len(self._nose) < 4 or kept * len(self._sheet) < 12:
            return None
        now = places + self._normal(len(places), self._noise.spot)
        sheet = now[: len(self._sheet)]
        left = now[len(self._sheet) :] - self._unflat @ sheet
        nose = np.sort(left, axis=0)[len(left) // 2].tolist()
        return Relief(nose[0], nose[1], slant_of(self._affine[:2] @ sheet), min(1.0, kept))


def _many(build: Build) -> Array:
    mouth_y, nose = build.mouth_y * build.length, 0.62 * build.nose_length
    turn = np.linspace(0, np.pi, 17)
    jaw = np.column_stack(
        [-1.12 * build.width * np.cos(turn), 0.1 + (build.chin_y * build.length - 0.1) * np.sin(turn)]
    )
    brows = [(side * x, y) for side in (-1, 1) for x, y in _brow(side)]
    bridge = [(0.0, 0.02), (0.0, 0.22 * nose / 0.62), (0.0, 0.42 * nose / 0.62), (0.0, nose)]
    base = [(0.2 * step, nose + 0.14 - 0.03 * abs(step)) for step in (-1.0, -0.5, 0.0, 0.5, 1.0)]
    eyes = [(side * 0.5 + x, y) for side in (-1, 1) for x, y in _EYE]
    lips = [(x, mouth_y + y) for x, y in (*_MOUTH, *_LOWER)]
    inner = [(x, mouth_y + y) for x, y in (*_INNER, (-0.12, 0.012))]
    return np.array([*jaw.tolist(), *brows, *bridge, *base, *eyes, *lips, *inner], dtype=np.float64)


def _brow(side: int) -> list[tuple[float, float]]:
    arch = [(0.82, -0.28), (0.68, -0.36), (0.52, -0.39), (0.36, -0.37), (0.20, -0.32)]
    return arch if side < 0 else arch[::-1]


def _spots(dice: np.random.Generator) -> tuple[Array, Array]:
    """Where flow finds something to follow: as in `relief`, the mouth and the ridge of the nose are left out."""
    at = np.column_stack([dice.uniform(-0.95, 0.95, 200), dice.uniform(-0.65, 0.9, 200)])
    on_nose = (np.abs(at[:, 0]) < 0.45) & (at[:, 1] > 0.12)
    sheet = at[~on_nose][:45]
    nose = np.column_stack([dice.uniform(-0.22, 0.22, 14), dice.uniform(0.35, 0.78, 14)])
    return sheet, nose
