"""A till with a cashier and a bank-card terminal, no socket, no process, and a line that does what it should not.

Till, journal, cashier, the terminal's driver, its frames and its simulator are the real ones. Lost, late, doubled and
contradicting is what lies between till and cashier.
"""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from drivers.bank_card.kiosk_terminal import KioskBankCardTerminal
from drivers.bank_card.simulator import Terminal
from drivers.clock import BEIJING
from kiosk.journal import Journal
from kiosk.paying import Due
from kiosk.platform.api import Question
from kiosk.platform.errors import NoConnection, Refused, TimedOut
from kiosk.platform.payment_values import (
    BillQuery,
    CardCharge,
    Order,
    OrderClosing,
    OrderLine,
    OrderRequest,
    RefundRequest,
)
from kiosk.platform.values import Value
from kiosk.sandbox.cashier import CashierDesk
from kiosk.sandbox.citizens import Register
from kiosk.sandbox.places import GUANGDONG
from kiosk.sandbox.province import Province
from kiosk.sandbox.refusals import RefusalError
from kiosk.sandbox.store import Store
from kiosk.till import Till

TERMINAL = "test-01"
V = TypeVar("V", bound=Value)
LIES = {
    "open": ("paid", "closed"),
    "paid": ("open", "closed", "delivered"),
    "closed": ("open", "paid"),
    "delivered": ("paid", "reversed"),
    "reversed": ("paid", "delivered"),
    "refunding": ("paid", "delivered"),
    "refunded": ("paid", "delivered"),
}
"""What a machine of the cashier that is wrong may say instead."""


class BenchClock:
    """Time that passes where somebody waits, and where the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.start = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)
        self.paused: Callable[[], object] = lambda: None

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds
        self.paused()


class ProvinceClock:
    """The province looks at the same clock."""

    def __init__(self, clock: BenchClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()


class LoopWire:
    """A wire whose other end is the simulated terminal, in this very thread."""

    def __init__(self, terminal: Terminal, clock: BenchClock) -> None:
        self._terminal = terminal
        self._clock = clock
        self._came = b""
        self.is_broken = False

    def write(self, data: bytes) -> None:
        if not self.is_broken:
            self._came += b"".join(self._terminal.receive(data))

    def read(self, count: int, within_s: float) -> bytes:
        if not self._came:
            self._clock.pause(within_s)
        piece, self._came = self._came[:count], self._came[count:]
        return piece

    def discard_input(self) -> None:
        self._came = b""

    def close(self) -> None:
        self._came = b""


@dataclass
class Mishaps:
    """How often a question to the cashier goes wrong, each from 0 to 1."""

    lost: float = 0.0
    """It never arrives."""
    unanswered: float = 0.0
    """It is done, and the answer is lost."""
    doubled: float = 0.0
    """It arrives twice."""
    late: float = 0.0
    """It arrives after whatever else is asked about the order meanwhile."""
    contradicting: float = 0.0
    """It is done, and the answer says something else."""


@dataclass
class Line:
    """Where kiosk.platform.api.Platform is: asks the cashier, as well as the line lets it."""

    desk: CashierDesk
    dice: random.Random
    mishaps: Mishaps = field(default_factory=Mishaps)
    asked: int = 0
    once: dict[str, Callable[[Question], None]] = field(default_factory=dict)
    """What happens to the next question of a path's end, e.g. `delivery`, instead of chance."""
    _late: list[Question] = field(default_factory=list)

    def ask(self, question: Question, kind: type[V]) -> V:
        self.asked += 1
        ordered = self.once.pop(question.path.rsplit("/", 1)[-1], None)
        if ordered is not None:
            ordered(question)
        mishaps = self.mishaps
        if self._is(mishaps.lost):
            raise NoConnection("lost")
        if self._is(mishaps.late):
            self._late.append(question)
            raise TimedOut("late")
        if self._late and self._is(0.3):
            self.arrive()
        answer = self._done(question)
        if self._is(mishaps.doubled):
            answer = self._done(question)
        if self._is(mishaps.unanswered):
            raise TimedOut("unanswered")
        if isinstance(answer, Order) and self._is(mishaps.contradicting):
            answer = answer.model_copy(update={"state": self.dice.choice(LIES[answer.state])})
        assert isinstance(answer, kind)
        return answer

    def close(self) -> None:
        """Nothing is held."""

    def arrive(self) -> None:
        """What is late arrives now; nobody waits for its answer any more."""
        for question in self._late:
            try:
                self._done(question)
            except Refused:
                continue
        self._late.clear()

    def _is(self, share: float) -> bool:
        return share > 0 and self.dice.random() < share

    def _done(self, question: Question) -> Value:
        try:
            return self._answered(question)
        except RefusalError as refusal:
            raise Refused(refusal.refusal.code) from None

    def _answered(self, question: Question) -> Value:
        body: Any = json.loads(question.body or b"{}")
        match question.path.strip("/").split("/"):
            case ["orders"]:
                return self.desk.open(
                    TERMINAL, OrderRequest.model_validate_json(question.body), question.idempotency_key
                )
            case ["orders", order]:
                return self.desk.told(TERMINAL, order)
            case ["orders", order, "closing"]:
                return self.desk.close(TERMINAL, order, OrderClosing.model_validate(body))
            case ["orders", order, "card-charges"]:
                return self.desk.card_charged(TERMINAL, order, CardCharge.model_validate(body))
            case ["orders", order, "delivery"]:
                return self.desk.deliver(TERMINAL, order)
            case ["orders", order, "reversal"]:
                return self.desk.reverse(TERMINAL, order)
            case ["orders", order, "refund-requests"]:
                return self.desk.ask_refund(TERMINAL, order, RefundRequest.model_validate(body))
            case ["order-lists", day]:
                return self.desk.listed(TERMINAL, date.fromisoformat(day))
            case ["bills"]:
                return self.desk.bills.bill(BillQuery.model_validate(body))
        raise AssertionError(question.path)


