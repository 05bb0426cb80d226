"""When screen and voice are kept down: by the hours, or because staff said so."""

from dataclasses import dataclass
from datetime import datetime

DAY = range(7, 22)
"""Hours that are no night: 22:00 to 07:00 is (our choice)."""


@dataclass(frozen=True, slots=True)
class NightSet:
    """Whether staff want it as at night until they say otherwise. Concerns the terminal, not the visit."""

    is_on: bool


def is_night(now: datetime, *, is_set: bool) -> bool:
    """Whether screen and voice are kept down."""
    return is_set or now.hour not in DAY
