"""The terminal for bank cards: role and values. The makers give their protocols out under contract only (frames.py).

A payment is a deed: its order number is the deed's own id, an answer that is missing makes the outcome UNKNOWN, and
then it is asked for, never charged again.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class PaymentState(Enum):
    """What the terminal says of an order."""

    WAITING = "waiting"
    """It waits for a card or a PIN."""
    CHARGED = "charged"
    DECLINED = "declined"
    """The bank refused, or the person gave up: nothing was charged."""
    REVERSED = "reversed"
    UNKNOWN = "unknown"
    """It cannot tell; never taken for one of the others."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One order as the terminal tells it."""

    order: str
    state: PaymentState
    amount_fen: int
    """Hundredths of a yuan."""
    reference: str = field(default="", repr=False)
    """The bank's own number of a charge (系统参考号), for the slip and for disputes."""
    card_end: str = field(default="", repr=False)
    """The last four digits of the card; more of it never leaves the terminal."""


class BankCardTerminal(Protocol):
    """What any terminal can do. No call waits for a person but `charge`, and that never longer than told."""

    def charge(self, order: str, amount_fen: int, *, within_s: float) -> Payment:
        """Ask for a card and charge it once. Number and PIN go from the terminal to its bank; nobody else sees them.

        Args:
            order: the deed's id; the same id is never charged twice.
            amount_fen: hundredths of a yuan, above 0.
            within_s: limit for the person.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE before anything was asked of a card. After that the state is UNKNOWN.
        """

    def ask(self, order: str) -> Payment:
        """What became of an order; DECLINED also where the terminal has never heard of it: nothing was charged.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def reverse(self, order: str) -> Payment:
        """Take a charge of the same day back, whole; one that was taken back already stays so.

        Raises:
            DeviceError: REFUSED after the day's settlement; else as `ask`.
        """

    def check(self) -> str:
        """The terminal's own number (终端号), which proves that it lives and is signed in.

        Raises:
            DeviceError: as `ask`.
        """

    def close(self) -> None:
        """Give the line back."""
