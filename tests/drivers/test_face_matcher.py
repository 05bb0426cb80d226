"""Finding and comparing faces, on freely licensed photographs that are fetched when the tests run."""

import itertools
from functools import cache

import numpy as np
import pytest
from face_pictures import CLIP, MAN, PHOTOS, Photo, card_portrait, face_of, frames_of, path_of, pixels_of

from config.device_settings import FaceSettings
from drivers.camera import Frame, Pixels
from drivers.camera.opencv import opencv
from drivers.face import matcher as matching
from drivers.face import models
from drivers.face.card_picture import HEIGHT_PX, WIDTH_PX, Coding, coded, cropped
from drivers.face.finding import Finder
from drivers.face.matcher import Likeness, Matcher, decided, fused, similarity
from drivers.face.measure import EVEN_BELOW, Observer, is_covered
from drivers.face.points import PointFinder
from drivers.face.portrait import Portrait, read

SETTINGS = FaceSettings()
OBAMA, BIDEN = PHOTOS[0], PHOTOS[4]
ASIAN = PHOTOS[-4:]


@cache
def finder() -> Finder:
    return Finder(models.detector())


@cache
def matcher() -> Matcher:
    return Matcher(models.recognizer())


@cache
def observer() -> Observer:
    return Observer(finder(), PointFinder("5-point"), matcher())


@cache
def embedding_of(photo: Photo) -> "matching.Embedding":
    pixels = pixels_of(photo.file)
    return matcher().embedding(matcher().aligned(pixels, face_of(photo, pixels, finder())))


@cache
def portrait_of(photo: Photo, coding: Coding = Coding.JPEG_75) -> Portrait:
    found = read(card_portrait(photo, finder(), coding), finder(), matcher())
    assert found is not None
    return found


def frame(pixels: Pixels, number: int = 1) -> Frame:
    return Frame(number, number / 25, pixels)


@pytest.mark.parametrize(
    ("one", "other"), [pair for pair in itertools.permutations(PHOTOS[:9], 2) if pair[0].person == pair[1].person]
)
def test_two_pictures_of_one_person_are_alike_also_from_a_card(one: Photo, other: Photo) -> None:
    assert similarity(embedding_of(one), matcher().embedding(portrait_of(other).aligned)) >= SETTINGS.alike_from


@pytest.mark.parametrize("other", [PHOTOS[0], PHOTOS[5], PHOTOS[7], PHOTOS[9], PHOTOS[10], *ASIAN])
def test_nobody_is_taken_for_somebody_else(other: Photo) -> None:
    portrait = matcher().embedding(portrait_of(other).aligned)
    for one in (PHOTOS[4], MAN, *ASIAN):
        if one != other:
            assert similarity(embedding_of(one), portrait) < SETTINGS.unsure_from


def test_five_frames_of_the_clip_are_the_man_of_the_photo_and_fusing_takes_the_spread_out() -> None:
    portrait = matcher().embedding(portrait_of(MAN).aligned)
    frames = [matcher().embedding(look.aligned) for pixels in frames_of(CLIP, 5, every=6)
              if (look := observer().look(frame(pixels))).aligned is not None]  # fmt: skip
    assert len(frames) == 5
    single = [similarity(portrait, one) for one in frames]
    assert similarity(portrait, fused(frames)) > np.mean(single)
    assert similarity(portrait, fused(frames)) >= SETTINGS.alike_from


@pytest.mark.parametrize(
    ("cosine", "distance", "likeness"),
    [
        (0.50, 0.52, Likeness.ALIKE),
        (0.499, 0.3, Likeness.UNSURE),
        (0.42, 0.3, Likeness.UNSURE),
        (0.419, 0.1, Likeness.UNLIKE),
        (0.9, 0.521, Likeness.UNLIKE),
        (0.9, None, Likeness.UNSURE),
    ],
)
def test_sface_decides_and_dlib_can_only_refuse(cosine: float, distance: float | None, likeness: Likeness) -> None:
    assert decided(cosine, distance, SETTINGS) is likeness


@pytest.mark.parametrize(
    ("coding", "is_good"),
    [(Coding.COLOUR, True), (Coding.JPEG_75, True), (Coding.GREY_JPEG_30, True), (Coding.COLOUR_1_KB, False)],
)
def test_a_portrait_is_as_good_as_what_its_coding_left_of_it(coding: Coding, is_good: bool) -> None:
    assert portrait_of(OBAMA, coding).is_good(SETTINGS) is is_good


