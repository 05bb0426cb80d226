"""The computer itself: is its clock right, is there room on its disk, is its network cable in. Roleless small readers.

Each reader asks the kernel once and waits for nobody; what it asks can be swapped, so that tests need no such machine.
"""

from dataclasses import dataclass
from enum import Enum


class Sync(Enum):
    """Whether something keeps the clock right."""

    SYNCHRONISED = "synchronised"
    UNSYNCHRONISED = "unsynchronised"
    """Nobody has set it lately: it may be wrong by any amount, whatever the kernel estimates."""


@dataclass(frozen=True, slots=True)
class ClockState:
    """What the kernel knows of its clock (adjtimex(2))."""

    sync: Sync
    estimated_error_s: float
    maximum_error_s: float
    """Grows by 0.5 ms a second from one setting to the next; 16 s is the kernel's word for "no idea"."""

    def is_right_within(self, error_s: float) -> bool:
        """Whether the clock may be printed on a paper.

        Args:
            error_s: the largest error that is allowed, in seconds.
        """
        return self.sync is Sync.SYNCHRONISED and self.estimated_error_s <= error_s


@dataclass(frozen=True, slots=True)
class DiskState:
    """Room below one path, as far as this process may fill it."""

    free_bytes: int
    total_bytes: int
    free_files: int
    """How many more files can be made (inodes); file systems that do not count them say 0 of 0."""
    total_files: int

    def has_room(self, free_mb: int) -> bool:
        """Whether there is at least that much room, in millions of bytes, and room for files.

        Args:
            free_mb: the least that is enough.
        """
        files = self.total_files == 0 or self.free_files * 100 >= self.total_files
        return self.free_bytes >= free_mb * 1_000_000 and files


class Link(Enum):
    """Whether the way out of this machine is there. Nothing is said of what lies behind the first cable."""

    UP = "up"
    NO_CARRIER = "no-carrier"
    """The cable is out, or the other end is off."""
    DOWN = "down"
    """The interface was switched off."""
    NO_ROUTE = "no-route"
    """No interface leads out: no address was given, or the cable has been out for long."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NetworkState:
    """The interface of the default route."""

    link: Link
    interface: str = ""
    """Its name; empty when there is no route."""
