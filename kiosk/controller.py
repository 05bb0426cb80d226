"""Holds the one Session. Events come in by `post`, from any thread; everything else happens on the thread of `run`."""

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass

from config.settings import Limits
from drivers.clock import Clock
from drivers.io_module import Lamp
from kiosk.applying_effects import AskPrefill
from kiosk.cabinet.workers import Job
from kiosk.copying_effects import CopyingEffect
from kiosk.effects import (
    ActAsAgent,
    AskPrinter,
    AwaitCard,
    AwaitRemoval,
    CallStaff,
    CheckCode,
    DrawPage,
    Effect,
    EnterPin,
    HelpPerson,
    LookForCard,
    LookUp,
    MakePaper,
    Print,
    ProveByPhoneCode,
    ProveBySocialCard,
    ProveFace,
    ReadCard,
    ReadPermit,
    ReadSocialCard,
    ReadZone,
    Record,
    ScanCode,
    SendCode,
    ShowConsents,
    ShowPage,
    StopPrinting,
    VerifyFace,
)
from kiosk.endorsing_effects import EndorsingQuestion
from kiosk.events import Event, Failed, Tapped
from kiosk.examining_effects import ExaminingQuestion
from kiosk.flows.identity.ways import devices_of
from kiosk.hands.carrying_out import Hands
from kiosk.journal import JournalError
from kiosk.locker_effects import LockerQuestion
from kiosk.materials_effects import MaterialsQuestion
from kiosk.parting import Passage, followed, stopped
from kiosk.paying_effects import FindBill, ListFines, WatchOrder
from kiosk.photo_effects import TakePhoto
from kiosk.practice import PracticeHands
from kiosk.presence_events import KeyUsed, Listened
from kiosk.service_effects import ServiceQuestion
from kiosk.session import Session, Terminal
from kiosk.taps import TapOnPage
from kiosk.timing import due
from kiosk.view import View
from kiosk.workflow import advance, step_of

log = logging.getLogger(__name__)

_ENDS_WITH_ITS_STEP = (
    ReadCard
    | AwaitCard
    | LookForCard
    | AwaitRemoval
    | SendCode
    | CheckCode
    | LookUp
    | ServiceQuestion
    | FindBill
    | ListFines
    | WatchOrder
    | AskPrefill
    | LockerQuestion
    | ExaminingQuestion
    | AskPrinter
    | MakePaper
    | DrawPage
    | ScanCode
    | ReadSocialCard
    | EnterPin
    | ReadZone
    | ReadPermit
    | VerifyFace
    | ProveByPhoneCode
    | ProveBySocialCard
    | ProveFace
    | ShowConsents
    | HelpPerson
    | ActAsAgent
    | CopyingEffect
    | EndorsingQuestion
    | MaterialsQuestion
    | TakePhoto
)
"""What nobody needs any more when its step is left: it stops waiting, and is not begun if it was not begun yet. Deeds
(issue, print, slip) always run to their end."""
BEAT_S = 0.25
"""How often the time is looked at; a countdown in seconds needs no more."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Which step of which visit asked: the answer is dropped when it is over."""

    visit: int
    page: int | None
    """None: whatever step the visit stands at by now."""

    def is_over(self, session: Session) -> bool:
        """Whether nobody waits for the answer."""
        return self.visit != session.visit or self.page not in (None, session.page)


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody is there who has not touched the glass. What a key does is the screens' matter."""

    by: KeyUsed | Listened | None = None
    """None: whoever is there is still there; nobody comes by it."""


