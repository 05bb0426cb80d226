"""What a visit to the pick-up locker knows, and the locker's doors as people see them. Dropped with the visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from config.device_settings import LockerSettings
from drivers.locker import Item
from kiosk.platform.parcel_values import Parcel, ParcelOutcome, ParcelsFound, ParcelSize, StaffSession

SIZES: tuple[ParcelSize, ...] = ("small", "medium", "large")
"""The smallest first: a parcel fits into its own size and every larger one."""
_LETTERS: Mapping[str, ParcelSize] = {"s": "small", "m": "medium", "l": "large"}


@dataclass(frozen=True, slots=True)
class DoorPlace:
    """One door of this terminal's locker."""

    name: str
    """Board and lock, e.g. 1-7: as drivers and platform call it."""
    number: int
    """As it stands on the door: counted from 1 over all boards in their order."""
    size: ParcelSize
    column: int
    """From the left, from 1."""
    row: int
    """From the top, from 1."""
    is_in_order: bool = True


def doors_of(settings: LockerSettings | None) -> tuple[DoorPlace, ...]:
    """All doors, by the terminal's file; none without a locker."""
    if settings is None or not settings.enabled:
        return ()
    before = (0, *accumulate(board.locks for board in settings.boards))
    return tuple(
        DoorPlace(
            name=f"{board.board}-{lock}",
            number=first + lock,
            size=_LETTERS[board.sizes[lock - 1]] if board.sizes else "medium",
            column=(first + lock - 1) // settings.rows + 1,
            row=(first + lock - 1) % settings.rows + 1,
            is_in_order=lock not in board.out_of_order,
        )
        for first, board in zip(before, settings.boards, strict=False)
        for lock in range(1, board.locks + 1)
    )


def fitting(parcel: Parcel, free: Sequence[DoorPlace]) -> dict[str, tuple[DoorPlace, ...]]:
    """The free doors that a parcel fits behind, by size, the smallest first; sizes without a free door are left out."""
    sizes = SIZES[SIZES.index(parcel.size) :]
    found: dict[str, tuple[DoorPlace, ...]] = {
        size: tuple(door for door in free if door.size == size) for size in sizes
    }
    return {size: doors for size, doors in found.items() if doors}


@dataclass(frozen=True, slots=True)
class ParcelErrand:
    """One visit to the locker."""

    way: str = ""
    """How the parcel is to be found: code, scan, id-card, identity."""
    scanned: bytes = field(default=b"", repr=False)
    """A code before the scanner: of a phone, a folder, a staff pass."""
    found: ParcelsFound | None = field(default=None, repr=False)
    parcel: Parcel | None = field(default=None, repr=False)
    staff: tuple[StaffSession, ...] = field(default=(), repr=False)
    """Of the staff; a second person stands there only to take a parcel back."""
    task: str = ""
    """What the staff want: put or recall."""
    free: tuple[DoorPlace, ...] = ()
    """Doors that something can be put behind now."""
    to_recall: tuple[Parcel, ...] = field(default=(), repr=False)
    door: str = ""
    """Name of the door that is to be opened."""
    attempt: int = 0
    """Which opening of this visit it is, from 0: each is a deed of its own."""
    is_open: bool = False
    is_sensed: bool = False
    """The box's sensor says whether something is behind the open door."""
    is_emptied: bool = False
    """It says that nothing is."""
    is_unsaid: bool = False
    """It is shut, and whoever looked in has to say what was in it."""
    in_box: Item | None = None
    """What they say."""
    outcome: ParcelOutcome | None = field(default=None, repr=False)
    """What the platform says of it; None while it has not heard."""
    settled_at: datetime | None = None
    is_left_open: bool = False
    """The act is done, and nobody has shut the door."""


NO_ERRAND = ParcelErrand()
