"""The face process with a judge who lets anybody live, so that tests of all the rest need nobody to turn his head.

What the judge does hangs on the number of actions that a test asks for.
"""

import threading

from drivers.face import Guidance, Hint, Prompt, process
from drivers.face.liveness import Outcome, Step
from drivers.face.observation import Observation

ALIVE, DEAD, DECIDING_HANGS, BREAKS, NEVER = 3, 2, 4, 5, 1
FRAMES = 25


class Lenient:
    """Alive, or not, after so many frames with one face."""

    ended_by = None

    def __init__(self, actions: int) -> None:
        self._actions = actions
        self._frames = 0

    @property
    def wants_similarity(self) -> bool:
        return self._frames % 5 == 0

    def another(self) -> Step:
        return Step(Outcome.NOT_ALIVE, Guidance(Prompt.LOOK))

    def observe(self, seen: Observation) -> Step:
        if seen.face is None:
            return Step(Outcome.GOING, Guidance(Prompt.LOOK, Hint.NO_FACE))
        self._frames += 1
        if self._frames == 5 and self._actions == DECIDING_HANGS:
            threading.Event().wait()
        if self._frames == 5 and self._actions == BREAKS:
            raise RuntimeError("a mistake of ours, with 测试 in its text")
        outcome = Outcome.GOING
        if self._frames >= FRAMES and self._actions != NEVER:
            outcome = Outcome.NOT_ALIVE if self._actions == DEAD else Outcome.ALIVE
        return Step(outcome, Guidance(Prompt.LOOK, None, self._frames // 10, self._actions), comparable=True)


if __name__ == "__main__":
    process.judge = lambda _landmarks, ask: Lenient(ask.actions)  # type: ignore[assignment] # a stand-in of the same kind
    process.main()
