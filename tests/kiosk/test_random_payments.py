"""Ten thousand payments with everything that can go wrong between till, cashier, bank and person: not a fen is lost."""

import hashlib
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from paying_bench import BenchClock, Mishaps, PayingBench, due, paying_bench
from waiting import soak_only

from drivers.faults import DeviceError
from drivers.outcome import Outcome
from kiosk.journal_rows import read_rows
from kiosk.platform.errors import PlatformError
from kiosk.platform.payment_values import Way
from kiosk.reconciliation import differences, own_orders
from kiosk.till import Declined

MISHAPS = Mishaps(lost=0.04, unanswered=0.04, doubled=0.05, late=0.03, contradicting=0.03)
RETURNED = ("reversed", "refunding", "refunded")


@dataclass(eq=False)
class Visit:
    """One person, something that costs a fee, the orders that they tried to pay it by, and what the screen said."""

    bench: PayingBench
    dice: random.Random
    number: int
    told: str = "nothing"
    orders: list[str] = field(default_factory=list)
    done: Outcome = Outcome.NOT_DONE
    """What really became of what they pay for."""

    def run(self) -> None:
        """Until the end, or until something stops it: then the person stands there with what they know."""
        self.deed = name_of(f"deed {self.number}")
        self.fen = self.dice.randint(1, 200_000)
        try:
            self._pay()
            if self.told == "closed" and self.dice.random() < 0.6:
                # Not this way, then: another order for the same deed.
                self._pay()
        except (PlatformError, DeviceError):
            self.told = "unsure"

    def know(self) -> None:
        """What nobody knew of the deed is known at last."""
        rows = self.bench.journal.told_of(self.deed)
        if rows and rows.get("submission-settled", {}).get("outcome", "unknown") == "unknown":
            self.bench.journal.write("submission-asked", self.deed, {"outcome": self.done.value})

    def _pay(self) -> None:
        bench, dice = self.bench, self.dice
        way: Way = "card" if dice.random() < 0.3 else "code"
        self.order = name_of(f"order {self.number} {len(self.orders)}")
        self.orders.append(self.order)
        self.told = "nothing"
        wanted = due(self.fen, for_deed=self.deed, is_government=dice.random() < 0.3)
        bench.till.open(self.order, "water-bill", wanted, way, f"v{self.number}")
        if dice.random() < 0.05:
            return  # left, or the core was killed
        state = self._by_card() if way == "card" else self._by_code()
        if state == "paid":
            self._do()
        else:
            # What nobody has asked for is not believed (kiosk/flows/pay.py).
            self.told = "closed" if state == "closed" else "unsure"

    def _by_code(self) -> str:
        bench, dice = self.bench, self.dice
        for _ in range(dice.choice((0, 1, 2, 3))):
            if dice.random() < 0.5:
                self._phone()
            told = bench.till.look(self.order)
            if told.state != "open":
                return told.state
        if dice.random() < 0.2:
            # The phone pays in the very moment in which the person gives up.
            self._phone()
        state = bench.till.close(self.order).state
        if dice.random() < 0.15:
            self._phone(late=True)
        return state

    def _phone(self, *, late: bool = False) -> None:
        try:
            self.bench.desk.pay(order=self.order, late=late)
        except ValueError:
            return

    def _by_card(self) -> str:
        terminal, dice = self.bench.terminal, self.dice
        terminal.reset()
        terminal.present({"answer": dice.choice(("charge", "charge", "charge", "decline", "unknown"))})
        try:
            return self.bench.till.charge(self.order, 30.0).state
        except Declined:
            return self.bench.till.close(self.order).state

    def _do(self) -> None:
        """What was paid for, as the flows do it: written down before and after, and the money follows it."""
        bench, dice = self.bench, self.dice
        if dice.random() < 0.03:
            bench.desk.settle_day()
            bench.terminal.settle()
        if dice.random() < 0.05:
            return  # the core was killed after it heard of the payment
        bench.journal.intend(self.deed, "submission", {"session": f"v{self.number}", "item": "water-bill"})
        self.done = Outcome.DONE if dice.random() < 0.7 else Outcome.NOT_DONE
        if dice.random() < 0.03:
            return  # the core was killed meanwhile
        known = self.done if dice.random() < 0.9 else Outcome.UNKNOWN
        bench.journal.settle(self.deed, "submission", known, {})
        if dice.random() < 0.05 or known is Outcome.UNKNOWN:
            return  # the core was killed after it was done, or the person is told that it is not known
        wanted: tuple[str, ...]
        if known is Outcome.DONE:
            told, wanted = bench.till.deliver(self.order), ("delivered",)
        else:
            told, wanted = bench.till.give_back(self.order), RETURNED
        # The screen says of any other end that it is not known yet (kiosk/flows/pay.py).
        self.told = told.state if told.state in wanted else "unsure"


