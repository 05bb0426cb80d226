"""A photograph's rules on pictures with known defects, and the picture that is cut out."""

import io
from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from photo_defects import (
    EYES,
    HEIGHT,
    WIDTH,
    Shown,
    bases,
    drawn_people,
    loaded,
    on_wall,
    plain_wall,
    striped,
    turned_people,
    with_defects,
    with_glasses,
)
from PIL import Image
from waiting import soak_only

from drivers.camera.opencv import decoded
from drivers.face import Change, PhotoRule, PhotoTaken
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import portrayed
from drivers.face.photo_measure import Measured, measure, taken
from drivers.face.photo_space import FACE_WIDTH
from kiosk.photo_kinds import photo_kinds

KINDS = {name: kind.rules for name, kind in photo_kinds().kinds.items()}
ID_CARD = KINDS["id-card"]
Counts = Counter[tuple[PhotoRule, str]]


@cache
def resident() -> np.ndarray:
    return portrayed(PEOPLE["resident"], WIDTH, HEIGHT, EYES).picture(Pose())


def photographed(pixels: np.ndarray, kind: str = "id-card") -> tuple[Measured, PhotoTaken]:
    measured = measure(pixels, KINDS[kind], loaded(), whole=True)
    return measured, taken(pixels, measured, KINDS[kind])


def counted(frames: list[Shown]) -> Counts:
    """For each rule how many good and broken ones there were, and how many of them were told wrongly."""
    counts: Counts = Counter()
    for shown in frames:
        found = {one.rule: one.is_kept for one in measure(shown.pixels, ID_CARD, loaded(), whole=True).findings}
        for rule in shown.about & found.keys():
            truth = "broken" if rule in shown.breaks else "good"
            counts[rule, truth] += 1
            if found[rule] is (truth == "broken"):
                counts[rule, f"wrong {truth}"] += 1
    return counts


def test_a_drawn_man_is_judged_rightly_whatever_is_wrong_with_him() -> None:
    man = next(base for base in drawn_people() if base.name == "drawn other")
    frames = [man, *with_defects(man)]
    wrong = {key for key in counted(frames) if key[1].startswith("wrong")}
    assert wrong == set()


@soak_only
def test_the_photographs_are_judged_as_docs_photo_md_says() -> None:
    frames = [frame for base in bases() for frame in (base, *with_defects(base))] + list(turned_people())
    counts = counted(frames)
    wrong = {(rule.value, what): count for (rule, what), count in counts.items() if what.startswith("wrong")}
    assert {key: count for key, count in wrong.items() if count > MOST_WRONG.get(key, 0)} == {}


MOST_WRONG = {
    ("size", "wrong broken"): 1,
    ("place", "wrong good"): 1,
    ("upright", "wrong good"): 1,
    ("ahead", "wrong broken"): 1,
    ("light", "wrong broken"): 1,
    ("eyes", "wrong broken"): 2,
    ("mouth", "wrong good"): 1,
}
"""The table of docs/photo.md."""


def test_the_picture_has_its_kinds_size_resolution_and_measures() -> None:
    measured, photo = photographed(resident())
    assert photo.is_good, [finding for finding in measured.findings if not finding.is_kept]
    with Image.open(io.BytesIO(photo.picture)) as picture:
        assert (picture.size, picture.format) == ((358, 441), "JPEG")
        assert tuple(round(float(dots)) for dots in picture.info["dpi"]) == (350, 350)
    pixels = decoded(photo.picture)
    face = loaded().finder.faces(pixels)[0]
    five = loaded().points.find(pixels, face)[0]
    assert 193 - 8 <= face.box.width * FACE_WIDTH <= 221 + 8
    assert pixels.shape[0] - five[:4, 1].mean() >= 207
    hair = np.flatnonzero((pixels[:, 150:208].mean(axis=2) < 128).mean(axis=1) > 0.4)
    assert 7 - 4 <= hair[0] <= 21 + 4


def test_a_background_that_may_be_made_is_white_to_the_corners() -> None:
    _, photo = photographed(resident())
    pixels = decoded(photo.picture)
    assert photo.is_made
    assert min(pixels[4, 4].min(), pixels[4, -5].min(), pixels[200, 4].min()) >= 250


@pytest.mark.parametrize("kind", ["ordinary-passport", "exit-entry"])
def test_where_no_background_may_be_made_a_grey_wall_is_refused_and_a_white_one_left_alone(kind: str) -> None:
    measured, photo = photographed(resident(), kind)
    assert (measured.change, photo.is_made) == (Change.PLAIN_WALL, False)
    white = on_wall(resident(), plain_wall((238, 238, 236)))
    measured, photo = photographed(white, kind)
    assert photo.is_good, [finding for finding in measured.findings if not finding.is_kept]
    assert not photo.is_made
    most = KINDS[kind].most_bytes
    assert not most or len(photo.picture) <= most


def test_a_patterned_wall_is_refused_even_where_backgrounds_are_made() -> None:
    measured, _ = photographed(striped(resident()))
    assert measured.change is Change.PLAIN_WALL


def test_glasses_are_refused_where_the_kind_says_so() -> None:
    strict = replace(ID_CARD, may_wear_glasses=False)
    worn = with_glasses(resident())
    assert measure(worn, strict, loaded(), whole=True).change is Change.GLASSES_OFF
    assert measure(worn, ID_CARD, loaded(), whole=True).change is None


def test_nobody_and_two_people_are_told_apart() -> None:
    assert measure(plain_wall(), ID_CARD, loaded()).change is Change.STEP_IN
    both = np.hstack([resident()[:, 340:940], resident()[:, 340:940]])
    measured, photo = photographed(both)
    assert (measured.change, photo.picture) == (Change.ONE_PERSON, b"")


@pytest.mark.parametrize(
    ("pose", "change"),
    [
        (Pose(yaw=18), Change.LOOK_AHEAD),
        (Pose(roll=9), Change.LEVEL),
        (Pose(mouth=1), Change.CLOSE_MOUTH),
        (Pose(x=6.0), Change.TO_THE_MIDDLE),
        (Pose(nearer=0.55), Change.NEARER),
    ],
)
def test_what_to_change_is_told_first(pose: Pose, change: Change) -> None:
    frame = portrayed(PEOPLE["resident"], WIDTH, HEIGHT, EYES).picture(pose)
    assert measure(frame, ID_CARD, loaded()).change is change
