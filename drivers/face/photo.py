"""An identity photograph: its rules as values, what was measured, and what came of the session before the camera."""

from dataclasses import dataclass, field
from enum import Enum


class PhotoRule(Enum):
    """What a photograph is judged by, in the order in which the person is told. The value is the key of its text."""

    ONE_FACE = "one_face"
    SIZE = "size"
    """How far the person stands away: the picture needs its pixels."""
    PLACE = "place"
    UPRIGHT = "upright"
    """The line of the eyes is level."""
    AHEAD = "ahead"
    LIGHT = "light"
    SHADOW = "shadow"
    """Both halves of the face have the same light."""
    EYES = "eyes"
    MOUTH = "mouth"
    GLASSES = "glasses"
    BACKGROUND = "background"
    SHARP = "sharp"
    CUT = "cut"
    """Crown, eyes, chin and face width stand where the kind wants them, in the picture that was cut out."""


class Change(Enum):
    """What the person can do about it. The value is the key of its text and of its picture."""

    STEP_IN = "step_in"
    ONE_PERSON = "one_person"
    NEARER = "nearer"
    FARTHER = "farther"
    TO_THE_MIDDLE = "to_the_middle"
    LEVEL = "level"
    LOOK_AHEAD = "look_ahead"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    NO_SHADOW = "no_shadow"
    OPEN_EYES = "open_eyes"
    CLOSE_MOUTH = "close_mouth"
    GLASSES_OFF = "glasses_off"
    NO_GLARE = "no_glare"
    PLAIN_WALL = "plain_wall"
    HOLD_STILL = "hold_still"
    HAIR = "hair"
    """Hair or headgear stands higher than the picture has room for."""


@dataclass(frozen=True, slots=True)
class PhotoKind:
    """What one kind of photograph has to be. Where each number comes from stands beside it in its file."""

    width_px: int
    height_px: int
    dots_per_inch: int
    face_px: tuple[int, int]
    """Least and greatest width of the face."""
    crown_px: tuple[int, int]
    """Least and greatest distance of the crown, hair included, from the upper edge."""
    eyes_above_px: int = 0
    """Least distance of the eyes from the lower edge; 0 where no rule says."""
    chin_above_px: int = 0
    """Least distance of the chin from the lower edge; 0 where no rule says."""
    head_px: tuple[int, int] = (0, 0)
    """Least and greatest length from crown to chin; 0 and 0 where no rule says."""
    background: tuple[int, int, int] = (255, 255, 255)
    """Red, green, blue."""
    may_make_background: bool = False
    """Whether what is behind the person may be made even."""
    may_wear_glasses: bool = True
    """Clear ones that mirror nothing."""
    most_bytes: int = 0
    """Of the file; 0 where no rule says."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, measured."""

    rule: PhotoRule
    is_kept: bool
    change: Change | None = None
    """What to change where it is not kept."""
    value: float = 0.0
    """The measured figure; nobody can be made out of it."""


@dataclass(frozen=True, slots=True)
class PhotoGuidance:
    """What the screen says now."""

    change: Change | None = None
    """The first thing to change; None: it is good, hold still."""
    kept: int = 0
    rules: int = 0


@dataclass(frozen=True, slots=True)
class PhotoTaken:
    """What came out: the picture, cut out, and every rule."""

    findings: tuple[Finding, ...]
    picture: bytes = field(default=b"", repr=False)
    """JPEG of the kind's size; empty where nobody stood there."""
    is_made: bool = False
    """Whether the background was made even."""

    @property
    def is_good(self) -> bool:
        """Whether every rule is kept."""
        return bool(self.picture) and all(finding.is_kept for finding in self.findings)
