"""Frames of "WKLY" lock boards (微开), 9600 8N1: bytes to values and back, without any line.

    57 4B 4C 59 | length of the whole frame | board | command | data | XOR of all before

The answers to 82 (open) and 83 (status) say status, channel and door; 85 is said unasked, with channel and door.
How the answer to 84 (all channels) is laid out no source shows, so channels are asked for one by one.
"""

from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.locker.frames import LockSays, xor_of

HEAD = b"WKLY"
OPEN = 0x82
STATUS = 0x83
UNASKED = 0x85
DOOR_OPEN = 0x00
DOOR_CLOSED = 0x01
DONE = 0x00
FAILED = 0xFF
LENGTH_MIN = 8
LENGTH_MAX = 64
"""Our choice: the longest answer we ask for has 11 bytes; a larger length is noise."""


def frame(board: int, command: int, data: bytes) -> bytes:
    """Any frame."""
    body = HEAD + bytes([len(HEAD) + 3 + len(data) + 1, board, command]) + data
    return body + bytes([xor_of(body)])


def open_one(board: int, lock: int) -> bytes:
    """Pulse one lock."""
    return frame(board, OPEN, bytes([lock]))


def status(board: int, lock: int) -> bytes:
    """Ask for one lock."""
    return frame(board, STATUS, bytes([lock]))


def lock_says(kind: int, board: int, lock: int, state: int, *, failed: bool = False) -> bytes:
    """What a board says of one lock (the simulator's)."""
    data = bytes([lock, state])
    return frame(board, kind, data if kind == UNASKED else bytes([FAILED if failed else DONE]) + data)


def recognise(stream: bytes) -> Found[LockSays] | NeedsMore | None:
    """Whether a frame about one lock begins here (see `FrameCutter`)."""
    if not stream.startswith(HEAD[: len(stream)]):
        return None
    if len(stream) < LENGTH_MIN:
        return NeedsMore(LENGTH_MIN - len(stream))
    length = stream[4]
    if not LENGTH_MIN <= length <= LENGTH_MAX:
        return None
    if len(stream) < length:
        return NeedsMore(length - len(stream))
    if xor_of(stream[:length]) != 0:
        return None
    board, kind, data = stream[5], stream[6], stream[7 : length - 1]
    match kind:
        case 0x82 | 0x83 if len(data) == 3:
            return Found(LockSays(kind, board, data[1], FAILED if data[0] != DONE else data[2]), length)
        case 0x85 if len(data) == 2 and data[1] in (DOOR_OPEN, DOOR_CLOSED):
            return Found(LockSays(kind, board, data[0], data[1]), length)
    return None


def cutter() -> FrameCutter[LockSays]:
    """Cuts what boards say out of what the bus brings."""
    return FrameCutter(recognise, LENGTH_MIN)
