"""A cabinet of lock boards behind a pty.

    python -m drivers.locker.simulator --link RUN/locker.tty --control RUN/locker.sock
        [--model 8a|cu16] [--boards 1:24,2:12] [--echo] [--inverted] [--unasked 81|82|none] [--paced]

Control requests: door, item, stick, count, fault, clear, unplug, plug.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from drivers.control import Handler
from drivers.frame_cutter import Found, FrameCutter, NeedsMore
from drivers.locker import frames_8a, frames_cu16
from drivers.locker.frames import sum_of, xor_of
from drivers.pty_line import PtyLine, common_arguments, run

BAUDS = {"8a": 9_600, "cu16": 19_200}


@dataclass(slots=True)
class Box:
    """One compartment as it stands."""

    is_open: bool = False
    has_item: bool = False
    is_stuck: bool = False
    """Its lock fires and nothing moves."""
    pulses: int = 0
    openings: int = 0
    """By its lock, from shut."""
    forced: int = 0
    """By hand, from shut."""


class Boxes:
    """All boards of the cabinet.

    Args:
        boards: number of locks by board.
    """

    def __init__(self, boards: Mapping[int, int]) -> None:
        self.boards = {board: [Box() for _ in range(locks)] for board, locks in boards.items()}

    def box(self, board: int, lock: int) -> Box | None:
        """One box, its lock counted from 1; None where there is none."""
        boxes = self.boards.get(board, [])
        return boxes[lock - 1] if 1 <= lock <= len(boxes) else None

    def asked(self, request: Mapping[str, Any]) -> Box:
        """The box that a control request names by `board` and `lock`.

        Raises:
            ValueError: there is none.
        """
        box = self.box(int(request["board"]), int(request["lock"]))
        if box is None:
            raise ValueError("no such compartment")
        return box

    def fire(self, box: Box) -> None:
        """Pulse a lock."""
        box.pulses += 1
        if not box.is_stuck and not box.is_open:
            box.is_open = True
            box.openings += 1

    def count(self) -> dict[str, Any]:
        """What has happened so far, in all and where."""
        boxes = {f"{board}-{lock}": box for board, row in self.boards.items() for lock, box in enumerate(row, start=1)}
        return {
            "pulses": sum(box.pulses for box in boxes.values()),
            "openings": sum(box.openings for box in boxes.values()),
            "forced": sum(box.forced for box in boxes.values()),
            "open": sorted(name for name, box in boxes.items() if box.is_open),
            "items": sorted(name for name, box in boxes.items() if box.has_item),
        }


class Family(Protocol):
    """How boards are spoken to; also a `drivers.pty_line.Device`."""

    def receive(self, data: bytes) -> Sequence[bytes]:
        """Answer whatever requests are complete."""

    def quiet(self) -> None:
        """Forget an unfinished request."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""

    def with_wrong_length(self, reply: bytes) -> bytes:
        """One byte before the check is missing."""

    def moved(self, board: int, lock: int) -> list[bytes]:
        """What is said unasked when a door has moved by hand."""


class Damage:
    """The damaged replies that both families share."""

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """One byte before the check is missing."""
        return reply[:-2] + reply[-1:]


