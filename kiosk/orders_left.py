"""Orders that a visit, a crash or the platform's silence left behind: settled at rest, and held against the day's list.

Each of the two workers that may touch an order runs its own share (see kiosk/till.py). What a start of the core finds
within `RECENT_S` of its beginning is told to whoever stands there, with the slip that the visit would have given.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kiosk.events import Event
from kiosk.journal import Journal
from kiosk.journal_rows import JournalError, read_rows
from kiosk.paying_events import OrderFound
from kiosk.platform.errors import PlatformError
from kiosk.platform.payment_values import Order, Way
from kiosk.reconciliation import differences, own_orders
from kiosk.till import Till

log = logging.getLogger(__name__)

CASHIER = "cashier"
"""The worker that asks the platform's cashier."""
TERMINAL = "bank_card"
"""The worker of the bank-card terminal, which handles the orders that are paid there, the cashier included."""
RECENT_S = 600.0
"""Our choice: whoever was interrupted by a crash waits some minutes, and nobody else is told of their payment."""


@dataclass(slots=True)
class OrdersLeft:
    """What is left behind.

    Args:
        till: settles it.
        journal: when an order was begun.
        journal_file: all orders of this terminal.
        post: gets what was found by the first look after a start.
        running_visit: settles its own orders.
    """

    till: Till
    journal: Journal
    journal_file: Path
    post: Callable[[Event], None]
    running_visit: Callable[[], str]
    _looked: set[Way] = field(default_factory=set)
    _reconciled: date | None = None

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
        """Settle what is left; once a day, hold yesterday against the cashier's list."""
        try:
            found = self.till.settle_left(way, self.running_visit())
            if way not in self._looked:
                self._looked.add(way)
                for order in found:
                    self._tell(order)
            if way == "code":
                self._reconcile()
        except JournalError as error:
            log.warning("orders cannot be settled yet: %s", error)

    def _tell(self, order: Order) -> None:
        at, facts = self.journal.begun(order.order)
        now = self.till.clock.now()
        if (now - at).total_seconds() <= RECENT_S:
            self.post(OrderFound(order, str(facts["item"]), now))

    def _reconcile(self) -> None:
        yesterday = self.till.clock.now().date() - timedelta(days=1)
        if self._reconciled == yesterday:
            return
        try:
            listed = self.till.listed(yesterday)
        except PlatformError as error:
            log.info("the cashier's list does not come: %s", type(error).__name__)
            return
        for one in differences(own_orders(read_rows(self.journal_file), yesterday), listed.orders):
            log.warning("reconciliation of %s: %s", yesterday, one.words)
            if one.ours is not None and one.theirs is not None:
                self.till.doubt(one.order, one.theirs.state)
        self._reconciled = yesterday
