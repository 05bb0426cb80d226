"""What several pages read out of the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.journal import Row
from kiosk.staff.means import Means

MOST = 1_000
"""Rows that are looked at where no time is asked for (our choice: far more than a page shows)."""


def newest(means: Means, kinds: tuple[str, ...], within: timedelta | None = None) -> list[Row]:
    """Rows of these kinds, oldest first.

    Args:
        means: at hand.
        kinds: any.
        within: all of that time until now; None: the newest alone.

    Raises:
        JournalError: the journal cannot be read.
    """
    if within is None:
        return means.journal.newest_of(kinds, MOST)
    return means.journal.since(kinds, means.clock.now() - within)


def at(row: Row) -> datetime:
    """When it was written."""
    return datetime.fromisoformat(row.at)


def item(means: Means, name: object) -> str:
    """An item of a row by its name; one that is not offered any more by its number."""
    known = means.terminal().catalogue.get(str(name))
    return known.settings.name.of(means.language) if known is not None else str(name)


def when(text: str) -> str:
    """A time of a row as staff read it: month, day, hour, minute."""
    return text[5:16].replace("T", " ")


@dataclass(frozen=True, slots=True)
class Deed:
    """What was intended and what became of it."""

    id: str
    at: str
    facts: dict[str, str | int]
    outcome: str
    """done, not_done, unknown; empty while it is under way."""


def deeds(rows: Iterable[Row], kind: str) -> list[Deed]:
    """All deeds of that kind among some rows, newest first."""
    begun: dict[str, Row] = {}
    ended: dict[str, dict[str, str | int]] = {}
    for row in rows:
        if row.kind == f"{kind}-intended":
            begun[row.deed] = row
        elif row.kind == f"{kind}-settled":
            ended[row.deed] = row.facts
    return [
        Deed(id_, row.at, {**row.facts, **ended.get(id_, {})}, str(ended.get(id_, {}).get("outcome", "")))
        for id_, row in reversed(begun.items())
    ]


def papers(found: Iterable[Row]) -> int:
    """Papers that were printed and not called spoiled, among rows of `print-settled` and `print-voided`."""
    done, spoiled = set[str](), set[str]()
    for row in found:
        if row.kind == "print-voided":
            spoiled.add(row.deed)
        elif row.kind == "print-settled" and row.facts.get("outcome") == "done":
            done.add(row.deed)
    return len(done - spoiled)
