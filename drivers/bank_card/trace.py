"""Which bytes of a bank-card terminal's line may stand in a wire trace: what we send, and what has no card in it."""

from collections.abc import Iterable

from drivers.bank_card.frames import FS
from drivers.trace import Direction

_FIELDS_BEFORE_REFERENCE = 5
"""Kind, sequence, order, state, amount; then the bank's number and the end of the card."""


def shown(direction: Direction, said: bytes) -> Iterable[range]:
    """Of what comes back, up to the field with the bank's number; a piece that begins in mid-frame shows nothing."""
    if direction is Direction.SENT:
        return (range(len(said)),)
    begins = said.find(b"\x02")
    if begins < 0:
        return ()
    at = begins
    for _ in range(_FIELDS_BEFORE_REFERENCE):
        found = said.find(FS, at + 1)
        if found < 0:
            return (range(begins, len(said)),)
        at = found
    return (range(begins, at),)
