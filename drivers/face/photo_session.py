"""One session for an identity photograph inside the face process: camera on, guidance, the picture, camera off.

The picture is taken by itself when every rule has been kept for a second, or when the person asks for it; at the end of
the session's time it is taken as it is, so that the person sees what was missing.
"""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drivers.camera import Camera, Frame
from drivers.camera.opencv import opencv
from drivers.clock import Clock
from drivers.face import Change, PhotoGuidance, PhotoKind, PhotoRule, PhotoTaken
from drivers.face.engine import FRAME_S, STANDS_STILL
from drivers.face.photo_measure import Loaded, Measured, measure, taken
from drivers.face.preview import PreviewThread
from drivers.faults import DeviceError, Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from drivers.camera import Pixels

    class Screen(Protocol):
        """Where a session tells what it does."""

        def guided(self, guidance: PhotoGuidance) -> None:
            """The guidance changed."""

        def preview(self, picture: bytes) -> None:
            """A picture for the screen; comes on a thread of its own."""

        def beat(self) -> None:
            """Another frame was looked at."""


HOLD_S = 1.0
"""Every rule kept for so long: whoever only passes through the right place is not photographed."""
SAID_S = 0.6
"""A word stands at least so long, our choice: words that flicker nobody can follow."""
ROOM = 0.88
"""Share of the frame's height that the outline takes: the person then stands at some 60 cm."""
RULES = len(PhotoRule)


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The sharpest frame since every rule is kept."""

    frame: Frame
    measured: Measured
    sharp: float


class PhotoSession:
    """Runs sessions, one at a time.

    Args:
        camera: closed.
        loaded: what measuring needs.
        session_s: limit for a session.
        clock: for the limit.
    """

    def __init__(self, camera: Camera, loaded: Loaded, session_s: float, clock: Clock) -> None:
        self._camera = camera
        self._loaded = loaded
        self._session_s = session_s
        self._clock = clock

    def run(
        self, kind: PhotoKind, screen: "Screen", stopping: threading.Event, shooting: threading.Event
    ) -> PhotoTaken:
        """One session, with the camera open only as long as it is needed.

        Args:
            kind: what the photograph has to be.
            screen: where to tell.
            stopping: set to end it.
            shooting: set to take the picture now.

        Raises:
            DeviceError: CANCELLED, BROKEN (the picture stands still), or the camera's own fault.
        """
        self._camera.open()
        try:
            outline = Outline(kind)
            preview = PreviewThread(self._camera, screen.preview, outline.drawn)
            try:
                return self._watch(kind, screen, stopping, shooting, outline)
            finally:
                preview.end()
        finally:
            self._camera.close()

    def _watch(
        self,
        kind: PhotoKind,
        screen: "Screen",
        stopping: threading.Event,
        shooting: threading.Event,
        outline: "Outline",
    ) -> PhotoTaken:
        words = _Words(screen.guided, self._clock)
        deadline = self._clock.monotonic() + self._session_s
        number, best, good_since_s = 0, None, 0.0
        while True:
            if stopping.is_set():
                raise DeviceError(Fault.CANCELLED, "stopped")
            frame = self._camera.newest(FRAME_S, after=number)
            if frame.repeats >= STANDS_STILL:
                raise DeviceError(Fault.BROKEN, f"camera: {frame.repeats} frames are the same to the last pixel")
            number, now_s = frame.number, self._clock.monotonic()
            is_last = shooting.is_set() or now_s > deadline
            measured = measure(frame.pixels, kind, self._loaded, whole=is_last)
            screen.beat()
            words.say(measured)
            outline.is_good = measured.change is None
            if measured.change is None:
                good_since_s = good_since_s if best is not None else now_s
                best = _sharper(best, frame, measured)
                if is_last or now_s - good_since_s >= HOLD_S:
                    return taken(best.frame.pixels, best.measured, kind)
            elif is_last:
                return taken(frame.pixels, measured, kind)
            else:
                best = None


def _sharper(best: _Best | None, frame: Frame, measured: Measured) -> _Best:
    sharp = next(finding.value for finding in measured.findings if finding.rule is PhotoRule.SHARP)
    return best if best is not None and best.sharp >= sharp else _Best(frame, measured, sharp)


class _Words:
    """Says what to change, and lets each word stand for a moment."""

    def __init__(self, told: "Callable[[PhotoGuidance], None]", clock: Clock) -> None:
        self._told = told
        self._clock = clock
        self._said: PhotoGuidance | None = None
        self._said_s = float("-inf")

    def say(self, measured: Measured) -> None:
        """Tell it where it is another word, and the last one stood long enough."""
        now_s = self._clock.monotonic()
        guidance = PhotoGuidance(measured.change, measured.kept, RULES)
        said: Change | str | None = self._said.change if self._said is not None else ""
        if guidance == self._said or (guidance.change != said and now_s - self._said_s < SAID_S):
            return
        if guidance.change != said:
            self._said_s = now_s
        self._said = guidance
        self._told(guidance)


class Outline:
    """Where head and shoulders belong, drawn into the pictures for the screen.

    Args:
        kind: whose shape it is.
    """

    def __init__(self, kind: PhotoKind) -> None:
        self._kind = kind
        self.is_good = False
        """Every rule is kept."""

    def drawn(self, pixels: "Pixels") -> "Pixels":
        """The picture with the outline; the given one stays as it is."""
        cv2, kind = opencv(), self._kind
        height, width = pixels.shape[:2]
        scale = ROOM * height / kind.height_px
        left, top = (width - kind.width_px * scale) / 2, (height - kind.height_px * scale) / 2
        face = sum(kind.face_px) / 2 * scale
        crown = top + sum(kind.crown_px) / 2 * scale
        # A head is some 1.6 times as long as its face is wide.
        middle = round(width / 2), round(crown + 0.8 * face)
        picture = pixels.copy()
        paint = (110, 200, 60) if self.is_good else (255, 255, 255)
        thick = max(2, height // 180)
        cv2.ellipse(picture, middle, (round(face * 0.55), round(face * 0.82)), 0, 0, 360, paint, thick, cv2.LINE_AA)
        corners = (round(left), round(top)), (round(left + kind.width_px * scale), round(top + kind.height_px * scale))
        cv2.rectangle(picture, *corners, paint, thick, cv2.LINE_AA)
        return picture