def name_of(what: str) -> str:
    """The id of an order or a deed, the same every time."""
    return hashlib.sha256(what.encode()).hexdigest()[:32]


def test_a_thousand_payments_to_the_fen(tmp_path: Path) -> None:
    balances(tmp_path, 1_000)


@soak_only
@pytest.mark.timeout(900)
def test_ten_thousand_payments_to_the_fen(tmp_path: Path) -> None:
    balances(tmp_path, 10_000)


def balances(folder: Path, payments: int) -> None:
    dice = random.Random(20261122)  # noqa: S311 - the same people every time
    visits: list[Visit] = []
    with paying_bench(folder, seed=7, mishaps=MISHAPS) as bench:
        for number in range(payments):
            visits.append(Visit(bench, dice, number))
            visits[-1].run()
            if number % 500 == 0:
                bench.restart()
                bench.till.settle_left("code", "")
                bench.till.settle_left("card", "")
        for visit in visits:
            visit.know()
        bench.terminal.know()
        bench.line.arrive()
        bench.settle()
        reconcile(bench)
        bench.line.mishaps = Mishaps()
        assert reconcile(bench) == [], "the cashier's list and the journal say the same"
        bench.desk.refund_all()
        assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}
        ends = {one["id"]: one["state"] for one in bench.desk.states()}
        counted = bench.desk.counters()
    states = Counter(ends.values())
    assert set(states) == {"closed", "delivered", "reversed", "refunded"}, "no order is left in between"
    assert min(states.values()) > payments / 200, "each end was met"
    assert counted["charged"] > counted["refunded"] > 0
    assert any(len(visit.orders) > 1 for visit in visits), "some tried a second way"
    done = [visit for visit in visits if visit.done is Outcome.DONE]
    # The cashier itself said twice in a row that an order was paid that nobody had paid: no terminal knows better.
    free = [visit for visit in done if all(ends.get(order) == "closed" for order in visit.orders)]
    assert len(free) <= payments / 1_000
    kept = counted["charged"] - counted["refunded"]
    assert kept == sum(visit.fen for visit in done if visit not in free), "kept is what was done"
    for visit in visits:
        paid_by = [order for order in visit.orders if ends.get(order) == "delivered"]
        assert len(paid_by) == (visit in done and visit not in free), "once where it was done, never where it was not"
    wrong = [one for one in visits if one.told == "delivered" and ends.get(one.orders[-1]) != "delivered"]
    assert wrong == [], "whoever was told that it is booked has it booked"
    lost = [one for one in visits if one.told == "closed" and "delivered" in {ends.get(order) for order in one.orders}]
    assert lost == [], "nobody pays for what they have cancelled"


def reconcile(bench: PayingBench) -> list[str]:
    """A day's list against the journal, as the core does it at night; what differs is asked for again."""
    clock: BenchClock = bench.clock
    first, last = clock.start.date(), clock.now().date()
    found = []
    for day in {first, last}:
        listed = bench.desk.listed("test-01", day)
        for one in differences(own_orders(read_rows(bench.folder / "journal.sqlite"), day), listed.orders):
            found.append(one.words)
            assert one.theirs is not None
            bench.till.doubt(one.order, one.theirs.state)
    bench.settle()
    return found
