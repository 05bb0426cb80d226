"""What a kind of terminal offers: config/profiles/<id>.toml, and how many functions that is as its city counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import config
from config.settings import Settings
from config.toml_file import Block, SettingsError, checked, mistake
from kiosk.items.facts import Facts
from kiosk.items.opening_hours import OpeningHours
from kiosk.platform.provinces import load_province, province_ids
from kiosk.wording import Wording

FOLDER = Path(config.__file__).parent / "profiles"
EVERY_ITEM = ("*",)
Counted = Literal["items", "items-in-cities"]
Home = Literal["groups", "tiles", "elder"]
"""The first screen: groups first, the items themselves, or four large ones."""
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
City = Annotated[str, Field(pattern=r"^\d{6}$")]
Ids = Annotated[tuple[str, ...], Field(min_length=1)]


class MachineClass(Block):
    """Machines of one kind in a hall."""

    id: Id
    name: Wording
    machines: Annotated[
        tuple[Annotated[str, Field(min_length=1, max_length=32)], ...],
        Field(min_length=1, description="Their names, as they stand on them."),
    ]
    devices: Annotated[tuple[str, ...], Field(min_length=1, description="Names of a terminal's tables.")]
    home: Home = "groups"
    items: Annotated[Ids, Field(description="Ids out of the profile's.")]


class Profile(Block):
    """One file of config/profiles."""

    name: Annotated[str, Field(min_length=1, max_length=40)]
    province: Annotated[Id, Field(description="Stem in config/provinces.")] = "guangdong"
    city: Annotated[City | None, Field(description="Where such terminals stand; none where that is open.")] = None
    cities: Annotated[tuple[City, ...], Field(description="The others that they serve.")] = ()
    counted: Counted = "items"
    home: Home = "groups"
    brand: Annotated[Wording | None, Field(description="Of the host, beside the government's; none.")] = None
    opening: Annotated[OpeningHours, Field(description="Of the site.")] = OpeningHours()
    keeps_hours: Annotated[bool, Field(description="false: for looking at items at any time of the day.")] = True
    items: Annotated[Ids, Field(description="Ids in their order; * is the whole catalogue.")]
    common: Annotated[
        tuple[str, ...], Field(max_length=8, description="Ids of what is asked for most, the first one most of all.")
    ] = ()
    classes: tuple[MachineClass, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for key, what in self._contradictions():
            raise PydanticCustomError("profile", "{what}", {"key": key, "what": what})
        return self

    def machine_class(self, name: str) -> MachineClass:
        """The class of that id.

        Raises:
            KeyError: there is none.
        """
        found = {one.id: one for one in self.classes}
        return found[name]

    @property
    def machines(self) -> tuple[str, ...]:
        """The names of all machines of all classes."""
        return tuple(machine for one in self.classes for machine in one.machines)

    def _contradictions(self) -> Iterator[tuple[str, str]]:
        if len(set(self.items)) < len(self.items):
            twice = next(item for item, count in Counter(self.items).items() if count > 1)
            yield "items", f"has {twice} twice"
        if self.items != EVERY_ITEM and (odd := [item for item in self.common if item not in self.items]):
            yield "common", f"names {odd[0]}, which 'items' has not got"
        if self.city in self.cities or len(set(self.cities)) < len(self.cities):
            yield "cities", "has a city twice"
        if self.counted == "items-in-cities" and (self.city is None or not self.cities):
            yield "counted", "needs 'city' and 'cities' to count items in cities"
        if len({one.id for one in self.classes}) < len(self.classes):
            yield "classes", "has an id twice"
        if len(set(self.machines)) < len(self.machines):
            yield "classes", "has a machine twice"
        for number, one in enumerate(self.classes):
            if odd := [item for item in one.items if item not in self.items]:
                yield f"classes.{number}.items", f"names {odd[0]}, which 'items' of the profile has not got"
            if odd := [device for device in one.devices if device not in Settings.model_fields]:
                yield f"classes.{number}.devices", f"names {odd[0]}, which is no table of a terminal's file"


def load_profile(profile: str, folder: Path | None = None) -> Profile:
    """The profile of that id; of `hall/class` the hall's, with only the items and the home of that class of machine.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    stem, _, wanted = profile.partition("/")
    path = (folder or FOLDER) / f"{stem}.toml"
    found = checked(Profile, path)
    if found.province not in province_ids():
        raise mistake(path, "province", f"{found.province} is no file of config/provinces")
    province = load_province(found.province)
    for city in (found.city, *found.cities):
        if city is not None and not province.has(city):
            raise mistake(
                path, "city" if city == found.city else "cities", f"{city} does not lie in {province.name.en}"
            )
    if not wanted:
        return found
    try:
        one = found.machine_class(wanted)
    except KeyError:
        known = ", ".join(each.id for each in found.classes) or "none"
        raise SettingsError(f"{path}: there is no class of machines {wanted}, there are {known}") from None
    return found.model_copy(update={"items": one.items, "home": one.home, "classes": (one,)})


def check_province(settings: Settings) -> None:
    """Refuse a terminal that stands in another province than its profile, or speaks to another gateway.

    Raises:
        SettingsError: naming key, both sides and the cure. Else every question would be refused, unexplained.
    """
    province = load_province(load_profile(settings.profile).province)
    of = f"the profile '{settings.profile}' is of {province.name.en}"
    if settings.platform.gateway != province.gateway:
        raise SettingsError(
            f"'platform.gateway' is {settings.platform.gateway}, but {of}, whose gateway is {province.gateway}: "
            "set it so, or name another 'profile'"
        )
    if not province.has(settings.city):
        raise SettingsError(f"'city' {settings.city} does not lie there, but {of}: correct one of the two")


def profile_ids(folder: Path | None = None) -> tuple[str, ...]:
    """All of them."""
    return tuple(sorted(path.stem for path in (folder or FOLDER).glob("*.toml")))


@dataclass(frozen=True, slots=True)
class Function:
    """What is counted."""

    item: str
    city: str
    """Whose back end does it: the terminal's own city where items are counted."""


@dataclass(frozen=True, slots=True)
class Functions:
    """All functions of one profile, and how they were counted."""

    counted: Counted
    own_city: str
    found: tuple[Function, ...]

    @classmethod
    def of(cls, items: Iterable[tuple[str, Facts]], own_city: str, others: tuple[str, ...], counted: Counted) -> Self:
        """Count.

        Args:
            items: ids with facts, in the order of the profile.
            own_city: division code of where the terminal stands; empty where that is open.
            others: of the cities that it serves beside.
            counted: items, each once; or items in cities, an item once for each served city whose back end can do it.
        """
        cities = (own_city, *others) if counted == "items-in-cities" else (own_city,)
        found = tuple(
            Function(item, city)
            for item, facts in items
            for city in cities
            if counted == "items" or facts.is_done_for(city, own_city)
        )
        return cls(counted, own_city, found)

    def by_city(self) -> Counter[str]:
        """How many each city has."""
        return Counter(function.city for function in self.found)

    @property
    def own(self) -> int:
        """Those of the terminal's own city."""
        return self.by_city()[self.own_city]

    @property
    def elsewhere(self) -> int:
        """Those of the other cities."""
        return len(self.found) - self.own
