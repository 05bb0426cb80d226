"""What became of a deed: paper, money, a door, a submission."""

from enum import Enum


class Outcome(Enum):
    """Never a guess: what nobody can prove is UNKNOWN."""

    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"
