"""Events of Linux input devices (`struct input_event` of linux/input.h): bytes to values and back."""

import struct
from dataclasses import dataclass

from drivers.frame_cutter import Found, FrameCutter, NeedsMore

EVENT = struct.Struct("@llHHi")
"""Seconds, microseconds, type, code, value; 24 bytes where a long has eight."""
SYNCHRONISE = 0
KEY = 1
MISCELLANEOUS = 4
SCAN_CODE = 4
RELEASED = 0
PRESSED = 1
HELD = 2
"""The kernel repeats a key that is held."""
TYPE_MAX = 0x1F
CODE_MAX = 0x2FF
SECONDS_MAX = 1 << 33


@dataclass(frozen=True, slots=True)
class InputEvent:
    """One event; its time is left out, the driver has a clock of its own."""

    type: int
    code: int
    value: int

    def encoded(self, at_s: float) -> bytes:
        """As the kernel gives it (the simulator's).

        Args:
            at_s: seconds since 1970.
        """
        return EVENT.pack(int(at_s), int(at_s % 1 * 1_000_000), self.type, self.code, self.value)


def recognise(stream: bytes) -> Found[InputEvent] | NeedsMore | None:
    """Whether an event begins here (see `FrameCutter`).

    The kernel never tears an event; what stands in for it in demo and tests may, so what cannot be one is noise.
    """
    if len(stream) < EVENT.size:
        return NeedsMore(EVENT.size - len(stream))
    seconds, microseconds, kind, code, value = EVENT.unpack_from(stream)
    if not (0 <= seconds < SECONDS_MAX and 0 <= microseconds < 1_000_000 and kind <= TYPE_MAX and code <= CODE_MAX):
        return None
    if kind == KEY and value not in (RELEASED, PRESSED, HELD):
        return None
    return Found(InputEvent(kind, code, value), EVENT.size)


def cutter() -> FrameCutter[InputEvent]:
    """Cuts events out of a stream."""
    return FrameCutter(recognise, EVENT.size)
