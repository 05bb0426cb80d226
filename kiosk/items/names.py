"""What offices and materials are called, and which places there are: read once, when first asked."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from config.texts import Texts
from kiosk.items.facts import load_departments
from kiosk.items.places import Places
from kiosk.items.registers import Material, load_materials, load_registers
from kiosk.wording import Wording

_KNOWN = ("told", "label")
"""Sections of config/texts whose simplified texts are such names."""


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


def known_as(
    texts: Texts,
    language: str,
    told: str,
    items: Iterable[Wording] = (),
    traditional: Callable[[str], str] | None = None,
) -> str:
    """A name or an amount that comes in Simplified Chinese, as somebody reads it who has chosen a language.

    What our texts know by that name is written in the person's language, an office as config/departments.toml has it,
    something to do as its item has it. What nobody knows stays as it was told, in the script of the language. Never
    for a person's name.

    Args:
        texts: all words.
        language: one of kiosk.view.Language.
        told: by the platform, a slip or a register.
        items: names of what can be done.
        traditional: writes simplified characters as in Hong Kong, where that can be done.
    """
    if language == "zh-Hans":
        return told
    for section in _KNOWN:
        for key, written in texts.below("zh-Hans", section).items():
            if written == told:
                return texts.text(language, f"{section}.{key}")
    amount = told.partition(" ")[0]
    for key, written in texts.below("zh-Hans", "measure", amount=amount).items():
        if written == told:
            return texts.text(language, f"measure.{key}", amount=amount)
    found = next((known for known in (*departments().values(), *items) if known.zh_hans == told), None)
    if found is not None:
        return found.of(language)
    return traditional(told) if language == "zh-Hant" and traditional is not None else told


def separator(language: str) -> str:
    """What stands between two things that are named one after the other."""
    return ", " if language == "en" else "、"
