"""A cabinet of lock boards behind a pty.

    python -m drivers.locker.simulator --link RUN/locker.tty --control RUN/locker.sock
        [--model 8a|cu16|wkly] [--boards 1:24,2:12] [--echo] [--inverted] [--unasked 81|82|none] [--paced]

Control requests: door {board, lock, state}, item {board, lock, present}, stick {board, lock, stuck}, count, fault,
clear, unplug, plug. Locks count from 1.
"""

import argparse
from collections.abc import Mapping
from typing import Any

from drivers.control import Handler
from drivers.locker.boxes import Boxes
from drivers.locker.simulated_boards import Simulated8A, SimulatedCu16, SimulatedFamily, SimulatedWkly
from drivers.pty_line import PtyLine, common_arguments, run

BAUDS = {"8a": 9_600, "cu16": 19_200, "wkly": 9_600}


class BoardsOnTheBus:
    """All boards as the host sees them: fulfils `drivers.pty_line.Device`.

    Args:
        family: who answers.
    """

    def __init__(self, family: SimulatedFamily) -> None:
        self._family = family
        self._requests = family.requests()

    def receive(self, data: bytes) -> list[bytes]:
        """Answer whatever requests are complete."""
        return [reply for request in self._requests.feed(data) for reply in self._family.answer(request)]

    def quiet(self) -> None:
        """Forget an unfinished request."""
        self._requests.give_up()

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        """One bit of the check is wrong."""
        return reply[:-1] + bytes([reply[-1] ^ 0x01])

    def with_wrong_length(self, reply: bytes) -> bytes:
        """One byte before the check is missing."""
        return reply[:-2] + reply[-1:]


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
    parser.add_argument("--unasked", choices=["81", "82", "none"], default="82", help="how a moved door is told")
    arguments = parser.parse_args()
    boxes = Boxes(arguments.boards, inverted=arguments.inverted)
    family = _family(arguments, boxes)

    def handlers(line: PtyLine) -> dict[str, Handler]:
        def door(request: Mapping[str, Any]) -> None:
            if boxes.move(request):
                line.send(family.moved(int(request["board"]), int(request["lock"]), boxes.asked(request)))

        def item(request: Mapping[str, Any]) -> None:
            boxes.asked(request).has_item = bool(request["present"])

        def stick(request: Mapping[str, Any]) -> None:
            boxes.asked(request).is_stuck = bool(request.get("stuck", True))

        return {"door": door, "item": item, "stick": stick, "count": lambda _request: boxes.count()}

    run(arguments, BoardsOnTheBus(family), handlers, baud=BAUDS[arguments.model], echo=arguments.echo)


def _family(arguments: argparse.Namespace, boxes: Boxes) -> SimulatedFamily:
    unasked = None if arguments.unasked == "none" else int(arguments.unasked, 16)
    match arguments.model:
        case "cu16":
            return SimulatedCu16(boxes)
        case "wkly":
            return SimulatedWkly(boxes, says_unasked=unasked is not None)
    return Simulated8A(boxes, unasked)


if __name__ == "__main__":
    main()
