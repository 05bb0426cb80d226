"""The face process: opens the camera, looks, tells the core what came out, and keeps nothing.

    python -m drivers.face.process --parent PID --line FD

FD is its end of a connected socket. It ends when the core hangs up, when the core ends, and by anything unexpected.
"""

import argparse
import os
import queue
import secrets
import socket
import threading
from functools import partial

from drivers.camera import Camera
from drivers.catalog import CAMERAS
from drivers.clock import Clock, SystemClock
from drivers.face import Guidance, PhotoGuidance
from drivers.face.bench import Bench
from drivers.face.engine import Engine, Judge
from drivers.face.frames import (
    Ask,
    AskFigures,
    AskPhoto,
    Beat,
    Begin,
    Check,
    Failed,
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
    ToProcess,
    to_process,
)
from drivers.face.liveness import LivenessSession
from drivers.face.liveness_paths import FIVE_POINTS, MANY_POINTS, WeakVariantError
from drivers.face.loading import loaded, names_of
from drivers.face.pad import PAD_PROVIDERS
from drivers.face.photo_measure import Loaded
from drivers.face.photo_session import PhotoSession
from drivers.face.points import Landmarks
from drivers.faults import DeviceError, Fault
from drivers.picture_line import FrameError, Link
from drivers.process import crash_loudly, die_with_parent, harden, log_to_stderr

BEAT_S = 0.5
"""Between two signs of life."""
ENDING_S = 1.0
"""Our choice: between a session's last word and the end of its thread nothing is done."""
LAMP_S = 3.0
"""Our choice: an I/O module answers within 0.1 s or has stopped."""


