"""Which bytes of a SAM-V line may stand in a wire trace: requests, and the head of a reply."""

from collections.abc import Iterable

from drivers.idcard.frames import PREAMBLE
from drivers.trace import Direction

_HEAD_BYTES = len(PREAMBLE) + 2 + 3
"""Preamble, length, 00 00 SW3. Behind it the data begins: a card's serial number, a person."""


def shown(direction: Direction, said: bytes) -> Iterable[range]:
    """Every request is one of a fixed set. Of what comes back, the head of the first reply.

    What stands before a preamble may be the tail of a late reply, and what follows the head may be a person.
    """
    if direction is Direction.SENT:
        return (range(len(said)),)
    at = said.find(PREAMBLE)
    return () if at < 0 else (range(at, at + _HEAD_BYTES),)
