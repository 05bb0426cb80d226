"""承诺兑现: what each item promises and what its last visits took here."""

from kiosk.items.catalogue import Item
from kiosk.staff.means import Means
from kiosk.staff.page import Look, Page, Where
from kiosk.staff_view import Block, Entry, Tone


def _look(means: Means, _: Where) -> Look:
    terminal = means.terminal()
    here = [item for item in terminal.catalogue.values() if item.settings.facts.promised.minutes is not None]
    measured = [_entry(means, item) for item in here if item.id in terminal.minutes]
    rated = tuple(
        Entry(
            label=item.settings.name.of(means.language),
            value=f"{terminal.ratings[item.id].tenths / 10:.1f}",
            detail=means.say("promises.people", count=terminal.ratings[item.id].count),
        )
        for item in terminal.catalogue.values()
        if item.id in terminal.ratings
    )
    open_ones = tuple(
        Entry(
            label=item.settings.name.of(means.language),
            value=means.say("promises.minutes", minutes=item.settings.facts.promised.minutes),
        )
        for item in here
        if item.id not in terminal.minutes
    )
    blocks = [
        Block(
            kind="rows" if measured else "words",
            title=means.say("promises.measured"),
            note="" if measured else means.say("promises.none"),
            entries=tuple(measured),
        )
    ]
    if rated:
        blocks.append(Block(kind="rows", title=means.say("promises.rated"), entries=rated))
    blocks.append(Block(kind="rows", title=means.say("promises.unmeasured"), entries=open_ones))
    return Look(tuple(blocks))


def _entry(means: Means, item: Item) -> Entry:
    promised = item.settings.facts.promised.minutes or 0
    took = means.terminal().minutes[item.id]
    tone: Tone = "good" if took <= promised else "bad"
    return Entry(
        label=item.settings.name.of(means.language),
        value=means.say("promises.of", took=took, promised=promised),
        tone=tone,
    )


PAGE = Page("promises", "tick", "see-promises", _look)
