"""Everything that the face process loads, proven and warmed up, before anybody stands before the camera."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face import models
from drivers.face.engine import Models
from drivers.face.finding import Finder, Found
from drivers.face.landmarks import FaceMemory
from drivers.face.matcher import Matcher
from drivers.face.measure import Observer
from drivers.face.points import PointFinder
from drivers.face.preview import for_screen
from drivers.face.processor import has_avx
from drivers.face.second_opinion import SecondOpinion
from drivers.faults import DeviceError, Fault
from drivers.process import keep_what_is_loaded

if TYPE_CHECKING:
    from config.device_settings import FaceSettings

_WARM_S = 10.0


def loaded(settings: "FaceSettings", in_child: Callable[[], None]) -> Models:
    """Prove and load the models. No other thread may run yet: dlib's process is forked from this one.

    Args:
        settings: which landmarks.
        in_child: see `SecondOpinion`.

    Raises:
        DeviceError: DISABLED on a processor without AVX, for which no path was proven; BROKEN for wrong model files.
    """
    if not has_avx():
        raise DeviceError(Fault.DISABLED, "this processor has no AVX: no path is proven on it")
    # One core is what a frame may use: the screens and the preview need the others, or the same one.
    opencv().setNumThreads(1)
    finder = Finder(models.detector())
    matcher = Matcher(models.recognizer())
    points = PointFinder(settings.landmarks)
    second = SecondOpinion(in_child)
    _warm_up(finder, matcher, points, second)
    keep_what_is_loaded()
    return Models(finder, Observer(finder, points, matcher), matcher, second, points)


def names_of(settings: "FaceSettings") -> str:
    """The models, for staff."""
    return f"YuNet 2023mar, SFace 2021dec, dlib {settings.landmarks}, dlib ResNet"


def _warm_up(finder: Finder, matcher: Matcher, points: PointFinder, second: SecondOpinion) -> None:
    """The first call of each net takes ten times as long as the next."""
    grey = np.full((720, 1280, 3), 127, np.uint8)
    face = Found(np.array([560, 200, 180, 240, 605, 300, 695, 300, 650, 350, 615, 400, 685, 400, 1], np.float32))
    finder.people(grey)
    aligned = matcher.aligned(grey, face)
    matcher.embedding(aligned)
    five, _ = points.find(grey, face)
    # Any texture has spots that can be followed.
    spotted = np.random.default_rng(1).integers(0, 255, aligned.shape, np.uint8)
    memory = FaceMemory()
    for _ in range(2):
        memory.compare(grey, five, spotted)
    for_screen(grey)
    second.ask(grey, face)
    if not second.answers(_WARM_S):
        raise DeviceError(Fault.BROKEN, f"second opinion: no answer within {_WARM_S:g} s")
