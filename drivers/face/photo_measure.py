"""One frame held against the rules of a kind of photograph: every rule kept or not, and what to change.

Where a rule has no figure in any standard (how bright, how sharp, how even), the limit is ours. docs/photo.md says how
often each was right and wrong on pictures with known defects.
"""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face import Change, Finding, PhotoKind, PhotoRule, PhotoTaken
from drivers.face import photo_parts as parts
from drivers.face.photo_cut import ENLARGED_MOST, Cut, best_cut, file_of, mask_of, picture_of
from drivers.face.photo_person import Person, evened, person_in
from drivers.face.photo_space import Placed, Small, placed, small_of

if TYPE_CHECKING:
    from drivers.camera import Pixels
    from drivers.face.finding import Finder, Found
    from drivers.face.matcher import Matcher
    from drivers.face.points import PointFinder

ROLL_MOST = 5.0
"""Degrees. Eyes of people who hold their heads level lie up to 3 degrees askew in dlib's points."""
TURN_MOST = 0.14
"""Nose beside the middle, in eye distances: some 10 degrees (`liveness_gate.AHEAD` tells what people have)."""
NOD = (0.57, 0.99)
"""Nose below the eyes against the mouth below the eyes."""
DARK, BRIGHT = 55.0, 208.0
"""Median of the face's grey levels; dark skin in good light has 80 and more here."""
BURNT = 0.06
"""Share of the face that has no drawing left (250 and more)."""
ONE_SIDED = 0.34
"""Logarithm of the light of one cheek against the other's: 1.4 times as bright."""
OPEN_EYES = 0.19
"""See `photo_parts.openness`."""
OPEN_MOUTH = 0.07
"""See `photo_parts.mouth_open`."""
FRAME = 0.28
"""See `photo_parts.glasses`."""
GLARE = 0.02
"""See `photo_parts.glare`."""
DARK_GLASS = 0.5
"""See `photo_parts.darkened`."""
SHARP = 210.0
"""See `photo_parts.sharpness`: 15 photographs have 290 to 1 300, out of focus 25 to 140, moved 42 to 190."""
PLAIN_UNEVEN, PLAIN_BUSY = 34.0, 9.0
"""Grey levels: a wall that is even by itself."""
MADE_UNEVEN, MADE_BUSY = 80.0, 14.0
"""Grey levels: a wall from which the person can be told so surely that it may be made even."""
OFF_COLOUR = 42.0
"""Grey levels by which a wall's mean may lie beside the colour that is wanted, in its worst channel (a white wall
behind somebody who is lit rightly has 215 and more)."""
_CROWN_GUESS = 1.85
"""Eye distances from the eyes to the crown, until it is seen."""
_FAR_RULES = (PhotoRule.SIZE, PhotoRule.PLACE, PhotoRule.UPRIGHT, PhotoRule.AHEAD)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What measuring needs, loaded once."""

    finder: "Finder"
    points: "PointFinder"
    matcher: "Matcher"


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One frame."""

    findings: tuple[Finding, ...]
    face: Placed | None = field(default=None, repr=False)
    person: Person | None = field(default=None, repr=False)
    cut: Cut | None = field(default=None, repr=False)

    @property
    def change(self) -> Change | None:
        """The first thing to change."""
        return next((finding.change for finding in self.findings if not finding.is_kept), None)

    @property
    def kept(self) -> int:
        """How many rules are kept."""
        return sum(finding.is_kept for finding in self.findings)


def measure(pixels: "Pixels", kind: PhotoKind, loaded: Loaded, *, whole: bool = False) -> Measured:
    """Hold a frame against every rule.

    Args:
        pixels: the frame.
        kind: its rules.
        loaded: finds faces and points.
        whole: also what is seen only from a person who stands rightly (some 60 ms more) where they do not yet.
    """
    people = loaded.finder.people(pixels)
    if len(people) != 1:
        change = Change.ONE_PERSON if people else Change.STEP_IN
        one = Finding(PhotoRule.ONE_FACE, is_kept=False, change=change, value=len(people))
        return Measured((one,))
    found = people[0]
    five, _ = loaded.points.find(pixels, found)
    face = placed(found, five)
    first = (Finding(PhotoRule.ONE_FACE, is_kept=True, value=1), *_stands(pixels, face, kind))
    if not whole and not all(finding.is_kept for finding in first):
        return Measured(first, face)
    small = small_of(pixels, face)
    person = person_in(small)
    crown = small.frame_row_of(person.crown_row)
    cut = best_cut(face, crown, kind)
    findings = (
        *first,
        *_light(small),
        *_features(pixels, small, face, kind),
        _background(person, kind),
        _sharp(pixels, found, loaded),
        _cut_out(person, cut, kind),
    )
    if not cut.fits(kind, pixels.shape[1], pixels.shape[0]):
        findings = tuple(_off_frame(one, cut) if one.rule is PhotoRule.PLACE else one for one in findings)
    return Measured(findings, face, person, cut)


def taken(pixels: "Pixels", measured: Measured, kind: PhotoKind) -> PhotoTaken:
    """The photograph cut out of a measured frame; without a picture where nobody stood there alone."""
    face, person, cut = measured.face, measured.person, measured.cut
    if face is None or person is None or cut is None:
        return PhotoTaken(measured.findings)
    picture = picture_of(pixels, cut, kind)
    is_made = kind.may_make_background and not _is_plain(person, kind)
    if is_made:
        picture = evened(picture, mask_of(person.mask, face, cut, kind), kind.background)
    return PhotoTaken(measured.findings, file_of(picture, kind), is_made=is_made)


