"""By what a terminal hears that somebody is there who has not touched the glass."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyUsed:
    """A key of the assistive keypad went down."""


@dataclass(frozen=True, slots=True)
class Listened:
    """An earphone was plugged in."""