def test_a_portrait_of_a_chips_size_is_found_with_its_eyes_where_they_belong() -> None:
    portrait = portrait_of(OBAMA)
    assert portrait.pixels.shape == (HEIGHT_PX, WIDTH_PX, 3)
    assert portrait.eye_distance_px == pytest.approx(27, abs=4)


def test_a_portrait_that_is_too_small_is_poor() -> None:
    pixels = pixels_of(OBAMA.file)
    eyes = face_of(OBAMA, pixels, finder()).points[:2]
    small = coded(cropped(pixels, eyes, width_px=51, height_px=63, eye_distance_px=13.5, eye_line_px=29), Coding.COLOUR)
    found = read(small, finder(), matcher())
    assert found is None or not found.is_good(SETTINGS)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe0", b"BM" + bytes(60), b"no picture at all" * 100])
def test_what_is_no_picture_is_no_portrait(data: bytes) -> None:
    assert read(data, finder(), matcher()) is None


def test_a_picture_without_a_face_or_with_several_is_no_portrait() -> None:
    wall = np.random.default_rng(1).integers(90, 160, (126, 102, 3), np.uint8)
    assert read(bytes(opencv().imencode(".png", wall)[1]), finder(), matcher()) is None
    assert read(path_of("multi_face.jpg").read_bytes(), finder(), matcher()) is None


def test_a_huge_picture_is_not_even_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.face.portrait.decoded", pytest.fail)
    huge = bytes(opencv().imencode(".png", np.zeros((3000, 3000), np.uint8))[1])
    assert read(huge, finder(), matcher()) is None


def test_the_largest_face_is_looked_at_and_all_that_stand_near_are_counted() -> None:
    group = observer().look(frame(pixels_of("multi_face.jpg"))).seen
    assert group.faces >= 4, "five stand there, one of them further back"
    one = observer().look(frame(pixels_of(OBAMA.file))).seen
    assert one.faces == 1
    assert one.face is not None
    five = one.face.five
    assert five[2][0] < five[3][0] < five[1][0] < five[0][0], "dlib's order: the eye on the right, outer corner first"
    assert "array" not in repr(one), "measured values of a person show in no repr"


def test_a_passer_by_is_not_counted() -> None:
    pixels = np.full((720, 1280, 3), 190, np.uint8)
    for photo, width, left in ((BIDEN, 300, 300), (OBAMA, 130, 900)):
        source = pixels_of(photo.file)
        eyes = face_of(photo, source, finder()).points[:2]
        size = width, width * 5 // 4
        face = cropped(source, eyes, width_px=size[0], height_px=size[1], eye_distance_px=width * 0.27,
                       eye_line_px=width * 0.57)  # fmt: skip
        pixels[100 : 100 + size[1], left : left + width] = face
    assert len(finder().faces(pixels)) == 2
    assert len(finder().people(pixels)) == 1


def test_the_same_landmarks_wherever_the_face_is_in_the_picture() -> None:
    pixels = pixels_of(OBAMA.file)
    looked = observer().look(frame(pixels)).seen.face
    moved = observer().look(frame(np.ascontiguousarray(np.pad(pixels, ((40, 0), (64, 0), (0, 0)), "edge")))).seen.face
    assert looked is not None
    assert moved is not None
    # The search runs on a copy four times smaller, so the rectangle shifts by a fraction of a pixel of it.
    assert np.abs(moved.five - looked.five - [64, 40]).max() < 8


@pytest.mark.parametrize(
    ("pixels", "covered"),
    [
        (np.random.default_rng(1).integers(0, 6, (240, 320, 3), np.uint8), True),
        (np.random.default_rng(1).integers(100, 106, (240, 320, 3), np.uint8), True),
        (np.random.default_rng(1).integers(0, 255, (240, 320, 3), np.uint8), False),
    ],
)
def test_a_hand_or_a_cloth_on_the_lens_is_noticed(pixels: Pixels, covered: bool) -> None:
    assert is_covered(frame(pixels)) is covered
    assert EVEN_BELOW > 3


def test_an_even_wall_with_a_person_is_not_covered() -> None:
    for pixels in frames_of(CLIP, 1):
        assert not is_covered(frame(pixels))
