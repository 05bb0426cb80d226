"""The core's side of the face process: starts it, listens, and ends it with all it saw."""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from config.device_settings import CameraSettings, FaceSettings
from drivers.camera import Lamp
from drivers.camera.live import OPEN_S
from drivers.clock import Clock
from drivers.face import FaceRequest, FaceResult, Guidance, PhotoGuidance, PhotoKind, PhotoTaken, Reading, Verdict
from drivers.face.frames import (
    Ask,
    AskFigures,
    AskPhoto,
    Beat,
    Begin,
    Came,
    Check,
    Failed,
    FromProcess,
    LampAsked,
    LampIs,
    Measured,
    MeasuringOver,
    PhotoCame,
    PhotoTold,
    Preview,
    Ready,
    Shoot,
    Stop,
    Told,
    from_process,
)
from drivers.faults import DeviceError, Fault
from drivers.running_process import RunningProcess

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "drivers.face.process")
LOOK_S = 0.05
"""How long a wait for a message may last before `stop` is asked again."""
STOPPING_S = 1.0
"""Our choice: a session that was stopped gives the camera back within a frame; a process that does not is killed."""


_Over = Came | PhotoCame | MeasuringOver | Failed
"""What ends a session."""


def _unheard(_: object) -> None:
    """Not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """Who is told of what."""

    told: Callable[[Guidance], None] = _unheard
    guided: Callable[[PhotoGuidance], None] = _unheard
    preview: Callable[[bytes], None] = _unheard
    measured: Callable[[Reading], None] = _unheard

    def take(self, message: FromProcess | None) -> None:
        """Tell what concerns somebody."""
        match message:
            case Told(guidance=guidance):
                self.told(guidance)
            case PhotoTold(guidance=photo_guidance):
                self.guided(photo_guidance)
            case Preview(picture=picture):
                self.preview(picture)
            case Measured(reading=reading):
                self.measured(reading)


def _ask_of(request: FaceRequest) -> Ask:
    return Ask(
        actions=request.actions,
        seated=request.seated,
        wants_picture=request.wants_picture,
        has_portrait=request.portrait is not None,
        picture=request.portrait or b"",
    )


class ChildFaceEngine:
    """Fulfils `FaceEngine`. Calls come from one thread.

    The process is started by `check`, so that nobody waits for its models later, and it dies with the thread that
    started it.

    Args:
        settings: thresholds and limits.
        camera: the camera that the process opens.
        clock: for limits.
        lamp: burns while the camera is open, also when the process dies.
        demo: whether played pictures may stand in for the camera.
        command: program and arguments of the process, without its line.
    """

    def __init__(
        self,
        settings: FaceSettings,
        camera: CameraSettings,
        clock: Clock,
        lamp: Lamp,
        *,
        demo: bool,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self._settings = settings
        self._camera = camera
        self._clock = clock
        self._lamp = lamp
        self._demo = demo
        self._command = command
        self._running: RunningProcess[FromProcess] | None = None
        self._lamp_burns = False

    def check(self) -> str:
        """Start it or ask it (see `FaceEngine`)."""
        if self._running is None or self._running.has_ended:
            return self._start()
        self._running.send(Check())
        return self._ready(self._settings.silence_s)

    def verify(
        self,
        request: FaceRequest,
        told: Callable[[Guidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
    ) -> FaceResult:
        """One session (see `FaceEngine`)."""
        came: _Over | None = None
        try:
            came = self._session(_ask_of(request), _Heard(told=told, preview=preview), stop, self._settings.session_s)
        finally:
            # Who left early has no result, and nobody comes back for what was seen of them.
            if not isinstance(came, Came) or came.verdict is Verdict.UNFINISHED:
                self.forget()
        if isinstance(came, Failed):
            raise DeviceError(came.fault, came.detail)
        if not isinstance(came, Came):
            self.forget()
            raise DeviceError(Fault.GARBLED, "something else where a face was asked for")
        return FaceResult(came.verdict, came.picture or None, came.scores, came.ended_s)

    def photograph(
        self,
        kind: PhotoKind,
        told: Callable[[PhotoGuidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
        shoot: Callable[[], bool],
    ) -> PhotoTaken:
        """One photograph (see `FaceEngine`)."""
        came: _Over | None = None
        try:
            heard = _Heard(guided=told, preview=preview)
            came = self._session(AskPhoto(photo=kind), heard, stop, self._settings.session_s, shoot)
        finally:
            if not isinstance(came, PhotoCame):
                self.forget()
        if isinstance(came, Failed):
            raise DeviceError(came.fault, came.detail)
        if not isinstance(came, PhotoCame):
            raise DeviceError(Fault.GARBLED, "something else where a photograph was asked for")
        return PhotoTaken(came.findings, came.picture, came.is_made)

    def measure(
        self, portrait: bytes | None, seconds: int, told: Callable[[Reading], None], stop: Callable[[], bool]
    ) -> None:
        """Figures for staff (see `FaceEngine`)."""
        ask = AskFigures(seconds=seconds, has_portrait=portrait is not None, picture=portrait or b"")
        try:
            came = self._session(ask, _Heard(measured=told), stop, float(seconds))
        finally:
            self.forget()
        if isinstance(came, Failed):
            raise DeviceError(came.fault, came.detail)
        if not isinstance(came, MeasuringOver):
            raise DeviceError(Fault.GARBLED, "something else where figures were asked for")

    def forget(self) -> None:
        """End the process (see `FaceEngine`)."""
        running, self._running = self._running, None
        try:
            if running is not None:
                running.kill()
        finally:
            self._lamp_out()

    def close(self) -> None:
        """End the process."""
        with suppress(DeviceError):
            self.forget()

    def _lamp_out(self) -> None:
        if self._lamp_burns:
            self._lamp_burns = False
            try:
                self._lamp.switch_off()
            except DeviceError as error:
                # The kernel has closed the camera; a lamp that burns on for nothing harms nobody.
                log.warning("the camera's lamp does not go out: %s", error.fault.value)

    def _start(self) -> str:
        self.forget()
        self._running = RunningProcess(self._command, from_process)
        try:
            self._running.send(Begin(camera=self._camera, face=self._settings, is_demo=self._demo))
            return self._ready(self._settings.start_s)
        except DeviceError as error:
            self.forget()
            if error.fault in (Fault.GONE, Fault.TIMED_OUT):
                raise DeviceError(Fault.ABSENT, f"does not start: {error.detail}") from error
            raise

    def _ready(self, within_s: float) -> str:
        deadline = self._clock.monotonic() + within_s
        while (remaining := deadline - self._clock.monotonic()) > 0:
            match self._process.next(remaining):
                case Ready(names=names):
                    return names
                case Failed(fault=fault, detail=detail):
                    raise DeviceError(fault, detail)
        self.forget()
        raise DeviceError(Fault.TIMED_OUT, f"no answer within {within_s:g} s")

    def _session(
        self,
        ask: Ask | AskPhoto | AskFigures,
        heard: "_Heard",
        stop: Callable[[], bool],
        within_s: float,
        shoot: Callable[[], bool] = lambda: False,
    ) -> _Over:
        if self._running is None or self._running.has_ended:
            self._start()
        running = self._process
        running.send(ask)
        begun_s = self._clock.monotonic()
        # Opening the camera is silent.
        heard_s = begun_s + OPEN_S
        ends_s = begun_s + within_s + OPEN_S + self._settings.silence_s
        stopped_s: float | None = None
        is_shot = False
        while True:
            now_s = self._clock.monotonic()
            if stopped_s is None and stop():
                stopped_s = now_s
                running.send(Stop())
            if not is_shot and shoot():
                is_shot = True
                running.send(Shoot())
            if stopped_s is not None and now_s - stopped_s > STOPPING_S:
                raise DeviceError(Fault.CANCELLED, "stopped, and killed because it did not stop")
            if now_s - heard_s > self._settings.silence_s or now_s > ends_s:
                raise DeviceError(Fault.TIMED_OUT, "hung: no sign of life")
            message = running.next(LOOK_S)
            if isinstance(message, _Over):
                return message
            if isinstance(message, LampAsked):
                running.send(self._switched(message.number, on=message.on))
            heard.take(message)
            if isinstance(message, Told | PhotoTold | Beat | Measured | LampAsked):
                heard_s = self._clock.monotonic()

    def _switched(self, number: int, *, on: bool) -> LampIs:
        try:
            if on:
                self._lamp.switch_on()
            else:
                self._lamp.switch_off()
        except DeviceError as error:
            return LampIs(number=number, fault=error.fault, detail=error.detail)
        self._lamp_burns = on
        return LampIs(number=number)

    @property
    def _process(self) -> RunningProcess[FromProcess]:
        if self._running is None:
            raise DeviceError(Fault.GONE, "not running")
        return self._running
