"""The "8A" family of lock boards: how it is asked on the bus."""

from drivers.locker import Compartment, frames_8a
from drivers.locker.bus import Bus
from drivers.locker.frames import BoardSays, ContactSays, LockSays

_CONTACTS = {frames_8a.CONTACT_OPEN: False, frames_8a.CONTACT_CLOSED: True}


class Board8A:
    """Fulfils `LockBoards`.

    Args:
        bus: the line with all boards on it.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._heard: list[tuple[Compartment, ContactSays]] = []

    def pulse(self, compartment: Compartment) -> None:
        """Fire one lock.

        The reply is read off the bus and not believed: a failed opening is answered by the very bytes of the request.
        """
        self._listen()

        def answer_of(says: frames_8a.Says) -> bool | None:
            return True if isinstance(says, LockSays) and says.kind == frames_8a.OPEN else None

        request = frames_8a.open_one(compartment.board, compartment.lock)
        self._bus.ask(request, frames_8a.cutter(all_asked=False), answer_of, self._aside)

    def lock(self, compartment: Compartment) -> ContactSays:
        """Ask for one lock."""
        self._listen()

        def answer_of(says: frames_8a.Says) -> ContactSays | None:
            wanted = (frames_8a.STATUS, compartment.board, compartment.lock)
            if isinstance(says, LockSays) and (says.kind, says.board, says.lock) == wanted:
                return ContactSays(_CONTACTS.get(says.status))
            return None

        request = frames_8a.status(compartment.board, compartment.lock)
        return self._bus.ask(request, frames_8a.cutter(all_asked=False), answer_of, self._aside)

    def board(self, board: int, locks: int) -> tuple[ContactSays, ...]:
        """Ask for all locks of a board at once."""
        self._listen()

        def answer_of(says: frames_8a.Says) -> BoardSays | None:
            return says if isinstance(says, BoardSays) and says.board == board else None

        request = frames_8a.status_of_all(board)
        says = self._bus.ask(request, frames_8a.cutter(all_asked=True), answer_of, self._aside)
        return tuple(ContactSays(bool(says.closed >> at & 1)) for at in range(locks))

    def take_heard(self) -> tuple[tuple[Compartment, ContactSays], ...]:
        """What boards have said unasked since the last call."""
        heard = tuple(self._heard)
        self._heard.clear()
        return heard

    def close(self) -> None:
        """Give the line back."""
        self._bus.close()

    def _listen(self) -> None:
        cutter = frames_8a.cutter(all_asked=False)
        for says in (*cutter.feed(self._bus.unasked()), *cutter.give_up()):
            self._aside(says)

    def _aside(self, says: frames_8a.Says) -> None:
        if isinstance(says, LockSays) and says.kind in frames_8a.UNASKED:
            self._heard.append((Compartment(says.board, says.lock), ContactSays(_CONTACTS[says.status])))
