"""Whole sessions with drawn people: they move as they are asked, and every model and rule of the hall judges them.

Nobody's photograph is needed for it, and no network.
"""

import random
import threading
from functools import cache
from typing import Any, cast

import numpy as np
from face_recognition import api
from scripted_wire import FakeClock
from waiting import soak_only

from config.device_settings import FaceSettings
from drivers.camera import Frame
from drivers.camera.opencv import opencv
from drivers.face import Guidance, Prompt, Verdict, models
from drivers.face.card_picture import Coding, coded, cropped
from drivers.face.engine import Engine, Models
from drivers.face.finding import Finder
from drivers.face.frames import Ask, Came
from drivers.face.liveness import LivenessSession
from drivers.face.matcher import Matcher
from drivers.face.measure import Observer
from drivers.face.motion.acting import Actor
from drivers.face.motion.look import Look
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import Portrayed, portrayed
from drivers.face.points import PointFinder
from drivers.face.second_opinion import cut_out, described
from drivers.faults import DeviceError, Fault

WIDTH_PX, HEIGHT_PX, EYES_PX = 640, 480, 85.0
NOISE_PX = 64
SETTINGS = FaceSettings(session_s=60)


class DirectSecond:
    """dlib, in this process: these tests have no preview that it could stop."""

    is_busy = False

    def __init__(self) -> None:
        self.number = 0
        self.found: dict[int, Any] = {}

    def ask(self, pixels: Any, face: Any, enlarged: float = 1.0) -> int:
        self.number += 1
        self.found[self.number] = described(api, *cut_out(pixels, face), enlarged)
        return self.number

    def answers(self, within_s: float) -> dict[int, Any]:
        found, self.found = self.found, {}
        return found


@cache
def loaded() -> Models:
    opencv().setNumThreads(1)
    finder, matcher = Finder(models.detector()), Matcher(models.recognizer())
    return Models(finder, Observer(finder, PointFinder("5-point"), matcher), matcher, cast("Any", DirectSecond()))


@cache
def drawn(look: Look) -> Portrayed:
    return portrayed(look, WIDTH_PX, HEIGHT_PX, EYES_PX)


def card_of(look: Look) -> bytes:
    """The drawn person's card."""
    pixels = portrayed(look, 640, 720, 110.0).picture(Pose())
    (face,) = loaded().finder.faces(pixels)
    return coded(cropped(pixels, face.points[:2]), Coding.JPEG_75)


@cache
def noise_sheet() -> Any:
    shape = HEIGHT_PX + NOISE_PX, WIDTH_PX + NOISE_PX, 3
    return np.random.default_rng(1).normal(0, 2, shape).astype(np.int16)


class Stage:
    """Fulfils `Camera` and `Screen`: somebody stands before the one and reads the other."""

    def __init__(self, person: Portrayed, *, moves: bool = True, seed: int = 4) -> None:
        self.clock = FakeClock()
        self.person = person
        self.actor = Actor(random.Random(seed))  # noqa: S311 - movements keep no secret
        self.moves = moves
        self.guidance: list[Guidance] = []
        self.dice = np.random.default_rng(1)

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def check(self) -> str:
        return "stage"

    def expose(self, exposure_ms: float | None) -> None:
        raise AssertionError

    def newest(self, within_s: float, after: int = 0) -> Frame:
        if threading.current_thread().name == "preview":
            raise DeviceError(Fault.TIMED_OUT, "no picture for the screen in these tests")
        self.clock.pause(0.04)
        now_s = self.clock.monotonic()
        pose = self.actor.pose(now_s if self.moves else 0.0)
        # The sensor's noise, from another place of one large sheet each time.
        down, across = (int(start) for start in self.dice.integers(0, NOISE_PX, 2))
        noise = noise_sheet()[down : down + HEIGHT_PX, across : across + WIDTH_PX]
        return Frame(after + 1, now_s, opencv().add(self.person.picture(pose), noise, dtype=opencv().CV_8U))

    def told(self, guidance: Guidance) -> None:
        if self.moves and (not self.guidance or self.guidance[-1].prompt is not guidance.prompt):
            self.actor.asked(guidance.prompt, self.clock.monotonic())
        self.guidance.append(guidance)

    def preview(self, picture: bytes) -> None:
        raise AssertionError

    def beat(self) -> None:
        pass


def session(stage: Stage, portrait: bytes | None, *, actions: int = 2, picture: bool = False) -> Came:
    """A whole session."""
    ask = Ask(
        actions=actions,
        seated=False,
        wants_picture=picture,
        has_portrait=portrait is not None,
        picture=portrait or b"",
    )
    dice = random.Random(3)  # noqa: S311 - the same actions in every run
    engine = Engine(
        stage, loaded(), SETTINGS, stage.clock, lambda asked: LivenessSession(asked.actions, seated=False, dice=dice)
    )
    return engine.run(ask, stage, threading.Event())


ONE, OTHER = Look(seed=1), Look(seed=8, uneven=0.12, skin=(0.36, 0.46, 0.62), eye_width=0.29)


def test_who_does_what_is_asked_and_is_the_one_on_the_card_is_the_same() -> None:
    stage = Stage(drawn(ONE))
    came = session(stage, card_of(ONE), picture=True)
    assert came.verdict is Verdict.SAME
    assert came.picture.startswith(b"\xff\xd8")
    assert {told.prompt for told in stage.guidance} - {Prompt.LOOK}, "something was asked"
    assert stage.guidance[-1].action == 2


def test_who_does_what_is_asked_with_anothers_card_is_not_proven_and_no_picture_is_given() -> None:
    stage = Stage(drawn(ONE))
    came = session(stage, card_of(OTHER), picture=True)
    assert (came.verdict, came.picture) == (Verdict.NOT_PROVEN, b"")
    assert stage.guidance[-1].action == 2, "nothing in the session told that it was the wrong card"


@soak_only
def test_who_does_not_move_is_not_proven() -> None:
    assert session(Stage(drawn(ONE), moves=False), card_of(ONE)).verdict is Verdict.NOT_PROVEN
