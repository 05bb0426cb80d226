"""Cameras that see more than colour: infrared beside colour, or depth. Their word can only refuse."""

from collections.abc import Callable
from enum import Enum
from typing import Protocol

from drivers.clock import Clock


class Presented(Enum):
    """What such a camera says of what stands before it."""

    NOTHING_AGAINST = "nothing_against"
    ATTACK = "attack"
    """A picture, a screen, a mask."""
    NOT_SEEN = "not_seen"
    """It saw no face in this moment, or could not judge. A draw of which it judged less than half proves nothing."""


class PadProvider(Protocol):
    """Presentation attack detection (ISO/IEC 30107) by a camera made for it, or by its maker's library.

    There is none in this repository: no such camera and no freely licensed weights were at hand, and what is here was
    tested with a double. Whoever writes one names it in PAD_PROVIDERS below, and a terminal's file in
    `[face] pad`; the face process hands its word to the liveness session with each observation.
    """

    def check(self) -> str:
        """What is there and which version judges.

        Raises:
            DeviceError: ABSENT, REFUSED, or BROKEN.
        """

    def judge(self, taken_s: float) -> Presented:
        """What was seen nearest to this moment, at once and without waiting.

        Args:
            taken_s: time stamp of the colour camera's frame, by `Clock.monotonic`.

        Raises:
            DeviceError: the camera's own fault.
        """


PAD_PROVIDERS: dict[str, Callable[[Clock], PadProvider]] = {}
"""By the names that terminals' files use. They are built and asked in the face process."""
