"""The PIN pad's frames: bytes to values and back, without any line.

Our own choice: no open standard was found for pads that give their number to a program. Approved pads that encipher
it by keys of a bank (ISO 9564-1) speak their makers' protocols and get a model of their own here. The line runs inside
the cabinet; whoever can listen there could as well watch the keys.

    02 | length | sequence | type | data | CRC-16, high byte first

The length counts sequence, type and data. The CRC (polynomial 1021, beginning with 0) is over length to data. The
sequence is chosen by the host for each request, 1 to 255, and comes back in everything that belongs to it: the number
of an entry that has been given up can never be taken for that of the next.

    host    A ask: digits, seconds in two bytes    C cancel    I identify
    pad     a accepted    n refused: a reason    i identity: text
            k digits so far: one byte    p the number: its digits in ASCII    x cancel key    t too late
"""

import binascii
from dataclasses import dataclass, field
from enum import Enum, unique

from drivers.frame_cutter import Found, FrameCutter, NeedsMore

STX = 0x02
SHORTEST = 6
COUNTED_MIN = 2
COUNTED_MAX = 32
"""Our choice: the longest data is an identity of 16 bytes; a larger length is noise."""


@unique
class Kind(Enum):
    """The type of a frame."""

    ASK = b"A"
    CANCEL = b"C"
    IDENTIFY = b"I"
    ACCEPTED = b"a"
    REFUSED = b"n"
    IDENTITY = b"i"
    PRESSED = b"k"
    NUMBER = b"p"
    CANCEL_KEY = b"x"
    TOO_LATE = b"t"


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame; its data may be somebody's number."""

    kind: Kind
    sequence: int
    data: bytes = field(default=b"", repr=False)

    def encoded(self) -> bytes:
        """As it goes over the line."""
        counted = bytes([2 + len(self.data), self.sequence]) + self.kind.value + self.data
        return bytes([STX]) + counted + _check(counted)


@dataclass(frozen=True, slots=True)
class Damaged:
    """Something that was a frame when it was sent."""


Seen = Frame | Damaged


def ask(sequence: int, digits: int, within_s: int) -> Frame:
    """Ask for a number of so many digits within so many seconds."""
    return Frame(Kind.ASK, sequence, bytes([digits]) + within_s.to_bytes(2, "big"))


def recognise(stream: bytes) -> Found[Seen] | NeedsMore | None:
    """Whether a frame begins here (see `FrameCutter`)."""
    if stream[0] != STX:
        return None
    if len(stream) < 2:
        return NeedsMore(SHORTEST - 1)
    if not COUNTED_MIN <= stream[1] <= COUNTED_MAX:
        return None
    size = 2 + stream[1] + 2
    if len(stream) < size:
        return NeedsMore(size - len(stream))
    if _check(stream[1 : size - 2]) != stream[size - 2 : size]:
        return Found(Damaged(), size)
    try:
        kind = Kind(stream[3:4])
    except ValueError:
        return Found(Damaged(), size)
    return Found(Frame(kind, stream[2], stream[4 : size - 2]), size)


def cutter() -> FrameCutter[Seen]:
    """Cuts frames out of a stream."""
    return FrameCutter(recognise, SHORTEST)


def _check(counted: bytes) -> bytes:
    return binascii.crc_hqx(counted, 0).to_bytes(2, "big")
