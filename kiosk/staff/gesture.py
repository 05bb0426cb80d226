"""The hidden gesture: five corners of the glass in their order. It opens nothing but a door."""

from collections.abc import Callable
from typing import Literal

Corner = Literal["nw", "ne", "se", "sw"]
CORNERS: tuple[Corner, ...] = ("nw", "ne", "se", "sw", "nw")
"""Of the home screen, clockwise and back to the first."""
ALARM_CORNERS: tuple[Corner, ...] = ("nw", "ne", "nw", "ne", "nw")
"""Of a visit's screen, whose lower corners have buttons."""
WITHIN_S = 10.0
"""For all five (our choice: unhurried it takes four seconds, and a playing child seldom goes round in ten)."""


class Gesture:
    """Watches for it.

    Args:
        monotonic: seconds, as `Clock.monotonic`.
        wanted: the corners in their order, as it stands now.
    """

    def __init__(self, monotonic: Callable[[], float], wanted: Callable[[], tuple[Corner, ...]]) -> None:
        self._monotonic = monotonic
        self._wanted = wanted
        self._made: list[Corner] = []
        self._began = 0.0

    def touched(self, corner: Corner) -> bool:
        """One more corner.

        Returns:
            Whether the gesture is complete.
        """
        now = self._monotonic()
        if not self._made or now - self._began > WITHIN_S:
            self._made, self._began = [], now
        self._made.append(corner)
        wanted = self._wanted()
        if tuple(self._made) != wanted[: len(self._made)]:
            # A wrong corner may be the first of a new round.
            self._made, self._began = [corner] if corner == wanted[0] else [], now
        if tuple(self._made) != wanted:
            return False
        self._made = []
        return True
