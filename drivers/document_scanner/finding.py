"""What lies on the glass, by what differs from the lid; and whether a card was turned over."""

import io
import math

from PIL import Image, ImageChops

from drivers.document_scanner import Area, Scan

DIFFERENCE = 24
"""Our choice, of 255: paper under a white lid casts a shadow of some 40 at its edges, a sensor's noise is some 8."""
SPECK_MM = 4.0
"""Our choice: less than this is dust or a scratch."""
MARGIN_MM = 1.0
SAME_SIDE = 6.0
"""Our choice: mean difference of grey levels of two pictures of the same side laid down twice; see the test."""
_SMALL = (64, 40)


def found_area(preview: Scan) -> Area | None:
    """The smallest upright rectangle with everything in it that is not lid; None for an empty glass.

    Args:
        preview: the whole glass.
    """
    with Image.open(io.BytesIO(preview.png)) as opened:
        grey = opened.convert("L")
    lid = Image.new("L", grey.size, _lid_of(grey))
    # The mean over a millimetre or so: one speck or one noisy point is not a paper.
    per_mm = preview.dpi / 25.4
    smaller = (max(1, round(grey.width / per_mm)), max(1, round(grey.height / per_mm)))
    difference = ImageChops.difference(grey, lid).resize(smaller, Image.Resampling.BOX)
    box = difference.point(lambda level: 255 if level > DIFFERENCE else 0).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    if right - left < SPECK_MM or bottom - top < SPECK_MM:
        return None
    across, down = preview.width_mm / smaller[0], preview.height_mm / smaller[1]
    return Area(
        max(0.0, left * across - MARGIN_MM),
        max(0.0, top * down - MARGIN_MM),
        (right - left) * across + 2 * MARGIN_MM,
        (bottom - top) * down + 2 * MARGIN_MM,
    )


def is_same_side(front: Scan, back: Scan) -> bool:
    """Whether a card was laid down again without turning it over: the one mistake everybody makes."""
    return min(_distance(front, back, turned=turned) for turned in (False, True)) < SAME_SIDE


def _lid_of(grey: Image.Image) -> int:
    """The commonest level at the edge of the glass, where papers lie least."""
    width, height = grey.size
    edges = ((0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height))
    edge = b"".join(grey.crop(box).tobytes() for box in edges)
    return max(set(edge), key=edge.count)


def _distance(one: Scan, other: Scan, *, turned: bool) -> float:
    first, second = _small(one), _small(other)
    if turned:
        second = second.rotate(180)
    levels = ImageChops.difference(first, second).histogram()
    return math.fsum(level * count for level, count in enumerate(levels)) / (_SMALL[0] * _SMALL[1])


def _small(scan: Scan) -> Image.Image:
    with Image.open(io.BytesIO(scan.png)) as opened:
        return opened.convert("L").resize(_SMALL, Image.Resampling.BOX)
