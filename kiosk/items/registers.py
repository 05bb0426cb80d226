"""The registers with a count: kinds of licence, matters that need only the ID card, places, materials."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

import config
from config.toml_file import Block, SettingsError, checked
from kiosk.items.csv_table import table
from kiosk.items.licence_identifier import sample_type_code
from kiosk.items.places import Place, PlaceLevels, Places
from kiosk.wording import Wording

FOLDER = Path(config.__file__).parent / "registers"
Name = Annotated[str, Field(min_length=2, max_length=40)]


class LicenceType(Block):
    """A line of licences.csv."""

    id: Annotated[str, Field(pattern=r"^(L\d{3}|A\d{2})$")]
    name: Name
    kind: Literal["licence", "approval"]
    department: Name
    holder: Literal["person", "enterprise"]
    sample: bool

    @property
    def sample_type_code(self) -> str:
        """A type code (证照类型代码) under an issuing body that does not exist; the genuine ones are not published."""
        return sample_type_code(self.id)


class CardOnlyMatter(Block):
    """A line of id-card-only.csv: a matter for which one brings nothing but the ID card (一证通办)."""

    id: Annotated[str, Field(pattern=r"^[PE]\d{3}$")]
    name: Name
    audience: Literal["person", "enterprise"]
    department: Name
    sample: bool


class AgentMatter(Block):
    """A line of agent-matters.csv: what a 网格代办员 may begin for somebody; without an item it ends at a window."""

    id: Annotated[str, Field(pattern=r"^G\d{3}$")]
    name: Name
    department: Name
    item: Annotated[str, Field(pattern=r"^[a-z0-9-]*$", max_length=64)] = ""


class Material(Wording):
    """A line of materials.csv."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    supplied_by: Annotated[
        str, Field(max_length=40, description="The shared data that stands in for it; it may not be asked for.")
    ] = ""


@dataclass(frozen=True, slots=True)
class Registers:
    """All of them."""

    licences: tuple[LicenceType, ...]
    card_only: tuple[CardOnlyMatter, ...]
    materials: dict[str, Material]
    places: Places


def load_materials(folder: Path = FOLDER) -> dict[str, Material]:
    """The materials alone, by id.

    Raises:
        SettingsError: naming file, line, column and cure.
    """
    return {row.id: row for row in table(Material, folder / "materials.csv", "id")}


@cache
def agent_matters(folder: Path = FOLDER) -> tuple[AgentMatter, ...]:
    """All that an agent may begin, in the register's order.

    Raises:
        SettingsError: naming file, line, column and cure.
    """
    return table(AgentMatter, folder / "agent-matters.csv", "id")


@cache
def agent_items() -> frozenset[str]:
    """Ids of the items that an agent may begin."""
    return frozenset(one.item for one in agent_matters() if one.item)


def load_registers(folder: Path = FOLDER) -> Registers:
    """Read and check all registers of a folder.

    Raises:
        SettingsError: naming file, line, column and cure.
    """
    materials = load_materials(folder)
    where = folder / "places.csv"
    places = Places(table(Place, where, "code"), checked(PlaceLevels, folder / "place-levels.toml"), where)
    for place in places:
        for name in places.originals(place):
            if name not in materials or materials[name].supplied_by:
                raise SettingsError(f"{where}: {place.code}: 'originals' has {name}, which nobody may be asked for")
        places.hours(place)
    return Registers(
        licences=table(LicenceType, folder / "licences.csv", "id"),
        card_only=table(CardOnlyMatter, folder / "id-card-only.csv", "id"),
        materials=materials,
        places=places,
    )
