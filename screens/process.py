"""What a process of the screens does first. As drivers/process.py, which the screens may not import."""

import ctypes
import gc
import os
import signal
import sys
from typing import Final

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
"""prctl(2): with 0 there are no core dumps, and no other process of this user may look into our memory."""


def begin() -> None:
    """Be private; where the launcher started us (it sets KIOSK_CHILD), die with it."""
    _prctl(PR_SET_DUMPABLE, 0)
    if os.environ.get("KIOSK_CHILD"):
        _die_with_parent()


def _die_with_parent() -> None:
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    # A launcher that died before the line above sends nothing any more. Its children share its session (setsid(2)),
    # whoever adopts orphans has another.
    if os.getsid(os.getppid()) != os.getsid(0):
        sys.exit(0)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def keep_what_is_loaded() -> None:
    """What stays until the end is loaded: the garbage collector does not stop the drawing to look at it again."""
    gc.collect()
    gc.freeze()
