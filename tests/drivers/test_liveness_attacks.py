"""The attack suite as points: sixty runs of each kind on each path, one draw each, at ten frames a second.

`make bench` runs a thousand of each with the three draws of a card, and some in pictures.
"""

import math
from dataclasses import replace

import pytest
from face_sessions import REPLAYS, How, attacks_on, live, tally
from waiting import soak_only

from drivers.face.liveness_paths import FIVE_POINTS, MANY_POINTS, LandmarkPath, possible_draws, to_ask

RUNS = 60
FRAME_S = 0.1
PATHS = pytest.mark.parametrize("path", [FIVE_POINTS, MANY_POINTS], ids=lambda path: path.name)
KINDS = tuple(attacks_on(FIVE_POINTS, 3))
UNLIKELY = 1 / 2000


def by_chance(path: LandmarkPath) -> int:
    """So many of RUNS recordings may meet their own draw; more would happen less often than UNLIKELY."""
    share = 1 / len(possible_draws(to_ask(path, seated=False), 3))
    beyond, met = 1.0, -1
    while beyond >= UNLIKELY:
        met += 1
        beyond -= math.comb(RUNS, met) * share**met * (1 - share) ** (RUNS - met)
    return met


def test_the_longer_the_list_of_draws_the_fewer_recordings_meet_their_own() -> None:
    assert (by_chance(FIVE_POINTS), by_chance(MANY_POINTS)) == (9, 6)


@PATHS
@pytest.mark.parametrize("kind", KINDS)
def test_attacks_do_not_pass_but_for_a_recording_that_is_drawn_by_chance(path: LandmarkPath, kind: str) -> None:
    how = How(path, draws=1, frame_s=FRAME_S, limit_s=15)
    passed = tally(attacks_on(path, 3)[kind], how, RUNS).passed
    assert passed <= (by_chance(path) if kind in REPLAYS else 0)


@PATHS
def test_living_people_pass_with_their_first_draw(path: LandmarkPath) -> None:
    found = tally(live, How(path, draws=1, frame_s=FRAME_S), RUNS)
    assert RUNS - found.passed <= 0.08 * RUNS, found.why


def test_who_sits_passes_without_a_nod_and_pictures_do_not() -> None:
    how = How(MANY_POINTS, draws=1, frame_s=FRAME_S, seated=True)
    found = tally(live, how, RUNS)
    assert RUNS - found.passed <= 0.08 * RUNS, found.why
    for kind in ("bent", "swapped"):
        assert tally(attacks_on(MANY_POINTS, 3)[kind], replace(how, limit_s=15), RUNS).passed == 0, kind


@PATHS
@soak_only
def test_a_thousand_living_people_and_a_thousand_sheets_turned_and_bent(path: LandmarkPath) -> None:
    assert tally(live, How(path), 1000).passed >= 920
    assert tally(attacks_on(path, 3)["bent"], How(path), 1000).passed == 0
