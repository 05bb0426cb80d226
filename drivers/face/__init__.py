"""Is the person before the camera the one on the portrait, and alive? Role and values.

The engine is a process of its own that opens the camera. Frames, portraits and embeddings stay in it; it tells the core
what to show and what came out, and it is replaced after each visit that used it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol


class Prompt(Enum):
    """What the person is asked to do. The value is the key of its text."""

    LOOK = "look"
    """Look into the camera and hold still."""
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    NOD = "nod"
    OPEN_MOUTH = "open_mouth"
    BLINK = "blink"


class Hint(Enum):
    """Why it does not go on, where the person can do something about it. Never a word about likeness or liveness."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"
    NOT_CENTRED = "not_centred"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    LOOK_AHEAD = "look_ahead"
    HOLD_STILL = "hold_still"
    COVERED = "covered"
    """Lens, eyes or mouth are covered."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the screen says now."""

    prompt: Prompt
    hint: Hint | None = None
    action: int = 0
    """How many of the actions are done."""
    actions: int = 0
    was_shown: bool = False
    """Whether the session's draw of actions is used: from its first prompt on."""


class Verdict(Enum):
    """What came of one session."""

    SAME = "same"
    """Alive, and surely the person of the portrait."""
    NOT_PROVEN = "not_proven"
    """Not alike, not alive, or not sure: these look the same to everybody, so that nobody learns what to improve."""
    POOR_PORTRAIT = "poor_portrait"
    """The portrait of the card cannot be compared; nothing is said of the person."""
    ALIVE = "alive"
    """Alive; nothing was to be compared here (the platform does it)."""
    UNFINISHED = "unfinished"
    """The session's limit passed: nobody came, or did what was asked. A `TIMED_OUT` is a device's."""


@dataclass(frozen=True, slots=True)
class FaceRequest:
    """What to find out, with one draw of actions."""

    portrait: bytes | None = field(repr=False)
    """Picture file bytes from the document; None where the platform compares."""
    actions: int = 3
    """How many random actions (2 or 3)."""
    seated: bool = False
    """No nod is asked."""
    wants_picture: bool = False
    """Whether the best frame is given back, for the platform's comparison; only with the consent that names it."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures of one session, by which a city fixes its thresholds. Nobody can be made out of them."""

    path: str
    """How faces are read, see `drivers.face.liveness_paths`."""
    is_alive: bool = False
    ended_by: str = ""
    """What ended the draw; empty where it ended well or not at all. Never for the person."""
    portrait_eyes_px: float | None = None
    """Distance between the eyes; this and the next two as in `drivers.face.portrait`, None without a portrait."""
    portrait_sharpness: float | None = None
    portrait_contrast: float | None = None
    frames: int = 0
    """How many were embedded for the comparison."""
    similarity: float | None = None
    """SFace's cosine between the portrait and all of these."""
    distance: float | None = None
    """Dlib's mean distance, None where it was not asked or said nothing."""


@dataclass(frozen=True, slots=True)
class FaceResult:
    """What came out."""

    verdict: Verdict
    picture: bytes | None = field(default=None, repr=False)
    """JPEG of the best frame inside the session, where it was wanted and the person is alive."""
    scores: Scores | None = None
    ended_s: float | None = None
    """When the last frame was taken, by `Clock.monotonic`; None where none was."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One second. What is of the face is of its newest frame; None where there was none."""

    second: int
    frames: int
    look_ms: float
    """To find the face and its points: mean of the frames."""
    look_most_ms: float
    gap_most_ms: float
    """Longest from one frame to the next, by their stamps; 40 at 25 frames a second."""
    late_ms: float
    """Age of the newest frame when it had been looked at."""
    faces: int
    hint: str
    """What the person would be told; empty where nothing stands in the way."""
    eyes_px: float | None = None
    """Between the eyes."""
    brightness: float | None = None
    sharpness: float | None = None
    similarity: float | None = None
    """SFace's cosine with the portrait, or with the first good frame where there is none."""
    embed_ms: float | None = None
    distance: float | None = None
    """Dlib's, with the same."""


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


class FaceEngine(Protocol):
    """What any engine can do. One session at a time."""

    def check(self) -> str:
        """Start the process if need be and have it prove its models; gives their names.

        Raises:
            DeviceError: ABSENT (does not start), BROKEN (wrong model files), DISABLED (no proven path on this
                processor), or the camera's own fault.
        """

    def verify(
        self,
        request: FaceRequest,
        told: Callable[[Guidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
    ) -> FaceResult:
        """Run one session: camera on, actions, comparison, camera off.

        Args:
            request: what to find out.
            told: gets each change of guidance.
            preview: gets each picture for the screen, JPEG 960x540 at most.
            stop: asked at least every 100 ms; True ends the session.

        A session that ends without a result, or UNFINISHED, ends the process too, with all it saw.

        Raises:
            DeviceError: GONE (the process ended), TIMED_OUT (it hung), CANCELLED (stop), or the camera's own fault.
        """

    def photograph(
        self,
        kind: PhotoKind,
        told: Callable[[PhotoGuidance], None],
        preview: Callable[[bytes], None],
        stop: Callable[[], bool],
        shoot: Callable[[], bool],
    ) -> PhotoTaken:
        """Take an identity photograph: guidance until every rule is kept, then the picture.

        Args:
            kind: what it has to be.
            told: gets each change of guidance.
            preview: gets each picture for the screen, JPEG 960x540 at most, with the outline of head and shoulders.
            stop: as with `verify`.
            shoot: asked as often; True takes the picture now, as it is.

        Raises:
            DeviceError: as `verify`.
        """

    def measure(
        self, portrait: bytes | None, seconds: int, told: Callable[[Reading], None], stop: Callable[[], bool]
    ) -> None:
        """Figures of whoever of the staff stands there, once a second; nothing of them is kept.

        Args:
            portrait: picture file bytes of a card to compare with; None for the first good frame.
            seconds: how long, at most 600.
            told: gets each reading.
            stop: as with `verify`; it then ends without an error.

        Raises:
            DeviceError: as `verify`; REFUSED where the portrait shows no face.
        """

    def forget(self) -> None:
        """End the process and with it all it saw; the next call starts a fresh one.

        Raises:
            DeviceError: STUCK when it was killed and a driver of the kernel still holds it.
        """

    def close(self) -> None:
        """As `forget`, for good, and without an error."""
