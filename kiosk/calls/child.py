"""The core's side of a call: starts its process, listens, and ends it with all it saw."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from config.device_settings import CameraSettings
from drivers.camera import Lamp
from drivers.faults import DeviceError, Fault
from kiosk.calls.messages import (
    Answered,
    Begin,
    CallFrameError,
    Cutter,
    Failed,
    FromProcess,
    Message,
    from_process,
    pack,
)

COMMAND = (sys.executable, "-m", "kiosk.calls.process")
SEND_S = 2.0
"""Our choice: a process that takes no message for so long hangs."""
END_S = 5.0
"""Our choice: the kernel ends a killed process in milliseconds, and later only when a driver holds it."""
_CHUNK = 262_144
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "LD_LIBRARY_PATH", "XDG_RUNTIME_DIR")


@dataclass(frozen=True, slots=True)
class CallTerms:
    """What every call of a terminal has."""

    camera: CameraSettings
    is_demo: bool
    ice_servers: tuple[str, ...] = ()
    turn_user: str = ""
    turn_secret: str = field(default="", repr=False)
    microphone: str = ""
    loudspeaker: str = ""


class Call:
    """One call. Calls come from one thread; the process dies with the thread that started it.

    Args:
        terms: of the terminal.
        lamp: burns as long as the camera may see somebody.

    Raises:
        DeviceError: ABSENT when the program cannot be started; the lamp's own refusal, and then nothing was started.
    """

    def __init__(self, terms: CallTerms, lamp: Lamp) -> None:
        self._lamp = lamp
        lamp.switch_on()
        self._line, theirs = socket.socketpair()
        self._line.settimeout(SEND_S)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*COMMAND, "--parent", str(os.getpid()), "--line", str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,
                    env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
                    | {"OPENBLAS_NUM_THREADS": "1"},
                )
            except OSError as error:
                self._line.close()
                with suppress(DeviceError):
                    lamp.switch_off()
                raise DeviceError(Fault.ABSENT, f"process of a call: {type(error).__name__}") from error
        self._cutter = Cutter()
        self._messages: deque[FromProcess] = deque()
        self._send(
            Begin(
                camera=terms.camera,
                is_demo=terms.is_demo,
                ice_servers=terms.ice_servers,
                turn_user=terms.turn_user,
                turn_secret=terms.turn_secret,
                microphone=terms.microphone,
                loudspeaker=terms.loudspeaker,
            )
        )

    def answer(self, sdp: str) -> None:
        """The other side's description.

        Raises:
            DeviceError: GONE or TIMED_OUT.
        """
        self._send(Answered(sdp=sdp))

    def next(self, within_s: float) -> FromProcess | None:
        """Its next message; None when none came within so many seconds.

        Raises:
            DeviceError: what the camera said; GONE when the process ended, or said something that is no message.
        """
        if not self._messages and select.select([self._line], [], [], max(0.0, within_s))[0]:
            self._hear()
        if not self._messages:
            return None
        message = self._messages.popleft()
        if isinstance(message, Failed):
            raise DeviceError(message.fault, message.detail)
        return message

    def close(self) -> None:
        """End it, and with it all it saw; then the lamp goes out.

        Raises:
            DeviceError: STUCK when it was killed and a driver of the kernel still holds it.
        """
        self._line.close()
        if self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        try:
            self._process.wait(END_S)
        except subprocess.TimeoutExpired as error:
            raise DeviceError(Fault.STUCK, "killed, and not ended: a driver holds it") from error
        self._lamp.switch_off()

    def _hear(self) -> None:
        try:
            data = self._line.recv(_CHUNK)
            self._messages += [from_process(head, picture) for head, picture in self._cutter.feed(data)]
        except (OSError, CallFrameError) as error:
            raise DeviceError(Fault.GONE, f"process of a call: {type(error).__name__}") from error
        if not data:
            raise DeviceError(Fault.GONE, "the process of the call has ended")

    def _send(self, message: Message) -> None:
        try:
            self._line.sendall(pack(message))
        except TimeoutError as error:
            raise DeviceError(Fault.TIMED_OUT, f"takes no message for {SEND_S:g} s") from error
        except OSError as error:
            raise DeviceError(Fault.GONE, "the process of the call has ended") from error
