"""One frame, looked at: from pixels to an `Observation`."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drivers.camera import Frame
from drivers.camera.opencv import opencv
from drivers.face.landmarks import FaceMemory
from drivers.face.observation import Observation, SeenFace
from drivers.face.portrait import sharpness

if TYPE_CHECKING:
    from drivers.camera import Pixels
    from drivers.face.finding import Finder, Found
    from drivers.face.matcher import Matcher
    from drivers.face.points import PointFinder

COVERED_BELOW = 12.0
"""Mean of a whole frame, 0 to 255: what a hand on the lens lets through (drivers/camera names 10 as covered)."""
EVEN_BELOW = 4.0
"""Standard deviation of a whole frame: a cloth or a sheet close before the lens has nothing in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What was made of one frame."""

    frame: Frame
    seen: Observation = field(repr=False)
    face: "Found | None" = field(repr=False)
    aligned: "Pixels | None" = field(repr=False)
    """The largest face at 112x112."""


class Observer:
    """Looks at frames; not for two threads at once.

    Args:
        finder: finds faces.
        points: finds landmarks.
        matcher: aligns.
    """

    def __init__(self, finder: "Finder", points: "PointFinder", matcher: "Matcher") -> None:
        self._finder = finder
        self._points = points
        self._matcher = matcher
        self._memory = FaceMemory()

    def forget(self) -> None:
        """Forget the face: a session or a draw begins, and the next frame may show another."""
        self._memory.forget()

    def settle(self) -> None:
        """The frame last looked at shows a face that looks ahead (see `FaceMemory`)."""
        self._memory.settle()

    def look(self, frame: Frame) -> Look:
        """All but the similarity; some 9 ms on one core for 1280x720."""
        people = self._finder.people(frame.pixels)
        face = people[0] if people else None
        aligned = self._matcher.aligned(frame.pixels, face) if face is not None else None
        seen = Observation(
            taken_s=frame.taken_s,
            frame_width_px=frame.width_px,
            frame_height_px=frame.height_px,
            faces=len(people),
            face=self._seen(frame.pixels, face, aligned) if face is not None and aligned is not None else None,
        )
        return Look(frame, seen, face, aligned)

    def _seen(self, pixels: "Pixels", face: "Found", aligned: "Pixels") -> SeenFace:
        five, many = self._points.find(pixels, face)
        compared = self._memory.compare(pixels, five, aligned)
        return SeenFace(
            box=face.box,
            five=five,
            many=many,
            relief=compared.relief,
            eyes_open=compared.eyes_open,
            covered=compared.covered,
            brightness=float(opencv().mean(opencv().cvtColor(aligned, opencv().COLOR_BGR2GRAY))[0]),
            sharpness=sharpness(aligned),
        )


def is_covered(frame: Frame) -> bool:
    """Whether something lies on the lens or right before it."""
    return frame.brightness < COVERED_BELOW or float(frame.pixels[::8, ::8].std()) < EVEN_BELOW
