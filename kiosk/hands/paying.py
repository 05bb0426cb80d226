"""Carries out what paying wants: the cashier on a worker of its own, the bank-card terminal on that device's.

No worker waits for the other: an order that is paid by card is asked about on the terminal's worker, the cashier
included, any other on the cashier's. What a person waits for is bounded here; the till (`kiosk/till.py`) asks on.
"""

import logging
from collections.abc import Callable

from drivers.faults import DeviceError
from kiosk import paying_effects as wanted
from kiosk.cabinet.workers import Job, Stop
from kiosk.events import Event
from kiosk.hands.card import On
from kiosk.hands.proof import Post
from kiosk.hands.tools import Tools
from kiosk.journal import JournalError
from kiosk.orders_left import CASHIER, TERMINAL
from kiosk.paying_effects import PayingEffect
from kiosk.paying_events import BillsFound, CardDeclined, OrderOverdue, OrderSilent, OrderTold, OrderUnsure
from kiosk.platform import payments
from kiosk.platform.errors import PlatformError
from kiosk.platform.payment_values import Order, Way
from kiosk.till import Declined, Till

log = logging.getLogger(__name__)

LOOK_S = 2.0
"""Between two questions how an order stands (our choice: a phone's payment takes some ten seconds, and a thousand
terminals ask five hundred questions a second)."""
CODE_S = 180.0
"""How long the code stands there (our choice, docs/limits.md: unlock a phone, scan, type a password, twice over)."""
CARD_S = 45.0
"""How long the terminal waits for card and PIN (our choice): with what its bank gets it stays below `stuck_s` of the
limits, after which a worker that says nothing counts as hanging."""
ASK_S = 40.0
"""How long a person is kept waiting for a result that nobody can give (our choice: twice the longest question)."""
ASK_PAUSE_S = 2.0


class PayingHands:
    """Gives each effect to its worker.

    Args:
        tools: what does the work.
        on: queues it.
    """

    def __init__(self, tools: Tools, on: On) -> None:
        self._tools = tools
        self._on = on

    def carry_out(self, effect: PayingEffect, post: Post) -> Job | None:
        """Begin; the outcome comes by `post`."""
        match effect:
            case wanted.FindBill(query):
                return self._on(
                    CASHIER, post, lambda _: post(BillsFound((payments.bill(self._tools.asked_platform(), query),)))
                )
            case wanted.ListFines(identity):
                return self._on(
                    CASHIER, post, lambda _: post(BillsFound(payments.fines(self._tools.asked_platform(), identity)))
                )
            case wanted.OpenOrder(order, item, due, way, session):
                return self._on(
                    CASHIER, post, lambda _: self._tell(post, self._till.open(order, item, due, way, session))
                )
            case wanted.WatchOrder(order):
                return self._on(CASHIER, post, lambda stop: self._watch(order, post, stop))
            case wanted.ChargeCard(order):
                return self._on(TERMINAL, post, lambda _: self._charge(order, post))
            case wanted.CloseOrder(order, way):
                return self._once(way, post, lambda: self._till.close(order))
            case wanted.AskOrder(order, way):
                return self._again(order, way, post, lambda: self._till.close(order))
            case wanted.DeliverOrder(order, way):
                return self._again(order, way, post, lambda: self._till.deliver(order))
            case wanted.GiveBack(order, way):
                return self._again(order, way, post, lambda: self._till.give_back(order))

    @property
    def _till(self) -> Till:
        if self._tools.till is None:
            raise AssertionError("a terminal that is not enrolled offers nothing")
        return self._tools.till

    def _tell(self, post: Post, order: Order) -> None:
        post(OrderTold(order, self._tools.clock.now()))

    def _watch(self, order: str, post: Post, stop: Stop) -> None:
        """Until it moves, or nobody waits for it any more. A cashier that is silent is asked on."""
        clock = self._tools.clock
        until = clock.monotonic() + CODE_S
        before: Order | None = None
        while not stop():
            try:
                told = self._till.look(order)
            except PlatformError as error:
                log.info("the cashier does not say how an order stands: %s", type(error).__name__)
                post(OrderSilent())
            else:
                if told != before:
                    self._tell(post, told)
                before = told
                if told.state != "open":
                    return
            if clock.monotonic() >= until:
                post(OrderOverdue())
                return
            clock.pause(LOOK_S)

    def _charge(self, order: str, post: Post) -> None:
        try:
            self._tell(post, self._till.charge(order, CARD_S))
        except Declined:
            post(CardDeclined())
        except (PlatformError, DeviceError) as error:
            log.warning("whether a card was charged is not known yet: %s", error)
            post(OrderSilent())

    def _once(self, way: Way, post: Post, ask: Callable[[], Order]) -> Job | None:
        def work(_: Stop) -> None:
            event: Event
            try:
                event = OrderTold(ask(), self._tools.clock.now())
            except (PlatformError, DeviceError) as error:
                log.info("the order is not settled yet: %s", type(error).__name__)
                event = OrderSilent()
            post(event)

        return self._on(_worker(way), post, work)

    def _again(self, order: str, way: Way, post: Post, ask: Callable[[], Order]) -> Job | None:
        """Ask until it is known, or until nobody can be kept waiting any longer. Journal and till hold it then."""

        def work(stop: Stop) -> None:
            clock = self._tools.clock
            until = clock.monotonic() + ASK_S
            while not stop():
                try:
                    self._tell(post, ask())
                except (PlatformError, DeviceError, JournalError) as error:
                    log.info("the order is not settled yet: %s", type(error).__name__)
                else:
                    return
                if clock.monotonic() >= until:
                    break
                clock.pause(ASK_PAUSE_S)
            post(OrderUnsure(order, clock.now()))

        return self._on(_worker(way), post, work)


def _worker(way: Way) -> str:
    return TERMINAL if way == "card" else CASHIER
