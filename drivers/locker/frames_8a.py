"""Frames of "8A" lock boards (sold under many names), 9600 8N1: bytes to values and back, without any line.

    header | board 1-32 | lock 1-24, 0 for all | command or status | XOR of the four

The reply to "status of all" alone has seven bytes: 80 | board | locks 17-24 | 9-16 | 1-8 | 33 | XOR. Its first five
may look like a whole reply about one lock, so a reader has to know which of the two it asked for.
"""

from collections.abc import Callable

from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.locker.frames import BoardSays, LockSays, xor_of

OPEN = 0x8A
STATUS = 0x80
UNASKED = (0x81, 0x82)
"""Two firmwares, two headers, for a door that moved by itself."""
OPEN_COMMAND = 0x11
STATUS_COMMAND = 0x33

CONTACT_OPEN = 0x00
CONTACT_CLOSED = 0x11
FRAME_BYTES = 5
ALL_BYTES = 7
BOARD_MAX = 32
LOCK_MAX = 24

Says = LockSays | BoardSays


def checked(body: bytes) -> bytes:
    """A body and its check."""
    return body + bytes([xor_of(body)])


def request(header: int, board: int, lock: int, command: int) -> bytes:
    """Any request of five bytes."""
    return checked(bytes([header, board, lock, command]))


def open_one(board: int, lock: int) -> bytes:
    """Pulse one lock."""
    return request(OPEN, board, lock, OPEN_COMMAND)


def status(board: int, lock: int) -> bytes:
    """Ask for one lock."""
    return request(STATUS, board, lock, STATUS_COMMAND)


def status_of_all(board: int) -> bytes:
    """Ask for all locks of a board."""
    return status(board, 0)


def lock_says(kind: int, board: int, lock: int, state: int) -> bytes:
    """A reply about one lock, or what a board says unasked (the simulator's)."""
    return request(kind, board, lock, state)


def board_says(board: int, closed: int) -> bytes:
    """The reply about all locks (the simulator's)."""
    return checked(bytes([STATUS, board]) + closed.to_bytes(3, "big") + bytes([STATUS_COMMAND]))


def recogniser(*, all_asked: bool) -> Callable[[bytes], Found[Says] | NeedsMore | None]:
    """What `FrameCutter` needs.

    Args:
        all_asked: whether a status is the one of all locks (seven bytes) or of one (five).
    """

    def recognise(stream: bytes) -> Found[Says] | NeedsMore | None:
        header = stream[0]
        if header not in (OPEN, STATUS, *UNASKED) or (len(stream) > 1 and not 1 <= stream[1] <= BOARD_MAX):
            return None
        size = ALL_BYTES if header == STATUS and all_asked else FRAME_BYTES
        if len(stream) < size:
            return NeedsMore(size - len(stream))
        if xor_of(stream[:size]) != 0:
            return None
        says = _all(stream) if size == ALL_BYTES else _one(stream)
        return None if says is None else Found(says, size)

    return recognise


def cutter(*, all_asked: bool) -> FrameCutter[Says]:
    """Cuts the replies out of what the bus brings."""
    return FrameCutter(recogniser(all_asked=all_asked), FRAME_BYTES)


def _all(stream: bytes) -> BoardSays | None:
    if stream[5] != STATUS_COMMAND:
        return None
    return BoardSays(stream[1], int.from_bytes(stream[2:5], "big"))


def _one(stream: bytes) -> LockSays | None:
    kind, board, lock, state = stream[:4]
    # 33 is our own question come back over an adapter that echoes.
    if not 1 <= lock <= LOCK_MAX or state == STATUS_COMMAND:
        return None
    if kind in UNASKED and state not in (CONTACT_OPEN, CONTACT_CLOSED):
        return None
    return LockSays(kind, board, lock, state)
