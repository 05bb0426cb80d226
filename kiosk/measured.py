"""How long an item takes here, from the journal: minutes from the yes to the first question until the paper was out."""

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from kiosk.journal import Journal, JournalError, Row

KINDS = ("consent", "print-intended", "print-settled")
"""Rows of the journal that say when something was begun and done."""
ROWS = 20_000
"""So far back in the journal (our choice: some weeks of a busy hall, read in a tenth of a second)."""
LEAST = 5
"""Fewer visits say nothing, and might say whose they were (our choice)."""


@dataclass(frozen=True, slots=True)
class MinutesMeasured:
    """The medians have changed. Concerns the terminal, not the visit."""

    minutes: Mapping[str, int] = field(default_factory=dict)
    """By item, rounded up to whole minutes."""


def medians(rows: Iterable[Row]) -> dict[str, int]:
    """By item; only of those that enough people have finished.

    Args:
        rows: of KINDS, the oldest first.
    """
    began: dict[str, tuple[str, datetime]] = {}
    visits: dict[str, str] = {}
    took: dict[str, list[float]] = {}
    for row in rows:
        facts, at = row.facts, datetime.fromisoformat(row.at)
        match row.kind:
            case "consent" if facts.get("answer") == "yes":
                began.setdefault(str(facts["visit"]), (str(facts["item"]), at))
            case "print-intended":
                visits[row.deed] = str(facts["session"])
            case "print-settled" if facts.get("outcome") == "done":
                begun = began.pop(visits.get(row.deed, ""), None)
                if begun is not None:
                    took.setdefault(begun[0], []).append((at - begun[1]).total_seconds())
    return {
        item: max(1, ceil(statistics.median(seconds) / 60)) for item, seconds in took.items() if len(seconds) >= LEAST
    }


class Measuring:
    """Reads the journal once in a while.

    Args:
        journal: of this terminal.
        again_s: seconds between two looks.
    """

    def __init__(self, journal: Journal, again_s: float = 3600.0) -> None:
        self._journal = journal
        self._again_s = again_s
        self._looked_at: float | None = None
        self._last: Mapping[str, int] = {}

    def look(self, now: float) -> MinutesMeasured | None:
        """What has changed; None for nothing, before its time, and where the journal cannot be read.

        Args:
            now: `Clock.monotonic`, in seconds.
        """
        if self._looked_at is not None and now - self._looked_at < self._again_s:
            return None
        self._looked_at = now
        try:
            found = medians(self._journal.newest_of(KINDS, ROWS))
        except JournalError:
            return None
        if found == self._last:
            return None
        self._last = found
        return MinutesMeasured(found)