class LampByCore:
    """Fulfils `Lamp`: the lamp hangs on a device of the core, so the core is asked."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._answers: queue.Queue[LampIs] = queue.Queue()
        self._number = 0

    def switch_on(self) -> None:
        """Burn (see `Lamp`)."""
        self._switch(on=True)

    def switch_off(self) -> None:
        """Stop burning (see `Lamp`)."""
        self._switch(on=False)

    def answered(self, answer: LampIs) -> None:
        """What the core says."""
        self._answers.put(answer)

    def _switch(self, *, on: bool) -> None:
        self._number += 1
        self._link.send(LampAsked(number=self._number, on=on))
        answer = self._answer()
        while answer.number != self._number:
            # It came too late for its own question.
            answer = self._answer()
        if answer.fault is not None:
            raise DeviceError(answer.fault, answer.detail)

    def _answer(self) -> LampIs:
        try:
            return self._answers.get(timeout=LAMP_S)
        except queue.Empty:
            raise DeviceError(Fault.TIMED_OUT, "lamp: the core does not answer") from None


class ScreenByCore:
    """Fulfils `Screen`."""

    def __init__(self, link: Link, clock: Clock) -> None:
        self._link = link
        self._clock = clock
        self._beat_s = float("-inf")

    def told(self, guidance: Guidance) -> None:
        """To the core."""
        self._link.send(Told(guidance=guidance))

    def guided(self, guidance: PhotoGuidance) -> None:
        """To the core."""
        self._link.send(PhotoTold(guidance=guidance))

    def preview(self, picture: bytes) -> None:
        """To the core."""
        self._link.send(Preview(picture=picture))

    def beat(self) -> None:
        """To the core, not for every frame."""
        now_s = self._clock.monotonic()
        if now_s - self._beat_s >= BEAT_S:
            self._beat_s = now_s
            self._link.send(Beat())


def judge(landmarks: Landmarks, ask: Ask) -> Judge:
    """The liveness session, its actions drawn by what nobody can predict.

    Raises:
        DeviceError: DISABLED where what may be asked for proves nothing.
    """
    path = MANY_POINTS if landmarks == "68-point" else FIVE_POINTS
    try:
        return LivenessSession(ask.actions, seated=ask.seated, dice=secrets.SystemRandom(), path=path)
    except WeakVariantError as error:
        raise DeviceError(Fault.DISABLED, str(error)) from error


class Desk:
    """Takes the core's messages one after the other; a session runs beside.

    Args:
        begin: what to load.
        link: the line to the core.
    """

    def __init__(self, begin: Begin, link: Link) -> None:
        self._link = link
        self._clock = SystemClock()
        self._names = names_of(begin.face)
        self._lamp = LampByCore(link)
        self._camera: Camera = CAMERAS[begin.camera.model](begin.camera, self._clock, self._lamp, demo=begin.is_demo)
        self._pad = PAD_PROVIDERS[begin.face.pad](self._clock) if begin.face.pad else None
        self._models = models = loaded(begin.face, link.close)
        self._engine = Engine(
            self._camera, models, begin.face, self._clock, partial(judge, begin.face.landmarks), self._pad
        )
        if models.points is None:
            raise AssertionError("points are always loaded in service")
        loaded_for_photos = Loaded(models.finder, models.points, models.matcher)
        self._photos = PhotoSession(self._camera, loaded_for_photos, begin.face.session_s, self._clock)
        self._stopping = threading.Event()
        self._shooting = threading.Event()
        self._session: threading.Thread | None = None

    def take(self, message: ToProcess) -> None:
        """Do what the core wants."""
        match message:
            case Check():
                self._check()
            case Ask() | AskPhoto() | AskFigures():
                if self._session is not None:
                    # It has told its result and is on its way out, or the core is mad.
                    self._session.join(ENDING_S)
                    if self._session.is_alive():
                        raise FrameError("two sessions at once")
                self._stopping, self._shooting = threading.Event(), threading.Event()
                events = self._stopping, self._shooting
                self._session = threading.Thread(target=self._run, args=(message, *events), name="session")
                self._session.start()
            case Stop():
                self._stopping.set()
            case Shoot():
                self._shooting.set()
            case LampIs():
                self._lamp.answered(message)
            case Begin():
                raise FrameError("begun twice")

    def _check(self) -> None:
        try:
            pad = f"; {self._pad.check()}" if self._pad is not None else ""
            self._link.send(Ready(names=f"{self._names}; {self._camera.check()}{pad}"))
        except DeviceError as error:
            self._link.send(Failed(fault=error.fault, detail=error.detail))

    def _run(self, ask: Ask | AskPhoto | AskFigures, stopping: threading.Event, shooting: threading.Event) -> None:
        screen = ScreenByCore(self._link, self._clock)
        try:
            if isinstance(ask, AskPhoto):
                taken = self._photos.run(ask.photo, screen, stopping, shooting)
                self._link.send(PhotoCame(findings=taken.findings, is_made=taken.is_made, picture=taken.picture))
            elif isinstance(ask, AskFigures):
                self._measure(ask, stopping)
                self._link.send(MeasuringOver())
            else:
                self._link.send(self._engine.run(ask, screen, stopping))
        except DeviceError as error:
            self._link.send(Failed(fault=error.fault, detail=error.detail))
        except OSError:
            os._exit(0)  # the core is gone, and nothing here is worth a farewell

    def _measure(self, ask: AskFigures, stopping: threading.Event) -> None:
        self._camera.open()
        try:
            bench = Bench(self._camera, self._models, self._clock, ask.picture if ask.has_portrait else None)
            for reading in bench.readings(ask.seconds, stopping.is_set):
                self._link.send(Measured(reading=reading))
        except ValueError as error:
            raise DeviceError(Fault.REFUSED, str(error)) from None
        finally:
            self._camera.close()


def main() -> None:
    """Serve the core until it hangs up."""
    harden()
    crash_loudly()
    log_to_stderr("face")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--line", type=int, required=True, metavar="FD")
    parser.add_argument("--parent", type=int, required=True, metavar="PID", help="ends when this one has ended")
    arguments = parser.parse_args()
    die_with_parent(arguments.parent)
    link = Link(socket.socket(fileno=arguments.line))
    desk: Desk | None = None
    for message in link.messages(to_process):
        if desk is None:
            if not isinstance(message, Begin):
                raise FrameError("not begun")
            try:
                desk = Desk(message, link)
            except DeviceError as error:
                link.send(Failed(fault=error.fault, detail=error.detail))
                break
            desk.take(Check())
        else:
            desk.take(message)
    # Threads of a session must not keep it alive, nor the process beside.
    os._exit(0)


if __name__ == "__main__":
    main()
