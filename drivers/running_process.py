"""A process that the core started for itself, and the core's end of the line to it."""

import os
import select
import signal
import socket
import subprocess
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Generic

from drivers.faults import DeviceError, Fault
from drivers.picture_line import Cutter, FrameError, M, Message, Understand, pack

SEND_S = 2.0
"""Our choice: a process that takes no message for so long hangs."""
END_S = 5.0
"""Our choice: the kernel ends a killed process in milliseconds, and later only when a driver holds it."""
_CHUNK = 262_144
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "LD_LIBRARY_PATH", "XDG_RUNTIME_DIR")


class RunningProcess(Generic[M]):
    """Started at once; it dies with the thread that started it. Calls come from one thread.

    Args:
        command: program and arguments; `--parent` and `--line` are added.
        understand: what it says.

    Raises:
        DeviceError: ABSENT when the program cannot be started.
    """

    def __init__(self, command: Sequence[str], understand: Understand[M]) -> None:
        self._understand = understand
        self._line, theirs = socket.socketpair()
        self._line.settimeout(SEND_S)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*command, "--parent", str(os.getpid()), "--line", str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    # A group of its own, so that dlib's process ends with it; OpenBLAS would start a thread a core.
                    start_new_session=True,
                    env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
                    | {"OPENBLAS_NUM_THREADS": "1"},
                )
            except OSError as error:
                self._line.close()
                raise DeviceError(Fault.ABSENT, f"{command[-1]}: {type(error).__name__}") from error
        self._cutter = Cutter()
        self._messages: deque[M] = deque()

    @property
    def pid(self) -> int:
        """Of the process, and of its group."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Whether it is gone."""
        return self._process.poll() is not None

    def send(self, message: Message) -> None:
        """Give it a message.

        Raises:
            DeviceError: GONE when it ended, TIMED_OUT when it takes nothing.
        """
        try:
            self._line.sendall(pack(message))
        except TimeoutError as error:
            raise DeviceError(Fault.TIMED_OUT, f"takes no message for {SEND_S:g} s") from error
        except OSError as error:
            raise self._gone() from error

    def next(self, within_s: float) -> M | None:
        """Its next message; None when none came within so many seconds.

        Raises:
            DeviceError: GONE when it ended, or said something that is no message.
        """
        if self._messages:
            return self._messages.popleft()
        if not select.select([self._line], [], [], max(0.0, within_s))[0]:
            return None
        try:
            data = self._line.recv(_CHUNK)
        except OSError as error:
            raise self._gone() from error
        if not data:
            raise self._gone()
        try:
            self._messages += [self._understand(head, picture) for head, picture in self._cutter.feed(data)]
        except FrameError as error:
            raise DeviceError(Fault.GONE, f"speaks another language: {error}") from error
        return self._messages.popleft() if self._messages else None

    def kill(self) -> None:
        """End it and its group, whatever they do, and take back what they held.

        Raises:
            DeviceError: STUCK when it has not ended: a driver of the kernel holds it.
        """
        self._line.close()
        if self._process.poll() is None:
            # Not reaped yet, so the number is still its own. Where it ended by itself, dlib's process follows alone.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired as error:
            raise DeviceError(Fault.STUCK, "killed, and not ended: a driver holds it") from error

    def _gone(self) -> DeviceError:
        try:
            status = self._process.wait(END_S)
        except subprocess.TimeoutExpired:
            return DeviceError(Fault.GONE, "hung up")
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return DeviceError(Fault.GONE, f"ended by {how}")
