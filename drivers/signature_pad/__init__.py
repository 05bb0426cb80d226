"""Where residents sign: role and values. A signature is how somebody's hand moves; no repr shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Point:
    """Where the finger was, and when."""

    x_mm: float = field(repr=False)
    """From the left edge of the field."""
    y_mm: float = field(repr=False)
    """From its upper edge."""
    t_s: float = field(repr=False)
    """Since the field was shown."""


Stroke = tuple[Point, ...]
"""From touching the glass to leaving it."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Everything that was written."""

    strokes: tuple[Stroke, ...] = field(repr=False)
    width_mm: float
    """Of the field."""
    height_mm: float


class Verdict(Enum):
    """Whether what stands there can be somebody's signature. Nobody's writing is judged, only that there is some."""

    EMPTY = "empty"
    TOO_SMALL = "too-small"
    """A dot or a short line: a finger that slipped, or a cross."""
    GOOD = "good"


class SignaturePad(Protocol):
    """What any pad can do. Every call is at once."""

    @property
    def field_mm(self) -> tuple[float, float]:
        """Width and height of the field."""

    def add(self, stroke: Sequence[Point]) -> None:
        """Take one stroke, behind those that are there.

        Raises:
            DeviceError: GARBLED for a stroke that no hand made on this field; REFUSED when the field is full.
        """

    def undo(self) -> None:
        """Take the last stroke away; nothing happens on an empty field."""

    def clear(self) -> None:
        """Take all away."""

    def verdict(self) -> Verdict:
        """What stands there now."""

    def signature(self) -> Signature:
        """What was written.

        Raises:
            DeviceError: REFUSED unless the verdict is GOOD.
        """

    def close(self) -> None:
        """Forget everything."""
