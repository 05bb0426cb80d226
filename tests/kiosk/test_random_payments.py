"""Ten thousand payments with everything that can go wrong between till, cashier, bank and person: not a fen is lost."""

import hashlib
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from paying_bench import BenchClock, Mishaps, PayingBench, due, paying_bench
from waiting import soak_only

from drivers.faults import DeviceError
from kiosk.journal_rows import read_rows
from kiosk.platform.errors import PlatformError
from kiosk.platform.payment_values import Way
from kiosk.reconciliation import differences, own_orders
from kiosk.till import Declined

MISHAPS = Mishaps(lost=0.04, unanswered=0.04, doubled=0.05, late=0.03, contradicting=0.03)


@dataclass
class Visit:
    """One person, one payment, and what the screen said in the end."""

    bench: PayingBench
    dice: random.Random
    number: int
    told: str = "nothing"

    def run(self) -> None:
        """Until the end, or until something stops it: then the person stands there with what they know."""
        way: Way = "card" if self.dice.random() < 0.3 else "code"
        self.order = hashlib.sha256(f"order {self.number}".encode()).hexdigest()[:32]
        self.fen = self.dice.randint(1, 200_000)
        try:
            self._pay(way)
        except (PlatformError, DeviceError):
            self.told = "unsure"

    def _pay(self, way: Way) -> None:
        bench, dice = self.bench, self.dice
        bench.till.open(
            self.order, "water-bill", due(self.fen, is_government=dice.random() < 0.3), way, f"v{self.number}"
        )
        if dice.random() < 0.05:
            return  # left, or the core was killed
        state = self._by_card() if way == "card" else self._by_code()
        if state == "paid":
            self._deliver()
        else:
            self.told = state

    def _by_code(self) -> str:
        bench, dice = self.bench, self.dice
        for _ in range(dice.randint(1, 3)):
            if dice.random() < 0.5:
                self._phone()
            told = bench.till.look(self.order)
            if told.state != "open":
                return told.state
        if dice.random() < 0.2:
            # The phone pays in the very moment in which the person gives up.
            self._phone()
        state = bench.till.close(self.order).state
        if dice.random() < 0.02:
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

    def _deliver(self) -> None:
        bench, dice = self.bench, self.dice
        if dice.random() < 0.03:
            bench.desk.settle_day()
            bench.terminal.settle()
        if dice.random() < 0.05:
            return  # the core was killed after it heard of the payment
        wanted: tuple[str, ...]
        if dice.random() < 0.7:
            told, wanted = bench.till.deliver(self.order), ("delivered",)
        else:
            told, wanted = bench.till.give_back(self.order), ("reversed", "refunding", "refunded")
        # The screen says of any other end that it is not known yet (kiosk/flows/pay.py).
        self.told = told.state if told.state in wanted else "unsure"


def test_a_thousand_payments_to_the_fen(tmp_path: Path) -> None:
    balances(tmp_path, 1_000)


@soak_only
@pytest.mark.timeout(900)
def test_ten_thousand_payments_to_the_fen(tmp_path: Path) -> None:
    balances(tmp_path, 10_000)


def balances(folder: Path, payments: int) -> None:
    dice = random.Random(20261122)  # noqa: S311 - the same people every time
    told: dict[str, Visit] = {}
    with paying_bench(folder, seed=7, mishaps=MISHAPS) as bench:
        for number in range(payments):
            visit = Visit(bench, dice, number)
            visit.run()
            told[visit.order] = visit
            if number % 500 == 0:
                bench.restart()
                bench.till.settle_left("code", "")
                bench.till.settle_left("card", "")
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
    wrong = [one for one in told.values() if one.told == "delivered" and ends.get(one.order) != "delivered"]
    assert wrong == [], "whoever was told that it is booked has it booked"
    kept = [one for one in told.values() if one.told == "closed" and ends.get(one.order) == "delivered"]
    assert kept == [], "nobody pays for what they have cancelled"


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
