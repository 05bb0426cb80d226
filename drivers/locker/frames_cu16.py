"""Frames of KERONG KR-CU16 and KU16 lock boards, 19200 8N1: bytes to values and back, without any line.

    02 | board 0-14 in the high half, lock 0-15 in the low | command | data | 03 | sum

The status of one board (30, answered by 35) or of every board (32, each answers 36) is

    02 | address | 35 | locks 1-8 | 9-16 | items 1-8 | 9-16 | 03 | sum

Sources differ on whether 31 (open) is answered at all, so nobody here waits for that.
"""

from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.locker.frames import BoardSays, sum_of

STX = 0x02
ETX = 0x03
STATUS = 0x30
OPEN = 0x31
STATUS_OF_ALL_BOARDS = 0x32
STATUS_REPLIES = (0x35, 0x36)
REPLY_BYTES = 9
BOARD_MAX = 14
LOCK_MAX = 16


def request(board: int, lock: int, command: int, data: bytes = b"") -> bytes:
    """Any request.

    Args:
        board: address at the board's switches; 15 is every board.
        lock: counted from 0, as on the wire.
        command: 30 to 40 in hex.
        data: what the command takes.
    """
    body = bytes([STX, board << 4 | lock, command]) + data + bytes([ETX])
    return body + bytes([sum_of(body)])


def status(board: int) -> bytes:
    """Ask for all locks of a board."""
    return request(board, 0, STATUS)


def open_one(board: int, lock: int) -> bytes:
    """Pulse one lock, counted from 1 as in `Compartment`."""
    return request(board, lock - 1, OPEN)


def board_says(board: int, closed: int, items: int, kind: int = STATUS_REPLIES[0]) -> bytes:
    """The reply about all locks (the simulator's)."""
    return request(board, 0, kind, closed.to_bytes(2, "little") + items.to_bytes(2, "little"))


def recognise(stream: bytes) -> Found[BoardSays] | NeedsMore | None:
    """Whether a status reply begins here (see `FrameCutter`)."""
    if stream[0] != STX or (len(stream) > 1 and (stream[1] & 0x0F or stream[1] >> 4 > BOARD_MAX)):
        return None
    if len(stream) > 2 and stream[2] not in STATUS_REPLIES:
        return None
    if len(stream) < REPLY_BYTES:
        return NeedsMore(REPLY_BYTES - len(stream))
    if stream[7] != ETX or stream[8] != sum_of(stream[:8]):
        return None
    closed, items = (int.from_bytes(stream[at : at + 2], "little") for at in (3, 5))
    return Found(BoardSays(stream[1] >> 4, closed, items), REPLY_BYTES)


def cutter() -> FrameCutter[BoardSays]:
    """Cuts status replies out of what the bus brings."""
    return FrameCutter(recognise, REPLY_BYTES)
