"""The stroke of a signature under the finger: drawn at once, given to the core when the finger is lifted, forgotten."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QElapsedTimer, QObject, Signal, Slot

SHARES: Final = 10_000
"""Of the field's width and height, as kiosk.taps.Signed has them."""
MOST_POINTS: Final = 200
LEAST_STEP: Final = 20
"""Points that are nearer say nothing: a third of a millimetre of the field."""
LAST_MS: Final = 600_000
"""As drivers/signature_pad/frames.py: nobody signs for ten minutes."""


class SignatureInk(QObject):
    """One stroke at a time, with the moments of its points.

    Args:
        signed: gets a whole stroke: x, y and milliseconds since the first stroke, by turns.
    """

    changed = Signal()

    def __init__(self, signed: Callable[[tuple[int, ...]], None]) -> None:
        super().__init__()
        self._signed = signed
        self._points: list[tuple[int, int, int]] = []
        self._since = QElapsedTimer()
        self._since.start()

    def _get_points(self) -> list[int]:
        return [number for x, y, _ in self._points for number in (x, y)]

    points = Property("QVariantList", _get_points, notify=changed)  # type: ignore[arg-type]  # Qt's own type name

    @Slot(float, float, bool)
    def began(self, x: float, y: float, is_first: bool) -> None:  # noqa: FBT001  the signature is QML's
        """A finger came down; both are shares of the field's sides."""
        if is_first:
            self._since.restart()
        self._points = [self._point(x, y)]
        self.changed.emit()

    @Slot(float, float)
    def moved(self, x: float, y: float) -> None:
        """It moved; what is beyond the field is its edge."""
        if not self._points:
            return
        point, last = self._point(x, y), self._points[-1]
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= LEAST_STEP:
            self._points.append(point)
            self.changed.emit()

    @Slot()
    def ended(self) -> None:
        """It was lifted."""
        points, self._points = _thinned(self._points), []
        self.changed.emit()
        if points:
            self._signed(tuple(number for point in points for number in point))

    def _point(self, x: float, y: float) -> tuple[int, int, int]:
        return _share(x), _share(y), min(LAST_MS, int(self._since.elapsed()))


def _share(part: float) -> int:
    return round(max(0.0, min(1.0, part)) * SHARES)


def _thinned(points: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """At most MOST_POINTS of them, the first and the last among them."""
    count = len(points)
    if count <= MOST_POINTS:
        return points
    return [points[round(place * (count - 1) / (MOST_POINTS - 1))] for place in range(MOST_POINTS)]
