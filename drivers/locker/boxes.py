"""The cabinet that the simulator stands for: doors, items, stuck locks, and what was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
        inverted: whether contacts are closed while a door is open.
    """

    def __init__(self, boards: Mapping[int, int], *, inverted: bool = False) -> None:
        self.boards = {board: [Box() for _ in range(locks)] for board, locks in boards.items()}
        self._inverted = inverted

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

    def move(self, request: Mapping[str, Any]) -> bool:
        """Move a door by hand: `state` open or closed; whether it moved.

        Raises:
            ValueError: no such compartment, or no such state.
        """
        box = self.asked(request)
        if request["state"] not in ("open", "closed"):
            raise ValueError("state is open or closed")
        wanted = request["state"] == "open"
        if box.is_open == wanted:
            return False
        box.is_open = wanted
        box.forced += wanted
        return True

    def contact_closed(self, box: Box) -> bool:
        """What its contact does."""
        return box.is_open == self._inverted

    def closed_bits(self, board: int, width: int) -> int:
        """The contacts of a board, lowest lock lowest; outputs without a lock read as closed."""
        row = self.boards[board]
        return sum(1 << at for at in range(width) if at >= len(row) or self.contact_closed(row[at]))

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
