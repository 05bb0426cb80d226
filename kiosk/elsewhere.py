"""Where people are sent whom this terminal could not serve: which place, when it is open, what to bring. All is data.

The terminal's file names the places (config/settings.py), config/elsewhere.toml says what leads to which kind of place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import config
from config.settings import PlaceKind, PlaceSettings
from config.toml_file import Block, checked
from kiosk.items.item import Item
from kiosk.items.names import separator
from kiosk.items.opening_hours import OpeningHours
from kiosk.wording import Wording

HALL: Literal["hall"] = "hall"
ALWAYS = OpeningHours()


class Way(Block):
    """What leads to a kind of place, and what to bring there."""

    place: Literal[PlaceKind, "machine"]
    errand: Annotated[Wording | None, Field(description="What is done there; without it what the person came for.")] = (
        None
    )
    bring: Annotated[
        tuple[str, ...] | None, Field(description="Ids of config/registers/materials.csv; without it what that needs.")
    ] = None
    troubles: Annotated[tuple[str, ...], Field(min_length=1, description="Keys of config/texts [trouble].")]


class HoursWords(Block):
    """How opening hours are told."""

    always: Wording
    every: Wording
    working: Wording


class Elsewhere(Block):
    """The file config/elsewhere.toml."""

    hours: HoursWords
    ways: Annotated[tuple[Way, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere else that people are served."""

    kind: Literal[PlaceKind, "machine"]
    name: str
    where: str
    hours: OpeningHours = ALWAYS
    phone: str = ""
    departments: frozenset[str] = frozenset()
    """Offices whose things are done there; none named: those of all."""

    def does(self, department: str) -> bool:
        """Whether an office's things are done there."""
        return not self.departments or department in self.departments


@dataclass(frozen=True, slots=True)
class Destination:
    """Where one person goes now."""

    place: Place
    errand: Wording | None
    """None where nobody has said what they came for."""
    bring: tuple[str, ...]
    """Ids of materials."""


def load_elsewhere(path: Path | None = None) -> Elsewhere:
    """What leads where.

    Raises:
        SettingsError: naming file, key and cure.
    """
    return checked(Elsewhere, path or Path(config.__file__).parent / "elsewhere.toml")


def place_of(settings: PlaceSettings) -> Place:
    """As the terminal's file has it."""
    hours = OpeningHours(days=settings.days, hours=settings.hours)
    return Place(settings.kind, settings.name, settings.where, hours, settings.phone, frozenset(settings.departments))


def destination(places: tuple[Place, ...], item: Item | None, trouble: str) -> Destination | None:
    """Where a trouble leads; None where the terminal's file names no place that would do.

    Args:
        places: of the terminal, the nearest first; other machines among them.
        item: what the person came for.
        trouble: key of config/texts [trouble].
    """
    way = _ways().get(trouble)
    department = item.settings.facts.department if item is not None else ""
    kinds = (way.place, HALL) if way is not None else (HALL,)
    found = next((one for kind in kinds if (one := _nearest(places, kind, department)) is not None), None)
    if found is None:
        return None
    own = item.settings.name if item is not None else None
    needs = item.settings.facts.needs if item is not None else ()
    # What is done at a counter of another kind is not done at the hall's.
    is_there = way is not None and found.kind == way.place
    errand = way.errand if way is not None and is_there and way.errand is not None else own
    bring = way.bring if way is not None and way.bring is not None else needs
    return Destination(found, errand, bring)


def hours_words(hours: OpeningHours, language: str) -> str:
    """When a place is open, e.g. 工作日 8:30-12:00、14:00-17:30."""
    told = _loaded().hours
    if hours.is_always:
        return told.always.of(language)
    days = (told.working if hours.days == "working" else told.every).of(language)
    spans = separator(language).join(_plain(span) for span in hours.hours)
    return f"{days} {spans}"


def _plain(span: str) -> str:
    return "-".join(time.removeprefix("0") for time in span.split("-"))


def _nearest(places: tuple[Place, ...], kind: str, department: str) -> Place | None:
    """Of that kind; the one that does the item's things before one that does all, and no one that does others."""
    there = [one for one in places if one.kind == kind and one.does(department)]
    return next((one for one in there if one.departments), there[0] if there else None)


@cache
def _loaded() -> Elsewhere:
    return load_elsewhere()


@cache
def _ways() -> Mapping[str, Way]:
    return {trouble: way for way in _loaded().ways for trouble in way.troubles}
