"""People who pay at a terminal without threads: the whole contract in one process, with a till, a phone and a card."""

import json
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from paying_bench import LoopWire
from province_in_process import Hall, InProcess, StandingClock, province_in
from whole_catalogue import whole_catalogue

from drivers.bank_card.kiosk_terminal import KioskBankCardTerminal
from drivers.bank_card.simulator import Terminal as CardTerminal
from kiosk import effects, events
from kiosk.applying_effects import ApplyingEffect
from kiosk.cabinet.workers import Job, Work
from kiosk.hands.applying import applied
from kiosk.hands.paying import PayingHands
from kiosk.hands.proof import Post
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import Journal
from kiosk.paying_effects import PayingEffect, WatchOrder
from kiosk.platform.errors import NoConnection, TimedOut
from kiosk.platform.line import Answer
from kiosk.sandbox.cashier import CashierDesk
from kiosk.session import Session, Terminal
from kiosk.till import Till
from kiosk.workflow import step_of

ACCOUNT = "0000012345"
CATALOGUE = {
    name: item
    for name, item in whole_catalogue().items()
    if name in ("water-bill", "power-bill", "gas-bill", "traffic-fine")
}
CONTRADICTIONS = {"open": "closed", "paid": "closed", "closed": "paid", "delivered": "reversed", "reversed": "paid"}


class FaultyLine:
    """Between terminal and gate: what is ordered for the end of a path happens so many times."""

    def __init__(self, line: Any) -> None:
        self._line = line
        self.orders: dict[str, tuple[str, int]] = {}
        self._last: dict[str, Answer] = {}

    def send(self, method: str, path: str, headers: Mapping[str, str], body: bytes, deadline: float) -> Answer:
        name = _end(path)
        kind, left = self.orders.get(name, ("", 0))
        if left:
            self.orders[name] = (kind, left - 1)
        if not left:
            kind = ""
        if kind == "down":
            raise NoConnection("cut")
        answer: Answer = self._line.send(method, path, headers, body, deadline)
        before, self._last[name] = self._last.get(name, answer), answer
        if kind == "slow":
            raise TimedOut("too late")
        if kind == "repeated":
            return Answer(answer.status, answer.headers, before.body)
        if kind == "contradicting" and b'"state"' in answer.body:
            told = json.loads(answer.body)
            told["state"] = CONTRADICTIONS.get(told["state"], "closed")
            return Answer(answer.status, answer.headers, json.dumps(told).encode())
        return answer

    def close(self) -> None:
        self._line.close()


def _end(path: str) -> str:
    """The question's name: bills, orders, order, closing, delivery, …"""
    parts = path.removeprefix("/v1/").split("/")
    return "order" if parts[0] == "orders" and len(parts) == 2 else parts[-1] if parts[0] == "orders" else parts[0]


class PayingHall(Hall):
    """A terminal where people pay; what is asked is answered at once."""

    def __init__(self, there: InProcess, folder: Path, *, has_card: bool = True) -> None:
        self.clock = StandingClock(there.province)
        self.card = CardTerminal(clock=self.clock)
        self.journal = Journal(folder / f"journal-{random.randrange(10**9)}.sqlite", self.clock)  # noqa: S311 - a name
        self.journal._database.execute("PRAGMA synchronous=OFF")
        self.desk = CashierDesk(there.province)
        driver = KioskBankCardTerminal(LoopWire(self.card, self.clock), self.clock)  # type: ignore[arg-type]  # pauses alike
        self.till = Till(self.journal, there.platform, self.clock, driver)
        tools = SimpleNamespace(till=self.till, clock=self.clock, asked_platform=lambda: there.platform)
        self._hands = PayingHands(tools, self._on)  # type: ignore[arg-type]  # what of the tools they use
        self._passes: int | None = None
        self._watch: tuple[Work, Post, Session] | None = None
        terminal = Terminal(name="t-01", place="测试厅", city="441300", is_sample=True, catalogue=CATALOGUE)
        super().__init__(there, terminal)
        self.take(events.DeviceSeen("bank_card", DeviceState(faults=()) if has_card else DeviceState()))
        self.take(events.DeviceSeen(PLATFORM, DeviceState(faults=())))

    def take(self, event: events.Event) -> None:
        self._take(event)

    @property
    def step(self) -> str:
        step = step_of(self.session)
        return step.name if step is not None else ""

    @property
    def title(self) -> str:
        return self.newest().title

    def begin(self, item: str = "water-bill", account: str = ACCOUNT) -> None:
        """To the page that shows what is owed."""
        self.press(f"choice-{item}")
        self.press("primary")
        for character in account:
            self.press(f"key-{character}")
        self.press("primary")

    def look(self) -> None:
        """The terminal asks once more how the order stands."""
        if self._watch is None or self._watch[2].page != self.session.page:
            return
        work, _, _ = self._watch
        self._passes = 1
        heard: list[events.Event] = []
        self._posted = heard.append
        work(self._stop)
        for event in heard:
            self.take(event)

    def tell(self, device: str, do: str, /, **fields: Any) -> dict[str, Any]:
        """A phone that pays is seen at the next look."""
        told = super().tell(device, do, **fields)
        if do == "pay":
            self.look()
        return told

    def phone_pays(self) -> None:
        """By the code that stands on the glass."""
        self.newest()
        self.desk.pay(code=self.taken.last.qr)

    def _answered(self, effect: effects.Effect) -> list[events.Event]:
        if isinstance(effect, ApplyingEffect):
            return [applied(effect, self.there.platform, self.there.journal, self.till)]
        if not isinstance(effect, PayingEffect):
            return super()._answered(effect)
        heard: list[events.Event] = []
        self._posted = heard.append
        self._passes = 1 if isinstance(effect, WatchOrder) else None
        self._is_watch = isinstance(effect, WatchOrder)
        self._hands.carry_out(effect, lambda event: self._posted(event))
        return heard

    def _on(self, worker: str, post: Post, work: Work) -> Job | None:
        if self._is_watch:
            self._watch = (work, post, self.session)
        work(self._stop)
        return None

    def _stop(self) -> bool:
        if self._passes is None:
            return False
        self._passes -= 1
        return self._passes < 0

    def settle(self) -> None:
        """Nobody is there any more."""
        for _ in range(6):
            self.till.settle_left("code", "")
            self.till.settle_left("card", "")
        assert not self.journal.unfinished_payments()

    def balance(self) -> tuple[int, int, int]:
        """Charged by phone, less given back, less delivered; charged by card; delivered in all."""
        money, bank = self.desk.counters(), self.card.count()
        by_card = bank["charged_fen"] - bank["reversed_fen"] - money["delivered_card"]
        return money["charged"] - money["refunded"] - money["delivered"], by_card, money["delivered"]


@contextmanager
def paying_hall(folder: Path, **named: bool) -> Iterator[tuple[PayingHall, FaultyLine]]:
    """One, and the line that its faults are ordered at."""
    with province_in(folder) as there:
        line = FaultyLine(there.platform._line)
        there.platform._line = line  # type: ignore[assignment]  # the same calls
        hall = PayingHall(there, folder, **named)
        try:
            yield hall, line
        finally:
            hall.journal.close()


Act = Callable[[PayingHall], None]
