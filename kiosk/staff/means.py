"""What the staff's pages have at hand: everything that is asked or moved from there, and words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from config.settings import Settings
from config.texts import Texts
from drivers.clock import Clock
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices
from kiosk.cabinet.looks import Look as DeviceLook
from kiosk.cabinet.workers import Worker
from kiosk.events import Event
from kiosk.journal import Journal
from kiosk.platform.api import Platform
from kiosk.session import Terminal
from kiosk.staff.accounts import Accounts
from kiosk.staff.book import StaffBook
from kiosk.staff.clocks import PlatformClock, TimeService
from kiosk.staff.face_figures import FaceFigures
from kiosk.staff.inbox import Inbox
from kiosk.staff.plugged import Plugged
from kiosk.staff.terminal_file import TerminalFile
from kiosk.upkeep.install import Root
from kiosk.view import Language

READER = "smart_card"


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Everything, in one language."""

    settings: Settings
    clock: Clock
    journal: Journal
    counters: DeviceBook
    book: StaffBook
    accounts: Accounts
    devices: Devices
    workers: Mapping[str, Worker]
    looks: Mapping[str, DeviceLook]
    """Of the devices that are fitted and enabled, as they answer themselves: whether staff switched them off or not."""
    terminal: Callable[[], Terminal]
    """As the running core has it: health, what is offered, what is shut."""
    post: Callable[[Event], None]
    """To the core."""
    ask: Callable[[], object] | None
    """Ask the platform how we stand; PlatformError where it does not answer. None: there is no key yet."""
    platform: Platform | None
    """What the hall's staff ask it for; None as above."""
    inbox: Inbox
    face: FaceFigures
    """Of camera and comparison, live, while staff ask for them."""
    time_service: TimeService
    """What keeps this computer's clock right."""
    platform_clock: PlatformClock
    """What the platform's showed when staff asked for it."""
    is_free: Callable[[], bool]
    """Whether no visit runs."""
    stop: Callable[[], None]
    """End the core; whoever started it starts it again."""
    plugged: Callable[[], tuple[Plugged, ...]]
    """What is plugged into the computer now."""
    root: Root
    """Where the kiosk is installed."""
    file: TerminalFile
    words: Texts
    """Of the staff's pages (config/texts/staff)."""
    texts: Texts
    """Of residents' screens, with the cures of faults."""
    language: Language = "zh-Hans"
    lone_hand: Callable[[], str] = str
    """Whose alone the act is that is under way (`Account.hand`); empty where two signed it."""

    @property
    def reads_cards(self) -> bool:
        """Whether somebody of the staff can come by card now."""
        return self.devices.smart_card is not None and self.terminal().health.has(READER)

    def say(self, key: str, **values: object) -> str:
        """One text of the staff's pages."""
        return self.words.text(self.language, key, **values)

    def in_language(self, language: Language) -> Self:
        """The same in another language."""
        return replace(self, language=language)
