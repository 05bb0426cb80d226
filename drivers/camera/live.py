"""A camera of any kind while it is open: one thread that reads, one frame that is kept."""

import logging
import threading
import zlib
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol

from drivers.camera import CameraMode, Frame, Lamp, Pixels
from drivers.clock import Clock
from drivers.faults import DeviceError, Fault

OPEN_S = 4.0
"""Our choice: USB cameras give their first frame within 0.3 to 1.5 s."""
SILENCE_S = 2.0
"""Our choice: an open camera that gives no frame for so long has stopped; at 25 a second 50 are missing."""
CLOSE_S = 3.0
"""Our choice: longer than any single read may last."""
LOOK_S = 0.2
"""How long a source may wait for one picture before it looks up."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a source gives."""

    pixels: Pixels = field(repr=False)
    taken_s: float
    """By the same clock as `Clock.monotonic`."""


class FrameSource(Protocol):
    """What a model of camera must do. All calls but `check` come from one thread."""

    def open(self, mode: CameraMode) -> None:
        """Take the device; DeviceError when that fails."""

    def read(self, within_s: float) -> Picture | None:
        """The newest picture; None when none came within some `within_s` seconds; DeviceError ends the opening."""

    def expose(self, exposure_ms: float | None) -> None:
        """Fix or free the exposure; DeviceError REFUSED when it cannot."""

    def close(self) -> None:
        """Give the device back; also after a failed `open`."""

    def check(self) -> str:
        """What is there, without opening it."""


class LiveCamera:
    """Fulfils `Camera`.

    Args:
        source: the model.
        mode: what is wanted of it.
        clock: for ages and silence.
        lamp: burns while the device is open.
        open_s: limit for the first frame, in seconds.
        silence_s: limit between two frames, in seconds.
        close_s: limit for the device to let go, in seconds.
    """

    def __init__(
        self,
        source: FrameSource,
        mode: CameraMode,
        clock: Clock,
        lamp: Lamp,
        *,
        open_s: float = OPEN_S,
        silence_s: float = SILENCE_S,
        close_s: float = CLOSE_S,
    ) -> None:
        self._source = source
        self._mode = mode
        self._clock = clock
        self._lamp = lamp
        self._open_s = open_s
        self._silence_s = silence_s
        self._close_s = close_s
        self._opening: _Opening | None = None

    def open(self) -> None:
        """Lamp, device, first frame (see `Camera`)."""
        if self._opening is not None:
            if self._opening.is_running:
                return
            self.close()
        self._opening = _Opening(self._source, self._mode, self._clock, self._lamp, self._silence_s)
        try:
            self._opening.newest(self._open_s, 0)
        except DeviceError:
            self.close()
            raise

    def newest(self, within_s: float, after: int = 0) -> Frame:
        """The newest frame (see `Camera`)."""
        return self._opened().newest(within_s, after)

    def expose(self, exposure_ms: float | None) -> None:
        """Fix or free the exposure (see `Camera`)."""
        self._opened().expose(exposure_ms, self._close_s)

    def close(self) -> None:
        """Device, then lamp (see `Camera`)."""
        if self._opening is not None:
            self._opening.end(self._close_s)
            self._opening = None

    def check(self) -> str:
        """What camera is there (see `Camera`)."""
        return self._source.check()

    def _opened(self) -> "_Opening":
        if self._opening is None:
            raise DeviceError(Fault.REFUSED, "the camera is not open")
        return self._opening


class _Opening:
    """One time that the camera is open, with its thread; it ends once and is not used again."""

    def __init__(self, source: FrameSource, mode: CameraMode, clock: Clock, lamp: Lamp, silence_s: float) -> None:
        self._source = source
        self._mode = mode
        self._clock = clock
        self._lamp = lamp
        self._silence_s = silence_s
        self._changed = threading.Condition()
        self._newest: Frame | None = None
        self._error: DeviceError | None = None
        self._wishes: list[tuple[float | None, Future[None]]] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether frames may still come."""
        return self._thread.is_alive() and self._error is None and not self._stopping.is_set()

    def newest(self, within_s: float, after: int) -> Frame:
        with self._changed:
            self._changed.wait_for(
                lambda: self._error is not None or (self._newest is not None and self._newest.number > after), within_s
            )
            if self._error is not None:
                raise DeviceError(self._error.fault, self._error.detail)
            if self._newest is None or self._newest.number <= after:
                raise DeviceError(Fault.TIMED_OUT, f"no frame within {within_s} s")
            return self._newest

    def expose(self, exposure_ms: float | None, within_s: float) -> None:
        done: Future[None] = Future()
        with self._changed:
            if not self.is_running:
                raise DeviceError(Fault.REFUSED, "the camera is not open")
            self._wishes.append((exposure_ms, done))
        try:
            done.result(within_s)
        except TimeoutError as error:
            raise DeviceError(Fault.TIMED_OUT, f"exposure not taken within {within_s} s") from error

    def end(self, within_s: float) -> None:
        self._stopping.set()
        with self._changed:
            self._newest = None
        self._thread.join(within_s)
        if self._thread.is_alive():
            raise DeviceError(Fault.TIMED_OUT, f"the camera did not let go within {within_s} s")

    def _run(self) -> None:
        try:
            # A camera that looks without its lamp would look in secret.
            self._lamp.switch_on()
            try:
                self._source.open(self._mode)
                self._watch()
            finally:
                self._source.close()
                self._darken()
        except DeviceError as error:
            with self._changed:
                self._error = error
                self._newest = None
                self._changed.notify_all()
        finally:
            self._refuse_wishes()

    def _darken(self) -> None:
        try:
            self._lamp.switch_off()
        except DeviceError as error:
            # The camera is closed; a lamp that burns on for nothing harms nobody, and its own device tells the staff.
            log.warning("the camera's lamp does not go out: %s", error.fault.value)

    def _watch(self) -> None:
        number = repeats = look = 0
        heard_s = self._clock.monotonic()
        while not self._stopping.is_set():
            self._fulfil_wishes()
            picture = self._source.read(LOOK_S)
            if picture is None:
                if self._clock.monotonic() - heard_s > self._silence_s:
                    raise DeviceError(Fault.TIMED_OUT, f"no frame for {self._silence_s} s")
                continue
            heard_s = self._clock.monotonic()
            before, look = look, zlib.crc32(picture.pixels.data)
            repeats = repeats + 1 if number and look == before else 0
            number += 1
            with self._changed:
                if not self._stopping.is_set():
                    self._newest = Frame(number, picture.taken_s, picture.pixels, repeats)
                self._changed.notify_all()

    def _fulfil_wishes(self) -> None:
        with self._changed:
            wishes, self._wishes = self._wishes, []
        for exposure_ms, done in wishes:
            try:
                self._source.expose(exposure_ms)
                done.set_result(None)
            except DeviceError as error:
                done.set_exception(error)

    def _refuse_wishes(self) -> None:
        with self._changed:
            wishes, self._wishes = self._wishes, []
        for _, done in wishes:
            done.set_exception(DeviceError(Fault.REFUSED, "the camera was closed"))


def age_stamp(stamp_s: float | None, now_s: float) -> float:
    """The device's own stamp where it can be the monotonic clock's, else now.

    Args:
        stamp_s: seconds as the device says, None when it says nothing.
        now_s: `Clock.monotonic` now.
    """
    return stamp_s if stamp_s is not None and 0 <= now_s - stamp_s <= SILENCE_S else now_s
