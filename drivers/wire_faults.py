"""Faults of a line, on order: what simulators do to their replies."""

from collections import deque
from collections.abc import Mapping
from enum import Enum
from typing import Any


class WireFault(Enum):
    """What can happen to a reply between device and driver. The value is its name at the control line."""

    SILENT = "silent"
    SLOW = "slow"
    """Ten times slower than the line's speed."""
    HALF_REPLY = "half_reply"
    GARBAGE_BEFORE = "garbage_before"
    GARBAGE_AFTER = "garbage_after"
    ONE_BYTE_AT_A_TIME = "one_byte_at_a_time"
    WRONG_CHECKSUM = "wrong_checksum"
    """For devices without a checksum: the fixed bits of the reply are wrong."""
    WRONG_LENGTH = "wrong_length"
    STALE_REPLY = "stale_reply"
    """The reply before this one comes again in its place."""
    UNPLUG_MID_FRAME = "unplug_mid_frame"


GARBAGE = bytes.fromhex("FF 00 AA AA 81 96")
"""Noise with the beginning of a SAM-V preamble in it; no byte has the fixed bits of a printer's status."""

TIMES_MAX = 1_000_000


class FaultOrders:
    """The faults that wait for a reply, first ordered first served."""

    def __init__(self) -> None:
        self._orders: deque[list[Any]] = deque()

    def order(self, request: Mapping[str, Any]) -> None:
        """Take a control request: `name`, and `times` (default 1).

        Raises:
            ValueError: no such fault, or a wrong number.
        """
        fault = WireFault(request.get("name"))
        times = request.get("times", 1)
        if not isinstance(times, int) or not 1 <= times <= TIMES_MAX:
            raise ValueError(f"times is a number from 1 to {TIMES_MAX}")
        self._orders.append([fault, times])

    def clear(self) -> None:
        """Forget what is still ordered."""
        self._orders.clear()

    def next(self) -> WireFault | None:
        """The fault for the next reply, None for a good one."""
        if not self._orders:
            return None
        order = self._orders[0]
        order[1] -= 1
        if order[1] == 0:
            self._orders.popleft()
        fault: WireFault = order[0]
        return fault
