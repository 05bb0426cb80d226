"""How long to keep away from a core that hangs up."""

from typing import Final

FIRST_MS: Final = 100
"""Between two tries to reach the core. A dead core is back within 5 s; a tenth of a second is not seen."""
MOST_MS: Final = 5000
"""The longest a page stays calm when two screens processes quarrel over one core, our choice."""
SETTLED_MS: Final = 2000
"""A line that lasted so long was a good one: its core was killed, and will soon be back."""


class Backoff:
    """The core takes the newest of two screens processes; both coming back at once would flicker for ever.

    So each wait after a line that was soon ended is twice the one before. A core that cannot be reached at all is
    tried again and again at the shortest pace, and what was learnt before is kept.
    """

    def __init__(self) -> None:
        self._next_ms = FIRST_MS

    def ended(self, lived_ms: int | None) -> int:
        """The milliseconds to wait before the next try.

        Args:
            lived_ms: how long the line was up; None where it never was.
        """
        if lived_ms is None:
            return FIRST_MS
        if lived_ms >= SETTLED_MS:
            self._next_ms = FIRST_MS
        wait_ms = self._next_ms
        self._next_ms = min(2 * wait_ms, MOST_MS)
        return wait_ms
