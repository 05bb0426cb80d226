"""Blinks, seen as a short dip of the eyes' likeness to themselves."""

import statistics
from collections import deque

_MEMORY_S = 2.0
_LEAST = 8
"""Frames before anything is said."""
DIP = 0.05
"""Below the median of the last seconds."""
RECOVERY = 0.03
BLINK_S_MAX = 1.2
"""Our choice: a blink takes 0.1 to 0.4 s, a slow one on request up to a second."""


class BlinkWatch:
    """Follows one person's lids."""

    def __init__(self) -> None:
        self._open: deque[tuple[float, float]] = deque()
        self._shut_s: float | None = None
        self._spoilt = False

    @property
    def is_shut(self) -> bool:
        """Whether the eyes are shut, or covered, now."""
        return self._shut_s is not None

    def observe(self, taken_s: float, eyes_open: float, *, is_steady: bool) -> float | None:
        """Take the next frame; gives when the blink began that ends with it.

        Args:
            taken_s: when the frame was taken.
            eyes_open: likeness of the eyes to open ones.
            is_steady: whether the head looks ahead and nothing covers it; a dip counts only if all of it was.
        """
        while self._open and taken_s - self._open[0][0] > _MEMORY_S:
            self._open.popleft()
        usual = statistics.median(value for _, value in self._open) if len(self._open) >= _LEAST else None
        began_s = None
        if usual is None or eyes_open > usual - RECOVERY:
            if self._shut_s is not None and not self._spoilt and is_steady and taken_s - self._shut_s <= BLINK_S_MAX:
                began_s = self._shut_s
            self._shut_s = None
            self._open.append((taken_s, eyes_open))
        elif eyes_open < usual - DIP:
            if self._shut_s is None:
                self._shut_s, self._spoilt = taken_s, False
            self._spoilt = self._spoilt or not is_steady
        return began_s
