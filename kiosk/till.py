"""The till: what becomes of each order, written down before and after, and asked for until it is certain.

A row stands in the journal before the cashier hears of an order. Whatever ends an order is believed when two answers in
a row say it, and asked for once more when the visit is over: a cashier is many machines, and one that lags behind may
contradict another. Nothing is ever charged a second time: an order is opened once, a card is asked for once, and every
other question leaves a settled order as it is.

An order is handled by one thread: by the cashier's worker where it is paid by code, by the bank-card terminal's worker
where it is paid by card.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from drivers.bank_card import BankCardTerminal, Payment, PaymentState
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from kiosk.journal import Journal, OpenDeed
from kiosk.paying import Due
from kiosk.platform import payments
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError, Refused, WrongAnswer
from kiosk.platform.payment_values import (
    CardCharge,
    Order,
    OrderClosing,
    OrderList,
    OrderRequest,
    OrderState,
    RefundRequest,
    Way,
)
from kiosk.platform.values import ErrorCode

log = logging.getLogger(__name__)

OPINIONS = 6
"""Answers at most until two in a row agree (our choice: a cashier that contradicts itself longer is down)."""
_PAID: frozenset[OrderState] = frozenset({"paid", "delivered", "reversed", "refunding", "refunded"})
_RETURNED: frozenset[OrderState] = frozenset({"reversed", "refunding", "refunded"})


class Declined(Exception):  # noqa: N818 - named by what happened, as kiosk.platform.errors does
    """The bank said no, or nobody laid a card: nothing was charged."""


@dataclass(frozen=True, slots=True)
class Left:
    """An order as the journal has it."""

    order: str
    amount_fen: int
    way: Way
    item: str
    session: str
    for_deed: str

    @classmethod
    def of(cls, deed: OpenDeed) -> "Left":
        """From all rows about it."""
        facts = deed.facts
        return cls(
            order=deed.deed,
            amount_fen=int(facts["amount_fen"]),
            way="card" if facts["way"] == "card" else "code",
            item=str(facts["item"]),
            session=str(facts["session"]),
            for_deed=str(facts.get("for_deed", "")),
        )


class Till:
    """Every method may be repeated with the same order; none charges anything twice.

    Args:
        journal: the deeds.
        platform: its cashier.
        clock: for the day.
        card: the bank-card terminal; None where none is fitted.
    """

    def __init__(self, journal: Journal, platform: Platform, clock: Clock, card: BankCardTerminal | None) -> None:
        self._journal = journal
        self._platform = platform
        self.clock = clock
        self._card = card
        self._settled_to: dict[Way, int] = {}
        self._guard = Lock()
        self._doubts = 0

    def open(self, order: str, item: str, due: Due, way: Way, session: str) -> Order:
        """Write it down, then have the cashier open it.

        Raises:
            PlatformError: it may or may not be open; nobody has seen its code and no card was asked.
            JournalError: nothing was asked for.
        """
        facts: dict[str, str | int] = {"session": session, "item": item, "amount_fen": due.amount_fen, "way": way}
        self._journal.intend(order, "payment", {**facts, "for_deed": due.for_deed})
        wanted = OrderRequest(
            order=order, item=item, lines=due.lines, amount_fen=due.amount_fen, way=way, bill=due.bill
        )
        try:
            opened = payments.open_order(self._platform, wanted)
        except PlatformError as error:
            if error.outcome is Outcome.NOT_DONE:
                self._journal.settle(order, "payment", Outcome.NOT_DONE, {"state": "closed"})
            raise
        self._journal.note(order, "payment-moved", {"state": opened.state})
        return opened

    def look(self, order: str) -> Order:
        """How it stands; an end is believed at the second answer and written down.

        Raises:
            PlatformError: it cannot be known now.
        """
        left = self._left(order)
        found = payments.order(self._platform, left.order, left.amount_fen)
        return found if found.state == "open" else self._ended(left, self._agreed(left, found))

    def close(self, order: str) -> Order:
        """Nobody wants it any more. A payment that came in the same moment is seen: the state is `paid` then.

        Raises:
            PlatformError: it cannot be known now.
            DeviceError: the bank-card terminal cannot say whether it has charged it.
        """
        left = self._left(order)
        return self._ended(left, self._driven(left))

    def charge(self, order: str, within_s: float) -> Order:
        """Have the bank-card terminal charge it, once, and tell the cashier.

        Raises:
            Declined: nothing was charged.
            PlatformError: charged or not, it cannot be known now.
            DeviceError: as PlatformError.
        """
        left = self._left(order)
        self._journal.note(order, "payment-moved", {"state": "charging"})
        try:
            charged = self._terminal().charge(left.order, left.amount_fen, within_s=within_s)
        except DeviceError as error:
            # Before anything was asked of a card (drivers/bank_card).
            raise Declined(error.detail) from None
        if charged.state is PaymentState.DECLINED:
            raise Declined("the terminal says so")
        return self.close(order)

    def deliver(self, order: str) -> Order:
        """What was paid for is there. The state says whether the cashier has booked it: `paid` means that it will not.

        Raises:
            PlatformError: it cannot be known now.
        """
        left = self._left(order)
        return self._ended(left, self._agreed(left, self._delivered(left)))

    def give_back(self, order: str) -> Order:
        """Reversed before the settlement, asked for as a refund after it.

        Raises:
            PlatformError: it cannot be known now.
            DeviceError: as PlatformError.
        """
        left = self._left(order)
        return self._ended(left, self._agreed(left, self._given_back(left, "not_delivered")))

    def settle_left(self, way: Way, running_visit: str) -> list[Order]:
        """Bring every order of visits that are over to its end, and ask once more for those that ended.

        Args:
            way: only those that this thread handles.
            running_visit: a visit that runs settles its own.

        Returns:
            Those that were found otherwise than the visit had left them.

        Raises:
            JournalError: the journal cannot be read or written.
        """
        newest, is_all, doubts = self._journal.newest(), True, self._doubts
        found: list[Order] = []
        for deed in self._journal.unfinished_payments(after=self._settled_to.get(way, 0)):
            left = Left.of(deed)
            if left.way != way:
                continue
            if left.session == running_visit:
                is_all = False
                continue
            try:
                ended = self._settled(left, deed)
            except (PlatformError, DeviceError) as error:
                log.info("an order cannot be settled yet: %s", error)
                is_all = False
                continue
            if ended is None:
                is_all = False
                continue
            if not _is_as_before(deed, ended):
                is_all = False
                found.append(ended)
        with self._guard:
            # An order that was doubted meanwhile, by any thread, stands before `newest`.
            if is_all and doubts == self._doubts:
                self._settled_to[way] = newest
        return found

    def listed(self, day: date) -> OrderList:
        """The cashier's own list of a day.

        Raises:
            PlatformError: it does not come.
        """
        return payments.orders_of(self._platform, day)

    def doubt(self, order: str, state: OrderState) -> None:
        """The cashier's list says otherwise than the journal: it is asked for again."""
        self._journal.note(order, "payment-doubted", {"listed": state})
        with self._guard:
            self._doubts += 1
            self._settled_to.clear()

    def taken_back(self, order: str, state: OrderState) -> None:
        """What it paid for was taken back and the platform gives the money back: one of ours is asked for again."""
        if "payment-intended" in self._journal.told_of(order):
            self.doubt(order, state)

    def _settled(self, left: Left, deed: OpenDeed) -> Order | None:
        """To its end, confirmed where the journal said so before; None where what it was paid for is not known."""
        order = self._driven(left)
        if order.state == "paid":
            self._ended(left, order)
            match self._deed_done(left):
                case Outcome.DONE:
                    order = self._agreed(left, self._delivered(left))
                case Outcome.NOT_DONE:
                    order = self._agreed(left, self._given_back(left, "not_delivered"))
                case _:
                    return None
        if order.state in ("open", "paid"):
            raise WrongAnswer(f"still {order.state}")
        self._ended(left, order)
        if _is_as_before(deed, order):
            self._journal.note(left.order, "payment-confirmed", {"state": order.state})
        return order

    def _deed_done(self, left: Left) -> Outcome:
        """What became of what was paid for, by our own journal."""
        if not left.for_deed:
            return Outcome.NOT_DONE
        if self._journal.newest_payment_for(left.for_deed) != left.order:
            # Another was begun when this one was believed closed: what was done is paid for by that one.
            return Outcome.NOT_DONE
        rows = self._journal.told_of(left.for_deed)
        # What was unknown when the visit ended is asked for later, and known by a row of its own.
        settled = [
            facts for kind, facts in rows.items() if kind.endswith(("-settled", "-asked")) and "outcome" in facts
        ]
        if not rows:
            # It was never begun.
            return Outcome.NOT_DONE
        return Outcome(settled[-1]["outcome"]) if settled else Outcome.UNKNOWN

    def _left(self, order: str) -> Left:
        rows = self._journal.told_of(order)
        return Left.of(OpenDeed(order, "payment", rows["payment-intended"]))

    def _driven(self, left: Left) -> Order:
        """Closed where nobody has paid; else as it stands."""
        if left.way == "card":
            return self._card_driven(left)
        return self._agreed(left, self._closed(left))

    def _closed(self, left: Left) -> Order:
        wanted = OrderClosing(amount_fen=left.amount_fen, way=left.way)
        return payments.close(self._platform, left.order, wanted)

    def _card_driven(self, left: Left) -> Order:
        """What the terminal has charged, the cashier has to know; what it has not, is closed."""
        said = self._said(left)
        if said.state is not PaymentState.CHARGED:
            return self._agreed(left, self._closed(left))
        charge = CardCharge(reference=said.reference or "-", terminal_no=self._terminal().check()[:20])
        try:
            told = payments.card_charged(self._platform, left.order, left.amount_fen, charge)
            return self._agreed(left, told)
        except Refused as refused:
            if refused.code is not ErrorCode.CONFLICT:
                raise
        # The order is over at the cashier, and the card was charged all the same: it is taken back.
        closed = self._agreed(left, self._closed(left))
        if closed.state == "closed":
            self._reversed_at_terminal(left)
        return closed

    def _said(self, left: Left) -> Payment:
        said = self._terminal().ask(left.order)
        if said.order != left.order or said.state in (PaymentState.UNKNOWN, PaymentState.WAITING):
            raise DeviceError(Fault.UNKNOWN, f"the terminal cannot say: {said.state.value}")
        if said.state is PaymentState.CHARGED and said.amount_fen != left.amount_fen:
            raise DeviceError(Fault.UNKNOWN, "the terminal speaks of another sum")
        return said

    def _delivered(self, left: Left) -> Order:
        return self._or_as_it_stands(left, lambda: payments.deliver(self._platform, left.order, left.amount_fen))

    def _given_back(self, left: Left, reason: str) -> Order:
        if left.way == "card" and not self._reversed_at_terminal(left):
            return self._refund_asked(left, reason)
        order = self._or_as_it_stands(left, lambda: payments.reverse(self._platform, left.order, left.amount_fen))
        return self._refund_asked(left, reason) if order.state == "paid" else order

    def _refund_asked(self, left: Left, reason: str) -> Order:
        wanted = RefundRequest(reason="paid_after_closing" if reason == "paid_after_closing" else "not_delivered")
        return self._or_as_it_stands(
            left, lambda: payments.ask_refund(self._platform, left.order, left.amount_fen, wanted)
        )

    def _reversed_at_terminal(self, left: Left) -> bool:
        """Whether nothing is charged at the bank any more; False after its settlement."""
        said = self._said(left)
        if said.state is PaymentState.CHARGED:
            try:
                said = self._terminal().reverse(left.order)
            except DeviceError as error:
                if error.fault is not Fault.REFUSED:
                    raise
        return said.state in (PaymentState.REVERSED, PaymentState.DECLINED)

    def _or_as_it_stands(self, left: Left, command: Callable[[], Order]) -> Order:
        """Where the cashier refuses, how it stands says why."""
        try:
            return command()
        except Refused as refused:
            if refused.code is not ErrorCode.CONFLICT:
                raise
        return payments.order(self._platform, left.order, left.amount_fen)

    def _agreed(self, left: Left, first: Order) -> Order:
        """Two answers in a row that say the same.

        Raises:
            WrongAnswer: it contradicts itself on and on.
        """
        for _ in range(OPINIONS):
            second = payments.order(self._platform, left.order, left.amount_fen)
            if second.state == first.state:
                return second
            first = second
        raise WrongAnswer("the cashier contradicts itself")

    def _ended(self, left: Left, order: Order) -> Order:
        """Write down what is not written yet."""
        rows = self._journal.told_of(left.order)
        settled = rows.get("payment-settled", {}).get("outcome")
        outcome = Outcome.DONE if order.state in _PAID else Outcome.NOT_DONE
        if order.state != "open" and settled != outcome.value:
            self._journal.settle(left.order, "payment", outcome, {"state": order.state})
        before = next((facts["state"] for facts in reversed(rows.values()) if "state" in facts), "")
        if order.state == "delivered" and before != "delivered":
            self._journal.note(left.order, "payment-delivered", {"amount_fen": left.amount_fen, "state": order.state})
        if order.state in _RETURNED and before not in _RETURNED:
            facts: dict[str, str | int] = {"amount_fen": left.amount_fen, "state": order.state}
            self._journal.note(left.order, "payment-returned", {**facts, "case_no": order.case_no})
        return order

    def _terminal(self) -> BankCardTerminal:
        if self._card is None:
            raise DeviceError(Fault.NOT_FITTED, "no bank-card terminal")
        return self._card


def _is_as_before(deed: OpenDeed, order: Order) -> bool:
    """Whether the journal's newest word about it was the same."""
    before = deed.facts.get("state")
    return before == order.state or (before in _RETURNED and order.state in _RETURNED)
