"""What the hands work with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from drivers.clock import BEIJING, Clock
from kiosk.cabinet.book import DeviceBook
from kiosk.cabinet.devices import Devices
from kiosk.calls.child import Call
from kiosk.card_writings import CardWritings
from kiosk.doors import DoorDeeds
from kiosk.flows.identity.face import GUARDIAN_BELOW
from kiosk.hands.printed_zone import ZoneReader
from kiosk.journal import Journal
from kiosk.platform.api import Platform
from kiosk.platform.errors import ClockWrong
from kiosk.platform.fleet_values import TerminalReport
from kiosk.till import Till
from kiosk.unlodged import Unlodged
from printing.spool import Spool

CLOCK_FLOOR = datetime(2025, 1, 1, tzinfo=BEIJING)
"""A clock before this program existed is wrong: no paper is dated by it."""


@dataclass(frozen=True, slots=True)
class MedicalStation:
    """What a driver's medical has beside the devices."""

    points: tuple[bytes, ...] = field(repr=False)
    """Keys of the province that certify doctors, uncompressed."""
    tones: Path
    """Folder of the tone that is played; it holds one at a time."""
    tone_dbfs: float
    tone_percent: int
    call: Callable[[], Call] | None = None
    """Begins a call with a doctor; None where there is no camera."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything that does something."""

    devices: Devices
    spool: Spool | None
    """None without an A4 printer."""
    platform: Platform | None
    """None while the terminal is not enrolled; no item can be chosen then."""
    journal: Journal
    book: DeviceBook
    clock: Clock
    zones: ZoneReader
    doors: DoorDeeds | None = None
    """None without a locker."""
    till: Till | None = None
    """None while the terminal is not enrolled."""
    writings: CardWritings | None = None
    """None without an endorsement machine."""
    unlodged: Unlodged | None = None
    """None while the terminal is not enrolled."""
    report: Callable[[], TerminalReport] | None = None
    """How the terminal stands, as its heartbeat says it; None where nobody is told."""
    medical: MedicalStation | None = None
    """None where no driver is examined."""

    def asked_platform(self) -> Platform:
        """The platform, for a question.

        Raises:
            ClockWrong: nothing can be asked by this machine's clock.
        """
        if self.platform is None:
            raise AssertionError("a terminal that is not enrolled offers nothing")
        if self.clock.now() < CLOCK_FLOOR:
            raise ClockWrong("this machine's clock stands before this program was written")
        return self.platform

    def is_child(self, birth: date) -> bool:
        """Whether somebody born on that day needs the guardian today."""
        today = self.clock.now().date()
        had_birthday = (today.month, today.day) >= (birth.month, birth.day)
        return today.year - birth.year - (not had_birthday) < GUARDIAN_BELOW