class Controller:
    """The only place where a session is replaced by the next one.

    Args:
        session: to begin with.
        hands: carry out effects.
        look: makes the View.
        show: gets every new View.
        clock: for idle times and the clock on the screen.
        limits: of the terminal.
        begun: told what a visit needs, when one begins and when that changes.
        light: gets the lamps of the step under way, when they change.
        beats: called at every beat, for what else has to be looked after.
    """

    def __init__(
        self,
        session: Session,
        hands: Hands,
        *,
        look: Callable[[Session], View],
        show: Callable[[View], None],
        clock: Clock,
        limits: Limits,
        begun: Callable[[tuple[str, ...]], None] = lambda _: None,
        light: Callable[[frozenset[Lamp]], None] = lambda _: None,
        beats: Callable[[], None] = lambda: None,
    ) -> None:
        self._begun = begun
        self._light = light
        self._beats = beats
        self._lamps: frozenset[Lamp] | None = None
        self._session = session
        self._hands = hands
        self._practice = PracticeHands(hands.carry_out, clock)
        self._look = look
        self._show = show
        self._clock = clock
        self._limits = limits
        self._events: queue.SimpleQueue[tuple[Event, Ticket | None] | TapOnPage | Touch | None] = queue.SimpleQueue()
        self._touched = self._entered = clock.monotonic()
        self._waits: list[Job] = []
        self._print: Job | None = None
        self._shown: View | None = None
        self._passage: Passage | None = None

    @property
    def running_visit(self) -> str:
        """The name of the visit under way."""
        return self._session.name

    @property
    def needed(self) -> tuple[str, ...]:
        """What the visit under way needs; nothing while there is none."""
        return devices_of(self._session)

    @property
    def terminal(self) -> Terminal:
        """As it is now: its devices, what it offers, what is shut."""
        return self._session.terminal

    @property
    def is_free(self) -> bool:
        """Whether nobody is being served."""
        return self._session.item is None and self._session.identity is None

    def post(self, event: Event, ticket: Ticket | None = None) -> None:
        """Something happened. Without a ticket it concerns the terminal."""
        self._events.put((event, ticket))

    def tap(self, tap: TapOnPage) -> None:
        """A finger."""
        self._events.put(tap)

    def touched(self, by: KeyUsed | Listened | None = None) -> None:
        """Somebody is there: the time without a touch begins anew.

        Args:
            by: what they did, where that may be how a visit begins.
        """
        self._events.put(Touch(by))

    def stop(self) -> None:
        """Let `run` return."""
        self._events.put(None)

    def run(self) -> None:
        """Work until stopped."""
        self._publish()
        while True:
            try:
                arrived = self._events.get(timeout=BEAT_S)
            except queue.Empty:
                self.beat()
                continue
            if arrived is None:
                if self._passage is not None:
                    self._count(stopped(self._passage, self._session, self._clock.monotonic()))
                return
            self.take(arrived)
            arrived = None
            self.beat()

    def take(self, arrived: tuple[Event, Ticket | None] | TapOnPage | Touch) -> None:
        """Handle one arrival, unless it belongs to a step or a visit that is over."""
        if isinstance(arrived, TapOnPage | Touch):
            self._touched = self._clock.monotonic()
            if isinstance(arrived, Touch) and arrived.by is not None:
                self._handle(arrived.by)
            if isinstance(arrived, TapOnPage) and arrived.page == self._session.glass:
                self._handle(Tapped(arrived.tap))
            return
        event, ticket = arrived
        if ticket is not None and ticket.is_over(self._session):
            log.info("dropped %s of a step that is over", type(event).__name__)
            return
        self._handle(event)

    def beat(self) -> None:
        """Let time act, and the clock on the screen go on."""
        self._beats()
        self._practice.beat()
        now = self._clock.monotonic()
        event = due(
            self._session,
            untouched_s=now - self._touched,
            on_page_s=now - self._entered,
            limits=self._limits,
        )
        if event is not None:
            self._handle(event)
        else:
            self._publish()

    def _handle(self, event: Event) -> None:
        before = self._session
        move = advance(before, event)
        if not self._written(move.effects):
            # What has to stand in the books is not so while it does not stand there.
            move = advance(before, Failed("disk_full", can_try_again=False))
        self._session = move.session
        if move.session.visit != before.visit:
            self._print = None
        if move.session.page != before.page:
            self._touched = self._entered = self._clock.monotonic()
            for job in self._waits:
                job.stop()
            self._waits.clear()
        if self.needed != devices_of(before):
            self._begun(self.needed)
        for effect in move.effects:
            if not isinstance(effect, Record | ShowPage):
                self._begin(effect)
        self._publish()
        for effect in move.effects:
            # The screens take a picture only for the page that they show.
            if isinstance(effect, ShowPage):
                self._begin(effect)
        parting = followed(self._passage, before, event, self._session, self._clock.monotonic())
        self._passage = parting.passage
        if parting.row is not None:
            self._count(parting.row)

    def _count(self, row: Record) -> None:
        """A visit is over whether or not the books take it into their figures."""
        try:
            self._hands.carry_out(row, self.post)
        except JournalError as error:
            log.warning("a visit is not in the figures: %s", error)

    def _written(self, effects: tuple[Effect, ...]) -> bool:
        try:
            for effect in effects:
                if isinstance(effect, Record):
                    self._doing().carry_out(effect, self.post)
        except JournalError as error:
            log.warning("the journal takes nothing: %s", error)
            return False
        return True

    def _begin(self, effect: Effect) -> None:
        # Whoever called somebody goes on meanwhile.
        ticket = Ticket(self._session.visit, None if isinstance(effect, CallStaff) else self._session.page)
        if isinstance(effect, StopPrinting) and self._print is not None:
            self._print.stop()
        job = self._doing().carry_out(effect, lambda event: self.post(event, ticket))
        if isinstance(effect, Print):
            self._print = job
        elif job is not None and isinstance(effect, _ENDS_WITH_ITS_STEP):
            self._waits.append(job)

    def _doing(self) -> Hands | PracticeHands:
        """What is only tried out reaches neither the world nor the books."""
        return self._practice if self._session.is_practice else self._hands

    def _publish(self) -> None:
        step = step_of(self._session)
        lamps = frozenset({step.lamp}) if step is not None and step.lamp is not None else frozenset()
        if lamps != self._lamps:
            self._lamps = lamps
            self._light(lamps)
        view = self._look(self._session)
        if view != self._shown:
            self._shown = view
            self._show(view)
