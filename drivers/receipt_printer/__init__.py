"""The receipt printer: role and values. What a slip says is composed in printing/receipt.py."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from drivers.faults import Fault


class Align(Enum):
    """Where a line stands; the value is the operand of ESC a."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; longer text is broken at the paper's width."""

    text: str = field(repr=False)
    align: Align = Align.LEFT
    bold: bool = False
    large: bool = False
    """Double width and height."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A name at the left and its value behind it."""

    name: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code, model 2, error correction M, centred."""

    data: str = field(repr=False)


Part = Line | Pair | Rule | Qr


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed from the head of the paper to the cut."""

    parts: tuple[Part, ...]


class SlipOutcome(Enum):
    """What is known of a slip afterwards."""

    PRINTED = "printed"
    """The printer itself said that everything before the mark has been printed."""
    CONSUMED = "consumed"
    """A printer without process ids has taken all data and reports no fault: weaker."""
    NOT_PRINTED = "not_printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """The printer as it tells itself; an answer that is missing is a fault, never 'in order'."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


class ReceiptPrinter(Protocol):
    """What any receipt printer can do."""

    def condition(self) -> Condition:
        """Ask for offline cause, error and paper.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def print_slip(self, slip: Slip, mark: str) -> SlipOutcome:
        """Print, cut, and wait for the proof.

        Args:
            slip: what to print.
            mark: four characters 0-9A-Z that name this slip to the printer (process id).

        Raises:
            DeviceError: before anything was sent (NO_PAPER, COVER_OPEN, …, ABSENT).
        """

    def close(self) -> None:
        """Give the line back."""
