"""A program that is run for its output, with a limit of time and a limit of bytes. Never through a shell."""

import os
import re
import selectors
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drivers.clock import Clock
from drivers.faults import DeviceError, Fault

COMPLAINT_BYTES_MAX = 4_096
"""Our choice: of what a program says on its standard error, so much is kept."""
GIVEN_UP_S = 10.0
"""Our choice: a program that has said why it gives up may put its device in order for so long (a scanner's carriage is
home after some five seconds); one that hangs in that is killed, and what it said stands."""
WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
"""util-linux: the program is killed when we are, or a scanner would stay busy for the core that comes after us."""
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that ended by itself."""

    status: int
    """Its exit status; minus the signal's number when a signal ended it."""
    output: bytes = field(repr=False)
    complaint: str = field(repr=False)
    """The beginning of its standard error."""


def run_for_output(
    command: Sequence[str],
    clock: Clock,
    *,
    within_s: float,
    bytes_max: int,
    given: bytes | int = b"",
    environment: Mapping[str, str] | None = None,
    gives_up: re.Pattern[bytes] | None = None,
) -> Ended:
    """Run a program to its end.

    Args:
        command: program and arguments.
        clock: for the limit.
        within_s: limit in seconds; the program is killed at it.
        bytes_max: limit of its standard output.
        given: for its standard input. It is handed over as a file in memory (memfd_create(2)): of any length, on no
            disk, and without a pipe that would have to be fed while the output is read. A number is a file that is
            open for reading; it stays the caller's.
        environment: variables beside our own.
        gives_up: what it says on its standard error when it gives up. It has GIVEN_UP_S from there; if it has not ended
            then, it is killed, and has ended with the signal for a status.

    Raises:
        DeviceError: DISABLED when there is no such program, TIMED_OUT, or GARBLED for a flood of output.
    """
    if shutil.which(command[0]) is None:
        raise DeviceError(Fault.DISABLED, f"{command[0]}: there is no such program")
    with os.fdopen(os.memfd_create("given") if isinstance(given, bytes) else os.dup(given), "rb") as inlet:
        if isinstance(given, bytes):
            os.write(inlet.fileno(), given)
            inlet.seek(0)
        try:
            child = subprocess.Popen(
                [*WITH_US, *command],
                stdin=inlet,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env={**os.environ, **(environment or {})},
            )
        except OSError as error:
            raise DeviceError(Fault.DISABLED, f"{command[0]}: {type(error).__name__}") from error
    with child:
        try:
            return _to_its_end(child, command[0], clock, within_s, bytes_max, gives_up)
        finally:
            child.kill()


def _to_its_end(
    child: "subprocess.Popen[bytes]",
    name: str,
    clock: Clock,
    within_s: float,
    bytes_max: int,
    gives_up: re.Pattern[bytes] | None,
) -> Ended:
    deadline = clock.monotonic() + within_s
    has_given_up = False
    output, complaint = bytearray(), bytearray()
    if child.stdout is None or child.stderr is None:
        raise DeviceError(Fault.UNKNOWN, f"{name}: no pipes")
    with selectors.DefaultSelector() as pipes:
        pipes.register(child.stdout, selectors.EVENT_READ, output)
        pipes.register(child.stderr, selectors.EVENT_READ, complaint)
        while pipes.get_map():
            ready = pipes.select(max(0.0, deadline - clock.monotonic()))
            if not ready and not has_given_up:
                raise DeviceError(Fault.TIMED_OUT, f"{name}: not done within {within_s} s")
            if not ready:
                child.kill()
                break
            for key, _ in ready:
                piece = os.read(key.fd, _CHUNK)
                if not piece:
                    pipes.unregister(key.fileobj)
                elif key.data is output:
                    output += piece
                else:
                    complaint += piece[: COMPLAINT_BYTES_MAX - len(complaint)]
            if len(output) > bytes_max:
                raise DeviceError(Fault.GARBLED, f"{name}: more than {bytes_max} bytes")
            if not has_given_up and gives_up is not None and gives_up.search(complaint):
                has_given_up = True
                deadline = min(deadline, clock.monotonic() + GIVEN_UP_S)
    try:
        status = child.wait(max(0.05, deadline - clock.monotonic()))
    except subprocess.TimeoutExpired as error:
        if not has_given_up:
            raise DeviceError(Fault.TIMED_OUT, f"{name}: not done within {within_s} s") from error
        child.kill()
        status = child.wait()
    return Ended(status, bytes(output), complaint.decode("utf-8", "replace"))
