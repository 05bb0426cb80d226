"""Orders that a visit, a crash or the platform's silence left behind: settled at rest, and held against the day's list.

Each of the two workers that may touch an order runs its own share (see kiosk/till.py). What was begun before this start
of the core, and is found within `RECENT_S` of its beginning, is told to whoever stands there, with the slip that the
visit would have given.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kiosk.events import Event
from kiosk.journal import Journal
from kiosk.journal_rows import JournalError, read_rows
from kiosk.paying_events import OrderFound
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.platform.payment_values import ListedOrder, Order, Way
from kiosk.reconciliation import (
    AGREES,
    DIFFERS,
    RECONCILED,
    Difference,
    Kind,
    differences,
    due,
    own_orders,
    still_different,
)
from kiosk.till import Till

log = logging.getLogger(__name__)

CASHIER = "cashier"
"""The worker that asks the platform's cashier."""
TERMINAL = "bank_card"
"""The worker of the bank-card terminal, which handles the orders that are paid there, the cashier included."""
RECENT_S = 600.0
"""Our choice: whoever was interrupted by a crash waits some minutes, and nobody else is told of their payment."""
ROWS = 20_000
"""So far back in the journal at most (our choice: far more than a busy day, in which the last night's rows stand)."""


@dataclass(slots=True)
class OrdersLeft:
    """What is left behind.

    Args:
        till: settles it.
        journal: when an order was begun.
        journal_file: all orders of this terminal.
        post: gets what was found of the orders that this start met.
        running_visit: settles its own orders.
    """

    till: Till
    journal: Journal
    journal_file: Path
    post: Callable[[Event], None]
    running_visit: Callable[[], str]
    _started: datetime = field(init=False)
    _reconciled: date | None = None
    _doubted: set[date] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._started = self.till.clock.now()

    def at_rest(self, looks: Mapping[str, Callable[[], float]], rest_s: float) -> dict[str, Callable[[], float]]:
        """What the workers do at rest that may touch an order.

        Args:
            looks: of all devices, by name.
            rest_s: between two looks of the cashier's worker.
        """

        def cashier() -> float:
            self.look("code")
            return rest_s

        def terminal() -> float:
            self.look("card")
            return looks[TERMINAL]()

        return {CASHIER: cashier, TERMINAL: terminal} if TERMINAL in looks else {CASHIER: cashier}

    def look(self, way: Way) -> None:
        """Settle what is left; once a day, hold the days before it against the cashier's list."""
        try:
            for order in self.till.settle_left(way, self.running_visit()):
                self._tell(order)
            if way == "code":
                self._reconcile()
        except JournalError as error:
            log.warning("orders cannot be settled yet: %s", error)

    def _tell(self, order: Order) -> None:
        at, facts = self.journal.begun(order.order)
        now = self.till.clock.now()
        if at <= self._started and (now - at).total_seconds() <= RECENT_S:
            self.post(OrderFound(order, str(facts["item"]), now))

    def _reconcile(self) -> None:
        """Every day that is due; what the journal does not have as held today is tried again at the next look."""
        today = self.till.clock.now().date()
        if self._reconciled == today:
            return
        still = still_different(self.journal.entries((DIFFERS, AGREES)))
        days = {date.fromisoformat(str(facts["day"])) for facts in still.values()}
        wanted = due(self.journal.newest_of((RECONCILED,), ROWS), days, today)
        listed = self._lists(wanted)
        if listed:
            since = min(listed).isoformat()
            # Read once for all days: it is the whole file.
            rows = [row for row in read_rows(self.journal_file) if row.kind.startswith("payment-") and row.at >= since]
            for day, orders in listed.items():
                self._hold(day, differences(own_orders(rows, day), orders))
        elif not wanted:
            self._reconciled = today
            self._doubted.clear()

    def _lists(self, days: list[date]) -> dict[date, tuple[ListedOrder, ...]]:
        """The cashier's, as far as they come."""
        found = {}
        for day in days:
            try:
                found[day] = self.till.listed(day).orders
            except (Refused, WrongAnswer) as error:
                log.warning("the cashier's list of %s does not come: %s", day, error.detail)
            except PlatformError as error:
                log.info("the cashier's lists do not come: %s", type(error).__name__)
                break
        return found

    def _hold(self, day: date, found: list[Difference]) -> None:
        """What both know is asked for again first, and the day held once more: what differs then, staff have to see."""
        if day not in self._doubted:
            self._doubted.add(day)
            doubted = [one for one in found if one.ours is not None and one.theirs is not None]
            for one in doubted:
                log.warning("reconciliation of %s: %s", day, one.words)
                if one.theirs is not None:
                    self.till.doubt(one.order, one.theirs.state)
            if doubted:
                return
        still = still_different(self.journal.entries((DIFFERS, AGREES)))
        before = {order: facts for order, facts in still.items() if facts["day"] == day.isoformat()}
        # What is paid and in nobody's hands both tell alike: it stands among the orders that are not settled.
        differing = [one for one in found if one.kind is not Kind.UNFINISHED]
        for one in differing:
            if before.pop(one.order, None) != one.facts(day):
                log.warning("reconciliation of %s: %s", day, one.words)
                self.journal.write(DIFFERS, one.order, one.facts(day))
        for order in before:
            self.journal.write(AGREES, order, {})
        self.journal.write(RECONCILED, "", {"day": day.isoformat(), "differences": len(differing)})
