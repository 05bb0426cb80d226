"""What somebody wrote on the glass, as lines on a paper: cut to what was written, as large as its place allows."""

from dataclasses import dataclass, field

from printing.page import MM, Ink

PEN_MM = 0.4
"""Our choice: a ballpoint's line; the name is far smaller on a form than it was written."""
LARGEST = 1.0
"""Nothing is made larger than it was written."""


@dataclass(frozen=True, slots=True)
class Handwriting:
    """Strokes in millimetres of the field, x to the right, y downwards."""

    strokes: tuple[tuple[tuple[float, float], ...], ...] = field(repr=False)

    def __post_init__(self) -> None:
        """Nothing written is no handwriting.

        Raises:
            ValueError: there is no point.
        """
        if not any(self.strokes):
            raise ValueError("nothing is written")


def placed(written: Handwriting, x: float, y: float, width: float, height: float) -> Ink:
    """In the middle of a place, with its own shape.

    Args:
        written: by hand.
        x: left edge of the place, in points.
        y: its lower edge.
        width: of the place.
        height: of the place.
    """
    points = [point for stroke in written.strokes for point in stroke]
    left, right = min(at for at, _ in points), max(at for at, _ in points)
    top, bottom = min(at for _, at in points), max(at for _, at in points)
    room_x, room_y = width - PEN_MM * MM, height - PEN_MM * MM
    scale = MM * min(LARGEST, room_x / MM / max(right - left, 1.0), room_y / MM / max(bottom - top, 1.0))
    middle_x, middle_y = x + width / 2, y + height / 2
    return Ink(
        strokes=tuple(
            tuple(
                (middle_x + (at_x - (left + right) / 2) * scale, middle_y - (at_y - (top + bottom) / 2) * scale)
                for at_x, at_y in stroke
            )
            for stroke in written.strokes
            if stroke
        ),
        thickness=PEN_MM * MM,
    )
