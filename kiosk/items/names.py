"""What offices and materials are called, and which places there are: read once, when first asked."""

from collections.abc import Iterable, Mapping
from functools import cache

from kiosk.items.facts import load_departments
from kiosk.items.places import Places
from kiosk.items.registers import Material, load_materials, load_registers
from kiosk.wording import Wording


@cache
def departments() -> Mapping[str, Wording]:
    """Offices by the ids of config/departments.toml."""
    return load_departments()


@cache
def materials() -> Mapping[str, Material]:
    """Materials by the ids of config/registers/materials.csv."""
    return load_materials()


@cache
def places() -> Places:
    """The places of config/registers/places.csv, which are many, and the same for every visit."""
    return load_registers().places


def material_words(ids: Iterable[str], language: str) -> str:
    """Names of materials, one after the other; an id that nobody knows is left out.

    Args:
        ids: of config/registers/materials.csv.
        language: one of kiosk.view.Language.
    """
    return separator(language).join(materials()[one].of(language) for one in ids if one in materials())


def separator(language: str) -> str:
    """What stands between two things that are named one after the other."""
    return ", " if language == "en" else "、"
