"""The socket for a stick that somebody brings: role and values. Never mounted; only PDF and JPEG are seen on it."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

FILES_MOST = 60
"""Of a stick that are offered (our choice: more nobody looks through standing)."""
FILE_BYTES_MOST = 20_000_000
"""Of one file (our choice: ten scanned pages in colour are below ten million)."""


@dataclass(frozen=True, slots=True)
class StickFile:
    """One file that can be printed."""

    id: str
    """Its place on the stick, as the reader gave it: it goes back as it came."""
    name: str = field(repr=False)
    """For the person's eyes, without control characters."""
    kind: Literal["pdf", "jpeg"]
    size: int
    """Bytes."""


class UsbStick(Protocol):
    """What any socket for sticks can do."""

    def is_in(self) -> bool:
        """Whether a stick is there.

        Raises:
            DeviceError: DISABLED.
        """

    def files(self) -> tuple[StickFile, ...]:
        """What can be printed, by name; at most FILES_MOST.

        Raises:
            DeviceError: ABSENT (nothing is in), GARBLED (no file system that is read here), GONE, TIMED_OUT, DISABLED.
        """

    def content(self, file: StickFile) -> bytes:
        """A file's bytes, whole.

        Raises:
            DeviceError: as `files`; REFUSED for one that is not there or too large.
        """

    def check(self) -> str:
        """What is there; nothing is read of a stick.

        Raises:
            DeviceError: DISABLED.
        """
