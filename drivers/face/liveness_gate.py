"""Whether a face can be looked at at all, and if not, what the person can do about it."""

from drivers.face import Hint
from drivers.face.liveness_features import Features
from drivers.face.observation import Observation

EYES_PX_MIN = 60.0
"""Our choice: 0.95 m before a camera of 70 degrees at 1280 px. At 45 px dlib's points wander twice as far."""
EYES_PX_MAX = 220.0
"""Our choice: 26 cm; a head that turns leaves the picture."""
BRIGHT_MIN, BRIGHT_MAX = 45.0, 235.0
"""Our choice, mean of the face: SFace still knows faces at 0.45 of their light; beyond 235 skin has no drawing left."""
CENTRE_ACROSS, CENTRE_DOWN = 0.28, 0.30
"""Our choice, share of the frame from its middle: a head that moves then stays in the picture."""
SHARPNESS_MIN = 12.0
"""Our choice, see `SeenFace.sharpness`: a face moved by 12 px during the exposure has less."""
AHEAD = 0.22
"""Our choice: noses lie up to 0.16 eye distances off centre in people who look ahead (8 drawn, 9 photographs)."""


def hint(seen: Observation, features: Features | None) -> Hint | None:
    """Why this frame cannot be used; None when it can.

    Args:
        seen: the frame.
        features: of its face.
    """
    if seen.face is None or features is None:
        return Hint.NO_FACE
    if seen.faces > 1:
        return Hint.SEVERAL_FACES
    if features.eyes_px < EYES_PX_MIN:
        return Hint.TOO_FAR
    if features.eyes_px > EYES_PX_MAX:
        return Hint.TOO_NEAR
    if (
        abs(features.across_px / seen.frame_width_px - 0.5) > CENTRE_ACROSS
        or abs(features.down_px / seen.frame_height_px - 0.5) > CENTRE_DOWN
    ):
        return Hint.NOT_CENTRED
    if seen.face.brightness < BRIGHT_MIN:
        return Hint.TOO_DARK
    if seen.face.brightness > BRIGHT_MAX:
        return Hint.TOO_BRIGHT
    if abs(features.offset) > AHEAD:
        return Hint.LOOK_AHEAD
    return Hint.HOLD_STILL if seen.face.sharpness < SHARPNESS_MIN else None
