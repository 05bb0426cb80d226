"""What is measured at the stations, and what stands against a licence by it."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from drivers.sound.frames import wave_of
from kiosk.colour_plates import Kind, colours_of, digits_of, plate, sees
from kiosk.examining import as_answers, from_answers
from kiosk.eyesight import DIRECTIONS, UNSEEN, Eye, can_be_shown, reading, side_mm
from kiosk.fitness import BELOW, Findings, doubts, rules, sight_needed
from kiosk.hall.medical_people import digit_among
from kiosk.hearing import SIDES, heard, tone, trials

WELL = Findings("5.0", "5.0", True, True, True, ("arms", "squat", "neck"), 170, False, False, ())
EYES = rules().eyesight


def read(seed: int, eye: Eye, finest: float) -> str:
    """What comes of an eye that reads so fine."""
    answers: tuple[str, ...] = ()
    while (now := reading(seed, eye, answers, EYES)).direction:
        answers = (*answers, now.direction if float(now.level) <= finest else UNSEEN)
    return now.result


def test_a_letter_is_as_large_as_the_chart_has_it() -> None:
    assert side_mm("5.0", 5000) == pytest.approx(7.27, abs=0.01)
    assert side_mm("4.0", 5000) == pytest.approx(72.7, abs=0.1)
    assert side_mm("4.9", 3000) == pytest.approx(side_mm("4.9", 5000) * 0.6)


def test_a_glass_too_coarse_for_its_distance_is_known() -> None:
    assert can_be_shown("5.0", 3000, 0.369)
    assert not can_be_shown("5.0", 2000, 0.369)


@pytest.mark.parametrize("finest", [4.4, 4.5, 4.7, 4.8, 4.9, 5.0, 5.3])
def test_an_eye_is_read_as_fine_as_it_sees(finest: float) -> None:
    told = BELOW if finest < 4.5 else f"{min(finest, 5.0):.1f}"
    assert {read(seed, eye, finest) for seed in range(20) for eye in ("left", "right")} == {told}


def test_guessing_seldom_reads_what_a_licence_needs() -> None:
    passed = 0
    for seed in range(2000):
        answers: tuple[str, ...] = ()
        while (now := reading(seed, "left", answers, EYES)).direction:
            answers = (*answers, DIRECTIONS[(seed * 7 + len(answers) * 3) % 4])
        passed += now.result in ("4.9", "5.0")
    assert passed < 40, "two in a hundred at the most"


def test_both_eyes_and_every_try_have_their_own_letters() -> None:
    shown = {
        (seed, eye): tuple(reading(seed, eye, ("up",) * count, EYES).direction for count in range(3))
        for seed in range(30)
        for eye in ("left", "right")
    }
    assert len(set(shown.values())) > 20


def test_a_plate_is_read_by_whoever_sees_colours() -> None:
    for seed, number in product(range(6), range(5)):
        made = plate(seed, number, 4)
        assert digit_among(made.dots) == made.digit == digits_of(seed, 4)[number][1]


LMS = np.array([[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]])


@pytest.mark.parametrize(("kind", "lost"), [("protan", 0), ("deutan", 1)])
def test_an_eye_without_that_cone_sees_no_digit(kind: Kind, lost: int) -> None:
    figure, ground = (LMS @ np.array(colour) for colour in colours_of(kind))
    left = [cone for cone in range(3) if cone != lost]
    assert figure[left] == pytest.approx(ground[left], rel=0.02), "the cones that are left see no difference"
    assert abs(figure[lost] / ground[lost] - 1) > 0.1, "the one that is lost sees it well"


def test_the_first_plate_says_whether_somebody_looks_at_all() -> None:
    shown = [digit for _, digit in digits_of(3, 4)]
    assert sees(3, tuple(shown), 4, 3)
    assert sees(3, (*shown[:4], "unseen"), 4, 3)
    assert not sees(3, (*shown[:3], "unseen", "unseen"), 4, 3)
    assert not sees(3, ("unseen", *shown[1:]), 4, 3)
    assert sees(3, tuple(shown[:4]), 4, 3) is None


@pytest.mark.parametrize("side", SIDES)
def test_whoever_always_says_the_same_hears_nothing(side: str) -> None:
    for seed in range(50):
        said = heard(seed, (side,) * len(trials(seed, rules().hearing)), rules().hearing)
        assert said is not None
        assert not (said.left and said.right)


def test_an_honest_ear_is_told_apart_from_the_other() -> None:
    played = trials(5, rules().hearing)
    both, left = heard(5, played, rules().hearing), heard(5, _only("left", played), rules().hearing)
    assert both is not None
    assert left is not None
    assert (both.left, both.right, both.is_honest) == (True, True, True)
    assert (left.left, left.right, left.is_honest) == (True, False, True)


def _only(side: str, played: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one if one == side else "none" for one in played)


def test_a_tone_sounds_in_one_ear_at_its_pitch() -> None:
    wave = wave_of(tone("right", rules().hearing, -20.0))
    samples = np.frombuffer(wave.samples, "<i2").reshape(-1, 2)
    assert not samples[:, 0].any()
    ear = samples[:, 1].astype(float)
    pitch = np.argmax(np.abs(np.fft.rfft(ear))) * wave.rate_hz / len(ear)
    assert pitch == pytest.approx(512, abs=2)
    assert np.abs(ear).max() == pytest.approx(3277, abs=5), "20 dB below full scale"
    assert abs(ear[0]) < 50, "no click"
    assert not np.frombuffer(wave_of(tone("none", rules().hearing, 0.0)).samples, "<i2").any()


@pytest.mark.parametrize(
    ("classes", "changed", "told"),
    [
        (("C1",), {}, ()),
        (("C1",), {"sight_left": "4.8"}, ("sight",)),
        (("C1",), {"sight_left": "4.9"}, ()),
        (("B2",), {"sight_left": "4.9"}, ("sight",)),
        (("A1",), {"height_cm": 154}, ("height",)),
        (("B1",), {"height_cm": 150}, ()),
        (("C1",), {"height_cm": 140}, ()),
        (("C1",), {"has_hearing_aid": True}, ()),
        (("B2",), {"has_hearing_aid": True}, ("hearing_aid",)),
        (("C1",), {"sees_colours": False}, ("colours",)),
        (("C1",), {"hears_right": False}, ("hearing",)),
        (("C1",), {"can_do": ("arms", "neck")}, ("movement",)),
        (("C1",), {"sight_right": BELOW}, ("sight",)),
        (("C1",), {"sight_right": ""}, ("untested",)),
        (("C1",), {"ills": None}, ("untested",)),
    ],
)
def test_what_stands_against_a_licence(classes: tuple[str, ...], changed: dict[str, object], told: object) -> None:
    assert doubts(classes, replace(WELL, **changed), rules()) == told  # type: ignore[arg-type]  # fields of Findings


def test_of_several_classes_the_strictest_counts() -> None:
    assert (sight_needed(("C1",), rules()), sight_needed(("C1", "B2"), rules())) == ("4.9", "5.0")


def test_finished_stations_survive_being_kept_and_unfinished_ones_are_done_anew() -> None:
    assert from_answers(as_answers(WELL)) == WELL
    half = Findings(sight_left="5.0", ills=(), height_cm=170)
    assert from_answers(as_answers(half)) == Findings(ills=(), height_cm=170)
    assert from_answers({"ills": "none", "height_cm": "x", "glasses": "no", "hearing_aid": "no"}) == Findings()
