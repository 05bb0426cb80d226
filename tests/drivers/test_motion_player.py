"""The camera before which an invented person stands, who does what is asked."""

import random
from pathlib import Path

import numpy as np
import pytest
from loopback_simulator import on_loopback
from scripted_wire import FakeClock

from drivers.camera import CameraMode, NoLamp
from drivers.camera.live import LiveCamera
from drivers.camera.mjpeg import MjpegSource
from drivers.camera.opencv import decoded
from drivers.clock import SystemClock
from drivers.face import Prompt
from drivers.face.motion.acting import Actor, Manner
from drivers.face.motion.player import Stage
from drivers.face.motion.pose import Pose

MANNER = Manner(reaction_s=(0.4, 0.5), there_s=(0.5, 0.5), hold_s=(0.5, 0.5), wrong_way=0.0, sway_degrees=0.0)


def pose_after(prompt: Prompt, seconds: float) -> Pose:
    actor = Actor(random.Random(3), MANNER)  # noqa: S311 - chance of a test
    actor.asked(prompt, 10.0)
    return actor.pose(10.0 + seconds)


def test_a_person_does_what_is_asked_after_a_moment_and_comes_back() -> None:
    assert pose_after(Prompt.TURN_LEFT, 1.2).yaw > 15
    assert pose_after(Prompt.TURN_RIGHT, 1.2).yaw < -15
    assert pose_after(Prompt.NOD, 1.2).pitch > 10
    assert pose_after(Prompt.OPEN_MOUTH, 1.2).mouth > 0.4
    assert pose_after(Prompt.BLINK, 0.62).blink > 0.5
    for prompt in (Prompt.TURN_LEFT, Prompt.NOD, Prompt.OPEN_MOUTH):
        for seconds in (0.3, 2.5):
            pose = pose_after(prompt, seconds)
            assert max(abs(pose.yaw), abs(pose.pitch), pose.mouth) < 0.01
    assert pose_after(Prompt.LOOK, 1.2).yaw == 0


def stage(person: str = "resident") -> tuple[Stage, FakeClock]:
    clock = FakeClock()
    return Stage(320, 240, person, clock, random.Random(1)), clock  # noqa: S311 - chance of a test


def differs(one: bytes, other: bytes) -> float:
    return float(np.abs(decoded(one).astype(int) - decoded(other).astype(int)).mean())


def test_whoever_stands_there_already_goes_on_with_what_they_were_asked() -> None:
    pictures = []
    for again in (False, True):
        scene, clock = stage()
        scene.act({"prompt": "turn_left"})
        if again:
            scene.person({"name": "resident"})
        clock.pause(1.6)
        pictures.append(scene.picture())
    assert pictures[0] == pictures[1]


def test_no_two_pictures_are_the_same_and_somebody_else_is_plainly_another() -> None:
    scene, _ = stage()
    first = scene.picture()
    assert first != scene.picture()
    assert differs(first, scene.picture()) < 5
    scene.person({"name": "other"})
    assert differs(first, scene.picture()) > 8
    scene.nobody({})
    nobody = scene.picture()
    assert differs(first, nobody) > 8
    scene.photo({"name": "resident"})
    assert differs(scene.picture(), nobody) > 8


def test_a_photo_sways_and_does_nothing_that_is_asked() -> None:
    (asked, clock), (left_alone, other_clock) = stage(""), stage("")
    for scene in (asked, left_alone):
        scene.photo({"name": "resident"})
    asked.act({"prompt": "nod"})
    clock.pause(1.5)
    other_clock.pause(1.5)
    assert differs(asked.picture(), left_alone.picture()) < 0.5


@pytest.mark.parametrize("request_", [{"name": "nobody we know"}, {}])
def test_only_people_of_the_demo_are_shown(request_: dict[str, str]) -> None:
    scene, _ = stage("")
    with pytest.raises((ValueError, KeyError)):
        scene.person(request_)


def test_only_prompts_are_asked() -> None:
    scene, _ = stage()
    with pytest.raises(ValueError, match="jump"):
        scene.act({"prompt": "jump"})


def test_as_a_program_it_is_the_simulated_camera_with_a_person(tmp_path: Path) -> None:
    with on_loopback("drivers.face.motion.player", tmp_path, "--size", "320x240") as simulator:
        camera = LiveCamera(
            MjpegSource(simulator.address["url"], SystemClock(), demo=True), CameraMode(), SystemClock(), NoLamp()
        )
        camera.open()
        try:
            wall = camera.newest(5)
            simulator.ask("person", name="resident")
            simulator.ask("act", prompt="turn_left")
            number = camera.newest(5, after=wall.number + 3).number
            frame = camera.newest(5, after=number + 1)
            assert frame.repeats == 0
            assert np.abs(frame.pixels.astype(int) - wall.pixels.astype(int)).mean() > 8
            simulator.ask("freeze")
            number = camera.newest(5).number
            assert camera.newest(5, after=number + 5).repeats > 0
        finally:
            camera.close()
