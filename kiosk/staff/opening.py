"""The staff's room of one terminal: its book, the glass that it shares with the visits, and its desk."""

import logging
from collections.abc import Callable, Mapping
from functools import partial

from config.settings import Settings
from config.texts import FOLDER, Texts, load_texts
from drivers.clock import Clock
from drivers.faults import Fault
from kiosk.announcements import Announcing
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.looks import Look
from kiosk.cabinet.workers import Worker
from kiosk.events import Event
from kiosk.health import ClosedBy, DeviceState
from kiosk.journal import Journal, JournalError
from kiosk.platform.api import Platform
from kiosk.session import Terminal
from kiosk.staff.accounts import Accounts
from kiosk.staff.book import StaffBook
from kiosk.staff.clocks import PlatformClock, TimeService
from kiosk.staff.desk import STAFF, Desk
from kiosk.staff.face_figures import FaceFigures
from kiosk.staff.glass import Glass
from kiosk.staff.guarding import Guarding
from kiosk.staff.inbox import Inbox
from kiosk.staff.means import Means
from kiosk.staff.pages import PAGES
from kiosk.staff.pages.devices import SWITCH
from kiosk.staff.pages.items import ITEM
from kiosk.staff.pages.notices import ANNOUNCEMENTS, SCENE
from kiosk.staff.patience import BEAT_S
from kiosk.staff.plugged import plugged_in
from kiosk.staff.rights import load_rights
from kiosk.staff.terminal_file import TerminalFile, sweep
from kiosk.staff.tries import doorkeeper
from kiosk.taps import TapOnPage
from kiosk.upkeep.install import Root
from kiosk.view import View

log = logging.getLogger(__name__)

TEXTS = FOLDER / "staff"
SWITCHED_OFF = DeviceState(faults=(Fault.DISABLED,))


class StaffRoom:
    """Everything of the staff's on one terminal; without a [staff] table its door does not exist.

    Args:
        settings: the terminal's file.
        clock: all time.
        journal: gets a row of every act.
        counters: of the devices.
        devices: of this terminal.
        workers: by name; the staff's own is among them when `begin` is called.
        texts: of residents' screens.

    Raises:
        SettingsError: config/staff-rights.toml cannot be used.
        TextError: a text of config/texts/staff is missing.
        JournalError: the book cannot be opened.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        journal: Journal,
        counters: DeviceBook,
        devices: Devices,
        workers: Mapping[str, Worker],
        texts: Texts,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._journal = journal
        self._counters = counters
        self._devices = devices
        self._workers = workers
        self._texts = texts
        self._rights = load_rights()
        self._words = load_texts(TEXTS)
        self._book = StaffBook(journal.path, clock)
        self._looks: dict[str, Look] = {}
        self._glass: Glass | None = None
        self._desk: Desk | None = None
        self._announcing = Announcing(
            lambda: self._book.value(ANNOUNCEMENTS)[0], lambda: self._book.switched_off(SCENE), clock.now
        )
        self._post: Callable[[Event], None] | None = None
        self._guarding: Guarding | None = None

    def watched(self, looks: Mapping[str, Look]) -> dict[str, Look]:
        """The same looks, but of a device that staff have switched off, which is not asked."""
        self._looks = dict(looks)
        return {name: partial(self._unless_off, name, look) for name, look in looks.items()}

    def _unless_off(self, name: str, look: Look) -> DeviceState:
        return SWITCHED_OFF if name in self._book.switched_off(SWITCH) else look()

    def items_off(self) -> tuple[str, ...]:
        """Items that staff have closed."""
        return tuple(self._book.switched_off(ITEM))

    def begin(
        self,
        *,
        visit: Callable[[View], None],
        plain: Callable[[View], None],
        terminal: Callable[[], Terminal],
        is_free: Callable[[], bool],
        post: Callable[[Event], None],
        stop: Callable[[], None],
        platform: Platform | None,
    ) -> None:
        """The core is built: its glass is shared from now on.

        Args:
            visit: shows a View of a visit, and says it.
            plain: shows a View as it is.
            terminal: as the core has it now.
            is_free: whether no visit runs.
            post: to the core.
            stop: ends the core.
            platform: the province; None without a key.
        """
        self._glass = Glass(visit, plain)
        self._post = post
        self._guarding = Guarding(
            self._journal, self._book, lambda: bool(terminal().health.closings.get(ClosedBy.DOOR))
        )
        if self._settings.staff is None:
            return
        sweep(self._settings)
        means = Means(
            settings=self._settings,
            clock=self._clock,
            journal=self._journal,
            counters=self._counters,
            book=self._book,
            accounts=Accounts(self._settings.staff.accounts_file),
            devices=self._devices,
            workers=self._workers,
            looks=self._looks,
            terminal=terminal,
            post=post,
            is_free=is_free,
            stop=stop,
            ask=platform.status if platform is not None else None,
            platform=platform,
            inbox=Inbox(),
            face=FaceFigures(self._devices, self._workers, self._clock),
            time_service=TimeService(self._settings.staff.timedatectl, self._clock),
            platform_clock=PlatformClock(self._clock),
            plugged=plugged_in,
            root=Root(),
            file=TerminalFile(Root(), self._settings),
            words=self._words,
            texts=self._texts,
        )
        on_desk = self._workers[STAFF].submit
        self._desk = Desk(
            means, PAGES, self._rights, doorkeeper(self._book, self._clock.monotonic), self._glass, on_desk
        )

    def show_visit(self, view: View) -> None:
        """A visit's View (see `Glass`)."""
        if self._glass is not None:
            self._glass.show_visit(view)

    def show_said(self, view: View) -> None:
        """What the voice makes of it (see `Glass`)."""
        if self._glass is not None:
            self._glass.show_said(view)

    def takes(self, tap: TapOnPage) -> bool:
        """Whether a touch is the staff's."""
        return self._desk is not None and self._desk.takes(tap)

    def beat(self) -> float:
        """The look at rest of the staff's worker: seconds until the next. What is announced is told from here too."""
        try:
            told = self._announcing.look(self._clock.monotonic())
        except JournalError as error:
            log.warning("the staff's book cannot be read: %s", error)
            told = None
        if told is not None and self._post is not None:
            self._post(told)
        if self._guarding is not None:
            self._guarding.beat(self._clock.monotonic())
        return self._desk.beat() if self._desk is not None else BEAT_S

    def close(self) -> None:
        """Give the book back."""
        self._book.close()
