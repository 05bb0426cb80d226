"""Somebody at a terminal asks for a person of the hall. Nobody is named: neither who asks nor why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.journal import Journal

CALLED, ANSWERED = "staff-called", "staff-call-answered"
"""Kinds of rows of the journal."""
HOLDS = timedelta(minutes=30)
"""So long a call stands where no staff say that they came (our choice: whoever asked has left by then)."""


@dataclass(frozen=True, slots=True)
class StaffAsked:
    """A call is under way."""


@dataclass(frozen=True, slots=True)
class StaffCalled:
    """What became of a call. It is told to the visit that called, on whatever page that is now, and to no other."""

    at: datetime | None
    """When the platform had noted it, by this terminal's clock; None: it did not."""


def called_since(journal: Journal, now: datetime) -> datetime | None:
    """Since when somebody asks for a person; None where nobody does, or staff have said that they came.

    Raises:
        JournalError: the journal cannot be read.
    """
    since: datetime | None = None
    for row in journal.since((CALLED, ANSWERED), now - HOLDS):
        since = (since or datetime.fromisoformat(row.at)) if row.kind == CALLED else None
    return since
