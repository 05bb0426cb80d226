"""Somebody before a liveness session, moved by hand."""

from collections.abc import Callable

from face_presentations import FRAME_S, Moment, Someone, Watched, chance

from drivers.face import Prompt
from drivers.face.liveness import LivenessSession, Outcome, Step
from drivers.face.liveness_paths import FIVE_POINTS, LandmarkPath
from drivers.face.motion.pose import Pose
from drivers.face.observation import Observation

Change = Callable[[Observation], Observation]


class Stood:
    """Somebody before a session, moved by hand."""

    def __init__(self, path: LandmarkPath = FIVE_POINTS, *, seed: int = 4, actions: int = 2) -> None:
        self.session = LivenessSession(actions, seated=False, dice=chance(seed), path=path)
        self.someone = Someone(chance(seed))
        self.watched = Watched(self.someone.head, path.sees_mouth, chance(seed))
        self.now_s = 100.0
        self.steps: list[Step] = []

    def show(self, moment: Moment | None, change: Change = lambda seen: seen) -> Step:
        """One frame."""
        self.now_s += FRAME_S
        shown = moment if moment is not None else Moment(None)
        seen = change(self.watched.observed(shown, self.now_s, wants_similarity=self.session.wants_similarity))
        step = self.session.observe(seen)
        if step.settles:
            self.watched.settle()
        if step.outcome is Outcome.AGAIN:
            self.watched.forget()
        self.steps.append(step)
        return step

    def hold(
        self, pose: Pose, until: Callable[[Step], bool], change: Change = lambda seen: seen, limit: int = 500
    ) -> Step:
        """The same pose until something holds."""
        for _ in range(limit):
            step = self.show(self.someone.at(pose), change)
            if until(step):
                return step
        raise AssertionError("it did not come to that")

    def prompted(self) -> Prompt:
        """Look ahead until the next prompt."""
        return self.hold(Pose(), lambda step: step.guidance.prompt is not Prompt.LOOK).guidance.prompt

    def do(self, prompt: Prompt) -> Step:
        """Do this, well, after a moment; and look ahead until that is seen."""
        self.frames(Pose(), 8)
        if prompt is Prompt.BLINK:
            self.frames(Pose(blink=1), 4)
        else:
            self.frames(POSES[prompt], 8)
        return self.frames(Pose(), 4)

    def frames(self, pose: Pose, count: int, change: Change = lambda seen: seen) -> Step:
        """So many frames."""
        return [self.show(self.someone.at(pose), change) for _ in range(count)][-1]


POSES = {
    Prompt.TURN_LEFT: Pose(yaw=24),
    Prompt.TURN_RIGHT: Pose(yaw=-24),
    Prompt.NOD: Pose(pitch=16),
    Prompt.OPEN_MOUTH: Pose(mouth=0.8),
}
