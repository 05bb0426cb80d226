"""The call of one examination: begun when a doctor looks, offered over the platform, ended with the step."""

from collections.abc import Callable

from drivers.clock import Clock
from kiosk.cabinet.workers import Stop
from kiosk.calls.child import Call
from kiosk.calls.messages import Line, Offered, Seen
from kiosk.platform.examining_values import ExaminationStanding

LOOK_S = 0.1
"""How long a wait for the process may last before `stop` is asked again."""


class DoctorsLine:
    """Live picture and sound with whoever has taken the examination.

    Args:
        make: begins a call; None where this terminal has none.
        clock: for waits.
        tell: lays our side of the call before the doctor.
        preview: gets each picture of the doctor, JPEG.
    """

    def __init__(
        self,
        make: Callable[[], Call] | None,
        clock: Clock,
        tell: Callable[[str], None],
        preview: Callable[[bytes], None],
    ) -> None:
        self._make = make
        self._clock = clock
        self._tell = tell
        self._preview = preview
        self._call: Call | None = None
        self._offer = self._answered = ""
        self.is_live = False
        """A picture of the doctor has come."""

    def look(self, told: ExaminationStanding) -> None:
        """Do what the standing asks for.

        Raises:
            DeviceError: the camera's, or the process has ended.
            PlatformError: our side could not be told; it is told at the next look.
        """
        if told.state != "seen" or self._make is None:
            return
        if self._call is None:
            self._call = self._make()
        if self._offer:
            self._tell(self._offer)
            self._offer = ""
        if told.answer and told.answer != self._answered:
            self._call.answer(told.answer)
            self._answered = told.answer

    def wait(self, seconds: float, stop: Stop) -> None:
        """Let the call go on for so long; our own side wants to be told at once.

        Raises:
            DeviceError: as `look`.
        """
        if self._call is None:
            self._clock.pause(seconds)
            return
        until = self._clock.monotonic() + seconds
        while (left := until - self._clock.monotonic()) > 0 and not stop() and self._call is not None:
            match self._call.next(min(left, LOOK_S)):
                case Offered(sdp=sdp):
                    self._offer = sdp
                    return
                case Seen(picture=picture):
                    is_first, self.is_live = not self.is_live, True
                    self._preview(picture)
                    if is_first:
                        return
                case Line(state="failed"):
                    # Another offer, and the doctor's side answers it anew.
                    self.close()

    def close(self) -> None:
        """Hang up; the camera is shut.

        Raises:
            DeviceError: STUCK.
        """
        call, self._call = self._call, None
        self._offer, self.is_live = "", False
        if call is not None:
            call.close()
