"""How the process that makes pages ends; apart, so that the core does not load what reads pictures."""

from enum import IntEnum
from typing import Literal

Source = Literal["pdf", "jpeg", "scan", "card"]
"""A file, a file, a page on the glass, a card on the glass."""
Why = Literal["broken", "locked", "too_many", "too_large", "wrong_kind", "nothing", "no_card"]
"""It cannot be read; it wants a password; more pages or more pixels than are taken; another kind of file; an empty
glass; nothing of a card's size."""


class Status(IntEnum):
    """Exit status of `kiosk.hands.pages.process`."""

    MADE = 0
    BROKEN = 3
    LOCKED = 4
    TOO_MANY = 5
    TOO_LARGE = 6
    WRONG_KIND = 7
    NOTHING = 8
    NO_CARD = 9
