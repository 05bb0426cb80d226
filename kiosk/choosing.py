"""What a person looks for and looks at before anything is begun. It says nothing of who they are.

What they have typed into the search may do so: it is shown to nobody else and dropped with the visit.
"""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.forms.writing import Writing
from kiosk.items.situations import Way

Beside = Literal["", "list", "case", "city", "guide", "place"]
"""A page beside the one that says what stands before a beginning (kiosk/flows/before_start.py)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A search."""

    writing: Writing = field(default_factory=Writing, repr=False)
    found: tuple[str, ...] = field(default=(), repr=False)
    """Ids of items, the best first."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """One item before it is begun, and how the person came to it."""

    finding: Finding | None = None
    """None while nothing is searched."""
    beside: Beside = ""
    way: Way = ()
    """Answers to the questions which case it is."""
    situation: str = ""
    """Whose questions they answer, where these led to another item; empty: the item's own."""
    city: str = ""
    """Whose back end is to do it; empty: that of `home_city`, else of the terminal, else asked later."""
    home_city: str = ""
    """The other city whose things the home screen shows."""
    page: int = 0
    """Of what is read beside, from 0."""


NOTHING_CHOSEN = Choosing()
