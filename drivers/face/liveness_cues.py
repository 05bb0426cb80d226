"""What speaks against a person or a face that stays the same. Any of it ends the draw, whatever was done well."""

from enum import Enum

from drivers.face.liveness_features import Change, Features
from drivers.face.observation import Observation
from drivers.face.pad import Presented

LOST_S = 0.4
"""Without the face, or without any frame: long enough to hold something else before the camera."""
SEVERAL_S = 0.2
"""With more than one face. A poster behind flickers for a frame; a second person stays."""
JUMP = 0.9
"""Eye distances from one frame to the next. Nodding heads make .2 at 25 frames a second."""
SCALE_MIN, SCALE_MAX = 0.75, 1.33
SIMILAR_MIN = 0.60
"""Cosine with the draw's first frame, looking ahead. One face turned by 20 degrees, blinking, blurred or at 0.45 of its
light keeps .76 and more; other people have .25 and less, the most alike pair of all free photographs .50."""
SIMILAR_OFFSET, SIMILAR_DOWN, SIMILAR_KEPT = 0.20, 0.10, 0.50
"""A face turned or bowed farther than this, or whose spots are lost, is not held against its own front: beyond 30
degrees dlib's points lie anywhere (offset .0 to .4) and the similarity falls to .3. No action counts meanwhile."""
UNKNOWN_S = 2.5
"""Our choice: every fifth frame is compared; whoever could not be for so long in a row could have been changed. A head
that turns far and comes back takes a second and a half."""
COVERED_MIN = 0.30
"""Share of the face's middle. Live faces that turn by 30 degrees: at most .19."""
COVERED_S = 0.2
JUDGED_SHARE = 0.5
"""Our choice, of a draw's frames with a face: a camera that saw less of it was looking at something else."""
FLAT_SLANT, FLAT_SLOPE, FLAT_FRAMES = 0.60, 0.08, 4
"""A face that became narrow while its nose did not move by itself is a picture that is being turned or tilted. Flat
sheets at this slant (31 degrees) show a relief of at most .06 of it, live heads .12 and more."""


class Cue(Enum):
    """What was seen. The person is never told."""

    LOST = "lost"
    SEVERAL = "several"
    JUMPED = "jumped"
    ANOTHER = "another"
    UNKNOWN = "unknown"
    COVERED = "covered"
    FLAT = "flat"
    PRESENTED = "presented"


class Continuity:
    """Follows one draw from its neutral face on."""

    def __init__(self, begun_s: float) -> None:
        self._seen_s = self._alone_s = self._clear_s = self._known_s = begun_s
        self._unknown_s = 0.0
        self._before: Features | None = None
        self._flat = 0
        self._frames = self._judged = 0

    @property
    def known_s(self) -> float:
        """When the face was last found to be the same person's."""
        return self._known_s

    @property
    def was_judged(self) -> bool:
        """Whether a camera that sees more than colour could judge most frames; without one, nothing speaks against."""
        return self._judged >= JUDGED_SHARE * self._frames

    def judge(self, seen: Observation, features: Features | None, change: Change | None) -> Cue | None:
        """Take the next frame; None when nothing speaks against it."""
        if seen.presented is Presented.ATTACK:
            return Cue.PRESENTED
        if seen.face is not None:
            self._frames += 1
            self._judged += seen.presented is Presented.NOTHING_AGAINST
        if seen.taken_s - self._seen_s > LOST_S:
            return Cue.LOST
        if features is None or change is None or seen.face is None:
            return None
        # Whoever plainly holds the head turned is waited for: the action's own limit ends that.
        self._unknown_s += seen.taken_s - self._seen_s if abs(change.offset) < SIMILAR_OFFSET else 0.0
        self._seen_s = seen.taken_s
        if seen.faces == 1:
            self._alone_s = seen.taken_s
        if seen.face.covered < COVERED_MIN:
            self._clear_s = seen.taken_s
        if seen.taken_s - self._alone_s > SEVERAL_S:
            return Cue.SEVERAL
        if seen.taken_s - self._clear_s > COVERED_S:
            return Cue.COVERED
        return self._moved(features, change) or self._other(seen, change)

    def _moved(self, features: Features, change: Change) -> Cue | None:
        before, self._before = self._before, features
        if before is not None:
            across, down = features.across_px - before.across_px, features.down_px - before.down_px
            scale = features.eyes_px / before.eyes_px
            if (across**2 + down**2) ** 0.5 > JUMP * before.eyes_px or not SCALE_MIN < scale < SCALE_MAX:
                return Cue.JUMPED
        relief = (change.across**2 + change.down**2) ** 0.5
        is_flat = change.slant > FLAT_SLANT and relief < FLAT_SLOPE * change.slant
        self._flat = self._flat + 1 if is_flat else 0
        return Cue.FLAT if self._flat >= FLAT_FRAMES else None

    def _other(self, seen: Observation, change: Change) -> Cue | None:
        if seen.similarity is not None and _is_ahead(change):
            if seen.similarity < SIMILAR_MIN:
                return Cue.ANOTHER
            self._known_s = seen.taken_s
            self._unknown_s = 0.0
        return Cue.UNKNOWN if self._unknown_s > UNKNOWN_S else None


def _is_ahead(change: Change) -> bool:
    return abs(change.offset) < SIMILAR_OFFSET and abs(change.down) < SIMILAR_DOWN and change.kept >= SIMILAR_KEPT
