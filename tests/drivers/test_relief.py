"""Relief of a nose: what no flat picture shows, by numbers and by painted heads."""

import functools
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera.opencv import opencv
from drivers.face.landmarks import FaceMemory
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose, projected
from drivers.face.motion.scene import Picture, Portrayed, portrayed
from drivers.face.motion.sheet import Held, photographed, shown
from drivers.face.motion.surface import Build, height
from drivers.face.observation import Relief
from drivers.face.relief import EYES_PX, ReliefTracker, explained, relief_of

SHEET = 60
AT, EYES = (320.0, 240.0), 95.0
FIVE_AT = ((0.735, 0.0), (0.27, 0.0), (-0.735, 0.0), (-0.27, 0.0), (0.0, 0.7))


@functools.cache
def spots() -> NDArray[np.float64]:
    """Of a mean head, those on the nose last; looking ahead."""
    dice = np.random.default_rng(1)
    sheet = np.column_stack([dice.uniform(-0.95, 0.95, SHEET), dice.uniform(-0.65, 0.25, SHEET)])
    nose = np.column_stack([dice.uniform(-0.2, 0.2, 12), dice.uniform(0.4, 0.75, 12)])
    flat = np.vstack([sheet, nose])
    z = height(flat[:, 0].astype(np.float32), flat[:, 1].astype(np.float32), Build())
    return np.column_stack([flat, z])


def of_spots(before: NDArray[np.float64], now: NDArray[np.float64]) -> Relief:
    return relief_of(explained(before, now, SHEET))


def of_head(pose: Pose) -> NDArray[np.float64]:
    return projected(spots(), pose) * EYES_PX


@pytest.mark.parametrize(
    ("pose", "across", "down"),
    [
        (Pose(yaw=18), (0.08, 0.25), (-0.03, 0.03)),
        (Pose(yaw=-18), (-0.25, -0.08), (-0.03, 0.03)),
        (Pose(pitch=14), (-0.03, 0.03), (0.05, 0.25)),
        (Pose(pitch=-14), (-0.03, 0.03), (-0.25, -0.05)),
        (Pose(x=0.3, y=-0.2, nearer=1.3), (-0.01, 0.01), (-0.01, 0.01)),
    ],
)
def test_a_nose_goes_where_the_head_turns(pose: Pose, across: tuple[float, float], down: tuple[float, float]) -> None:
    relief = of_spots(of_head(Pose()), of_head(pose))
    assert across[0] <= relief.across <= across[1]
    assert down[0] <= relief.down <= down[1]


@pytest.mark.parametrize(
    "held", [Held(turn=38), Held(tilt=38), Held(tilt=-38), Held(turn=27, tilt=27), Held(nearer=1.3)]
)
def test_on_a_picture_the_nose_goes_with_the_face(held: Held) -> None:
    flat = of_head(Pose()) / EYES_PX
    relief = of_spots(flat * EYES_PX, shown(flat, held) * EYES_PX)
    # what is left is perspective: half of an eye's distance nearer is a twentieth larger
    assert math.hypot(relief.across, relief.down) <= 0.06 * relief.slant + 0.002
    angle = math.acos(math.cos(math.radians(held.turn)) * math.cos(math.radians(held.tilt)))
    assert relief.slant == pytest.approx(math.tan(angle), abs=0.12)


def test_spots_that_jump_are_not_believed() -> None:
    before, now = of_head(Pose()), of_head(Pose(yaw=18))
    honest = of_spots(before, now)
    now[:8] += np.array([15.0, -9.0])
    spoilt = of_spots(before, now)
    assert spoilt.across == pytest.approx(honest.across, abs=0.04)


@functools.cache
def person(name: str) -> Portrayed:
    """One of the demo's people, small."""
    behind = np.full((480, 640, 3), 190, np.uint8)
    big = portrayed(PEOPLE[name], 640, 480, EYES)
    return Portrayed(big.face, behind, AT, EYES)


def aligned(picture: Picture) -> Picture:
    """The face brought to 112 px as SFace's template has it; where it is is known here."""
    scale = EYES_PX / EYES
    to_face = np.array([[scale, 0, 56 - scale * AT[0]], [0, scale, 51.6 - scale * AT[1]]])
    face: Picture = opencv().warpAffine(picture, to_face, (112, 112), flags=opencv().INTER_AREA)
    return face


def followed(pictures: list[Picture]) -> ReliefTracker:
    tracker, cv2 = ReliefTracker(), opencv()
    tracker.settle(cv2.cvtColor(aligned(pictures[0]), cv2.COLOR_BGR2GRAY))
    for picture in pictures[1:]:
        tracker.see(cv2.cvtColor(aligned(picture), cv2.COLOR_BGR2GRAY))
    return tracker


@pytest.mark.parametrize("name", PEOPLE)
def test_painted_heads_show_relief_and_pictures_of_them_do_not(name: str) -> None:
    cv2 = opencv()
    still = person(name).picture(Pose())

    def last(pictures: list[Picture]) -> tuple[float, float]:
        relief = followed(pictures).see(cv2.cvtColor(aligned(pictures[-1]), cv2.COLOR_BGR2GRAY))
        assert relief is not None
        return relief.across, relief.down

    turning = [person(name).picture(Pose(yaw=degrees)) for degrees in (0, 5, 10, 15)]
    bowing = [person(name).picture(Pose(pitch=degrees, y=-degrees / 50)) for degrees in (0, 5, 10, 15)]
    assert last(turning)[0] > 0.05
    assert last(bowing)[1] > 0.035
    turned = [photographed(still, Held(turn=degrees), AT, EYES) for degrees in (0, 12, 24, 36)]
    tilted = [photographed(still, Held(tilt=degrees), AT, EYES) for degrees in (0, 12, 24, 36)]
    assert abs(last(turned)[0]) < 0.04
    assert last(tilted)[1] < 0.03


def test_eyes_that_shut_are_unlike_open_ones_and_a_strip_covers() -> None:
    memory, face = FaceMemory(), person("resident")
    five = np.array(FIVE_AT) * EYES + np.array(AT)
    still, shut = face.picture(Pose()), face.picture(Pose(blink=1))
    for _ in range(8):
        compared = memory.compare(still, five, aligned(still))
    assert compared.eyes_open > 0.97
    assert compared.covered == 0
    assert memory.compare(shut, five, aligned(shut)).eyes_open < 0.8
    barred = still.copy()
    barred[225:265] = (40, 40, 40)
    assert memory.compare(barred, five, aligned(barred)).covered > 0.1
    memory.forget()
    assert memory.compare(shut, five, aligned(shut)).eyes_open == 1


def test_nothing_is_said_before_there_is_something_to_compare_with() -> None:
    assert ReliefTracker().see(np.zeros((112, 112), np.uint8)) is None
    blank = ReliefTracker()
    blank.settle(np.full((112, 112), 127, np.uint8))
    assert blank.see(np.full((112, 112), 127, np.uint8)) is None
