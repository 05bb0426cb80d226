"""The families of lock boards from the other side: what each answers to a request.

A wrong check, an unknown board or an unknown lock is met by silence, as boards on a shared bus do.
"""

from typing import Protocol

from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.locker import frames_8a, frames_cu16, frames_wkly
from drivers.locker.boxes import Box, Boxes
from drivers.locker.frames import sum_of, xor_of

CU16_REQUEST_BYTES = 5


class SimulatedFamily(Protocol):
    """What one family does."""

    def requests(self) -> FrameCutter[bytes]:
        """Finds whole requests with a right check."""

    def answer(self, request: bytes) -> list[bytes]:
        """Do what was asked and answer, or be silent."""

    def moved(self, board: int, lock: int, box: Box) -> list[bytes]:
        """What is said unasked when a door has moved by hand."""


class Simulated8A:
    """Boards of the family 8A.

    Args:
        boxes: the cabinet.
        unasked: first byte of what is said unasked; None for firmwares that never do.
    """

    def __init__(self, boxes: Boxes, unasked: int | None) -> None:
        self._boxes = boxes
        self._unasked = unasked

    def requests(self) -> FrameCutter[bytes]:
        """Finds whole requests."""
        return FrameCutter(_request_8a, frames_8a.FRAME_BYTES)

    def answer(self, request: bytes) -> list[bytes]:
        """Open one or all, or tell of one or all."""
        header, board, lock, command = request[:4]
        row = self._boxes.boards.get(board)
        if row is None:
            return []
        match header, lock, command:
            case frames_8a.OPEN, 0, frames_8a.OPEN_COMMAND:
                for box in row:
                    self._boxes.fire(box)
                return [request]
            case frames_8a.STATUS, 0, frames_8a.STATUS_COMMAND:
                return [frames_8a.board_says(board, self._boxes.closed_bits(board, frames_8a.LOCK_MAX))]
        one = self._boxes.box(board, lock)
        if one is None:
            return []
        match header, command:
            case frames_8a.OPEN, frames_8a.OPEN_COMMAND:
                self._boxes.fire(one)
            case frames_8a.STATUS, frames_8a.STATUS_COMMAND:
                pass
            case _:
                return []
        return [frames_8a.lock_says(header, board, lock, self._status(one))]

    def moved(self, board: int, lock: int, box: Box) -> list[bytes]:
        """Said by newer firmwares."""
        return [] if self._unasked is None else [frames_8a.lock_says(self._unasked, board, lock, self._status(box))]

    def _status(self, box: Box) -> int:
        return frames_8a.CONTACT_CLOSED if self._boxes.contact_closed(box) else frames_8a.CONTACT_OPEN


class SimulatedCu16:
    """KERONG CU16 boards; 31 is not answered, and nothing is ever said unasked.

    Args:
        boxes: the cabinet.
    """

    def __init__(self, boxes: Boxes) -> None:
        self._boxes = boxes

    def requests(self) -> FrameCutter[bytes]:
        """Finds whole requests without data."""
        return FrameCutter(_request_cu16, CU16_REQUEST_BYTES)

    def answer(self, request: bytes) -> list[bytes]:
        """Open one, or tell of one board or of every board."""
        board, lock, command = request[1] >> 4, request[1] & 0x0F, request[2]
        match command:
            case frames_cu16.STATUS:
                return [self._says(board, frames_cu16.STATUS_REPLIES[0])] if board in self._boxes.boards else []
            case frames_cu16.STATUS_OF_ALL_BOARDS:
                return [self._says(each, frames_cu16.STATUS_REPLIES[1]) for each in sorted(self._boxes.boards)]
            case frames_cu16.OPEN:
                box = self._boxes.box(board, lock + 1)
                if box is not None:
                    self._boxes.fire(box)
        return []

    def moved(self, board: int, lock: int, box: Box) -> list[bytes]:  # noqa: ARG002  this family never says it
        """Nothing is said unasked."""
        return []

    def _says(self, board: int, kind: int) -> bytes:
        items = sum(1 << at for at, box in enumerate(self._boxes.boards[board]) if box.has_item)
        return frames_cu16.board_says(board, self._boxes.closed_bits(board, frames_cu16.LOCK_MAX), items, kind)


class SimulatedWkly:
    """Boards of the family WKLY.

    Args:
        boxes: the cabinet.
        says_unasked: whether a door that moves is told.
    """

    def __init__(self, boxes: Boxes, *, says_unasked: bool) -> None:
        self._boxes = boxes
        self._says_unasked = says_unasked

    def requests(self) -> FrameCutter[bytes]:
        """Finds whole requests."""
        return FrameCutter(_request_wkly, frames_wkly.LENGTH_MIN)

    def answer(self, request: bytes) -> list[bytes]:
        """Open one, or tell of one."""
        board, command, lock = request[5], request[6], request[7]
        box = self._boxes.box(board, lock)
        if box is None or command not in (frames_wkly.OPEN, frames_wkly.STATUS):
            return []
        if command == frames_wkly.OPEN:
            self._boxes.fire(box)
            if not box.is_open:
                return [frames_wkly.lock_says(command, board, lock, frames_wkly.FAILED, failed=True)]
        return [frames_wkly.lock_says(command, board, lock, self._door(box))]

    def moved(self, board: int, lock: int, box: Box) -> list[bytes]:
        """Command 85."""
        says = frames_wkly.lock_says(frames_wkly.UNASKED, board, lock, self._door(box))
        return [says] if self._says_unasked else []

    def _door(self, box: Box) -> int:
        return frames_wkly.DOOR_CLOSED if self._boxes.contact_closed(box) else frames_wkly.DOOR_OPEN


def _request_8a(stream: bytes) -> Found[bytes] | NeedsMore | None:
    if stream[0] not in (frames_8a.OPEN, frames_8a.STATUS):
        return None
    if len(stream) < frames_8a.FRAME_BYTES:
        return NeedsMore(frames_8a.FRAME_BYTES - len(stream))
    request = stream[: frames_8a.FRAME_BYTES]
    return Found(request, len(request)) if xor_of(request) == 0 else None


def _request_cu16(stream: bytes) -> Found[bytes] | NeedsMore | None:
    if stream[0] != frames_cu16.STX:
        return None
    if len(stream) < CU16_REQUEST_BYTES:
        return NeedsMore(CU16_REQUEST_BYTES - len(stream))
    request = stream[:CU16_REQUEST_BYTES]
    fits = request[3] == frames_cu16.ETX and request[4] == sum_of(request[:4])
    return Found(request, CU16_REQUEST_BYTES) if fits else None


def _request_wkly(stream: bytes) -> Found[bytes] | NeedsMore | None:
    head = frames_wkly.HEAD
    if not stream.startswith(head[: len(stream)]):
        return None
    if len(stream) < frames_wkly.LENGTH_MIN:
        return NeedsMore(frames_wkly.LENGTH_MIN - len(stream))
    length = stream[4]
    if not frames_wkly.LENGTH_MIN < length <= frames_wkly.LENGTH_MAX:
        return None
    if len(stream) < length:
        return NeedsMore(length - len(stream))
    return Found(stream[:length], length) if xor_of(stream[:length]) == 0 else None
