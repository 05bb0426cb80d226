"""Figures of the camera and of a face before it, live, for staff who fit a terminal: no picture is stored or shown.

It runs in the face process or, where no core runs, in one that ends with it, and looks as a session does (`engine`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drivers.camera import Camera
from drivers.clock import Clock
from drivers.face import Reading
from drivers.face import portrait as portraits
from drivers.face.engine import FRAME_S, Models
from drivers.face.liveness_features import features_of
from drivers.face.liveness_gate import hint
from drivers.face.matcher import similarity
from drivers.face.measure import is_covered
from drivers.face.second_opinion import PORTRAIT_EYES_PX, distance

if TYPE_CHECKING:
    from drivers.camera import Frame
    from drivers.face.matcher import Embedding
    from drivers.face.measure import Look
    from drivers.face.second_opinion import Descriptor

EVERY_S = 1.0
"""Between two readings."""


@dataclass(slots=True)
class _Second:
    frames: int = 0
    look_ms: list[float] = field(default_factory=list)
    gap_ms: list[float] = field(default_factory=list)
    late_ms: float = 0.0
    newest: "Look | None" = None


class Bench:
    """Looks at the frames of an open camera.

    Args:
        camera: open.
        models: loaded.
        clock: for readings.
        portrait: picture file bytes of a card to compare with; the first good frame where there is none.

    Raises:
        ValueError: there is no face in the portrait.
    """

    def __init__(self, camera: Camera, models: Models, clock: Clock, portrait: bytes | None) -> None:
        self._camera = camera
        self._models = models
        self._clock = clock
        self._embedding: Embedding | None = None
        self._descriptor: Descriptor | None = None
        self._first = 0
        self._asked = 0
        self._distance: float | None = None
        if portrait is not None:
            found = portraits.read(portrait, models.finder, models.matcher)
            if found is None:
                raise ValueError("there is no face in this portrait, or more than one")
            self._embedding = models.matcher.embedding(found.aligned)
            enlarged = max(1.0, PORTRAIT_EYES_PX / found.face.eye_distance_px)
            self._first = models.second.ask(found.pixels, found.face, enlarged)

    def readings(self, seconds: int, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Reading]:
        """One reading a second, for so many or until it is stopped.

        Raises:
            DeviceError: the camera's fault, or dlib's process ended.
        """
        number, taken_s = 0, float("nan")
        for second in range(1, seconds + 1):
            now = _Second()
            ends_s = self._clock.monotonic() + EVERY_S
            while self._clock.monotonic() < ends_s and not is_stopped():
                frame = self._camera.newest(FRAME_S, after=number)
                self._look(frame, now)
                if number:
                    now.gap_ms.append((frame.taken_s - taken_s) * 1000)
                number, taken_s = frame.number, frame.taken_s
            if is_stopped():
                return
            yield self._reading(second, now)

    def _look(self, frame: "Frame", now: _Second) -> None:
        begun_s = self._clock.monotonic()
        now.newest = self._models.observer.look(frame)
        ended_s = self._clock.monotonic()
        now.frames += 1
        now.look_ms.append((ended_s - begun_s) * 1000)
        now.late_ms = (ended_s - frame.taken_s) * 1000

    def _reading(self, second: int, now: _Second) -> Reading:
        look = now.newest
        if look is None:
            raise AssertionError("a second without a frame is the camera's fault, and was told as such")
        face = look.seen.face
        features = features_of(face) if face is not None else None
        in_the_way = hint(look.seen, features)
        cosine, embed_ms = self._compared(look) if in_the_way is None else (None, None)
        return Reading(
            second=second,
            frames=now.frames,
            look_ms=round(sum(now.look_ms) / len(now.look_ms), 1),
            look_most_ms=round(max(now.look_ms), 1),
            gap_most_ms=round(max(now.gap_ms, default=0.0), 1),
            late_ms=round(now.late_ms, 1),
            faces=look.seen.faces,
            hint="covered" if is_covered(look.frame) else in_the_way.value if in_the_way is not None else "",
            eyes_px=round(features.eyes_px, 1) if features is not None else None,
            brightness=round(face.brightness, 1) if face is not None else None,
            sharpness=round(face.sharpness, 1) if face is not None else None,
            similarity=cosine,
            embed_ms=embed_ms,
            distance=self._distance if in_the_way is None else None,
        )

    def _compared(self, look: "Look") -> tuple[float | None, float | None]:
        if look.aligned is None or look.face is None:
            return None, None
        begun_s = self._clock.monotonic()
        embedding = self._models.matcher.embedding(look.aligned)
        took_ms = round((self._clock.monotonic() - begun_s) * 1000, 1)
        self._ask_dlib(look)
        if self._embedding is None:
            self._embedding = embedding
        return round(similarity(self._embedding, embedding), 3), took_ms

    def _ask_dlib(self, look: "Look") -> None:
        """One question at a time; its answer belongs to the reading after."""
        for question, answer in self._models.second.answers(0.0).items():
            if question == self._first:
                self._descriptor = answer
            elif question == self._asked and self._descriptor is not None:
                self._distance = round(distance(self._descriptor, answer), 3)
        if look.face is None or self._models.second.is_busy:
            return
        self._asked = self._models.second.ask(look.frame.pixels, look.face)
        self._first = self._first or self._asked
