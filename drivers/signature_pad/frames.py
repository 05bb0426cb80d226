"""What a stroke may be, and what of it is a signature; without I/O.

Strokes come from the screens, which are believed nothing: numbers are looked at before anything is drawn.
"""

import json
import math
from collections.abc import Sequence
from itertools import pairwise

from drivers.signature_pad import Point, Signature, Stroke, Verdict

STROKES_MAX = 300
"""Our choice: a name of 15 characters with 20 strokes each."""
POINTS_MAX = 2_000
"""Our choice, a stroke: 16 s at the 120 points a second of usual glasses."""
ALL_POINTS_MAX = 20_000
SECONDS_MAX = 600.0
BESIDE_MM = 0.5
"""Rounding of the screen's pixels."""
INK_MM_LEAST = 20.0
"""Our choice: the two characters 丁一 written 10 mm high have some 30 mm."""
EXTENT_MM_LEAST = 8.0
"""Our choice: written smaller than that, nobody can read it on paper."""


class FrameError(ValueError):
    """No hand made this stroke on this field."""


def stroke_of(points: Sequence[Point], width_mm: float, height_mm: float, after_s: float) -> Stroke:
    """The stroke, once its numbers are seen to be possible.

    Args:
        points: where the finger was.
        width_mm: width of the field.
        height_mm: height of the field.
        after_s: when the stroke before it ended.

    Raises:
        FrameError: they are not.
    """
    if not 1 <= len(points) <= POINTS_MAX:
        raise FrameError(f"{len(points)} points")
    last_s = after_s
    for point in points:
        if not all(map(math.isfinite, (point.x_mm, point.y_mm, point.t_s))):
            raise FrameError("a number that is none")
        if not _is_within(point.x_mm, width_mm) or not _is_within(point.y_mm, height_mm):
            raise FrameError("beside the field")
        if not last_s <= point.t_s <= SECONDS_MAX:
            raise FrameError("time goes back, or is too long")
        last_s = point.t_s
    return tuple(points)


def _is_within(value_mm: float, limit_mm: float) -> bool:
    return -BESIDE_MM <= value_mm <= limit_mm + BESIDE_MM


def verdict_of(strokes: Sequence[Stroke]) -> Verdict:
    """Whether these strokes can be somebody's signature."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return Verdict.EMPTY
    ink_mm = math.fsum(
        math.dist((one.x_mm, one.y_mm), (two.x_mm, two.y_mm)) for stroke in strokes for one, two in pairwise(stroke)
    )
    across = max(point.x_mm for point in points) - min(point.x_mm for point in points)
    down = max(point.y_mm for point in points) - min(point.y_mm for point in points)
    is_large = ink_mm >= INK_MM_LEAST and max(across, down) >= EXTENT_MM_LEAST
    return Verdict.GOOD if is_large else Verdict.TOO_SMALL


def vector_of(signature: Signature) -> bytes:
    """The one spelling of a signature for a digest and for keeping with a paper: JSON of 0.01 mm and milliseconds."""
    strokes = [
        [[round(point.x_mm * 100), round(point.y_mm * 100), round(point.t_s * 1000)] for point in stroke]
        for stroke in signature.strokes
    ]
    field = [round(signature.width_mm * 100), round(signature.height_mm * 100)]
    return json.dumps({"field": field, "strokes": strokes}, separators=(",", ":"), sort_keys=True).encode("ascii")
