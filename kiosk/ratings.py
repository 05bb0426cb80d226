"""What people who have had an item said of it, as the platform sums it up (好差评): shown before anybody begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.platform import services
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.platform.service_values import ItemRating

LEAST = 20
"""The words of fewer people say little of an item (our choice)."""
AGAIN_S = 3600.0
"""Between two questions (our choice: a mean of many changes slowly)."""
AFTER_FAILURE_S = 300.0
"""Our choice: nobody waits for it."""


@dataclass(frozen=True, slots=True)
class RatingsHeard:
    """The platform's means have changed. Concerns the terminal, not the visit."""

    ratings: Mapping[str, ItemRating] = field(default_factory=dict)
    """By item; only of those that enough people have rated."""


class Ratings:
    """Asks once in a while.

    Args:
        ask: brings all ratings; raises PlatformError.
    """

    def __init__(self, ask: Callable[[], tuple[ItemRating, ...]]) -> None:
        self._ask = ask
        self._due: float | None = None
        self._last: Mapping[str, ItemRating] = {}

    def look(self, now: float) -> RatingsHeard | None:
        """What has changed; None for nothing, before its time, and without an answer.

        Args:
            now: `Clock.monotonic`, in seconds.
        """
        if self._due is not None and now < self._due:
            return None
        try:
            found = {one.item: one for one in self._ask() if one.count >= LEAST}
        except PlatformError:
            self._due = now + AFTER_FAILURE_S
            return None
        self._due = now + AGAIN_S
        if found == self._last:
            return None
        self._last = found
        return RatingsHeard(found)


def ratings_of(platform: Platform) -> Ratings:
    """Those of this terminal's province."""
    return Ratings(lambda: services.ratings(platform).ratings)
