"""Somebody of the staff before a terminal: the real desk, book, journal and accounts; card, devices and time are ours.

Everything happens at once: what is given to a worker is done where it is given.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from argon2 import PasswordHasher
from pyotp import TOTP
from whole_catalogue import whole_catalogue

from config.settings import PlatformSettings, Settings
from config.staff_settings import StaffSettings
from config.texts import load_texts
from drivers.clock import BEIJING
from drivers.faults import DeviceError, Fault
from drivers.smart_card import StaffCard
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.workers import Job, Work
from kiosk.events import Event, TerminalClosed
from kiosk.hall.staff_people import PEOPLE, Colleague
from kiosk.health import PLATFORM, DeviceState, Health
from kiosk.journal import Journal, Row, read_rows
from kiosk.platform.api import Platform
from kiosk.platform.errors import PlatformError
from kiosk.session import Terminal
from kiosk.staff.accounts import Account, Accounts, write
from kiosk.staff.book import StaffBook
from kiosk.staff.clocks import PlatformClock, TimeService
from kiosk.staff.desk import Desk
from kiosk.staff.face_figures import FaceFigures
from kiosk.staff.gesture import CORNERS
from kiosk.staff.glass import Glass
from kiosk.staff.inbox import Inbox
from kiosk.staff.means import Means
from kiosk.staff.opening import TEXTS
from kiosk.staff.pages import PAGES
from kiosk.staff.plugged import Plugged
from kiosk.staff.rights import Role, load_rights
from kiosk.staff.terminal_file import TerminalFile
from kiosk.staff.tries import doorkeeper
from kiosk.taps import Chosen, CornerTouched, Digit, Left, Tap, TapOnPage, WentBack, WentOn
from kiosk.upkeep.install import Root
from kiosk.view import View

ITEMS = ("ss-enrolment-certificate", "hall-map", "property-query")
FITTED = ("idcard", "a4_printer", "receipt_printer", "locker", "smart_card")
IN_ORDER = DeviceState(faults=())

_pins = cache(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash)
"""Cheap ones: how dear a real one is, is the library's matter."""


