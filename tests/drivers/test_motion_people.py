"""The demo's people: faces to the detector, themselves on their cards, and not each other."""

import functools

import numpy as np
import pytest

from drivers.camera.opencv import decoded, opencv
from drivers.face import models
from drivers.face.finding import Finder
from drivers.face.matcher import Matcher, similarity
from drivers.face.motion.card_portrait import card_portrait
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import Picture, Portrayed, noisy, portrayed

ALIKE, UNLIKE = 0.50, 0.42
"""Where the engine says yes, and where it says no (config, `face`)."""


@functools.cache
def chain() -> tuple[Finder, Matcher]:
    return Finder(models.detector()), Matcher(models.recognizer())


@functools.cache
def person(name: str) -> Portrayed:
    return portrayed(PEOPLE[name], 1280, 720, 95)


def embedding(picture: Picture) -> np.ndarray:
    finder, matcher = chain()
    (face,) = finder.people(picture)
    return np.asarray(matcher.embedding(matcher.aligned(picture, face)))


def of_card(name: str) -> np.ndarray:
    small = decoded(card_portrait(name))
    return embedding(opencv().resize(small, None, fx=3, fy=3, interpolation=opencv().INTER_CUBIC))


@pytest.mark.parametrize("name", PEOPLE)
def test_each_is_the_one_on_the_own_card_also_when_moving(name: str) -> None:
    card = of_card(name)
    for number, pose in enumerate((Pose(), Pose(yaw=7), Pose(pitch=6, x=0.1), Pose(nearer=1.1, roll=4))):
        assert similarity(card, embedding(noisy(person(name).picture(pose), number))) > ALIKE + 0.2


def test_nobody_is_somebody_else() -> None:
    cards = {name: of_card(name) for name in PEOPLE}
    for name in PEOPLE:
        live = embedding(noisy(person(name).picture(Pose()), 1))
        assert all(similarity(live, cards[other]) < UNLIKE - 0.08 for other in PEOPLE if other != name)


def test_a_painted_head_turns_to_its_own_left_on_the_right_of_the_picture() -> None:
    finder, _ = chain()
    (ahead,) = finder.people(person("resident").picture(Pose()))
    (left,) = finder.people(person("resident").picture(Pose(yaw=20)))

    def nose_off(points: np.ndarray) -> float:
        return float(points[2, 0] - points[:2, 0].mean())

    assert nose_off(left.points) > nose_off(ahead.points) + 10
