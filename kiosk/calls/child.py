"""The core's side of a call: starts its process, listens, and ends it with all it saw."""

import sys
from contextlib import suppress
from dataclasses import dataclass, field

from config.device_settings import CameraSettings
from drivers.camera import Lamp
from drivers.faults import DeviceError
from drivers.running_process import RunningProcess
from kiosk.calls.messages import Answered, Begin, Failed, FromProcess, from_process

COMMAND = (sys.executable, "-m", "kiosk.calls.process")


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
        try:
            self._running: RunningProcess[FromProcess] = RunningProcess(COMMAND, from_process)
        except DeviceError:
            with suppress(DeviceError):
                lamp.switch_off()
            raise
        self._running.send(
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
        self._running.send(Answered(sdp=sdp))

    def next(self, within_s: float) -> FromProcess | None:
        """Its next message; None when none came within so many seconds.

        Raises:
            DeviceError: what the camera said; GONE when the process ended, or said something that is no message.
        """
        message = self._running.next(within_s)
        if isinstance(message, Failed):
            raise DeviceError(message.fault, message.detail)
        return message

    def close(self) -> None:
        """End it, and with it all it saw; then the lamp goes out.

        Raises:
            DeviceError: STUCK when it was killed and a driver of the kernel still holds it.
        """
        self._running.kill()
        self._lamp.switch_off()
