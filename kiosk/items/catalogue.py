"""The items: what a resident chooses. Data in config/catalogue/<id>.toml; adding one needs no code."""

from collections.abc import Mapping
from pathlib import Path

import config
from config.toml_file import SettingsError, checked, mistake
from kiosk.items.checks import Known, item_breaches
from kiosk.items.flow_names import APPLY, FLOW_NAMES, GUIDE
from kiosk.items.item import Item, ItemSettings
from kiosk.items.profiles import EVERY_ITEM, Functions, Profile, load_profile
from kiosk.items.search import Entry
from kiosk.platform.provinces import load_province
from printing.layouts import LayoutError, load_any

__all__ = [
    "Catalogue",
    "Item",
    "functions_of",
    "item_ids",
    "load_catalogue",
    "offered",
    "search_entries",
    "whole_catalogue",
    "without_numbered_sheets",
]

FOLDER = Path(config.__file__).parent
_RANKS = ("print", "query", "apply", "pay", "guide")
"""Kinds of items, the one that people come for most first (our choice)."""
Catalogue = dict[str, Item]


def load_catalogue(flows: frozenset[str], folder: Path | None = None) -> Catalogue:
    """All items that can be chosen, by id, in the order of their file names.

    An item whose flow is not among `flows` stands there with its guide; without that flow either, it is left out. So
    does one that is applied for and whose file does not say yet how.

    Args:
        flows: names of the flows that exist; all of FLOW_NAMES for the catalogue as it is written.
        folder: where the files lie; the package's own by default.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    if odd := flows - FLOW_NAMES.keys():
        raise SettingsError(f"flow {min(odd)} is not in kiosk/items/flow_names.py: add it there")
    known = Known()
    items = (_load(path, known) for path in _files(folder))
    return {item.id: _as_built(item, flows) for item in items if {item.settings.flow, GUIDE} & flows}


def without_numbered_sheets(catalogue: Catalogue) -> Catalogue:
    """What a terminal without a tray of numbered sheets offers: where such a paper is handed out instead of the paper.

    Args:
        catalogue: of `load_catalogue`.
    """
    return {name: _handed_out(item) if item.settings.sheets == "numbered" else item for name, item in catalogue.items()}


def _handed_out(item: Item) -> Item:
    told = _told_only(item)
    facts = told.settings.facts.model_copy(update={"finish": "counter", "trips": 1})
    return Item(told.id, told.settings.model_copy(update={"facts": facts}), None, waits_for=told.waits_for)


def whole_catalogue(folder: Path | None = None) -> Catalogue:
    """Every item as its file has it, whether its flow is built or not.

    Raises:
        SettingsError: naming file, line, key and cure.
    """
    return load_catalogue(frozenset(FLOW_NAMES), folder)


def offered(catalogue: Catalogue, profile: str, folder: Path | None = None) -> Catalogue:
    """The part of the catalogue that a profile offers, in its order, on the papers of its province.

    Args:
        catalogue: of `load_catalogue`; what it leaves out, as nothing of it is built, stays out.
        profile: stem in config/profiles, or `hall/class`.
        folder: where the profiles lie; the package's own by default.

    Raises:
        SettingsError: there is no such profile, or it names an item that there is not, or that its city cannot do.
    """
    found = load_profile(profile, folder)
    path = (folder or FOLDER / "profiles") / f"{profile.partition('/')[0]}.toml"
    wanted = tuple(catalogue) if found.items == EVERY_ITEM else found.items
    for item_id in wanted:
        if item_id not in catalogue and item_id not in item_ids():
            raise mistake(path, "items", f"names {item_id}, which config/catalogue has not got")
    chosen = [catalogue[item_id] for item_id in wanted if item_id in catalogue]
    served = tuple(city for city in (found.city, *found.cities) if city is not None)
    for item in chosen:
        if served and not any(item.settings.facts.is_done_for(city, served[0]) for city in served):
            raise mistake(path, "items", f"names {item.id}, which no city of this profile can do")
    for number, one in enumerate(found.classes):
        fitted = {"platform", *one.devices}
        for item in chosen:
            if item.id in one.items and (lacking := set(item.settings.devices) - fitted):
                raise mistake(path, f"classes.{number}.items", f"names {item.id}, which needs a {min(lacking)}")
    papers = load_province(found.province).papers
    return {item.id: _on_papers(_in_cities(item, found), papers) for item in chosen}


def functions_of(chosen: Catalogue, profile: Profile) -> Functions:
    """The functions of a profile, as its city counts them.

    Args:
        chosen: what `offered` gave for it.
        profile: how it counts.
    """
    facts = ((item.id, item.settings.facts) for item in chosen.values())
    return Functions.of(facts, profile.city or "", profile.cities, profile.counted)


def search_entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """What search.py looks through: names in the three languages, and the words that people say for the item.

    Among equals stands first what is most often done at a terminal (_RANKS).
    """
    ranked = sorted(catalogue.values(), key=lambda item: _RANKS.index(item.settings.facts.type))
    return tuple(
        Entry(item.id, (name.zh_hans, name.zh_hant, name.en), item.settings.facts.words)
        for item in ranked
        for name in (item.settings.name,)
    )


def item_ids(folder: Path | None = None) -> frozenset[str]:
    """Of all files of the catalogue, whether they can be chosen or not."""
    return frozenset(path.stem for path in _files(folder))


def _files(folder: Path | None) -> list[Path]:
    return sorted((folder or FOLDER / "catalogue").glob("*.toml"), key=lambda path: path.stem)


def _in_cities(item: Item, profile: Profile) -> Item:
    """What the whole province does is done here for the cities that the terminal serves: the person says which."""
    facts = item.settings.facts
    if profile.counted != "items-in-cities" or facts.scope != "province" or profile.city is None:
        return item
    served = facts.model_copy(update={"scope": "cross-city", "cities": (profile.city, *profile.cities)})
    return Item(item.id, item.settings.model_copy(update={"facts": served}), item.paper, item.waits_for)


def _on_papers(item: Item, papers: Mapping[str, str]) -> Item:
    if item.settings.layout not in papers:
        return item
    layout = papers[item.settings.layout]
    return Item(item.id, item.settings.model_copy(update={"layout": layout}), load_any(layout), item.waits_for)


def _load(path: Path, known: Known) -> Item:
    settings = checked(ItemSettings, path)
    for key, what in item_breaches(settings, known):
        raise mistake(path, key, what)
    try:
        paper = load_any(settings.layout) if settings.layout else None
    except LayoutError as error:
        raise mistake(path, "layout", str(error)) from error
    if paper is not None and paper.record != settings.record:
        raise mistake(path, "record", f"is not {paper.record}, of which {settings.layout} is made")
    return Item(path.stem, settings, paper)


def _as_built(item: Item, flows: frozenset[str]) -> Item:
    is_told = item.settings.flow != APPLY or item.settings.apply is not None or flows == FLOW_NAMES.keys()
    if item.settings.flow in flows and is_told:
        return item
    return _told_only(item)


def _told_only(item: Item) -> Item:
    nothing_asked = {"flow": GUIDE, "form": "", "layout": "", "record": "", "level": 0, "routes": (), "devices": ()}
    settings = item.settings.model_copy(update=nothing_asked | {"periods": (), "sheets": "plain"})
    return Item(item.id, settings, None, waits_for=item.settings.flow)