@dataclass
class PayingBench:
    """All that money moves through."""

    clock: BenchClock
    province: Province
    desk: CashierDesk
    line: Line
    terminal: Terminal
    wire: LoopWire
    journal: Journal
    till: Till
    folder: Path

    def restart(self) -> None:
        """The core is killed and comes back: what it knew in memory is gone, its journal is not."""
        self.till = make_till(self.journal, self.line, self.wire, self.clock)

    def settle(self, rounds: int = 40) -> None:
        """At rest, again and again, nobody there, until nothing is left."""
        for _ in range(rounds):
            self.till.settle_left("code", "")
            self.till.settle_left("card", "")
            if not self.journal.unfinished_payments():
                return
            self.clock.pause(30.0)
        raise AssertionError(f"not settled: {self.journal.unfinished_payments()[:3]}")

    def balance(self) -> dict[str, int]:
        """Charged less given back less delivered, by the books of cashier and bank: nothing but zeros is right."""
        cashier, bank = self.desk.counters(), self.terminal.count()
        by_case = sum(one["amount"] for one in self.desk.states() if (one["state"], one["way"]) == ("refunded", "card"))
        return {
            "cashier": cashier["charged"] - cashier["refunded"] - cashier["delivered"],
            "cashier's cards": cashier["charged_card"] - cashier["refunded_card"] - cashier["delivered_card"],
            "bank": bank["charged_fen"] - bank["reversed_fen"] - by_case - cashier["delivered_card"],
        }


def make_till(journal: Journal, line: Line, wire: LoopWire, clock: BenchClock) -> Till:
    """A till on the bench's journal, line and terminal."""
    return Till(journal, line, clock, KioskBankCardTerminal(wire, clock))  # type: ignore[arg-type]  # the part it asks


@contextmanager
def paying_bench(folder: Path, *, seed: int = 1, mishaps: Mishaps | None = None) -> Iterator[PayingBench]:
    """Make one."""
    clock = BenchClock()
    store = Store(folder)
    province = Province(Register(1, {}, GUANGDONG, {}), store, None, None, clock=ProvinceClock(clock))  # type: ignore[arg-type]  # nothing is signed here
    desk = CashierDesk(province)
    line = Line(desk, random.Random(seed), mishaps or Mishaps())  # noqa: S311 - the same mishaps every time
    terminal = Terminal(clock=clock)
    journal = Journal(folder / "journal.sqlite", clock)
    # What is shown here is the order of rows, not what a power cut leaves of them (tests/kiosk/test_journal.py).
    journal._database.execute("PRAGMA synchronous=OFF")
    wire = LoopWire(terminal, clock)
    till = make_till(journal, line, wire, clock)
    bench = PayingBench(clock, province, desk, line, terminal, wire, journal, till, folder)
    try:
        yield bench
    finally:
        journal.close()
        store.close()


def due(fen: int, *, for_deed: str = "", is_government: bool = False) -> Due:
    """Something of that many fen."""
    line = OrderLine(name="水费", amount_fen=fen, is_government=is_government)
    return Due((line,), for_deed=for_deed)
