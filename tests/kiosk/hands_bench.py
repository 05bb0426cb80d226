"""Hands on real worker threads, and a world of which the test says what goes wrong."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from in_words import CARD, CHALLENGE, IDENTITY, ISSUED, ITEM, RECORD, Clock
from waiting import wait_until

from drivers.faults import DeviceError, Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from drivers.receipt_printer import SlipOutcome
from kiosk import effects
from kiosk.cabinet.book import Count
from kiosk.events import (
    Event,
)
from kiosk.hands.carrying_out import Hands
from kiosk.journal import JournalError
from kiosk.platform.values import ChallengeAnswer, RecordRequest
from printing.certificate import render
from printing.document import Document, Verification
from printing.spool import PrintResult


@dataclass
class World:
    """Everything that does something, and what it is told to do wrong."""

    seal_authority: str = ""
    card: IdCard | None = CARD
    trouble: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    slip: SlipOutcome = SlipOutcome.PRINTED
    rows: list[tuple[str, str]] = field(default_factory=list)
    facts: list[dict[str, str | int]] = field(default_factory=list)
    left_open: threading.Event = field(default_factory=threading.Event)
    told: threading.Event = field(default_factory=threading.Event)
    journal_fails: bool = False
    result: PrintResult = field(default_factory=lambda: PrintResult(Outcome.DONE, 1, None))
    sessions: list[object] = field(default_factory=list)
    printed: int = 0
    missing: int = 0
    """How many answers of the card reader are lost."""
    counted: list[tuple[str, Count, int]] = field(default_factory=list)
    unready: tuple[Fault, ...] = ()
    ready_asked: list[int] = field(default_factory=list)
    on_numbers: list[str] = field(default_factory=list)

    # the reader
    def card_present(self) -> bool:
        if self.missing:
            self.missing -= 1
            raise DeviceError(Fault.ABSENT, "no answer")
        return self.card is not None

    def still_there(self) -> bool:
        return False

    def read(self) -> IdCard:
        self._go_wrong()
        assert self.card is not None
        return self.card

    # the platform
    def challenge(self, card: IdCard) -> object:
        self._go_wrong()
        return CHALLENGE

    def answer(self, challenge: object, answer: object, *, number: str) -> object:
        self._go_wrong()
        return IDENTITY

    def record(self, identity: object, wanted: object, *, number: str) -> object:
        self.gate.wait(10.0)
        self._go_wrong()
        return RECORD

    def issue(self, identity: object, wanted: object, *, number: str, deed: str) -> object:
        self._go_wrong()
        return ISSUED

    # the journal
    def write(self, kind: str, deed: str, facts: Mapping[str, str | int]) -> None:
        if self.journal_fails:
            raise JournalError("database or disk is full")
        self.rows.append((kind, deed))
        self.facts.append(dict(facts))

    def intend(self, deed: str, kind: str, facts: Mapping[str, str | int]) -> None:
        self.write(f"{kind}-intended", deed, facts)

    def settle(self, deed: str, kind: str, outcome: Outcome, facts: Mapping[str, str | int]) -> None:
        self.write(f"{kind}-settled", deed, {**facts, "outcome": outcome.value})

    # the device book
    def count(self, device: str, name: Count, by: int = 1) -> None:
        self.counted.append((device, name, by))

    # the receipt printer
    def print_slip(self, slip: object, mark: str) -> SlipOutcome:
        self._go_wrong()
        return self.slip

    # the spool
    def takes_numbers(self, sheets: str) -> bool:
        return sheets != "plain"

    def ready_for(self, pages: int, *, sheets: str) -> tuple[Fault, ...]:
        self.ready_asked.append(pages)
        self.on_numbers.append(sheets)
        return self.unready

    def print_paper(
        self, paper: object, deed: str, running_visit: Callable[[], str], *others: object, **named: object
    ) -> PrintResult:
        self.intend(deed, "print", {"session": running_visit()})
        self.printed += 1
        self.sessions.append(running_visit())
        self.on_numbers.append(str(named["sheets"]))
        return self.result

    def _go_wrong(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@dataclass
class Bench:
    world: World
    clock: Clock
    hands: Hands
    shown: list[tuple[int, bytes]]
    heard: list[Event] = field(default_factory=list)

    def ask(self, effect: effects.Effect) -> Event:
        """Carry it out and wait for what comes of it."""
        self.hands.carry_out(effect, self.heard.append)
        wait_until(lambda: bool(self.heard), 5.0, "an answer")
        return self.heard[-1]

    def wait_for(self, effect: effects.Effect, kind: type[Event]) -> Event:
        """Carry it out and wait for an event of that kind."""
        self.hands.carry_out(effect, self.heard.append)
        wait_until(lambda: any(isinstance(event, kind) for event in self.heard), 5.0, kind.__name__)
        return next(event for event in self.heard if isinstance(event, kind))


CHECK = effects.CheckCode(CHALLENGE, ChallengeAnswer(code="123456"), CARD.number)
ISSUE = effects.Issue(
    IDENTITY,
    CARD.number,
    RecordRequest(item=ITEM, city="441300", period_from="202412", period_to="202611"),
    "d" * 32,
    "f" * 32,
)
DOCUMENT = Document(
    title="证明",
    number="D1",
    verification=Verification("ABCD2345EFGH6789", "https://verify.sandbox.invalid/v"),
    serial="S1",
    terminal="A2-07",
    printed_at="2026-11-21 21:05:00",
    subject="subject-0001",
    sample=True,
)
MAKE = effects.MakePaper(DOCUMENT, "f" * 32)
PRINT = effects.Print(render(DOCUMENT, "f" * 32), "D1", "e" * 32, "subject-0001")
