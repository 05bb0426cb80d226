"""承诺兑现: what each item promises and what its visits took here; 最多跑一次 by the catalogue and by the journal."""

from datetime import timedelta

from kiosk.items.catalogue import Catalogue, Item
from kiosk.journal import JournalError
from kiosk.kept_visits import KINDS, Broken, kept
from kiosk.staff.means import Means
from kiosk.staff.page import Look, Page, Where
from kiosk.staff.pages import rows
from kiosk.staff_view import Block, Entry, Tone

MONTH = timedelta(days=30)
MOST = 12
"""Broken promises that are named, the newest first; all of them stand in the journal."""


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
        *_one_visit(means, terminal.catalogue),
        Block(
            kind="rows" if measured else "words",
            title=means.say("promises.measured"),
            note="" if measured else means.say("promises.none"),
            entries=tuple(measured),
        ),
    ]
    if rated:
        blocks.append(Block(kind="rows", title=means.say("promises.rated"), entries=rated))
    blocks.append(Block(kind="rows", title=means.say("promises.unmeasured"), entries=open_ones))
    return Look(tuple(blocks))


def _one_visit(means: Means, catalogue: Catalogue) -> tuple[Block, ...]:
    """Of how many items one visit is enough, for how many people it was, and for whom not."""
    promising = {item.id for item in catalogue.values() if item.settings.facts.trips == 0}
    share = f"{100 * len(promising) / len(catalogue):.1f}%" if catalogue else "—"
    promised = Entry(
        label=means.say("promises.once_promised"),
        value=share,
        detail=means.say("promises.once_items", count=len(promising), whole=len(catalogue)),
    )
    title = means.say("promises.once")
    try:
        found = kept(rows.newest(means, KINDS, MONTH), promising.__contains__)
    except JournalError:
        return (Block(kind="rows", title=title, note=means.say("said.journal_broken"), entries=(promised,)),)
    whole = found.enough + len(found.broken)
    measured = Entry(
        label=means.say("promises.once_kept"),
        value="—" if found.share_percent is None else f"{found.share_percent:.1f}%",
        detail=means.say("promises.once_visits", count=found.enough, whole=whole),
        tone="plain" if not whole else "careful" if found.broken else "good",
    )
    figures = Block(kind="rows", title=title, note=means.say("promises.once_how"), entries=(promised, measured))
    if not found.broken:
        return (figures,)
    named = tuple(_broken(means, catalogue[one.item], one) for one in reversed(found.broken[-MOST:]))
    more = len(found.broken) - len(named)
    note = means.say("items.and_more", count=more) if more else ""
    return (figures, Block(kind="rows", title=means.say("promises.once_broken"), note=note, entries=named))


def _broken(means: Means, item: Item, one: Broken) -> Entry:
    why = means.texts.text(means.language, f"staff.{one.fault}") if one.fault else ""
    said = means.say(f"promises.{one.kind}_{one.outcome}")
    return Entry(
        label=item.settings.name.of(means.language),
        value=rows.when(one.at),
        detail=" · ".join(word for word in (said, why) if word),
        tone="bad",
    )


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