class Family8A(Damage):
    """Boards of the family 8A. A wrong check, an unknown board or an unknown lock is answered by silence.

    Args:
        boxes: the cabinet.
        inverted: whether contacts are closed while a door is open.
        unasked: first byte of what is said unasked; None for firmwares that never do.
    """

    def __init__(self, boxes: Boxes, *, inverted: bool, unasked: int | None) -> None:
        self._boxes = boxes
        self._inverted = inverted
        self._unasked = unasked
        self._cutter = FrameCutter(_request_8a, frames_8a.FRAME_BYTES)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever requests are complete."""
        return [reply for request in self._cutter.feed(data) for reply in self._answer(request)]

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._cutter.give_up()

    def moved(self, board: int, lock: int) -> list[bytes]:
        """What is said unasked when a door has moved by hand."""
        box = self._boxes.box(board, lock)
        if box is None or self._unasked is None:
            return []
        return [frames_8a.lock_says(self._unasked, board, lock, self._status(box))]

    def _answer(self, request: bytes) -> list[bytes]:
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
                # Outputs without a lock read as closed contacts.
                bits = sum(1 << at for at in range(frames_8a.LOCK_MAX) if at >= len(row) or self._closed(row[at]))
                return [frames_8a.board_says(board, bits)]
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

    def _closed(self, box: Box) -> bool:
        return box.is_open == self._inverted

    def _status(self, box: Box) -> int:
        return frames_8a.CONTACT_CLOSED if self._closed(box) else frames_8a.CONTACT_OPEN


class FamilyCu16(Damage):
    """KERONG CU16 boards; 31 is not answered, and nothing is ever said unasked.

    Args:
        boxes: the cabinet.
        inverted: whether contacts are closed while a door is open.
    """

    def __init__(self, boxes: Boxes, *, inverted: bool) -> None:
        self._boxes = boxes
        self._inverted = inverted
        self._cutter = FrameCutter(_request_cu16, 5)

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever requests are complete."""
        return [reply for request in self._cutter.feed(data) for reply in self._answer(request)]

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._cutter.give_up()

    def moved(self, board: int, lock: int) -> list[bytes]:  # noqa: ARG002  this family never says it
        """Nothing is said unasked."""
        return []

    def _answer(self, request: bytes) -> list[bytes]:
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

    def _says(self, board: int, kind: int) -> bytes:
        row = self._boxes.boards[board]
        closed = sum(1 << at for at in range(16) if at >= len(row) or row[at].is_open == self._inverted)
        items = sum(1 << at for at, box in enumerate(row) if box.has_item)
        return frames_cu16.board_says(board, closed, items, kind)


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
    if len(stream) < 5:
        return NeedsMore(5 - len(stream))
    request = stream[:5]
    return Found(request, 5) if request[3] == frames_cu16.ETX and request[4] == sum_of(request[:4]) else None


def boards_of(written: str) -> dict[int, int]:
    """`1:24,2:12` is a board 1 with 24 locks and a board 2 with 12.

    Raises:
        ValueError: it is not written so.
    """
    return {int(board): int(locks) for board, _, locks in (part.partition(":") for part in written.split(","))}


def main() -> None:
    """Run until told to end."""
    parser = common_arguments("Simulates lock boards on an RS-485 line.")
    parser.add_argument("--model", choices=sorted(BAUDS), default="8a")
    parser.add_argument("--boards", type=boards_of, default={1: 24, 2: 12}, help="board:locks, comma between")
    parser.add_argument("--echo", action="store_true", help="the adapter gives the host its own bytes back")
    parser.add_argument("--inverted", action="store_true", help="contacts are closed while a door is open")
    parser.add_argument("--unasked", choices=["81", "82", "none"], default="82", help="how a moved door is told (8a)")
    arguments = parser.parse_args()
    boxes = Boxes(arguments.boards)
    family = _family(arguments, boxes)

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def door(request: Mapping[str, Any]) -> None:
            box = boxes.asked(request)
            if request["state"] not in ("open", "closed"):
                raise ValueError("state is open or closed")
            wanted = request["state"] == "open"
            if box.is_open == wanted:
                return
            box.is_open = wanted
            box.forced += wanted
            line.send(family.moved(int(request["board"]), int(request["lock"])))

        def item(request: Mapping[str, Any]) -> None:
            boxes.asked(request).has_item = bool(request["present"])

        def stick(request: Mapping[str, Any]) -> None:
            boxes.asked(request).is_stuck = bool(request.get("stuck", True))

        return {"door": door, "item": item, "stick": stick, "count": lambda _request: boxes.count()}

    run(arguments, family, handlers, baud=BAUDS[arguments.model], echo=arguments.echo)


def _family(arguments: argparse.Namespace, boxes: Boxes) -> Family:
    if arguments.model == "cu16":
        return FamilyCu16(boxes, inverted=arguments.inverted)
    unasked = None if arguments.unasked == "none" else int(arguments.unasked, 16)
    return Family8A(boxes, inverted=arguments.inverted, unasked=unasked)


if __name__ == "__main__":
    main()
