"""Which bytes of an ESC/POS line may stand in a wire trace: what the printer says, and commands without a slip."""

from collections.abc import Iterable

from drivers.receipt_printer import frames
from drivers.trace import Direction

_WITHOUT_A_SLIP = (
    *(frames.status_request(number) for number in (1, 2, 3, 4)),
    frames.PAPER_SENSOR,
    frames.RECOVER_AFTER_CLEARING,
    frames.CLEAR_BUFFERS,
    frames.INITIALISE,
    frames.STATUS_BACK_OFF,
    frames.CHINA,
    frames.CHINESE_ON,
)


def shown(direction: Direction, said: bytes) -> Iterable[range]:
    """Of what we send, commands from the beginning as long as one follows the other; a slip is hidden to its end."""
    if direction is Direction.RECEIVED:
        return (range(len(said)),)
    at = 0
    while (command := next((one for one in _WITHOUT_A_SLIP if said.startswith(one, at)), None)) is not None:
        at += len(command)
    return (range(at),)
