"""The stroke under the finger: drawn at once, given to the core when the finger is lifted, and forgotten."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Property, QElapsedTimer, QObject, Signal, Slot

SIDE: Final = 300
"""Steps of the writing field, as kiosk.taps.Stroked has them."""
MOST_POINTS: Final = 64
LEAST_STEP: Final = 3
"""Points that are nearer say nothing: one in a hundred of the field."""
LEAST_MS: Final = 50
"""A touch that is shorter and does not move is static discharge, not a finger (parts/Touchable.qml)."""


class Ink(QObject):
    """One stroke at a time.

    Args:
        written: gets the points of a whole stroke, x and y by turns.
    """

    changed = Signal()

    def __init__(self, written: Callable[[tuple[int, ...]], None]) -> None:
        super().__init__()
        self._written = written
        self._points: list[int] = []
        self._held = QElapsedTimer()

    def _get_points(self) -> list[int]:
        return self._points

    points = Property("QVariantList", _get_points, notify=changed)  # type: ignore[arg-type]  # Qt's own type name

    @Slot(float, float)
    def began(self, x: float, y: float) -> None:
        """A finger came down; both are shares of the field's side."""
        self._points = [_step(x), _step(y)]
        self._held.start()
        self.changed.emit()

    @Slot(float, float)
    def moved(self, x: float, y: float) -> None:
        """It moved; what is beyond the field is its edge."""
        across, down = _step(x), _step(y)
        if not self._points:
            return
        if abs(across - self._points[-2]) + abs(down - self._points[-1]) >= LEAST_STEP:
            self._points = [*self._points, across, down]
            self.changed.emit()

    @Slot()
    def ended(self) -> None:
        """It was lifted."""
        points, self._points = _thinned(self._points), []
        self.changed.emit()
        if len(points) > 2 or (points and self._held.elapsed() >= LEAST_MS):
            self._written(tuple(points))


def _step(share: float) -> int:
    return round(max(0.0, min(1.0, share)) * SIDE)


def _thinned(points: list[int]) -> list[int]:
    """At most MOST_POINTS of them, the first and the last among them."""
    count = len(points) // 2
    if count <= MOST_POINTS:
        return points
    kept = [round(place * (count - 1) / (MOST_POINTS - 1)) for place in range(MOST_POINTS)]
    return [coordinate for place in kept for coordinate in points[2 * place : 2 * place + 2]]
