"""好差评: five levels, and what each is called in the two standards, whose scores run in opposite directions.

This is the only place that maps them. GB/T 39734-2020 and the national form of submission: 5 is 非常满意, 1 is
非常不满意; GB/T 39046-2020 A.8 lists them the other way round, 1 is 非常满意. The codes of `evalDetail` begin with the
first score.
"""

from typing import Final, Literal

Level = Literal["very-good", "good", "fair", "bad", "very-bad"]
LEVELS: Final[tuple[Level, ...]] = ("very-good", "good", "fair", "bad", "very-bad")
"""The best first."""
WORST_GOOD: Final = 3
"""A score below it has to be looked into (核实整改)."""


def submitted(level: Level) -> int:
    """The score in the form of submission: 5 is the best."""
    return len(LEVELS) - LEVELS.index(level)


def listed(level: Level) -> int:
    """The score of GB/T 39046-2020 A.8: 1 is the best."""
    return LEVELS.index(level) + 1


def level_of(score: int) -> Level:
    """The level of a submitted score.

    Raises:
        ValueError: there is no such score.
    """
    if not 1 <= score <= len(LEVELS):
        raise ValueError("a score is 1 to 5")
    return LEVELS[len(LEVELS) - score]


def is_bad(level: Level) -> bool:
    """Whether reasons are asked for, and an office has to answer."""
    return submitted(level) < WORST_GOOD


def fits(level: Level, codes: tuple[str, ...]) -> bool:
    """Whether all codes are of that level."""
    return all(len(code) == len("510") and code.startswith(str(submitted(level))) for code in codes)