class Clock:
    """Day and hour go on together when the test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.wall = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def pause(self, seconds: float) -> None:
        self.jump(seconds)

    def jump(self, seconds: float) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds)


class Reader:
    """The smart-card reader, with what was put into it."""

    def __init__(self) -> None:
        self.card = ""
        self.fault: Fault | None = None

    def card_present(self) -> bool:
        return bool(self.card)

    def read_staff_card(self) -> StaffCard:
        if self.fault is not None:
            raise DeviceError(self.fault, "the test says so")
        return StaffCard(self.card)

    def check(self) -> str:
        return "the test's reader"


class Now:
    """A worker that does everything where it is given."""

    def __init__(self) -> None:
        self.holds = False
        self.held: list[Work] = []
        self.looks = 0

    def submit(self, work: Work) -> Job:
        job = Job(work)
        if self.holds:
            self.held.append(work)
        else:
            work(lambda: False)
        return job

    def look_soon(self) -> None:
        self.looks += 1

    def go_on(self) -> None:
        self.holds = False
        held, self.held = self.held, []
        for work in held:
            work(lambda: False)


class Shift:
    """A terminal at rest, and what staff do before it. Buttons that are pressed have to stand on the glass."""

    def __init__(
        self,
        folder: Path,
        *,
        reader: bool = True,
        devices: Mapping[str, Any] | None = None,
        settings: Mapping[str, Any] | None = None,
        platform: Platform | None = None,
    ) -> None:
        self.clock = Clock()
        self.folder = folder
        self.reader = Reader()
        self.is_free = True
        self.posted: list[Event] = []
        self.stopped = 0
        self.platform_error: PlatformError | None = None
        accounts = folder / "accounts.json"
        until = self.clock.now().date() + timedelta(days=30)
        self._write(accounts, until)
        self.settings = Settings(
            terminal="test-01",
            place="演示大厅",
            city="441300",
            state_folder=folder,
            run_folder=folder,
            is_demo=True,
            platform=PlatformSettings(
                url="https://platform.invalid",
                trust=folder / "trust.toml",
                paas_id="test",
                paas_token_file=folder / "token",
                key_file=folder / "key",
            ),
            **{"staff": StaffSettings(accounts_file=accounts), **(settings or {})},
        )
        self.root = Root(folder / "root")
        self.plugged: tuple[Plugged, ...] = ()
        self.journal = Journal(folder / "journal.sqlite", self.clock)
        self.counters = DeviceBook(self.journal.path, self.clock)
        self.book = StaffBook(self.journal.path, self.clock)
        fitted = FITTED if reader else tuple(name for name in FITTED if name != "smart_card")
        self.health = Health(devices=MappingProxyType(dict.fromkeys((PLATFORM, *fitted), IN_ORDER)))
        catalogue = _catalogue()
        self.terminal = Terminal(
            name="test-01",
            place="演示大厅",
            city="441300",
            is_sample=True,
            catalogue={item: catalogue[item] for item in ITEMS},
            health=self.health,
        )
        self.looks: dict[str, Callable[[], DeviceState]] = {name: lambda: IN_ORDER for name in fitted}
        self.workers = {name: Now() for name in (*fitted, "io_module", "staff", "standing")}
        self.shown: View | None = None
        self.visit_shown: list[View] = []
        self.glass = Glass(self.visit_shown.append, self._show)
        known: dict[str, Any] = {"smart_card": self.reader} if reader else {}
        fitted_devices = Devices(**{**known, **(devices or {})})
        staff = self.settings.staff
        self.means = Means(
            settings=self.settings,
            clock=self.clock,
            journal=self.journal,
            counters=self.counters,
            book=self.book,
            accounts=Accounts(accounts),
            devices=fitted_devices,
            workers=self.workers,  # type: ignore[arg-type]  # does the same, at once
            looks=self.looks,
            terminal=lambda: self.terminal,
            post=self._post,
            platform=platform,
            inbox=Inbox(),
            face=FaceFigures(fitted_devices, self.workers, self.clock),  # type: ignore[arg-type]  # as above
            time_service=TimeService(staff.timedatectl if staff is not None else (), self.clock),
            platform_clock=PlatformClock(self.clock),
            is_free=lambda: self.is_free,
            stop=self._stop,
            ask=self._ask,
            plugged=lambda: self.plugged,
            root=self.root,
            file=TerminalFile(self.root, self.settings),
            words=_words(),
            texts=_texts(),
        )
        self.doorkeeper = doorkeeper(self.book, self.clock.monotonic)
        self.desk = self._desk()

    def _desk(self) -> Desk:
        return Desk(
            self.means,
            PAGES,
            load_rights(),
            self.doorkeeper,
            self.glass,
            self.workers["staff"].submit,
        )

    def _write(self, path: Path, until: Any) -> None:
        write(
            path,
            (
                Account(
                    number=one.number, role=one.role, pin=_pins(one.pin), card=one.card, secret=one.secret, until=until
                )
                for one in PEOPLE
            ),
        )

    def _show(self, view: View) -> None:
        self.shown = view

    def _post(self, event: Event) -> None:
        self.posted.append(event)
        if isinstance(event, TerminalClosed):
            self.terminal = replace(self.terminal, health=self.terminal.health.closed_by(event.by, event.key))

    def _ask(self) -> None:
        """The platform answers after a quarter of a second."""
        self.clock.jump(0.25)
        if self.platform_error is not None:
            raise self.platform_error

    def _stop(self) -> None:
        self.stopped += 1

    def close(self) -> None:
        self.book.close()
        self.counters.close()
        self.journal.close()

    # -- what is seen ---------------------------------------------------------------------------------------------

    @property
    def view(self) -> View:
        """What stands on the glass, which is the staff's."""
        assert self.shown is not None
        assert self.glass.is_staffs, "the staff's View is not on the glass"
        return self.shown

    @property
    def screen(self) -> str:
        """Name of the screen on the glass; home where it is the residents'."""
        return self.view.screen if self.glass.is_staffs else "home"

    @property
    def page(self) -> str:
        """The open page of the menu."""
        staff = self.view.staff
        assert staff is not None
        return next(entry.id.removeprefix("page:") for entry in staff.menu if entry.is_on)

    @property
    def offered(self) -> set[str]:
        """Everything on the page that can be chosen."""
        staff = self.view.staff
        assert staff is not None
        entries = (*staff.menu, *staff.buttons, *(entry for block in staff.blocks for entry in block.entries))
        return {entry.id for entry in entries if entry.id}

    @property
    def said(self) -> str:
        """All words of the page in one."""
        staff = self.view.staff
        assert staff is not None
        words = [self.view.words.get("title", ""), self.view.notice]
        for block in staff.blocks:
            words += [block.title, block.note]
            words += [f"{entry.label} {entry.value} {entry.detail}" for entry in block.entries]
        if staff.question is not None:
            words += [staff.question.title, *staff.question.lines]
        return "\n".join(words)

    def rows(self, *kinds: str) -> list[Row]:
        """The journal's rows of these kinds."""
        return [row for row in read_rows(self.journal.path) if row.kind in kinds]

    def acts(self) -> list[tuple[str, str, str, str]]:
        """Who did what, about what, with whom: from the books."""
        return [
            (str(row.facts["account"]), str(row.facts["action"]), str(row.facts["about"]), str(row.facts["second"]))
            for row in self.rows("staff-act-intended")
        ]

    def outcomes(self) -> list[str]:
        """What became of the acts, from the books."""
        return [str(row.facts["outcome"]) for row in self.rows("staff-act-settled")]

    # -- what is done ---------------------------------------------------------------------------------------------

    def gesture(self) -> None:
        for corner in CORNERS:
            self.desk.takes(TapOnPage(1, CornerTouched(corner)))

    def tap(self, tap: Tap) -> None:
        self.desk.takes(TapOnPage(self.view.page, tap))

    def type(self, digits: str) -> None:
        for digit in digits:
            self.tap(Digit(digit))

    def choose(self, wanted: str) -> None:
        assert wanted in self.offered, f"{wanted} is not on the page, there are {sorted(self.offered)}"
        self.tap(Chosen(wanted))

    def open(self, page: str) -> None:
        self.choose(f"page:{page}")

    def yes(self) -> None:
        assert self.view.staff is not None
        assert self.view.staff.question is not None
        self.tap(WentOn())

    def no(self) -> None:
        self.tap(WentBack())

    def leave(self) -> None:
        self.tap(Left())

    def insert(self, card: str) -> None:
        """Or take it out: an empty one."""
        self.reader.card = card
        self.pass_s(1.25)

    def pass_s(self, seconds: float) -> None:
        """Time goes by, and the desk beats."""
        self.clock.jump(seconds)
        self.desk.beat()

    def by_card(self, somebody: Colleague) -> None:
        self.insert(somebody.card)
        self.type(somebody.pin)

    def by_code(self, somebody: Colleague, *, wrong_by_s: float = 0.0) -> None:
        self.type(somebody.number)
        self.tap(WentOn())
        self.type(somebody.pin)
        self.type(TOTP(somebody.secret).at(self.clock.now() + timedelta(seconds=wrong_by_s)))

    def enter(self, role: Role) -> Colleague:
        """Whoever has that role signs in, with what they have."""
        somebody = next(one for one in PEOPLE if one.role is role)
        self.gesture()
        if self.means.devices.smart_card is not None:
            self.by_card(somebody)
        else:
            self.by_code(somebody)
        return somebody


@cache
def _catalogue() -> Any:
    return whole_catalogue()


@cache
def _texts() -> Any:
    return load_texts()


@cache
def _words() -> Any:
    return load_texts(TEXTS)


Make = Callable[..., Shift]
