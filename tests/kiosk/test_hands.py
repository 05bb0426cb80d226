"""Effects on real worker threads: an answer that comes late is nobody's, and what cannot be written is not done."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, ISSUED, ITEM, NOW, RECORD, Clock
from waiting import wait_until

from config.settings import Limits
from config.texts import load_texts
from drivers.faults import DeviceError, Fault
from drivers.idcard import IdCard
from drivers.outcome import Outcome
from drivers.receipt_printer import Slip, SlipOutcome
from kiosk import effects
from kiosk.catalogue import load_catalogue
from kiosk.controller import Controller
from kiosk.device_book import Count
from kiosk.devices import Devices
from kiosk.events import (
    CodeRefused,
    DeviceSeen,
    DocumentIssued,
    Event,
    Failed,
    PageDrawn,
    PaperMade,
    PrinterAsked,
    PrintSettled,
    SlipSettled,
)
from kiosk.flows import FLOWS
from kiosk.hands import Hands, wanted_record
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import JournalError
from kiosk.look import Looker
from kiosk.person import tap_of
from kiosk.platform_errors import NoConnection, Refused, WrongAnswer
from kiosk.platform_values import ChallengeAnswer, ErrorCode, RecordRequest
from kiosk.session import Session, Terminal
from kiosk.taps import TapOnPage
from kiosk.tools import Tools
from kiosk.view import View
from kiosk.workers import Worker
from printing.document import Document, Entry, Pairs, Verification
from printing.layouts import Stamp
from printing.spool import PrintResult


@dataclass
class World:
    """Everything that does something, and what it is told to do wrong."""

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
    counted: list[tuple[str, Count, int]] = field(default_factory=list)
    unready: tuple[Fault, ...] = ()
    ready_asked: list[int] = field(default_factory=list)

    # the reader
    def card_present(self) -> bool:
        return self.card is not None

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
    def ready_for(self, pages: int, *, on_stock: bool) -> tuple[Fault, ...]:
        self.ready_asked.append(pages)
        return self.unready

    def print_paper(
        self, paper: object, deed: str, running_visit: Callable[[], str], *others: object, **named: object
    ) -> PrintResult:
        self.intend(deed, "print", {"session": running_visit()})
        self.printed += 1
        self.sessions.append(running_visit())
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


@pytest.fixture
def bench() -> Iterator[Bench]:
    world, clock = World(), Clock()
    workers = {
        name: Worker(name, clock, at_rest=lambda: 60.0)
        for name in ("idcard", "receipt_printer", "a4_printer", "preview", PLATFORM)
    }
    devices = Devices(idcard=world, receipt_printer=world)  # type: ignore[arg-type]  # one object plays all parts
    tools = Tools(devices, world, world, world, world, clock)  # type: ignore[arg-type]  # the same
    for worker in workers.values():
        worker.start()
    shown: list[tuple[int, bytes]] = []
    yield Bench(
        world,
        clock,
        Hands(
            tools,
            workers,
            card_poll_s=0.01,
            settled=world.told.set,
            left_open=world.left_open.set,
            running_visit=lambda: "f" * 32,
            preview=lambda _: None,
            show_page=lambda page, picture: shown.append((page, picture)),
        ),
        shown,
    )
    world.gate.set()
    for worker in workers.values():
        worker.close()
        assert worker.ended(5.0)


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
PRINT = effects.Print(DOCUMENT, "e" * 32, "f" * 32, "subject-0001")


def test_a_wrong_code_is_not_a_failure_but_an_answer(bench: Bench) -> None:
    bench.world.trouble = Refused(ErrorCode.CODE_WRONG, 2)
    assert bench.ask(CHECK) == CodeRefused(2)


@pytest.mark.parametrize(
    ("trouble", "key", "again"),
    [
        (NoConnection("reset"), "network", True),
        (WrongAnswer("about another subject"), "wrong_answer", True),
        (Refused(ErrorCode.LIMIT_REACHED), "limit_reached", False),
        (Refused(ErrorCode.TOO_MANY_TRIES), "too_many_tries", False),
        (Refused(ErrorCode.NO_PHONE), "no_phone", False),
    ],
)
def test_what_the_platform_says_reaches_the_person_as_a_text_that_exists(
    bench: Bench, trouble: Exception, key: str, again: bool
) -> None:
    bench.world.trouble = trouble
    assert bench.ask(CHECK) == Failed(key, can_try_again=again)
    assert load_texts().has(f"trouble.{key}")


def test_a_clock_in_1970_asks_for_nothing_and_dates_no_paper(bench: Bench) -> None:
    bench.clock.wall = datetime(1970, 1, 1, tzinfo=UTC)
    assert bench.ask(ISSUE) == Failed("clock_wrong", can_try_again=False)


def test_a_document_is_dated_by_the_clock(bench: Bench) -> None:
    assert bench.ask(ISSUE) == DocumentIssued(ISSUED, NOW)


def test_a_card_reader_that_breaks_is_said(bench: Bench) -> None:
    bench.world.trouble = DeviceError(Fault.CARD_UNREADABLE, "41")
    assert bench.ask(effects.ReadCard()) == Failed("card_unreadable", can_try_again=True)


def test_a_consent_that_cannot_be_written_stops_the_visit(bench: Bench) -> None:
    bench.world.journal_fails = True
    assert bench.ask(effects.Record("consent", (("answer", "yes"),))) == Failed("disk_full", can_try_again=False)


def test_a_print_that_cannot_be_written_down_is_not_begun(bench: Bench) -> None:
    bench.world.journal_fails = True
    bench.hands.carry_out(PRINT, bench.heard.append)
    wait_until(lambda: any(isinstance(event, Failed) for event in bench.heard), 10.0)
    assert bench.heard[-1] == Failed("disk_full", can_try_again=False)
    assert bench.world.printed == 0


def test_a_name_that_nobody_can_draw_is_not_printed(bench: Bench) -> None:
    undrawable = replace(DOCUMENT, body=(Pairs((Entry("姓名", "张\U00031350"),)),))
    assert bench.ask(replace(PRINT, document=undrawable)) == Failed("cannot_draw", can_try_again=False)
    assert bench.world.printed == 0
    assert bench.world.rows == [("print-intended", PRINT.deed), ("print-settled", PRINT.deed)]
    assert bench.world.facts[-1]["outcome"] == "not_done", "the platform is told, so that it does not count"
    assert bench.world.told.is_set()


def test_the_paper_is_compared_with_the_visit_that_runs_now_and_not_with_what_asked_for_it(bench: Bench) -> None:
    bench.hands.carry_out(replace(PRINT, session="0" * 32), bench.heard.append)
    wait_until(lambda: bench.world.printed == 1, 10.0)
    assert bench.world.sessions == ["f" * 32]


def test_a_print_whose_end_could_not_be_written_is_told_truly_and_settled_later(bench: Bench) -> None:
    bench.world.result = PrintResult(Outcome.DONE, 1, None, unwritten=True)
    bench.hands.carry_out(PRINT, bench.heard.append)
    wait_until(lambda: any(isinstance(event, PrintSettled) for event in bench.heard), 10.0)
    assert bench.heard[-1] == PrintSettled(Outcome.DONE, 1, None)
    assert bench.world.left_open.is_set()


def test_a_document_that_was_issued_is_written_down_before_and_after(bench: Bench) -> None:
    bench.ask(ISSUE)
    assert [kind for kind, _ in bench.world.rows] == ["issue-intended", "issue-settled"]
    assert bench.world.facts[-1] == {"document_no": ISSUED.document_no, "outcome": "done"}


def test_an_issue_whose_answer_was_lost_is_written_down_as_unknown(bench: Bench) -> None:
    bench.world.trouble = NoConnection("reset")
    bench.ask(ISSUE)
    assert bench.world.facts[-1] == {"outcome": "unknown"}


def test_an_issue_that_cannot_be_written_down_is_not_asked_for(bench: Bench) -> None:
    bench.world.journal_fails = True
    bench.world.trouble = AssertionError("the platform was asked")
    assert bench.ask(ISSUE) == Failed("disk_full", can_try_again=False)


def test_a_slip_that_cannot_be_written_down_spoils_nothing(bench: Bench) -> None:
    bench.world.journal_fails = True
    assert bench.ask(effects.PrintSlip(Slip(()), "a" * 32)) == SlipSettled(is_printed=False)


def test_what_became_of_a_print_is_told(bench: Bench) -> None:
    bench.world.result = PrintResult(Outcome.UNKNOWN, 1, Fault.ABSENT)
    bench.hands.carry_out(PRINT, bench.heard.append)
    wait_until(lambda: any(isinstance(event, PrintSettled) for event in bench.heard), 10.0)
    assert bench.heard[-1] == PrintSettled(Outcome.UNKNOWN, 1, Fault.ABSENT)


@pytest.mark.parametrize(
    ("outcome", "is_printed"),
    [
        (SlipOutcome.PRINTED, True),
        (SlipOutcome.CONSUMED, True),
        (SlipOutcome.UNKNOWN, False),
        (SlipOutcome.NOT_PRINTED, False),
    ],
)
def test_a_slip_is_written_down_before_and_after(bench: Bench, outcome: SlipOutcome, is_printed: bool) -> None:
    bench.world.slip = outcome
    assert bench.ask(effects.PrintSlip(Slip(()), "a" * 32)) == SlipSettled(is_printed=is_printed)
    assert [kind for kind, _ in bench.world.rows] == ["slip-intended", "slip-settled"]


@pytest.mark.parametrize(
    ("months", "first"), [(1, "202611"), (11, "202601"), (12, "202512"), (24, "202412"), (600, "198001")]
)
def test_a_period_counts_the_running_month_in(months: int, first: str) -> None:
    wanted = wanted_record(ITEM, "441300", months, NOW)
    assert (wanted.period_from, wanted.period_to) == (first, "202611")


def test_a_record_that_comes_late_never_reaches_the_next_person(bench: Bench) -> None:
    """The whole core on real threads: the platform is slow, the person leaves, somebody else begins."""
    views: list[View] = []
    terminal = Terminal(name="t", place="p", city="441300", is_sample=True, catalogue=load_catalogue(frozenset(FLOWS)))
    controller = Controller(
        Session(terminal=terminal, boot="0" * 32),
        bench.hands,
        look=Looker(load_texts(), bench.clock.now),
        show=views.append,
        clock=bench.clock,
        limits=Limits(),
    )
    for device in ("idcard", "a4_printer", "receipt_printer", PLATFORM):
        controller.post(DeviceSeen(device, DeviceState(faults=())))
    thread = threading.Thread(target=controller.run)
    thread.start()

    def press(*names: str) -> None:
        for name in names:
            controller.tap(TapOnPage(views[-1].page, tap_of(name)))

    def until(screen: str) -> None:
        wait_until(lambda: bool(views) and views[-1].screen == screen, 5.0, screen)

    def begin() -> None:
        wait_until(lambda: bool(views) and any(choice.is_open for choice in views[-1].choices), 5.0)
        for screen, name in (("home", f"choice-{ITEM}"), ("choose", "primary"), ("consent", "primary")):
            until(screen)
            press(name)

    try:
        begin()
        until("code")
        press(*(f"digit-{digit}" for digit in "123456"))
        until("working")
        press("leave")
        until("home")
        bench.world.card = None
        begin()
        until("lay_card")
        bench.world.gate.set()
        wait_until(lambda: bench.hands._workers[PLATFORM]._current is None, 5.0, "the late answer")
        press("stay")
        assert views[-1].screen == "lay_card"
        later = views[next(i for i, view in enumerate(views) if view.screen == "home" and i > 3) :]
        assert all(view.holder == "" and view.rows == () for view in later if view.screen != "consent")
    finally:
        controller.stop()
        thread.join(5.0)


def asking(name: str = "测试甲") -> effects.AskPrinter:
    layout = load_catalogue(frozenset(FLOWS))[ITEM].layout
    stamp = Stamp(
        number="0" * 15,
        verification=Verification("0" * 16, "0"),
        serial="0" * 26,
        terminal="A2-07",
        issued_at=NOW,
        printed_at=NOW,
        issuer="演示",
        subject="subject-0001",
        sample=True,
    )
    return effects.AskPrinter(layout, RECORD.model_copy(update={"name": name}), stamp)


def test_the_printer_is_asked_for_as_many_pages_as_the_paper_will_have(bench: Bench) -> None:
    assert bench.ask(asking()) == PrinterAsked((), 1)
    bench.heard.clear()
    many = RECORD.model_copy(update={"spans": RECORD.spans * 60})
    told = bench.ask(replace(asking(), record=many))
    assert isinstance(told, PrinterAsked)
    assert bench.world.ready_asked == [1, told.pages]
    assert told.pages > 1
    assert bench.world.rows == [], "nothing was issued or printed"


def test_what_speaks_against_it_is_told(bench: Bench) -> None:
    bench.world.unready = (Fault.PAPER_LOW,)
    assert bench.ask(asking()) == PrinterAsked((Fault.PAPER_LOW,), 1)


def test_a_name_that_no_face_draws_is_found_before_anything_is_issued(bench: Bench) -> None:
    assert bench.ask(asking("测\U0010fffd")) == Failed("cannot_draw", can_try_again=False)
    assert bench.world.ready_asked == []


def test_a_record_that_fits_no_paper_is_found_before_anything_is_issued(bench: Bench) -> None:
    far = datetime(9999, 12, 31, 23, tzinfo=UTC)
    asked = asking()
    late = replace(asked, record=asked.record.model_copy(update={"cutoff": far}))
    assert bench.ask(late) == Failed("wrong_answer", can_try_again=False)


def made(bench: Bench, effect: effects.Print) -> PaperMade:
    bench.hands.carry_out(effect, bench.heard.append)
    wait_until(lambda: any(isinstance(event, PrintSettled | Failed) for event in bench.heard), 10.0, "an end")
    return next(event for event in bench.heard if isinstance(event, PaperMade))


def test_the_first_page_is_shown_before_the_bytes_are_handed_over_and_other_pages_on_demand(bench: Bench) -> None:
    found = made(bench, PRINT)
    assert bench.heard.index(found) == 0
    assert found.picture.startswith(b"\xff\xd8")
    bench.heard.clear()
    assert isinstance(bench.ask(effects.DrawPage(found.paper, 1)), PageDrawn)
    bench.hands.carry_out(effects.ShowPage(1, found.picture), bench.heard.append)
    assert bench.shown == [(1, found.picture)]


def test_a_paper_of_ours_that_cannot_be_shown_is_printed_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert made(bench, PRINT).picture == b""
    assert bench.world.printed == 1


def test_a_page_that_cannot_be_drawn_is_no_event(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    found = made(bench, PRINT)
    bench.heard.clear()
    job = bench.hands.carry_out(effects.DrawPage(found.paper, 9), bench.heard.append)
    assert job is not None
    assert isinstance(bench.ask(effects.DrawPage(found.paper, 1)), PageDrawn)
    assert len(bench.heard) == 1
