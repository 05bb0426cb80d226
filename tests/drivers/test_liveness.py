"""The liveness session by itself: what it asks, what it waits for, and what ends it."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from face_presentations import Moment, chance
from face_stood import POSES, Change, Stood

from drivers.face import Hint, Prompt
from drivers.face.liveness import LivenessSession, Outcome
from drivers.face.liveness_cues import Continuity, Cue
from drivers.face.liveness_paths import FIVE_POINTS, MANY_POINTS, LandmarkPath, WeakVariantError, possible_draws, to_ask
from drivers.face.motion.pose import Pose
from drivers.face.observation import Observation, Relief
from drivers.face.pad import Presented


@pytest.mark.parametrize("path", [FIVE_POINTS, MANY_POINTS], ids=lambda path: path.name)
@pytest.mark.parametrize("actions", [2, 3])
def test_every_draw_has_a_turn_and_something_no_picture_does(path: LandmarkPath, actions: int) -> None:
    draws = possible_draws(to_ask(path, seated=False), actions)
    for draw in draws:
        assert {Prompt.TURN_LEFT, Prompt.TURN_RIGHT} & set(draw)
        assert {Prompt.NOD, Prompt.OPEN_MOUTH} & set(draw)
        assert all(one is not other for one, other in itertools.pairwise(draw))
        assert draw.count(Prompt.BLINK) <= 1
    assert (
        len(draws) == len(set(draws)) == {("5-point", 2): 4, ("5-point", 3): 22}.get((path.name, actions), len(draws))
    )


def test_every_draw_is_as_likely_as_the_others() -> None:
    dice = chance(1)
    seen = Counter(LivenessSession(2, seated=False, dice=dice)._draw for _ in range(2000))
    assert set(seen) == set(possible_draws(to_ask(FIVE_POINTS, seated=False), 2))
    assert all(420 < count < 580 for count in seen.values())


def test_turns_and_blinks_alone_are_never_asked() -> None:
    with pytest.raises(WeakVariantError):
        LivenessSession(3, seated=True, dice=chance(1), path=FIVE_POINTS)
    assert Prompt.NOD not in to_ask(MANY_POINTS, seated=True)


@pytest.mark.parametrize("actions", [0, 1, 4])
def test_two_or_three_actions_are_drawn(actions: int) -> None:
    with pytest.raises(ValueError, match="two or three"):
        LivenessSession(actions, seated=False, dice=chance(1))


@pytest.mark.parametrize("path", [FIVE_POINTS, MANY_POINTS], ids=lambda path: path.name)
@pytest.mark.parametrize("seed", range(8))
def test_who_does_what_is_asked_is_alive(path: LandmarkPath, seed: int) -> None:
    stood = Stood(path, seed=seed, actions=3)
    for number in range(3):
        assert stood.steps == [] or stood.steps[-1].guidance.action == number
        stood.do(stood.prompted())
    step = stood.hold(Pose(), lambda step: step.outcome is not Outcome.GOING)
    assert step.outcome is Outcome.ALIVE
    assert any(step.comparable for step in stood.steps)


def test_frames_are_comparable_only_inside_a_draw_before_the_end_and_looking_ahead() -> None:
    stood = Stood()
    first = next(number for number in range(100) if stood.show(stood.someone.at(Pose())).comparable)
    assert first >= 10
    prompt = stood.prompted()
    assert not stood.steps[-1].comparable
    stood.do(prompt)
    stood.do(stood.prompted())
    stood.hold(Pose(), lambda step: step.outcome is Outcome.ALIVE)
    other = replace(stood.someone.at(Pose()), person=1)
    for _ in range(20):
        step = stood.show(other)
        assert step.outcome is Outcome.ALIVE
        assert not step.comparable
    assert not stood.session.wants_similarity


def test_an_action_before_anybody_could_have_read_the_prompt_ends_the_draw() -> None:
    stood = Stood(seed=5)
    prompt = stood.prompted()
    assert prompt in POSES
    stood.frames(POSES[prompt], 5)
    assert stood.session.ended_by == "too early"


def test_another_turn_than_the_one_asked_ends_the_draw() -> None:
    stood = Stood(seed=next(seed for seed in range(50) if Stood(seed=seed).session._draw[0] is Prompt.TURN_LEFT))
    stood.prompted()
    stood.frames(Pose(), 8)
    stood.hold(POSES[Prompt.TURN_RIGHT], lambda step: step.outcome is Outcome.NOT_ALIVE, limit=6)
    assert stood.session.ended_by == "wrong action"


def test_a_time_out_ends_the_draw_and_its_action_is_not_asked_again() -> None:
    stood = Stood()
    stood.prompted()
    asked_s = stood.now_s
    step = stood.hold(Pose(), lambda step: step.outcome is not Outcome.GOING)
    assert 4.0 <= stood.now_s - asked_s < 4.1
    assert (step.outcome, stood.session.ended_by) == (Outcome.NOT_ALIVE, "time-out")
    assert step.guidance.prompt is Prompt.LOOK, "nothing stays asked"
    assert stood.show(stood.someone.at(Pose())) == step


def test_a_prompt_is_shown_from_the_first_one_on_and_no_earlier() -> None:
    stood = Stood()
    assert not stood.hold(Pose(), lambda step: step.comparable).guidance.was_shown
    stood.prompted()
    assert stood.steps[-1].guidance.was_shown
    stood.do(stood.steps[-1].guidance.prompt)
    assert stood.steps[-1].guidance.was_shown


def test_another_face_among_the_frames_that_are_compared_ends_the_draw() -> None:
    stood = Stood()
    stood.hold(Pose(), lambda step: step.comparable)
    for _ in range(2):
        assert stood.session.another().outcome is Outcome.NOT_ALIVE
    assert stood.session.ended_by is Cue.ANOTHER


def test_who_does_not_look_ahead_again_is_not_asked_on() -> None:
    stood = Stood(seed=5)
    prompt = stood.prompted()
    stood.frames(Pose(), 8)
    stood.hold(POSES[prompt], lambda step: step.guidance.action == 1)
    stood.hold(POSES[prompt], lambda step: step.outcome is Outcome.NOT_ALIVE, limit=60)
    assert stood.session.ended_by == "did not return"


def test_whoever_moves_all_the_time_before_the_prompts_is_not_waiting_for_them() -> None:
    stood = Stood()
    stood.hold(Pose(), lambda step: step.settles)
    stood.hold(Pose(yaw=15), lambda step: step.outcome is Outcome.NOT_ALIVE, limit=80)
    assert stood.session.ended_by == "restless"
    assert Hint.LOOK_AHEAD in {step.guidance.hint for step in stood.steps}


def test_similarity_is_wanted_of_the_first_frame_after_the_neutral_ones_and_every_fifth() -> None:
    stood = Stood()
    wanted = []
    for _ in range(26):
        wanted.append(stood.session.wants_similarity)
        stood.show(stood.someone.at(Pose()))
    assert wanted == [number >= 10 and number % 5 == 0 for number in range(26)]


def _cue(change: Change, frames: int = 60) -> Cue | str | None:
    stood = Stood()
    stood.hold(Pose(), lambda step: step.comparable)
    for _ in range(frames):
        if stood.show(stood.someone.at(Pose()), change).outcome is Outcome.NOT_ALIVE:
            break
    return stood.session.ended_by


def test_what_speaks_against_it_ends_the_draw_at_once() -> None:
    assert _cue(lambda seen: replace(seen, presented=Presented.ATTACK), 1) is Cue.PRESENTED
    assert _cue(lambda seen: replace(seen, faces=2), 6) is Cue.SEVERAL
    assert _cue(lambda seen: replace(seen, faces=0, face=None), 11) is Cue.LOST
    assert _cue(lambda seen: replace(seen, similarity=0.59), 1) is Cue.ANOTHER
    assert _cue(lambda seen: replace(seen, similarity=None), 70) is Cue.UNKNOWN
    assert _cue(_covered(0.4), 7) is Cue.COVERED


def _narrow(across: float) -> Change:
    """A face that became narrow, its nose so far aside."""
    relief = Relief(across=across, down=0.0, slant=0.7)
    return lambda seen: replace(seen, face=replace(seen.face, relief=relief) if seen.face else None)


def test_a_face_that_becomes_narrow_while_its_nose_stays_is_a_picture() -> None:
    assert _cue(_narrow(0.05), 4) is Cue.FLAT
    assert _cue(_narrow(0.05), 3) is None
    assert _cue(_narrow(0.06), 12) is None


def test_after_the_last_action_the_face_is_held_against_the_first_one_before_anything_is_said() -> None:
    blind: Change = lambda seen: replace(seen, similarity=None)  # noqa: E731 - it has a name to be read by
    stood = Stood(seed=5)
    stood.do(stood.prompted())
    prompt = stood.prompted()
    stood.frames(Pose(), 8, blind)
    stood.frames(POSES[prompt], 8, blind)
    assert stood.frames(Pose(), 10, blind).outcome is Outcome.GOING
    assert stood.steps[-1].guidance.action == 2, "all is done but the last word"
    assert stood.hold(Pose(), lambda step: step.outcome is not Outcome.GOING, limit=6).outcome is Outcome.ALIVE


def test_short_and_small_disturbances_end_nothing() -> None:
    assert _cue(lambda seen: replace(seen, faces=2), 4) is None
    assert _cue(lambda seen: replace(seen, faces=0, face=None), 9) is None
    assert _cue(_covered(0.2), 20) is None


def _covered(much: float) -> Change:
    return lambda seen: replace(seen, face=replace(seen.face, covered=much) if seen.face else None)


def test_a_face_that_jumps_or_grows_at_once_is_another_thing_held_up() -> None:
    for pose in (Pose(x=1.1), Pose(nearer=1.4)):
        stood = Stood()
        stood.hold(Pose(), lambda step: step.comparable)
        stood.show(stood.someone.at(pose))
        assert stood.session.ended_by is Cue.JUMPED


def test_a_gap_without_any_frame_is_as_long_as_one_without_a_face() -> None:
    stood = Stood()
    stood.hold(Pose(), lambda step: step.comparable)
    stood.now_s += 0.5
    stood.show(stood.someone.at(Pose()))
    assert stood.session.ended_by is Cue.LOST


def test_a_camera_that_sees_more_than_colour_must_have_judged_at_least_once() -> None:
    stood = Stood()
    blind: Change = lambda seen: replace(seen, presented=Presented.NOT_SEEN)  # noqa: E731 - it has a name to be read by
    for _ in range(2):
        prompt = stood.hold(Pose(), lambda step: step.guidance.prompt is not Prompt.LOOK, blind).guidance.prompt
        stood.frames(Pose(), 8, blind)
        stood.frames(POSES[prompt], 8, blind)
    stood.hold(Pose(), lambda step: step.outcome is not Outcome.GOING, blind)
    assert stood.session.ended_by == "never judged"


def test_a_camera_that_judged_one_frame_has_not_judged_the_person() -> None:
    continuity = Continuity(0.0)
    stood = Stood()
    seen = stood.watched.observed(stood.someone.at(Pose()), 0.0, wants_similarity=False)
    for number in range(10):
        presented = Presented.NOTHING_AGAINST if number < 5 else Presented.NOT_SEEN
        continuity.judge(replace(seen, presented=presented), None, None)
    assert continuity.was_judged
    continuity.judge(replace(seen, presented=Presented.NOT_SEEN), None, None)
    assert not continuity.was_judged


def test_frames_that_are_not_newer_change_nothing() -> None:
    stood = Stood()
    stood.hold(Pose(), lambda step: step.comparable)
    old = replace(stood.watched.observed(Moment(None), 0.0, wants_similarity=False), taken_s=stood.now_s)
    for _ in range(100):
        assert stood.session.observe(old).outcome is Outcome.GOING


def test_whoever_leaves_before_anything_was_asked_uses_no_draw() -> None:
    stood = Stood()
    stood.frames(Pose(), 5)
    assert stood.show(None).outcome is Outcome.AGAIN
    assert stood.show(None).outcome is Outcome.GOING
    assert not stood.steps[-1].guidance.was_shown


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (lambda seen: replace(seen, face=None, faces=0), Hint.NO_FACE),
        (lambda seen: replace(seen, faces=2), Hint.SEVERAL_FACES),
        (lambda seen: replace(seen, frame_width_px=4000), Hint.NOT_CENTRED),
        (lambda seen: replace(seen, face=replace(seen.face, five=seen.face.five * 0.3)), Hint.TOO_FAR),
        (lambda seen: replace(seen, face=replace(seen.face, five=seen.face.five * 4)), Hint.TOO_NEAR),
        (lambda seen: replace(seen, face=replace(seen.face, brightness=30)), Hint.TOO_DARK),
        (lambda seen: replace(seen, face=replace(seen.face, brightness=250)), Hint.TOO_BRIGHT),
        (lambda seen: replace(seen, face=replace(seen.face, sharpness=3)), Hint.HOLD_STILL),
    ],
    ids=lambda value: value.value if isinstance(value, Hint) else "",
)
def test_what_can_be_helped_is_said(change: Change, hint: Hint) -> None:
    stood = Stood()
    assert {stood.frames(Pose(), 1, change).guidance.hint for _ in range(30)} == {hint}
    assert not stood.session.wants_similarity


def test_who_looks_aside_at_the_beginning_is_asked_to_look_ahead() -> None:
    stood = Stood()
    assert stood.frames(Pose(yaw=35), 5).guidance.hint is Hint.LOOK_AHEAD


def test_nothing_of_a_face_shows_in_a_repr() -> None:
    stood = Stood(MANY_POINTS)
    seen = stood.watched.observed(stood.someone.at(Pose()), 1.0, wants_similarity=True)
    assert "array" not in repr(seen)
    assert "five" not in repr(seen.face)
    assert "similarity" not in repr(seen)


def test_prompts_come_after_a_wait_nobody_can_know() -> None:
    waits = []
    for seed in range(30):
        stood = Stood(seed=seed)
        stood.hold(Pose(), lambda step: step.settles)
        began_s = stood.now_s
        stood.prompted()
        waits.append(stood.now_s - began_s)
    assert min(waits) >= 0.4
    assert max(waits) <= 1.25
    assert max(waits) - min(waits) > 0.5


def test_a_blink_alone_answers_the_prompt_to_blink() -> None:
    seed = next(seed for seed in range(200) if Stood(seed=seed, actions=3).session._draw[0] is Prompt.BLINK)
    stood = Stood(seed=seed, actions=3)
    assert stood.prompted() is Prompt.BLINK
    stood.do(Prompt.BLINK)
    assert stood.steps[-1].guidance.action == 1


def test_a_blink_that_began_before_anybody_could_have_read_the_prompt_is_not_its_answer() -> None:
    seed = next(seed for seed in range(200) if Stood(seed=seed, actions=3).session._draw[0] is Prompt.BLINK)
    stood = Stood(seed=seed, actions=3)
    stood.prompted()
    stood.frames(Pose(blink=1), 4)
    assert stood.frames(Pose(), 4).guidance.action == 0
    assert stood.do(Prompt.BLINK).guidance.action == 1


def test_who_nodded_has_to_lift_the_head_again_to_be_asked_on() -> None:
    seed = next(seed for seed in range(200) if Stood(seed=seed, actions=3).session._draw[0] is Prompt.NOD)
    stood = Stood(seed=seed, actions=3)
    assert stood.prompted() is Prompt.NOD
    stood.frames(Pose(), 8)
    stood.frames(Pose(), 4, bowed(0.08))
    stood.hold(Pose(), lambda step: step.outcome is Outcome.NOT_ALIVE, bowed(0.045), limit=80)
    assert stood.session.ended_by == "did not return"


def bowed(down: float) -> Change:
    """The nose so far below where it was, everything else ahead."""

    def change(seen: Observation) -> Observation:
        assert seen.face is not None
        return replace(seen, face=replace(seen.face, relief=Relief(down=down, across=0.0, slant=0.0, kept=1.0)))

    return change
