"""Lockers: boards of locks, each with a door that says whether it is shut. Role and values."""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True)
class Compartment:
    """One box: the address set at its board's switches, and the number of its lock there, counted from 1."""

    board: int
    lock: int

    def __str__(self) -> str:
        return f"{self.board}-{self.lock}"


class Door(Enum):
    """What a door's contact says. UNKNOWN is never shut and never open."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    """The board gave a byte that we have no word for."""


class Item(Enum):
    """What the sensor in a box says."""

    PRESENT = "present"
    ABSENT = "absent"
    NOT_FITTED = "not-fitted"


@dataclass(frozen=True, slots=True)
class CompartmentState:
    """One box as its board tells it."""

    compartment: Compartment
    door: Door
    item: Item = Item.NOT_FITTED


class Change(Enum):
    """What became of a door since the last look."""

    OPENED = "opened"
    """It opened soon after it was asked to."""
    FORCED = "forced"
    """It opened though nobody asked: a crowbar, a key, or a lock that gave way."""
    CLOSED = "closed"
    LOST = "lost"
    """Its contact no longer says anything we know."""


@dataclass(frozen=True, slots=True)
class DoorChange:
    """One change of one door."""

    compartment: Compartment
    change: Change


class Locker(Protocol):
    """What any locker can do. A door that opens is a deed: nothing here asks for it twice."""

    def open(self, compartment: Compartment) -> None:
        """Pulse the lock once and return when the door's contact says open.

        Raises:
            DeviceError: DOOR_SHUT when the contact said closed until the limit: surely not opened.
                UNKNOWN when the lock was pulsed and nobody can say what became of the door.
                Any other fault: nothing was pulsed.
        """

    def state(self, compartment: Compartment) -> CompartmentState:
        """Ask for one box.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def board(self, board: int) -> tuple[CompartmentState, ...]:
        """Ask for all boxes of one board, lowest lock first.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE.
        """

    def changes(self) -> tuple[DoorChange, ...]:
        """Look at every board, and give what changed since the last look, also what boards said unasked.

        The first look gives nothing: there is nothing to compare with.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE; the changes seen until then are given by the next look.
        """

    def check(self) -> int:
        """Ask every board once; how many compartments answered.

        Raises:
            DeviceError: ABSENT, GARBLED or GONE for the first board that does not answer.
        """

    def close(self) -> None:
        """Give the line back."""
