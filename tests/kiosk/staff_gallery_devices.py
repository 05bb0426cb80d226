"""What stands at the terminal of the staff's gallery: a locker in use, and somebody before the camera."""

from collections.abc import Callable
from pathlib import Path

from drivers.face import Reading
from drivers.locker import Compartment, CompartmentState, Door, Item

BOXES = 24


class Board:
    """A locker of one board, some boxes full, one door open."""

    def board(self, _: int) -> tuple[CompartmentState, ...]:
        return tuple(
            CompartmentState(
                Compartment(1, lock),
                Door.OPEN if lock == 7 else Door.CLOSED,
                Item.PRESENT if lock % 3 == 0 else Item.ABSENT,
            )
            for lock in range(1, BOXES + 1)
        )


class Camera:
    """The face process, while somebody of the staff stands a little too far away, in too little light."""

    def __init__(self) -> None:
        self.seen: Callable[[], None] = lambda: None

    def measure(self, _: object, __: int, told: Callable[[Reading], None], ___: object) -> None:
        told(Reading(7, 25, 9.2, 13.1, 46.0, 22.5, 1, "too_far", 52.0, 71.0, 38.0))
        self.seen()


def time_service(folder: Path) -> tuple[str]:
    """A timedatectl whose service is switched off."""
    program = folder / "timedatectl"
    program.write_text("#!/bin/sh\necho no\n")
    program.chmod(0o755)
    return (str(program),)
