"""What every process of the terminal does first."""

import ctypes
import gc
import logging
import os
import resource
import signal
import sys
import threading
import traceback
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Final

WIPED: Final[Mapping[str, str]] = MappingProxyType(
    {"PYTHONMALLOC": "malloc", "GLIBC_TUNABLES": "glibc.malloc.perturb=165:glibc.malloc.tcache_max=40"}
)
"""The environment of a process that overwrites all memory it gives back: who was there is nowhere in it afterwards.

M_PERTURB of mallopt(3) writes over freed blocks, but for those in a thread's own cache, which takes 40 bytes at most
then: no name or number of a person is that short an object. Python's own blocks below 512 bytes come from the C library
too. It is read when a process starts, which takes 0.2 s longer (1.2 s of one core before).
"""
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4

log = logging.getLogger(__name__)


def harden() -> None:
    """No core dump and no reading of this process's memory by another process of the same user (prctl(2))."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


def die_with_parent(parent: int | None = None) -> None:
    """End when the parent ends, also when it is killed. Ends at once when it has ended already.

    Args:
        parent: its process id, where it is known from before the start; by now another process may have taken us over.
    """
    parent = os.getppid() if parent is None else parent
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(0)


def die_with_launcher() -> None:
    """As `die_with_parent`, where the launcher started us (it sets KIOSK_CHILD)."""
    if os.environ.get("KIOSK_CHILD"):
        die_with_parent()


def crash_loudly() -> None:
    """An error nobody expected, on any thread, ends the process; whoever started it starts it again.

    The log gets the places in the code and the error's type, never its text: it may hold what was read from a card.
    """

    def on_thread(args: threading.ExceptHookArgs) -> None:
        _log(args.exc_type, args.exc_traceback)
        os._exit(70)

    def on_main(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            _log(kind, trace)
        os._exit(130 if issubclass(kind, KeyboardInterrupt) else 70)

    threading.excepthook = on_thread
    sys.excepthook = on_main


def log_to_stderr(name: str) -> None:
    """One line an event: time, process, level, text. In a hall journald takes it."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format=f"%(asctime)s {name} %(levelname)s %(name)s: %(message)s"
    )


def _log(kind: type[BaseException], trace: TracebackType | None) -> None:
    places = " < ".join(
        f"{frame.name} ({os.path.basename(frame.filename)}:{frame.lineno})"  # noqa: PTH119  a bare name is wanted
        for frame in reversed(traceback.extract_tb(trace)[-6:])
    )
    log.critical("unexpected %s in %s", kind.__name__, places)


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def keep_what_is_loaded() -> None:
    """Said once what stays until the end is loaded: the garbage collector looks at none of it again.

    A look at all of it holds the interpreter for 20 ms and more on one core, in which nothing is drawn and nothing
    answered. What is made from here on is collected as ever. What is garbage already stays: that look is what is saved.
    """
    gc.freeze()


def begin(name: str) -> None:
    """All of the above, for a process that the launcher may have started."""
    harden()
    crash_loudly()
    log_to_stderr(name)
    die_with_launcher()
