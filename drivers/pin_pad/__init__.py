"""The keypad for secret numbers: role and values. A secret number passes the core once and the screens never."""

from dataclasses import dataclass, field
from typing import Protocol

DIGITS_MIN = 4
DIGITS_MAX = 12
"""ISO 9564-1 clause 5.1: a PIN has 4 to 12 digits. Social-security cards have 6."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """How many digits are entered now; never which."""

    count: int


@dataclass(frozen=True, slots=True)
class Entered:
    """The number, given once: neither pad nor driver has it any more."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The cancel key."""


@dataclass(frozen=True, slots=True)
class TimedOut:
    """It took too long."""


PinEvent = Pressed | Entered | Cancelled | TimedOut


class PinPad(Protocol):
    """What any PIN pad can do."""

    def begin(self, digits: int, within_s: float) -> None:
        """Ask for a number; whatever was asked or entered before is forgotten.

        Args:
            digits: how many, `DIGITS_MIN` to `DIGITS_MAX`.
            within_s: limit for the whole entry, in seconds.

        Raises:
            DeviceError: REFUSED for a wrong number of digits; ABSENT, GARBLED or GONE.
        """

    def next(self, within_s: float) -> PinEvent | None:
        """Wait for one event; None when nothing happened within that many seconds.

        Everything but `Pressed` ends the entry.

        Raises:
            DeviceError: REFUSED when nothing was asked; GARBLED (the entry has to begin anew) or GONE.
        """

    def cancel(self) -> None:
        """End the entry and have the pad forget it; nothing happens when there is none.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE; the entry is over for us all the same.
        """

    def check(self) -> str:
        """The pad's own number, which proves that it lives.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def close(self) -> None:
        """Give the line back."""
