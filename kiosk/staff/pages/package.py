"""城市包: another package of items and cities for this terminal, looked at first and taken by two people.

What is taken is one line of the terminal's file: checked, tried between two visits, left when it does no good.
"""

from functools import cache

from config.settings import Settings
from config.toml_file import SettingsError
from kiosk.items.catalogue import Catalogue, functions_of, offered, whole_catalogue
from kiosk.items.compared import Compared, compared
from kiosk.items.names import separator
from kiosk.items.profiles import load_profile, profile_ids
from kiosk.platform.provinces import load_province
from kiosk.staff.means import Means
from kiosk.staff.page import Act, ActError, Done, Look, Where
from kiosk.staff_view import Block, Entry

LIST = "packages"
"""What is picked on the page of the items while packages are listed; one of them: `packages:ID`."""
MOST_NAMED = 12
"""Items named of what comes and goes; of the others how many."""


def possible(settings: Settings) -> tuple[str, ...]:
    """Packages that this terminal can have: of its province and city, with whatever classes of machine they have."""
    return _possible(settings.city, settings.platform.gateway, is_demo=settings.is_demo)


@cache
def _possible(city: str, gateway: str, *, is_demo: bool) -> tuple[str, ...]:
    found: list[str] = []
    for stem in profile_ids():
        profile = load_profile(stem)
        province = load_province(profile.province)
        if profile.city not in (None, city) or province.gateway != gateway or not province.has(city):
            continue
        # One that keeps no hours is for looking at, never for a hall.
        if profile.keeps_hours or is_demo:
            found += [f"{stem}/{one.id}" for one in profile.classes] or [stem]
    return tuple(found)


@cache
def _difference(before: str, after: str) -> Compared:
    whole = _whole()
    return compared(*(functions_of(offered(whole, one), load_profile(one)) for one in (before, after)))


@cache
def _whole() -> Catalogue:
    """Read when somebody looks here for the first time: the files do not change while a version runs."""
    return whole_catalogue()


def entry(means: Means) -> Entry:
    """The button that leads here."""
    return Entry(id=LIST, label=means.say("items.other_package"), sign="again")


def look(means: Means, where: Where) -> Look | None:
    """The packages, or one of them; None where something else is picked."""
    if where.picked == LIST:
        return _list(means)
    wanted = _wanted(means, where)
    return _one(means, wanted) if wanted else None


def take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    """What touching something here asks for."""
    picked = _wanted(means, where)
    match wanted:
        case "back" if picked:
            return Where(where.page, LIST)
        case "back" if where.picked == LIST:
            return Where(where.page)
        case "take" if picked and _can_take(means, picked):
            return Act(
                "take-package",
                lambda: _take(means, picked),
                f"{means.settings.profile}>{picked}",
                title=means.say("items.take_title", package=_name(picked)),
                lines=(_sum(means, _difference(means.settings.profile, picked)), means.say("items.take_lead")),
                is_serious=True,
            )
        case _ if wanted == LIST or _wanted(means, Where(picked=wanted)):
            return Where(where.page, wanted)
    return None


def _wanted(means: Means, where: Where) -> str:
    name = where.picked.removeprefix(f"{LIST}:") if where.picked.startswith(f"{LIST}:") else ""
    return name if name in possible(means.settings) else ""


def _list(means: Means) -> Look:
    runs = means.settings.profile
    entries = tuple(
        Entry(
            id=f"{LIST}:{name}",
            label=_name(name),
            value=means.say("items.runs") if name == runs else "",
            detail=_sum(means, _difference(runs, name)),
            tone="good" if name == runs else "plain",
            is_on=name == runs,
        )
        for name in possible(means.settings)
    )
    return Look(
        (Block(kind="rows", title=means.say("items.packages"), note=means.say("items.packages_how"), entries=entries),),
        (Entry(id="back", label=means.say("button.back"), sign="back"),),
    )


def _one(means: Means, wanted: str) -> Look:
    difference = _difference(means.settings.profile, wanted)
    profile = load_profile(wanted)
    divisions = means.terminal().divisions
    cities = tuple(divisions.city(city) for city in (profile.city, *profile.cities) if city)
    facts = (
        Entry(label=means.say("items.functions"), value=f"{difference.before} → {difference.after}"),
        Entry(
            label=means.say("items.cities"), value=separator(means.language).join(cities) or means.say("items.any_city")
        ),
    )
    blocks = [Block(kind="rows", title=_name(wanted), entries=facts)]
    for key, found in (("new", difference.new_items), ("gone", difference.items_gone)):
        if found:
            blocks.append(_named(means, key, found))
    can_take = _can_take(means, wanted)
    if not means.file.is_installed:
        blocks.append(Block(kind="words", note=means.say("items.package_not_installed")))
    return Look(
        tuple(blocks),
        (
            Entry(id="back", label=means.say("button.back"), sign="back"),
            *((Entry(id="take", label=means.say("items.take"), sign="tick"),) if can_take else ()),
        ),
    )


def _named(means: Means, key: str, found: tuple[str, ...]) -> Block:
    named = tuple(
        Entry(label=_whole()[item].settings.name.of(means.language), tone="good" if key == "new" else "careful")
        for item in found[:MOST_NAMED]
    )
    more = len(found) - len(named)
    return Block(
        kind="rows",
        title=means.say(f"items.is_{key}", count=len(found)),
        note=means.say("items.and_more", count=more) if more else "",
        entries=named,
    )


def _sum(means: Means, difference: Compared) -> str:
    grown = difference.growth_percent
    return means.say(
        "items.sum",
        count=difference.after,
        new=len(difference.added),
        gone=len(difference.gone),
        growth=f"{grown:+.1f}%" if grown is not None else "—",
    )


def _name(package: str) -> str:
    stem, _, machine = package.partition("/")
    profile = load_profile(stem)
    return f"{profile.name} · {profile.machine_class(machine).name.zh_hans}" if machine else profile.name


def _can_take(means: Means, wanted: str) -> bool:
    return means.file.is_installed and wanted != means.settings.profile


def _take(means: Means, wanted: str) -> Done:
    try:
        means.file.want({"profile": wanted})
    except (SettingsError, OSError) as error:
        raise ActError(means.say("calibration.refused", why=str(error))) from error
    return Done(means.say("calibration.wanted"), "careful", then=Where("items"))
