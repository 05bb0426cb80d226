"""A cabinet of lock boards of any family: what an opening is, and what is remembered of its doors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault
from drivers.locker import Compartment, CompartmentState, Door, DoorChange, Item
from drivers.locker.doors import OPEN_S, POLL_S, DoorMemory, await_open
from drivers.locker.frames import ContactSays

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """How one board is wired; no board can tell."""

    locks: int
    """How many of its outputs have a lock, from 1."""
    feedback_inverted: bool = False
    """Whether its locks have contacts that are closed while the door is open."""
    item_sensors: bool = False


class LockBoards(Protocol):
    """What a family of boards can do on its bus: one exchange a call, nothing repeated, nothing remembered."""

    def pulse(self, compartment: Compartment) -> None:
        """Fire one lock; a DeviceError does not tell whether it fired."""

    def lock(self, compartment: Compartment) -> ContactSays:
        """Ask for one lock."""

    def board(self, board: int, locks: int) -> tuple[ContactSays, ...]:
        """Ask for the first `locks` locks of a board."""

    def take_heard(self) -> tuple[tuple[Compartment, ContactSays], ...]:
        """What boards have said unasked since the last call."""

    def close(self) -> None:
        """Give the line back."""


class Cabinet:
    """Fulfils the role `Locker`.

    A question that comes out silent or garbled is asked once more: on a shared bus two may speak at once. A pulse is
    never repeated. The longest wait of `open` is four answers and `open_s`, then one look of two answers.

    Args:
        lock_boards: the family, on its bus.
        wiring: every board on the bus by its address.
        clock: for the limits.
        open_s: limit for a door to open.
        poll_s: between two looks at a door that should open.
    """

    def __init__(
        self,
        lock_boards: LockBoards,
        wiring: Mapping[int, Wiring],
        clock: Clock,
        *,
        open_s: float = OPEN_S,
        poll_s: float = POLL_S,
    ) -> None:
        self._lock_boards = lock_boards
        self._wiring = dict(wiring)
        self._clock = clock
        self._doors = DoorMemory(clock)
        self._open_s = open_s
        self._poll_s = poll_s

    def open(self, compartment: Compartment) -> None:
        """Pulse the lock once and wait for the contact (see `Locker`)."""
        # A board that does not answer now is found out before anything has moved.
        self.state(compartment)
        self._doors.pulsed(compartment)
        try:
            self._lock_boards.pulse(compartment)
        except DeviceError as error:
            if error.fault is Fault.GONE:
                raise DeviceError(Fault.UNKNOWN, f"{compartment} at its pulse: {error}") from error
            # No reply, or a spoilt one: the door itself says what became of it.
        await_open(compartment, self.state, self._clock, poll_s=self._poll_s, limit_s=self._open_s)

    def state(self, compartment: Compartment) -> CompartmentState:
        """Ask for one box (see `Locker`)."""
        wiring = self._wiring_of(compartment)
        says = self._twice(lambda: self._lock_boards.lock(compartment))
        state = _state(compartment, says, wiring)
        self._doors.saw((state,))
        return state

    def board(self, board: int) -> tuple[CompartmentState, ...]:
        """Ask for all boxes of one board (see `Locker`)."""
        wiring = self._wiring_of(Compartment(board, 1))
        says = self._twice(lambda: self._lock_boards.board(board, wiring.locks))
        states = tuple(_state(Compartment(board, lock), one, wiring) for lock, one in enumerate(says, 1))
        self._doors.saw(states)
        return states

    def changes(self) -> tuple[DoorChange, ...]:
        """Look at every board (see `Locker`)."""
        self.check()
        return self._doors.take()

    def check(self) -> int:
        """Ask every board once (see `Locker`)."""
        return sum(len(self.board(board)) for board in self._wiring)

    def close(self) -> None:
        """Give the line back."""
        self._lock_boards.close()

    def _wiring_of(self, compartment: Compartment) -> Wiring:
        wiring = self._wiring.get(compartment.board)
        if wiring is None or not 1 <= compartment.lock <= wiring.locks:
            raise DeviceError(Fault.REFUSED, f"no compartment {compartment} in this cabinet")
        return wiring

    def _twice(self, question: Callable[[], T]) -> T:
        try:
            try:
                return question()
            except DeviceError as error:
                if error.fault not in (Fault.ABSENT, Fault.GARBLED):
                    raise
            return question()
        finally:
            # Before the answer itself is noted: a door that moved and was asked for is one change, not two.
            for compartment, says in self._lock_boards.take_heard():
                wiring = self._wiring.get(compartment.board)
                if wiring is not None:
                    self._doors.heard(compartment, _door(says, wiring))


def _state(compartment: Compartment, says: ContactSays, wiring: Wiring) -> CompartmentState:
    item = (Item.PRESENT if says.item else Item.ABSENT) if wiring.item_sensors else Item.NOT_FITTED
    return CompartmentState(compartment, _door(says, wiring), item)


def _door(says: ContactSays, wiring: Wiring) -> Door:
    if says.closed is None:
        return Door.UNKNOWN
    return Door.CLOSED if says.closed != wiring.feedback_inverted else Door.OPEN
