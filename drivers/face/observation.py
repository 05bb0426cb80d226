"""What one frame tells about the face in it: measured values, no picture."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from drivers.face.pad import Presented

if TYPE_CHECKING:  # the numbers library is loaded by the face process alone
    import numpy as np
    from numpy.typing import NDArray

Points: TypeAlias = "NDArray[np.float64]"
"""Rows of x (to the right) and y (downwards), in pixels of the frame, as the camera saw it (not mirrored)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the frame."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Relief:
    """How the nose moved beyond what a flat picture of the face would show (see `relief`)."""

    across: float
    """To the right of the picture, in eye distances."""
    down: float
    """Downwards, in eye distances."""
    slant: float
    """Tangent of the angle by which a flat picture would have to be turned, tilted or both to be so much narrower in
    one direction: 0.78 at 38 degrees. Whatever stands out moves by its height times this."""
    kept: float = 1.0
    """Share of the followed spots that were found again: a head that turns hides some, a hand hides many."""


@dataclass(frozen=True, slots=True, eq=False)
class SeenFace:
    """The largest face of a frame."""

    box: Box = field(repr=False)
    five: Points = field(repr=False)
    """Five points in dlib's order: outer and inner corner of the eye on the right of the picture, outer and inner
    corner of the eye on its left, base of the nose."""
    many: "Points | None" = field(default=None, repr=False)
    """The 68 points of iBUG, on the path that has them."""
    relief: Relief | None = field(default=None, repr=False)
    """None where there is nothing yet to compare with, or the spots were lost."""
    eyes_open: float = 1.0
    """How much the eyes look like the open eyes of the last seconds: correlation, -1 to 1."""
    covered: float = 0.0
    """How much of the face looks unlike the same face a moment ago: 0 nothing to 1 all of it."""
    brightness: float = 128.0
    """Mean of the face, 0 black to 255 white."""
    sharpness: float = 100.0
    """Variance of the Laplacian of the face brought to 112 px, in grey levels squared."""


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """One frame, looked at."""

    taken_s: float
    """When the frame was taken, by `Clock.monotonic`. All times of a session come from here."""
    frame_width_px: int
    frame_height_px: int
    faces: int
    """How many faces there are (those much smaller than the largest are passers-by and not counted)."""
    face: SeenFace | None = field(repr=False)
    """The largest; None when there is none."""
    similarity: float | None = field(default=None, repr=False)
    """Cosine of this face's embedding with that of the draw's first embedded frame (1 for that frame itself); None
    where this frame was not embedded."""
    presented: Presented = Presented.NOTHING_AGAINST
    """Word of a camera that sees more than colour, where there is one."""
