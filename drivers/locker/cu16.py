"""KERONG CU16 and KU16 lock boards: how they are asked on the bus."""

from drivers.locker import Compartment, frames_cu16
from drivers.locker.bus import Bus
from drivers.locker.frames import BoardSays, ContactSays


class Cu16:
    """Fulfils `LockBoards`. These boards say nothing unasked.

    Args:
        bus: the line with all boards on it.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def pulse(self, compartment: Compartment) -> None:
        """Fire one lock; whether that is answered differs, so what comes is thrown away by the next question."""
        self._bus.unasked()
        self._bus.send(frames_cu16.open_one(compartment.board, compartment.lock))

    def lock(self, compartment: Compartment) -> ContactSays:
        """Ask for one lock: the board only tells of all."""
        return self.board(compartment.board, compartment.lock)[-1]

    def board(self, board: int, locks: int) -> tuple[ContactSays, ...]:
        """Ask for all locks of a board at once."""
        self._bus.unasked()

        def answer_of(says: BoardSays) -> BoardSays | None:
            return says if says.board == board else None

        says = self._bus.ask(frames_cu16.status(board), frames_cu16.cutter(), answer_of, lambda _late: None)
        return tuple(ContactSays(bool(says.closed >> at & 1), bool(says.items >> at & 1)) for at in range(locks))

    def take_heard(self) -> tuple[tuple[Compartment, ContactSays], ...]:
        """Nothing is ever said unasked."""
        return ()

    def close(self) -> None:
        """Give the line back."""
        self._bus.close()
