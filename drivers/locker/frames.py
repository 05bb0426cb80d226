"""What the families of lock boards have in common: their checks, and what their replies come down to.

The families' own bytes: frames_8a.py, frames_cu16.py and frames_wkly.py.
"""

from dataclasses import dataclass
from functools import reduce
from operator import xor


def xor_of(data: bytes) -> int:
    """The check of "8A" and "WKLY" boards: all bytes before it, exclusive or."""
    return reduce(xor, data, 0)


def sum_of(data: bytes) -> int:
    """The check of KERONG boards: the low byte of the sum of all bytes before it, STX and ETX too."""
    return sum(data) & 0xFF


@dataclass(frozen=True, slots=True)
class LockSays:
    """A frame about one lock."""

    kind: int
    """Which of its family's frames it is: an 8A board's first byte, a WKLY board's command."""
    board: int
    lock: int
    status: int


@dataclass(frozen=True, slots=True)
class BoardSays:
    """A frame about all locks of a board; bit 0 is the lowest lock."""

    board: int
    closed: int
    """One bit a lock: its contact is closed."""
    items: int = 0
    """One bit a lock: its sensor sees something."""


@dataclass(frozen=True, slots=True)
class ContactSays:
    """One lock's contact, and the sensor in its box, before anyone knows how the contact is mounted."""

    closed: bool | None
    """None: the board gave a byte that we have no word for."""
    item: bool = False
