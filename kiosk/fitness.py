"""What stands against a driving licence, by its classes and what was measured. Pure; the doctor decides, not this file.

The figures are data (config/driver-fitness.toml), each with its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.toml_file import Block, checked

RULES = Path(__file__).parents[1] / "config" / "driver-fitness.toml"
Class = Annotated[str, Field(pattern=r"^[A-Z][0-9]?$")]
Level = Annotated[str, Field(pattern=r"^[45]\.\d$")]
Doubt = Literal["untested", "sight", "colours", "hearing", "hearing_aid", "height", "movement"]
BELOW = "<4.5"
"""Nothing of the chart could be read."""


class SightNeed(Block):
    """What both eyes need for some classes."""

    classes: tuple[Class, ...]
    level: Level


class EyesightRules(Block):
    """How eyes are tested."""

    levels: Annotated[tuple[Level, ...], Field(min_length=2)]
    start: Level
    letters: Annotated[int, Field(ge=1, le=9)]
    right: Annotated[int, Field(ge=1, le=9)]
    needs: tuple[SightNeed, ...]

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        if list(self.levels) != sorted(self.levels) or self.start not in self.levels:
            raise ValueError("'levels' go from coarse to fine, and 'start' is one of them")
        if not self.letters / 2 < self.right <= self.letters:
            raise ValueError("'right' is more than half of 'letters'")
        if unknown := {need.level for need in self.needs} - set(self.levels):
            raise ValueError(f"nobody tests for {', '.join(sorted(unknown))}")
        return self


class ColourRules(Block):
    """How colours are tested."""

    plates: Annotated[int, Field(ge=2, le=8)]
    right: Annotated[int, Field(ge=1, le=8)]


class HearingRules(Block):
    """How ears are tested."""

    tone_hz: Annotated[int, Field(ge=125, le=8000)]
    seconds: Annotated[float, Field(gt=0.2, le=5)]
    a_side: Annotated[int, Field(ge=1, le=8)]
    silent: Annotated[int, Field(ge=1, le=8)]
    right_a_side: Annotated[int, Field(ge=1, le=8)]
    right_silent: Annotated[int, Field(ge=1, le=8)]
    aided: tuple[Class, ...]


class HeightNeed(Block):
    """How tall somebody has to be for some classes."""

    classes: tuple[Class, ...]
    cm: Annotated[int, Field(ge=100, le=220)]


class Movements(Block):
    """What is done before the camera."""

    asked: tuple[Annotated[str, Field(pattern=r"^[a-z_]+$")], ...]


class Rules(Block):
    """The whole file."""

    kept_hours: Annotated[int, Field(ge=1, le=240)]
    valid_months: Annotated[int, Field(ge=1, le=12)]
    eyesight: EyesightRules
    colours: ColourRules
    hearing: HearingRules
    height: tuple[HeightNeed, ...]
    movements: Movements


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stations have found of one person. None, or empty: not tested yet."""

    sight_left: str = field(default="", repr=False)
    """Level of the chart; `BELOW` where nothing could be read."""
    sight_right: str = field(default="", repr=False)
    sees_colours: bool | None = field(default=None, repr=False)
    hears_left: bool | None = field(default=None, repr=False)
    hears_right: bool | None = field(default=None, repr=False)
    can_do: tuple[str, ...] | None = field(default=None, repr=False)
    """Movements that the person could do."""
    height_cm: int = field(default=0, repr=False)
    has_glasses: bool = field(default=False, repr=False)
    has_hearing_aid: bool = field(default=False, repr=False)
    ills: tuple[str, ...] | None = field(default=None, repr=False)
    """Declared; None before the declaration."""

    @property
    def is_whole(self) -> bool:
        """Whether every station was passed through; nothing is said of how."""
        told = (self.sees_colours, self.hears_left, self.hears_right, self.can_do, self.ills)
        return bool(self.sight_left and self.sight_right and self.height_cm) and None not in told


@cache
def rules() -> Rules:
    """Of this terminal.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return checked(Rules, RULES)


def sight_needed(classes: tuple[str, ...], table: Rules) -> str:
    """The level that the strictest of these classes needs."""
    needed = (need.level for need in table.eyesight.needs if set(classes) & set(need.classes))
    return max(needed, default=table.eyesight.levels[-1])


def doubts(classes: tuple[str, ...], found: Findings, table: Rules) -> tuple[Doubt, ...]:
    """What stands against a licence of these classes; empty where nothing does.

    Args:
        classes: of the licence, e.g. ("C1", "D").
        found: what was measured and declared.
        table: the rules.
    """
    return tuple(_doubts(classes, found, table))


def _doubts(classes: tuple[str, ...], found: Findings, table: Rules) -> Iterator[Doubt]:
    if not found.is_whole:
        yield "untested"
        return
    worse = min((found.sight_left, found.sight_right), key=_rank)
    if _rank(worse) < _rank(sight_needed(classes, table)):
        yield "sight"
    if not found.sees_colours:
        yield "colours"
    if not (found.hears_left and found.hears_right):
        yield "hearing"
    if found.has_hearing_aid and not set(classes) <= set(table.hearing.aided):
        yield "hearing_aid"
    if any(found.height_cm < need.cm for need in table.height if set(classes) & set(need.classes)):
        yield "height"
    if set(table.movements.asked) - set(found.can_do or ()):
        yield "movement"


def _rank(level: str) -> float:
    return 0.0 if level.startswith("<") else float(level)
