"""事项: what is offered here and for which cities; close one for residents, open it again, take another package."""

from dataclasses import replace

from kiosk.flows.identity import ways
from kiosk.items.catalogue import Item
from kiosk.items.names import separator
from kiosk.staff.means import Means
from kiosk.staff.page import Act, Done, Look, Page, Where
from kiosk.staff.pages import device_words, package
from kiosk.staff_view import Block, Entry, Tone

ITEM = "item"
"""What kind of thing is switched off in the staff's book."""


def _look(means: Means, where: Where) -> Look:
    terminal = means.terminal()
    if (found := package.look(means, where)) is not None:
        return found
    if where.picked in terminal.catalogue:
        return _one(means, terminal.catalogue[where.picked])
    off = means.book.switched_off(ITEM)
    by_group: dict[str, list[Item]] = {}
    for item in terminal.catalogue.values():
        by_group.setdefault(item.settings.group, []).append(item)
    groups = tuple(
        Block(
            kind="rows",
            title=means.texts.text(means.language, f"group.{group}"),
            entries=tuple(_entry(means, item, is_off=item.id in off) for item in found),
        )
        for group, found in by_group.items()
    )
    return Look((_package(means), *groups), (package.entry(means),))


def _package(means: Means) -> Block:
    """The cities whose back ends are served here, and how many items each has."""
    terminal = means.terminal()
    entries = tuple(
        Entry(
            label=terminal.divisions.city(city),
            value=str(
                sum(item.settings.facts.is_done_for(city, terminal.city) for item in terminal.catalogue.values())
            ),
        )
        for city in terminal.cities
    )
    profile = means.say("items.profile", profile=means.settings.profile, count=len(terminal.catalogue))
    return Block(kind="lights" if entries else "words", title=means.say("items.package"), note=profile, entries=entries)


def _entry(means: Means, item: Item, *, is_off: bool) -> Entry:
    state, tone = _state(means, item, is_off=is_off)
    return Entry(id=item.id, label=item.settings.name.of(means.language), value=state, tone=tone)


def _state(means: Means, item: Item, *, is_off: bool) -> tuple[str, Tone]:
    terminal = means.terminal()
    if is_off:
        return means.say("items.off"), "careful"
    if lacking := ways.missing(item, terminal.health):
        return means.say("items.lacks", device=device_words.name(means, lacking)), "bad"
    if item.id in terminal.shut:
        return means.say("items.shut"), "plain"
    return means.say("items.open"), "good"


def _one(means: Means, item: Item) -> Look:
    off = means.book.switched_off(ITEM)
    state, tone = _state(means, item, is_off=item.id in off)
    settings = item.settings
    facts = (
        Entry(label=means.say("items.state"), value=state, tone=tone),
        Entry(label=means.say("items.id"), value=item.id),
        Entry(label=means.say("items.flow"), value=settings.flow),
        Entry(
            label=means.say("items.devices"),
            value=separator(means.language).join(device_words.name(means, one) for one in settings.devices) or "—",
        ),
        Entry(label=means.say("items.ways"), value=str(len(settings.routes))),
    )
    block = Block(kind="rows", title=settings.name.of(means.language), entries=facts)
    is_off = item.id in off
    switch = Entry(
        id="open" if is_off else "close",
        label=means.say("items.do_open" if is_off else "items.do_close"),
        sign="tick" if is_off else "leave",
    )
    return Look((block,), (Entry(id="back", label=means.say("button.back"), sign="back"), switch))


def _take(means: Means, where: Where, wanted: str) -> Where | Act | None:
    catalogue = means.terminal().catalogue
    if (found := package.take(means, where, wanted)) is not None:
        return found
    match wanted:
        case "back":
            return replace(where, picked="")
        case "close" if where.picked in catalogue:
            name = catalogue[where.picked].settings.name.of(means.language)
            return Act(
                "switch-item",
                lambda: _switch(means, where.picked, off=True),
                where.picked,
                title=means.say("items.close_title", item=name),
                lines=(means.say("items.close_lead"),),
                is_serious=True,
            )
        case "open" if where.picked in catalogue:
            return Act("switch-item", lambda: _switch(means, where.picked, off=False), where.picked)
        case _ if wanted in catalogue:
            return replace(where, picked=wanted)
    return None


def _switch(means: Means, item: str, *, off: bool) -> Done:
    means.book.switch(ITEM, item, off=off)
    return Done(means.say("items.closed" if off else "items.opened"))


PAGE = Page("items", "certificate", "see-items", _look, _take)
