"""The assistive keypad: a keyboard with a few large keys that are read as taps. Role and values."""

from enum import Enum
from typing import Protocol


class Key(Enum):
    """What can be pressed. The value is its name in a terminal's file."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    PRESS = "press"
    """The round one in the middle."""
    BACK = "back"
    REPEAT = "repeat"
    """Say it again."""


class Keypad(Protocol):
    """What any keypad can do."""

    def read(self, within_s: float) -> Key | None:
        """Wait for one key to go down; None when none did within that many seconds.

        Raises:
            DeviceError: ABSENT, or GONE.
        """

    def discard(self) -> None:
        """Forget keys that were pressed and not read: they were another visit's.

        Raises:
            DeviceError: ABSENT or GONE.
        """

    def dropped(self) -> int:
        """How many key presses were none of ours since it was made: a sign of another keyboard, or of mischief."""

    def check(self) -> None:
        """Find out that it is there; whether its keys work only a finger can tell.

        Raises:
            DeviceError: ABSENT.
        """

    def close(self) -> None:
        """Give it back."""
