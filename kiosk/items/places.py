"""Where something is handed in that a terminal cannot take: four levels of places, from the city to the village."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from config.toml_file import Block, SettingsError
from kiosk.items.opening_hours import SPAN, OpeningHours
from kiosk.wording import Wording

Level = Literal["city", "county", "town", "village"]
LEVELS: tuple[Level, ...] = ("city", "county", "town", "village")
Name = Annotated[str, Field(min_length=2, max_length=40)]
Ids = Annotated[str, Field(pattern=r"^[a-z0-9-]+( [a-z0-9-]+)*$", description="Ids of materials, spaces between.")]
Hours = Annotated[
    str,
    Field(pattern=rf"^(working|every)( {SPAN})+$", description="e.g. working 08:30-12:00 14:00-17:30."),
]


class Place(Block):
    """A line of places.csv: where something is handed in that a terminal cannot take."""

    code: Annotated[str, Field(pattern=r"^\d{4}(\d{2}(\d{3}(\d{3})?)?)?$", description="Of the division.")]
    name: Name
    level: Level
    parent: Annotated[str, Field(description="Code of the place one level above; none above a city.")] = ""
    hours: Annotated[Hours | None, Field(description="Own hours; else those of its level.")] = None
    originals: Annotated[Ids | None, Field(description="Own list of what it takes; else that of its level.")] = None
    sample: bool


class PlaceLevel(Block):
    """What the places of one level have in common."""

    name: Wording
    hours: Hours
    originals: Ids


class PlaceLevels(Block):
    """The file place-levels.toml."""

    city: PlaceLevel
    county: PlaceLevel
    town: PlaceLevel
    village: PlaceLevel

    def of(self, level: Level) -> PlaceLevel:
        """The table of a level."""
        return {"city": self.city, "county": self.county, "town": self.town, "village": self.village}[level]


class Places:
    """The four levels of places.

    Args:
        rows: every place.
        levels: what each level has in common.
        where: the file, for messages.

    Raises:
        SettingsError: a place stands below none of the level above.
    """

    def __init__(self, rows: Iterable[Place], levels: PlaceLevels, where: Path) -> None:
        self._levels = levels
        self._by_code = {row.code: row for row in rows}
        for row in self._by_code.values():
            above = self._by_code.get(row.parent)
            fits = above is not None and LEVELS.index(above.level) == LEVELS.index(row.level) - 1
            if not (fits or (row.level == "city" and not row.parent)):
                raise SettingsError(f"{where}: {row.code} {row.name}: 'parent' is no place of the level above")

    def __iter__(self) -> Iterator[Place]:
        """Every place, in the order of the file."""
        return iter(self._by_code.values())

    def counts(self) -> Counter[Level]:
        """How many places each level has."""
        return Counter(row.level for row in self._by_code.values())

    def upwards(self, code: str) -> tuple[Place, ...]:
        """The place and those above it, up to the city.

        Raises:
            KeyError: there is no such place.
        """
        place = self._by_code[code]
        return (place, *self.upwards(place.parent)) if place.parent else (place,)

    def level_name(self, place: Place) -> Wording:
        """What kind of place it is, for people."""
        return self._levels.of(place.level).name

    def hours(self, place: Place) -> OpeningHours:
        """When it is open."""
        days, *spans = (place.hours or self._levels.of(place.level).hours).split()
        return OpeningHours.model_validate({"days": days, "hours": spans})

    def originals(self, place: Place) -> frozenset[str]:
        """Ids of the materials that it takes."""
        return frozenset((place.originals or self._levels.of(place.level).originals).split())

    def nearest_taking(self, code: str, material: str) -> Place | None:
        """The nearest place, from that one upwards, that takes a material; None when even the city does not.

        Raises:
            KeyError: there is no such place.
        """
        return next((place for place in self.upwards(code) if material in self.originals(place)), None)
