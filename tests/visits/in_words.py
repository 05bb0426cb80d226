"""A kiosk in a person's words: the real controller, workflow and texts; the world's answers come from the test."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache

from whole_catalogue import whole_catalogue

from config.settings import Limits
from config.texts import load_texts
from drivers.faults import Fault
from drivers.idcard import CardKind, IdCard
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.cabinet.workers import Job
from kiosk.controller import Controller
from kiosk.effects import Effect
from kiosk.events import (
    CardRead,
    CodeRefused,
    CodeSent,
    DayTold,
    DeviceSeen,
    DocumentIssued,
    Event,
    Failed,
    Identified,
    PaperMade,
    PrinterAsked,
    PrintMoved,
    PrintSettled,
    RecordFound,
    SlipSettled,
)
from kiosk.hall.person import tap_of
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import JournalError
from kiosk.look.visit import Looker
from kiosk.platform.values import Challenge, EnrolmentRecord, EnrolmentSpan, Identity, Issued
from kiosk.session import Session, Terminal
from kiosk.taps import LookChosen, TapOnPage
from kiosk.view import View
from printing.document import Paper

ITEM = "ss-enrolment-certificate"
NOW = datetime(2026, 11, 21, 21, 5, tzinfo=UTC)
NUMBER = "449901194607010024"
NAME = "测试甲"
CARD = IdCard(
    kind=CardKind.CITIZEN,
    number=NUMBER,
    name=NAME,
    birth=date(1946, 7, 1),
    address="演示·某路1号",
    valid_from=date(2020, 1, 1),
    valid_to=None,
)
CHALLENGE = Challenge(challenge="challenge-0001", sent_to="138****0001", digits=6, valid_s=120)
IDENTITY = Identity(
    token="token-000001",
    subject="subject-0001",
    level=2,
    valid_until=NOW + timedelta(minutes=10),
    number=NUMBER,
    name=NAME,
)
OFFERED = {ITEM: whole_catalogue()[ITEM]}
"""The only item of these visits."""
RECORD = EnrolmentRecord(
    subject="subject-0001",
    name=NAME,
    number=NUMBER,
    personal_no="9000000001",
    city="441300",
    period_from="202412",
    period_to="202611",
    spans=(
        EnrolmentSpan(
            period_from="202412",
            period_to="202611",
            city="441300",
            unit_no="900001",
            unit_name="演示·某有限公司",
            pension=24,
            injury=24,
            unemployment=24,
        ),
    ),
    pension_months=24,
    injury_months=24,
    unemployment_months=24,
    cutoff=NOW,
    issuer="演示社会保险经办机构",
)
ISSUED = Issued(
    document_no="D20261121000001",
    verification_code="ABCD2345EFGH6789",
    verification_url="https://verify.sandbox.invalid/v?c=ABCD2345EFGH6789",
    issued_at=NOW,
    record=RECORD,
)


_texts = cache(load_texts)
"""Read once: every test has a kiosk of its own, and the files are many."""


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.wall = NOW

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.seconds += seconds


class World:
    """Stands where kiosk.hands.carrying_out does: remembers what was asked for, and who is to be told.

    The printer answers by itself whether it can begin, papers are made by themselves, and what day it is.
    """

    def __init__(self) -> None:
        self.printer_faults: tuple[Fault, ...] = ()
        self.pages = 1
        self.is_full = False
        self.picture, self.makes_papers = b"page 1", True
        self.asked: list[tuple[Effect, Callable[[Event], None], Job]] = []
        self.views: list[View] = []
        """What the screens got."""

    def paper(self, effect: effects.MakePaper) -> Paper:
        """Bytes of nothing for a document."""
        made = effect.document
        return Paper(
            session=effect.session,
            subject=made.subject,
            serial=made.serial,
            pages=self.pages,
            sha256="0" * 64,
            pdf=b"%PDF",
        )

    def carry_out(self, effect: Effect, post: Callable[[Event], None]) -> Job:
        job = Job(lambda _: None)
        if isinstance(effect, effects.Record) and self.is_full:
            raise JournalError("no room")
        if isinstance(effect, effects.ShowPage):
            assert self.views[-1].paper_page == effect.page, "the screens drop a picture that no View asks for"
        self.asked.append((effect, post, job))
        if isinstance(effect, effects.AskPrinter):
            post(PrinterAsked(self.printer_faults, self.pages))
        if isinstance(effect, effects.TellDay):
            post(DayTold(NOW.date()))
        if isinstance(effect, effects.MakePaper) and self.makes_papers:
            post(PaperMade(self.paper(effect), self.picture))
        return job


class Kiosk:
    """The machine, and a person in front of it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.clock = Clock()
        self.world = World()
        self.views = self.world.views
        terminal = Terminal(
            name="demo-a2-07",
            place="演示大厅 A2-07",
            city="441300",
            is_sample=True,
            catalogue=OFFERED,
        )
        self.controller = Controller(
            Session(terminal=terminal, boot="0" * 32),
            self.world,  # type: ignore[arg-type]  # the world answers by the test's own hand
            look=Looker(_texts(), self.clock.now),
            show=self.views.append,
            clock=self.clock,
            limits=limits or Limits(),
        )
        for device in ("idcard", "a4_printer", "receipt_printer", PLATFORM):
            self.device(device)
        self.controller.beat()

    @property
    def view(self) -> View:
        return self.views[-1]

    def countdown(self) -> int | None:
        """The still-there countdown as it stands now."""
        return self.view.still_there_s

    @property
    def screen(self) -> str:
        return self.view.screen

    def device(self, name: str, *faults: Fault) -> None:
        """A device is seen, working or with faults."""
        self.controller.take((DeviceSeen(name, DeviceState(faults=faults)), None))

    def press(self, *names: str) -> None:
        for name in names:
            self.controller.take(TapOnPage(self.view.page, tap_of(name)))
            self.deliver()

    def choose_look(self, setting: str, value: str) -> None:
        self.controller.take(TapOnPage(self.view.page, LookChosen(setting, value)))  # type: ignore[arg-type]  # any word may come

    def wait(self, seconds: float) -> None:
        """Time passes, beat by beat."""
        for _ in range(round(seconds * 4)):
            self.clock.seconds += 0.25
            self.clock.wall += timedelta(seconds=0.25)
            self.controller.beat()

    def last(self, kind: type[Effect]) -> tuple[Effect, Callable[[Event], None], Job]:
        """The newest effect of a kind that was asked for."""
        return next(asked for asked in reversed(self.world.asked) if isinstance(asked[0], kind))

    def asked_for(self, kind: type[Effect]) -> int:
        return sum(isinstance(effect, kind) for effect, _, _ in self.world.asked)

    def answer(self, kind: type[Effect], event: Event) -> None:
        """The world answers the newest effect of that kind."""
        _, post, _ = self.last(kind)
        post(event)
        self.deliver()

    def deliver(self) -> None:
        """What was posted arrives."""
        while not self.controller._events.empty():
            arrived = self.controller._events.get()
            assert arrived is not None
            self.controller.take(arrived)

    # Whole stretches of a visit

    def up_to_card(self) -> None:
        self.press(f"choice-{ITEM}", "primary", "primary")
        assert self.screen == "lay_card"

    def lay_card(self, card: IdCard = CARD, *, is_expired: bool = False, is_child: bool = False) -> None:
        self.answer(effects.ReadCard, CardRead(card, is_expired=is_expired, is_child=is_child))

    def up_to_code(self) -> None:
        self.up_to_card()
        self.lay_card()
        self.answer(effects.SendCode, CodeSent(CHALLENGE))
        assert self.screen == "code"

    def type_code(self, code: str = "123456") -> None:
        self.press(*(f"digit-{digit}" for digit in code))

    def up_to_check(self) -> None:
        self.up_to_code()
        self.type_code()
        self.answer(effects.CheckCode, Identified(IDENTITY))
        self.answer(effects.LookUp, RecordFound(RECORD))
        assert self.screen == "check"

    def up_to_printing(self) -> None:
        self.up_to_check()
        self.press("primary")
        self.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
        assert self.screen == "paper"
        self.press("primary")
        assert self.screen == "printing"

    def sheet(self, sheet: int, sheets: int, fault: Fault | None = None) -> None:
        self.answer(effects.Print, PrintMoved(sheet, sheets, fault))

    def settle(self, outcome: Outcome, sheets: int, fault: Fault | None = None) -> None:
        self.answer(effects.Print, PrintSettled(outcome, sheets, fault))

    def slip(self, *, is_printed: bool) -> None:
        self.answer(effects.PrintSlip, SlipSettled(is_printed=is_printed))

    def fail(self, kind: type[Effect], key: str, *, can_try_again: bool = True) -> None:
        self.answer(kind, Failed(key, can_try_again=can_try_again))

    def code_is_wrong(self, tries_left: int) -> None:
        self.answer(effects.CheckCode, CodeRefused(tries_left))
