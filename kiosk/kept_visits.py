"""最多跑一次, from the journal: for whom one visit was enough, and every visit that has to be made again, on record.

A visit counts when it wanted something of the world (a paper, an application, an order, an endorsement). It was enough
when each kind of thing that it wanted came about in the end. It is a broken promise when one did not, or nobody knows,
and the item promises that no further trip is needed. Whoever left before anything was wanted broke off by themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kiosk.journal import Row

WANTED = ("print", "submission", "lodgement", "endorsement")
"""Kinds of deeds that are what somebody came for; a slip, a door or a payment is on the way there."""
KINDS = ("consent", "identified", *(f"{kind}-{phase}" for kind in WANTED for phase in ("intended", "settled")))


@dataclass(frozen=True, slots=True)
class Broken:
    """One promise that was not kept; of nobody: an item, a time, a reason."""

    item: str
    at: str
    kind: str
    """Of WANTED."""
    outcome: str
    """not_done or unknown."""
    fault: str
    """What the device said; empty where it was no device."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the visits of some time."""

    enough: int
    broken: tuple[Broken, ...]
    """Oldest first."""

    @property
    def share_percent(self) -> float | None:
        """For how many one visit was enough, to a tenth; None where nobody came."""
        whole = self.enough + len(self.broken)
        return round(100 * self.enough / whole, 1) if whole else None


def kept(rows: Iterable[Row], promises: Callable[[str], bool]) -> Kept:
    """Count.

    Args:
        rows: of KINDS, oldest first.
        promises: whether an item promises that the visit is enough; others are not counted.
    """
    items: dict[str, str] = {}
    visits: dict[str, str] = {}
    newest: dict[str, dict[str, Row]] = {}
    for row in rows:
        facts = row.facts
        if row.kind in ("consent", "identified"):
            items.setdefault(str(facts.get("visit", "")), str(facts.get("item", "")))
            continue
        kind, _, phase = row.kind.rpartition("-")
        if phase == "intended":
            visits[row.deed] = str(facts.get("session", ""))
        elif row.deed in visits:
            # The last word of each kind: a paper that jammed and came out after it was cleared did come out.
            newest.setdefault(visits[row.deed], {})[kind] = row
    enough, broken = 0, []
    for visit, ends in newest.items():
        item = items.get(visit, "")
        if not promises(item):
            continue
        bad = next(((kind, row) for kind, row in ends.items() if row.facts.get("outcome") != "done"), None)
        if bad is None:
            enough += 1
        else:
            kind, row = bad
            broken.append(
                Broken(item, row.at, kind, str(row.facts.get("outcome", "")), str(row.facts.get("fault", "")))
            )
    return Kept(enough, tuple(broken))
