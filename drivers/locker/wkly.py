"""The "WKLY" family of lock boards: how it is asked on the bus."""

from drivers.locker import Compartment, frames_wkly
from drivers.locker.bus import Bus
from drivers.locker.frames import ContactSays, LockSays

_CONTACTS = {frames_wkly.DOOR_OPEN: False, frames_wkly.DOOR_CLOSED: True}


class Wkly:
    """Fulfils `LockBoards`.

    Args:
        bus: the line with all boards on it.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._heard: list[tuple[Compartment, ContactSays]] = []

    def pulse(self, compartment: Compartment) -> None:
        """Fire one lock; the answer is read off the bus and not believed."""
        self._ask(frames_wkly.OPEN, compartment)

    def lock(self, compartment: Compartment) -> ContactSays:
        """Ask for one lock."""
        return self._ask(frames_wkly.STATUS, compartment)

    def board(self, board: int, locks: int) -> tuple[ContactSays, ...]:
        """Ask for the locks of a board one by one: 20 bytes a lock, 21 ms at 9600 baud."""
        return tuple(self.lock(Compartment(board, lock)) for lock in range(1, locks + 1))

    def take_heard(self) -> tuple[tuple[Compartment, ContactSays], ...]:
        """What boards have said unasked since the last call."""
        heard = tuple(self._heard)
        self._heard.clear()
        return heard

    def close(self) -> None:
        """Give the line back."""
        self._bus.close()

    def _ask(self, command: int, compartment: Compartment) -> ContactSays:
        cutter = frames_wkly.cutter()
        for says in (*cutter.feed(self._bus.unasked()), *cutter.give_up()):
            self._aside(says)

        def answer_of(says: LockSays) -> ContactSays | None:
            if (says.kind, says.board, says.lock) == (command, compartment.board, compartment.lock):
                return ContactSays(_CONTACTS.get(says.status))
            return None

        request = frames_wkly.frame(compartment.board, command, bytes([compartment.lock]))
        return self._bus.ask(request, frames_wkly.cutter(), answer_of, self._aside)

    def _aside(self, says: LockSays) -> None:
        if says.kind == frames_wkly.UNASKED:
            self._heard.append((Compartment(says.board, says.lock), ContactSays(_CONTACTS[says.status])))
