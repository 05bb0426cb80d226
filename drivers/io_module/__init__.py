"""The module with the machine's own contacts: door switch, lamps, presence, earphone jack, fan and temperature."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from drivers.faults import Fault


class Lamp(Enum):
    """Lamps that show where to put or take something. The value is the name in a terminal's file."""

    CARD = "card_lamp"
    CODE = "code_lamp"
    CAMERA = "camera_lamp"
    RECEIPT = "receipt_lamp"
    A4 = "a4_lamp"
    LOCKER = "locker_lamp"
    SERVICE = "service_lamp"
    """On the outside, for the staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """One look at the machine. None: not wired here, or its sensor does not make sense (see `faults`)."""

    service_door_open: bool | None = None
    person_present: bool | None = None
    earphone_plugged: bool | None = None
    temperature_c: float | None = None
    fan_per_minute: int | None = None
    """Turns a minute."""
    faults: tuple[Fault, ...] = ()


class IoModule(Protocol):
    """What any such module can do."""

    def look(self) -> Signals:
        """Ask for everything that is wired.

        Raises:
            DeviceError: ABSENT, GARBLED, GONE, or what the module itself refuses.
        """

    def set_lamp(self, lamp: Lamp, *, lit: bool) -> None:
        """Light a lamp or put it out, and find it so.

        Raises:
            DeviceError: REFUSED when it is not wired, BROKEN when the output does not follow; or as `look`.
        """

    def is_lit(self, lamp: Lamp) -> bool:
        """Ask for a lamp's output.

        Raises:
            DeviceError: as `set_lamp`.
        """

    def lamps(self) -> tuple[Lamp, ...]:
        """The lamps that are wired."""

    def set_fan(self, *, running: bool) -> None:
        """Switch the fan, and find it so.

        Raises:
            DeviceError: as `set_lamp`.
        """

    def close(self) -> None:
        """Give the line back."""