def _stands(pixels: "Pixels", face: Placed, kind: PhotoKind) -> tuple[Finding, ...]:
    height, width = pixels.shape[:2]
    least = kind.face_px[0] / ENLARGED_MOST
    cut = best_cut(face, face.middle[1] - _CROWN_GUESS * face.eyes_px, kind)
    too_large = kind.height_px / cut.scale > height or kind.width_px / cut.scale > width
    far = Change.FARTHER if too_large else Change.NEARER if face.width_px < least else None
    turned = abs(face.nose[0]) > TURN_MOST
    nod = face.nose[1] / max(0.1, face.mouth)
    return (
        Finding(PhotoRule.SIZE, is_kept=far is None, change=far, value=round(face.width_px, 1)),
        _place(cut, kind, width, height),
        Finding(
            PhotoRule.UPRIGHT,
            is_kept=abs(face.roll_degrees) <= ROLL_MOST,
            change=Change.LEVEL,
            value=round(face.roll_degrees, 1),
        ),
        Finding(
            PhotoRule.AHEAD,
            is_kept=not turned and NOD[0] <= nod <= NOD[1],
            change=Change.LOOK_AHEAD,
            value=round(face.nose[0] if turned else nod, 2),
        ),
    )


def _place(cut: Cut, kind: PhotoKind, width: int, height: int) -> Finding:
    right, bottom = cut.left + kind.width_px / cut.scale, cut.top + kind.height_px / cut.scale
    over = max(-cut.left, right - width, -cut.top, bottom - height)
    return Finding(PhotoRule.PLACE, is_kept=over <= 0, change=Change.TO_THE_MIDDLE, value=round(max(0.0, over), 1))


def _off_frame(place: Finding, cut: Cut) -> Finding:
    """The crown is seen now, and the picture that begins above it does not fit."""
    return Finding(place.rule, is_kept=False, change=Change.TO_THE_MIDDLE, value=round(max(0.0, -cut.top), 1))


def _light(small: Small) -> tuple[Finding, ...]:
    cv2 = opencv()
    grey = cv2.cvtColor(small.part(-0.75, -0.6, 0.75, 1.4), cv2.COLOR_BGR2GRAY)
    median, burnt = float(np.median(grey)), float((grey >= 250).mean())
    dark, bright = median < DARK, median > BRIGHT or burnt > BURNT
    left, right = (
        float(np.median(cv2.cvtColor(small.part(x - 0.22, 0.35, x + 0.22, 1.0), cv2.COLOR_BGR2GRAY)))
        for x in (-0.6, 0.6)
    )
    sided = math.log(max(1.0, right) / max(1.0, left))
    return (
        Finding(
            PhotoRule.LIGHT,
            is_kept=not (dark or bright),
            change=Change.MORE_LIGHT if dark else Change.LESS_LIGHT,
            value=round(median, 1),
        ),
        Finding(PhotoRule.SHADOW, is_kept=abs(sided) <= ONE_SIDED, change=Change.NO_SHADOW, value=round(sided, 2)),
    )


def _features(pixels: "Pixels", small: Small, face: Placed, kind: PhotoKind) -> tuple[Finding, ...]:
    eyes, mouth = parts.eyes_open(pixels, face), parts.mouth_open(small, face)
    frame, glare, glass = parts.glasses(small), parts.glare(small), parts.darkened(small)
    has_glasses = frame > FRAME
    refused = has_glasses and (not kind.may_wear_glasses or glass < DARK_GLASS)
    change = Change.GLASSES_OFF if refused else Change.NO_GLARE
    return (
        Finding(PhotoRule.EYES, is_kept=eyes >= OPEN_EYES, change=Change.OPEN_EYES, value=round(eyes, 2)),
        Finding(PhotoRule.MOUTH, is_kept=mouth <= OPEN_MOUTH, change=Change.CLOSE_MOUTH, value=round(mouth, 2)),
        Finding(
            PhotoRule.GLASSES,
            is_kept=not refused and glare <= GLARE,
            change=change,
            value=round(frame if refused else glare, 3),
        ),
    )


def _is_plain(person: Person, kind: PhotoKind) -> bool:
    off = max(abs(seen - wanted) for seen, wanted in zip(person.wall, kind.background[::-1], strict=True))
    return person.uneven <= PLAIN_UNEVEN and person.busy <= PLAIN_BUSY and off <= OFF_COLOUR


def _background(person: Person, kind: PhotoKind) -> Finding:
    kept = _is_plain(person, kind) or (
        kind.may_make_background and person.uneven <= MADE_UNEVEN and person.busy <= MADE_BUSY
    )
    return Finding(PhotoRule.BACKGROUND, is_kept=kept, change=Change.PLAIN_WALL, value=round(person.busy, 1))


def _sharp(pixels: "Pixels", found: "Found", loaded: Loaded) -> Finding:
    value = parts.sharpness(loaded.matcher.aligned(pixels, found))
    return Finding(PhotoRule.SHARP, is_kept=value >= SHARP, change=Change.HOLD_STILL, value=round(value, 1))


def _cut_out(person: Person, cut: Cut, kind: PhotoKind) -> Finding:
    kept = person.crown_free and cut.broken(kind) == 0
    return Finding(PhotoRule.CUT, is_kept=kept, change=Change.HAIR, value=float(cut.broken(kind)))
