"""What visits to the pick-up locker hear from the world."""

from dataclasses import dataclass, field

from drivers.faults import Fault
from drivers.locker import Item
from drivers.outcome import Outcome
from kiosk.platform.parcel_values import Parcel, ParcelOutcome, ParcelsFound, StaffSession


@dataclass(frozen=True, slots=True)
class ParcelsHere:
    """What lies here for whoever asked."""

    found: ParcelsFound = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaffKnown:
    """The platform knows whose pass it is."""

    session: StaffSession = field(repr=False)


@dataclass(frozen=True, slots=True)
class CaseKnown:
    """The parcel of a case's label."""

    parcel: Parcel = field(repr=False)


@dataclass(frozen=True, slots=True)
class DoorsSeen:
    """Doors that nothing lies behind, by platform, contact and sensor; and what is to be taken back."""

    free: tuple[str, ...]
    to_recall: tuple[Parcel, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class DoorOpened:
    """Its contact says open."""


@dataclass(frozen=True, slots=True)
class DoorStands:
    """It still stands open; `reminders` counts the words about shutting it that are due by now."""

    item: Item | None
    reminders: int


@dataclass(frozen=True, slots=True)
class DoorUnsaid:
    """It is shut, and no sensor says whether anything was behind it: whoever looked in has to."""


@dataclass(frozen=True, slots=True)
class DoorSettled:
    """What became of the act, and how the door stands."""

    outcome: Outcome
    is_shut: bool | None
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class DoorHeard:
    """The platform was told; None: it could not be told yet, and will be."""

    outcome: ParcelOutcome | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class DoorLeft:
    """What became of the opening that a crash interrupted, for whoever stands there."""

    outcome: Outcome


LockerEvent = (
    ParcelsHere
    | StaffKnown
    | CaseKnown
    | DoorsSeen
    | DoorOpened
    | DoorStands
    | DoorUnsaid
    | DoorSettled
    | DoorHeard
    | DoorLeft
)
