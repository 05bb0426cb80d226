"""The day's orders as our journal has them, held against the cashier's list: every difference has a name.

Nothing is changed here: what differs is asked for again by the till (kiosk/orders_left.py), or is for the staff, who
read it until both tell it alike (`order-differs`, `order-agrees`).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from kiosk.journal_rows import Row
from kiosk.platform.payment_values import ListedOrder, OrderState, Way
from printing.stationery import Entry

RECONCILED, DIFFERS, AGREES = "reconciled", "order-differs", "order-agrees"
"""Rows of the journal: a day was held against the list; an order is told differently; it is told alike now."""
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
"""Our choice: a channel of payment tells of late payments within days; so long each day is held again every night."""
MOST = timedelta(days=31)
"""Our choice: a month that a terminal stood without power is caught up on; `python -m kiosk reconcile` does any day."""
_STATES: Mapping[str, OrderState] = {
    state: state for state in ("open", "paid", "closed", "delivered", "reversed", "refunding", "refunded")
}
_SAME = {"refunded": "refunding"}
"""The office gives a refund without the terminal hearing of it."""


class Kind(Enum):
    """What is wrong between the two."""

    MISSING_THERE = "missing_there"
    """The journal has an order that was opened, and the cashier has none."""
    MISSING_HERE = "missing_here"
    """The cashier lists an order of this terminal that its journal has not begun."""
    AMOUNT = "amount"
    STATE = "state"
    UNFINISHED = "unfinished"
    """Both say so: paid, and neither delivered nor given back; or open still."""


@dataclass(frozen=True, slots=True)
class OwnOrder:
    """An order as the journal tells it."""

    order: str
    amount_fen: int
    way: Way
    state: OrderState
    was_opened: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One order that the two tell differently."""

    order: str
    kind: Kind
    ours: OwnOrder | None
    theirs: ListedOrder | None

    @property
    def words(self) -> str:
        """For the staff and the log: no person is in it."""
        ours = f"{self.ours.state} {self.ours.amount_fen} fen" if self.ours is not None else "nothing"
        theirs = f"{self.theirs.state} {self.theirs.amount_fen} fen" if self.theirs is not None else "nothing"
        return f"{self.kind.value}: order {self.order}: here {ours}, there {theirs}"

    def facts(self, day: date) -> dict[str, str | int]:
        """For the journal."""
        facts: dict[str, str | int] = {"day": day.isoformat(), "difference": self.kind.value}
        if self.ours is not None:
            facts |= {"here": self.ours.state, "here_fen": self.ours.amount_fen}
        if self.theirs is not None:
            facts |= {"there": self.theirs.state, "there_fen": self.theirs.amount_fen}
        return facts


@dataclass(frozen=True, slots=True)
class Sums:
    """In fen."""

    orders: int
    charged: int
    returned: int
    delivered: int


def own_orders(rows: Iterable[Row], day: date) -> dict[str, OwnOrder]:
    """Every order that was begun on that day, with what any later row says of it.

    Args:
        rows: of the journal, oldest first.
        day: by the clock of the rows.
    """
    found: dict[str, OwnOrder] = {}
    for row in rows:
        if not row.kind.startswith("payment-"):
            continue
        if row.kind == "payment-intended" and row.at.startswith(day.isoformat()):
            facts = row.facts
            way: Way = "card" if facts["way"] == "card" else "code"
            found[row.deed] = OwnOrder(row.deed, int(facts["amount_fen"]), way, "open", was_opened=False)
        elif row.deed in found and row.kind != "payment-doubted":
            known = found[row.deed]
            state = _STATES.get(str(row.facts.get("state")), known.state)
            was_opened = known.was_opened or row.kind == "payment-moved"
            found[row.deed] = OwnOrder(row.deed, known.amount_fen, known.way, state, was_opened=was_opened)
    return found


def differences(ours: Mapping[str, OwnOrder], listed: Iterable[ListedOrder]) -> list[Difference]:
    """Every order that is not told alike, in the order of the journal, then of the list."""
    theirs = {one.order: one for one in listed}
    found = []
    for order, own in ours.items():
        kind = _kind(own, theirs.get(order))
        if kind is not None:
            found.append(Difference(order, kind, own, theirs.get(order)))
    strangers = (one for order, one in theirs.items() if order not in ours)
    return [*found, *(Difference(one.order, Kind.MISSING_HERE, None, one) for one in strangers)]


def due(held: Iterable[Row], still: Collection[date], today: date) -> list[date]:
    """Days to hold against the cashier's list tonight, the oldest first; those that were held today are done.

    Every day of the week is held, however often it was: what comes late to a list is found without asking how late.
    Days that nobody held, because the terminal was off, come before them.

    Args:
        held: `reconciled` rows.
        still: days of which something differs.
        today: is not over, and not held.
    """
    done = [(row.at[:10], date.fromisoformat(str(row.facts["day"]))) for row in held]
    newest = max((day for _, day in done), default=today)
    first = max(min(newest + DAY, today - WEEK), today - MOST)
    days = {first + DAY * number for number in range((today - first).days)}
    return sorted((days | set(still)) - {day for at, day in done if at == today.isoformat()})


def still_different(entries: Iterable[Entry]) -> dict[str, dict[str, str | int]]:
    """Order → the facts of its difference, where it was told differently when its day was held last.

    Args:
        entries: all `order-differs` and `order-agrees`, oldest first.
    """
    found: dict[str, dict[str, str | int]] = {}
    for entry in entries:
        found.pop(entry.deed, None)
        if entry.kind == DIFFERS:
            found[entry.deed] = dict(entry.facts)
    return found


def sums_of(orders: Iterable[OwnOrder | ListedOrder]) -> Sums:
    """What was charged, given back (or promised back) and delivered by these orders."""
    count = charged = returned = delivered = 0
    for one in orders:
        count += 1
        charged += one.amount_fen * (one.state not in ("open", "closed"))
        returned += one.amount_fen * (one.state in ("reversed", "refunding", "refunded"))
        delivered += one.amount_fen * (one.state == "delivered")
    return Sums(count, charged, returned, delivered)


def _kind(own: OwnOrder, other: ListedOrder | None) -> Kind | None:
    if other is None:
        return None if own.state == "closed" or not own.was_opened else Kind.MISSING_THERE
    if (own.amount_fen, own.way) != (other.amount_fen, other.way):
        return Kind.AMOUNT
    if _SAME.get(own.state, own.state) != _SAME.get(other.state, other.state):
        return Kind.STATE
    return Kind.UNFINISHED if own.state in ("open", "paid") else None
