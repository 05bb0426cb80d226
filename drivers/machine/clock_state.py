"""The kernel's own opinion of the clock. Asked by system call: no time service has to be installed for it."""

import ctypes
import os
from collections.abc import Callable

from drivers.faults import DeviceError, Fault
from drivers.machine import ClockState, Sync

_TIME_ERROR = 5
"""Return value of adjtimex(2): the clock is not synchronised."""
_STA_UNSYNC = 0x0040
"""Bit of `status` in linux/timex.h."""


class Timex(ctypes.Structure):
    """`struct timex` of linux/timex.h as far as we read it, and room for the rest."""

    _fields_ = [
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("constant", ctypes.c_long),
        ("precision", ctypes.c_long),
        ("tolerance", ctypes.c_long),
        ("rest", ctypes.c_byte * 160),
    ]


Adjtimex = Callable[[Timex], int]
"""Fills the structure and gives the clock's state; OSError when the kernel refuses."""


def _adjtimex(timex: Timex) -> int:
    state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(timex))
    if state < 0:
        raise OSError(ctypes.get_errno(), "adjtimex")
    return int(state)


def clock_state(adjtimex: Adjtimex = _adjtimex) -> ClockState:
    """Ask the kernel; nothing is changed (`modes` stays 0).

    Raises:
        DeviceError: REFUSED when the kernel does not answer (some sandboxes forbid the call).
    """
    timex = Timex()
    try:
        state = adjtimex(timex)
    except OSError as error:
        raise DeviceError(Fault.REFUSED, f"adjtimex: {os.strerror(error.errno or 0)}") from error
    is_unsynchronised = state == _TIME_ERROR or bool(timex.status & _STA_UNSYNC)
    return ClockState(
        sync=Sync.UNSYNCHRONISED if is_unsynchronised else Sync.SYNCHRONISED,
        estimated_error_s=timex.esterror / 1e6,
        maximum_error_s=timex.maxerror / 1e6,
    )
