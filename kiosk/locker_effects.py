"""What visits to the pick-up locker want of the world; kiosk/hands/locker.py carries it out."""

from dataclasses import dataclass, field

from drivers.idcard import IdCard
from drivers.locker import Item
from kiosk.platform.parcel_values import Act, StaffSession
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class FindByCode:
    """Ask what lies here for whoever knows this code."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindByScan:
    """Ask what lies here for whoever shows this code."""

    payload: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindByCard:
    """Ask what lies here for the holder of the card."""

    card: IdCard = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindByIdentity:
    """Ask what lies here for whoever has proved who they are."""

    identity: Identity = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProveStaff:
    """Take a PIN from the pad and have the platform say whose pass it is. The PIN passes neither session nor screen."""

    code: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FindCase:
    """Ask for the parcel of a case's label, to be put in."""

    payload: bytes = field(repr=False)
    staff: StaffSession = field(repr=False)


@dataclass(frozen=True, slots=True)
class LookAtDoors:
    """Ask which doors are free, by the platform and by the doors themselves, and what is to be taken back."""

    staff: StaffSession = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """Have the platform order it, and open one door once. `deed` is the order's nonce."""

    act: Act
    door: str
    parcel: str
    persons: tuple[str, ...]
    """Pseudonyms of those it is done for, as the platform gave them: an order for anybody else opens nothing."""
    deed: str
    session: str
    right: str | None = field(default=None, repr=False)
    staff: tuple[str, ...] = field(default=(), repr=False)
    """Tokens of the staff who stand there."""
    identity: Identity | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SayFound:
    """End a deed by what two of the staff found behind its door."""

    deed: str
    found: Item | None
    """None: they did not say."""


@dataclass(frozen=True, slots=True)
class ReportDoor:
    """Tell the platform what became of it, and hear where the parcel is by that."""

    deed: str


LockerQuestion = FindByCode | FindByScan | FindByCard | FindByIdentity | ProveStaff | FindCase | LookAtDoors
"""What nobody needs any more when its step is left."""
LockerDeed = OpenDoor | SayFound | ReportDoor
"""What always runs to its end."""
LockerEffect = LockerQuestion | LockerDeed
