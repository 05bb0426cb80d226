"""Frames of people before a wall with known defects, made from free photographs and drawn people.

Every frame is 1280x720 with the eyes where the outline wants them. `truth` says which rules the frame really breaks:
for the photographs themselves it was written down by looking at them, for a defect it is what was done to them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from face_pictures import PHOTOS, Photo, face_of, pixels_of

from drivers.camera import Pixels
from drivers.camera.opencv import opencv
from drivers.face import PhotoRule, models
from drivers.face.finding import Finder
from drivers.face.matcher import Matcher
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import portrayed
from drivers.face.photo_measure import Loaded
from drivers.face.photo_person import person_in
from drivers.face.photo_space import BOTTOM, LEFT, TOP, placed, small_of
from drivers.face.points import PointFinder

WIDTH, HEIGHT, EYES = 1280, 720, 95.0
MIDDLE = (WIDTH / 2, HEIGHT * 0.44)
WALL = (222, 222, 220)
SHOWS_TEETH = frozenset(
    {"obama.jpg", "obama2.jpg", "impostor_1.jpg", "person_b_1.jpg", "person_b_2.jpg", "impostor_2.jpg"}
    | {"astronaut.png", "single_face.jpg", "0-f1-su-ph.jpg", "0-f15-hao-ph.jpg"}
)
TURNED = frozenset({"obama2.jpg", "45-m7-di-ph.jpg"})
TOO_SMALL = frozenset({"person_a_1.jpg", "astronaut.png"})
"""So few pixels that enlarging them to a frame makes them unsharp."""


@dataclass(frozen=True)
class Shown:
    """One frame."""

    name: str
    pixels: Pixels = field(repr=False)
    breaks: frozenset[PhotoRule]
    """What it really breaks."""
    about: frozenset[PhotoRule]
    """What it says something about: other rules may go either way, e.g. whether a shadow hides a mouth."""


@cache
def loaded() -> Loaded:
    """The chain of the face process, without the points whose licence is limited."""
    opencv().setNumThreads(1)
    return Loaded(Finder(models.detector()), PointFinder("5-point"), Matcher(models.recognizer()))


def _placed_in_frame(pixels: Pixels, eyes: np.ndarray, border: int) -> Pixels:
    """Turned level by YuNet's eyes (the rules measure by dlib's) and brought to the frame's size."""
    cv2 = opencv()
    across = eyes[1] - eyes[0]
    scale = EYES / float(np.hypot(*across))
    angle = -np.arctan2(across[1], across[0])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    shift = np.array(MIDDLE) - turn @ eyes.mean(axis=0)
    small, shrink = pixels, min(1.0, scale * 1.5)
    if shrink < 1:
        small = cv2.resize(pixels, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    made: Pixels = cv2.warpAffine(
        small, np.hstack([turn / shrink, shift[:, None]]), (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC, borderMode=border
    )
    return made


def on_wall(frame: Pixels, wall: Pixels) -> Pixels:
    """The person of a frame before another wall."""
    cv2, chain = opencv(), loaded()
    found = chain.finder.people(frame)[0]
    face = placed(found, chain.points.find(frame, found)[0])
    small = small_of(frame, face)
    mask = person_in(small).mask
    scale = face.eyes_px / 48
    to_frame = np.array(
        [
            [scale, 0, face.middle[0] + LEFT * face.eyes_px],
            [0, scale, face.middle[1] + TOP * face.eyes_px],
        ]
    )
    whole = cv2.warpAffine(mask, to_frame, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
    # Below the small picture the body goes on.
    bottom = int(face.middle[1] + BOTTOM * face.eyes_px) - 2
    if bottom < HEIGHT:
        whole[bottom:] = whole[bottom - 1]
    soft = cv2.GaussianBlur(whole, (0, 0), 1.5).astype(np.float32)[..., None] / 255
    made: Pixels = np.clip(frame * soft + wall * (1 - soft), 0, 255).astype(np.uint8)
    return made


def plain_wall(colour: tuple[int, int, int] = WALL) -> Pixels:
    """A wall that is a little darker below, with a sensor's noise."""
    rows = np.linspace(1.0, 0.97, HEIGHT)[:, None, None]
    noise = np.random.default_rng(3).normal(0, 1.5, (HEIGHT, WIDTH, 1))
    return np.clip(np.array(colour)[None, None] * rows + noise, 0, 255).astype(np.uint8)


def striped_wall() -> Pixels:
    """A wall with a pattern."""
    wall = plain_wall().copy()
    for left in range(0, WIDTH, 90):
        wall[:, left : left + 40] = (150, 120, 170)
    return wall


def own_truth(photo: Photo) -> frozenset[PhotoRule]:
    """What a photograph breaks before anything is done to it."""
    broken: set[PhotoRule] = set()
    if photo.file in SHOWS_TEETH:
        broken.add(PhotoRule.MOUTH)
    if photo.file in TURNED:
        broken.add(PhotoRule.AHEAD)
    return frozenset(broken)


ALWAYS = frozenset(
    {PhotoRule.ONE_FACE, PhotoRule.SIZE, PhotoRule.PLACE, PhotoRule.UPRIGHT, PhotoRule.AHEAD, PhotoRule.EYES}
    | {PhotoRule.MOUTH, PhotoRule.GLASSES, PhotoRule.LIGHT, PhotoRule.BACKGROUND}
)


def bases() -> Iterator[Shown]:
    """Everybody before a plain wall, as they are."""
    finder = loaded().finder
    for photo in PHOTOS:
        if photo.file == "multi_face.jpg":
            # Five people stand so close that each has another one's hair in the picture.
            continue
        pixels = pixels_of(photo.file)
        face = face_of(photo, pixels, finder)
        frame = _placed_in_frame(pixels, face.points[:2], opencv().BORDER_REPLICATE)
        about = ALWAYS if photo.file in TOO_SMALL else ALWAYS | {PhotoRule.SHARP}
        name = f"{photo.file.partition('.')[0]}{photo.place or ''}"
        yield Shown(name, on_wall(frame, plain_wall()), own_truth(photo), about)
    yield from drawn_people()


def drawn_people() -> Iterator[Shown]:
    """The invented people of the demo: they need no network."""
    for name, look in PEOPLE.items():
        frame = portrayed(look, WIDTH, HEIGHT, EYES).picture(Pose())
        yield Shown(f"drawn {name}", frame, frozenset(), ALWAYS | {PhotoRule.SHARP, PhotoRule.SHADOW, PhotoRule.CUT})


def _at(x: float, y: float) -> tuple[int, int]:
    return round(MIDDLE[0] + x * EYES), round(MIDDLE[1] + y * EYES)


def _size(x: float, y: float) -> tuple[int, int]:
    return round(x * EYES), round(y * EYES)


def blurred(frame: Pixels) -> Pixels:
    """The lens is out of focus."""
    made: Pixels = opencv().GaussianBlur(frame, (0, 0), EYES * 0.06)
    return made


def moved(frame: Pixels) -> Pixels:
    """The head moved by a fifth of the eyes' distance during the exposure."""
    kernel = np.zeros((1, round(EYES * 0.2)))
    kernel[:] = 1 / kernel.size
    made: Pixels = opencv().filter2D(frame, -1, kernel)
    return made


def dark(frame: Pixels) -> Pixels:
    """A quarter of the light."""
    made: Pixels = (frame * 0.25).astype(np.uint8)
    return made


def bright(frame: Pixels) -> Pixels:
    """Burnt out."""
    made: Pixels = np.clip(frame.astype(np.float32) * 1.7 + 60, 0, 255).astype(np.uint8)
    return made


def one_sided(frame: Pixels) -> Pixels:
    """Light from one side: the half of the face that is darker already gets 45 % of it."""
    (x0, y), (x1, bottom) = _at(-0.8, 0.35), _at(0.8, 1.0)
    half = round(MIDDLE[0])
    is_left_darker = frame[y:bottom, x0:half].mean() < frame[y:bottom, half:x1].mean()
    ends = [0.45, 1.0] if is_left_darker else [1.0, 0.45]
    ramp = np.interp(np.arange(WIDTH), [MIDDLE[0] - 0.35 * EYES, MIDDLE[0] + 0.35 * EYES], ends)
    made: Pixels = (frame * ramp[None, :, None]).astype(np.uint8)
    return made


def tilted(degrees: float) -> Callable[[Pixels], Pixels]:
    """The head lies on one shoulder."""

    def turn(frame: Pixels) -> Pixels:
        matrix = opencv().getRotationMatrix2D(MIDDLE, degrees, 1.0)
        made: Pixels = opencv().warpAffine(frame, matrix, (WIDTH, HEIGHT), borderMode=opencv().BORDER_REPLICATE)
        return made

    return turn


def scaled(factor: float) -> Callable[[Pixels], Pixels]:
    """Nearer or farther away."""

    def scale(frame: Pixels) -> Pixels:
        matrix = np.array([[factor, 0, MIDDLE[0] * (1 - factor)], [0, factor, MIDDLE[1] * (1 - factor)]])
        made: Pixels = opencv().warpAffine(frame, matrix, (WIDTH, HEIGHT), borderMode=opencv().BORDER_REPLICATE)
        return made

    return scale


def beside(frame: Pixels) -> Pixels:
    """At the edge of the picture."""
    matrix = np.array([[1.0, 0, 480], [0, 1, 0]])
    made: Pixels = opencv().warpAffine(frame, matrix, (WIDTH, HEIGHT), borderMode=opencv().BORDER_REPLICATE)
    return made


def two(frame: Pixels) -> Pixels:
    """A second person beside them."""
    half = frame[:, 340:940]
    return np.hstack([half, half, plain_wall()[:, :80]])[:, :WIDTH].copy()


def with_glasses(frame: Pixels) -> Pixels:
    """A dark frame around clear glass."""
    cv2, made = opencv(), frame.copy()
    for x in (-0.5, 0.5):
        cv2.ellipse(made, _at(x, 0.06), _size(0.40, 0.29), 0, 0, 360, (40, 36, 34), 5, cv2.LINE_AA)
    cv2.line(made, _at(-0.11, 0.0), _at(0.11, 0.0), (40, 36, 34), 6, cv2.LINE_AA)
    return made


def with_glare(frame: Pixels) -> Pixels:
    """Glasses that mirror a lamp."""
    cv2, made = opencv(), with_glasses(frame)
    cv2.ellipse(made, _at(-0.42, 0.02), _size(0.16, 0.10), 20, 0, 360, (255, 255, 255), -1, cv2.LINE_AA)
    cv2.ellipse(made, _at(0.58, 0.02), _size(0.13, 0.09), 20, 0, 360, (255, 255, 255), -1, cv2.LINE_AA)
    return made


def with_dark_glasses(frame: Pixels) -> Pixels:
    """Sunglasses."""
    cv2, made = opencv(), with_glasses(frame)
    for x in (-0.5, 0.5):
        cv2.ellipse(made, _at(x, 0.06), _size(0.38, 0.27), 0, 0, 360, (34, 30, 28), -1, cv2.LINE_AA)
    return made


def eyes_shut(frame: Pixels) -> Pixels:
    """Lids over the eyes in the colour of the skin below, with a line of lashes."""
    cv2, chain = opencv(), loaded()
    found = chain.finder.people(frame)[0]
    five = chain.points.find(frame, found)[0]
    made = frame.astype(np.float32)
    for left, right in ((five[2], five[3]), (five[1], five[0])):
        middle, wide = (left + right) / 2, float(np.hypot(*(right - left)))
        at = round(float(middle[0])), round(float(middle[1]))
        below = frame[at[1] + round(wide * 0.45) : at[1] + round(wide * 0.6), at[0] - 6 : at[0] + 6]
        skin = np.median(below.reshape(-1, 3), axis=0)
        mask = np.zeros(frame.shape[:2], np.float32)
        cv2.ellipse(mask, at, (round(wide * 0.62), round(wide * 0.36)), 0, 0, 360, 1.0, -1)
        mask = cv2.GaussianBlur(mask, (0, 0), wide * 0.05)[..., None]
        made = made * (1 - mask) + skin * mask
        lashes = tuple(float(channel) * 0.35 for channel in skin)
        cv2.ellipse(made, at, (round(wide * 0.48), round(wide * 0.14)), 0, 15, 165, lashes, 2, cv2.LINE_AA)
    return made.astype(np.uint8)


def mouth_wide(frame: Pixels) -> Pixels:
    """An open mouth: dark inside, teeth above."""
    cv2, made = opencv(), frame.copy()
    found = loaded().finder.people(frame)[0]
    lips = found.points[3:]
    middle, wide = lips.mean(axis=0), float(np.hypot(*(lips[1] - lips[0])))
    at = round(float(middle[0])), round(float(middle[1]))
    cv2.ellipse(made, at, (round(wide * 0.36), round(wide * 0.26)), 0, 0, 360, (40, 20, 50), -1, cv2.LINE_AA)
    cv2.ellipse(made, (at[0], at[1] - round(wide * 0.13)), (round(wide * 0.26), round(wide * 0.07)), 0, 0, 360,
                (225, 232, 235), -1, cv2.LINE_AA)  # fmt: skip
    return made


def high_hair(frame: Pixels) -> Pixels:
    """Headgear as high as another head."""
    cv2, made = opencv(), frame.copy()
    cv2.ellipse(made, _at(0, -1.9), _size(1.05, 1.6), 0, 0, 360, (30, 28, 40), -1, cv2.LINE_AA)
    return made


def striped(frame: Pixels) -> Pixels:
    """Before a pattern."""
    return on_wall(frame, striped_wall())


def half_dark_wall(frame: Pixels) -> Pixels:
    """A cupboard behind one shoulder."""
    wall = plain_wall().copy()
    wall[:, : round(MIDDLE[0] - 0.4 * EYES)] = (70, 80, 96)
    return on_wall(frame, wall)


DEFECTS: tuple[tuple[str, Callable[[Pixels], Pixels], PhotoRule], ...] = (
    ("blur", blurred, PhotoRule.SHARP),
    ("motion", moved, PhotoRule.SHARP),
    ("dark", dark, PhotoRule.LIGHT),
    ("bright", bright, PhotoRule.LIGHT),
    ("light from one side", one_sided, PhotoRule.SHADOW),
    ("tilt 9", tilted(9), PhotoRule.UPRIGHT),
    ("tilt -14", tilted(-14), PhotoRule.UPRIGHT),
    ("far", scaled(0.6), PhotoRule.SIZE),
    ("near", scaled(2.0), PhotoRule.SIZE),
    ("beside", beside, PhotoRule.PLACE),
    ("two", two, PhotoRule.ONE_FACE),
    ("glare", with_glare, PhotoRule.GLASSES),
    ("sunglasses", with_dark_glasses, PhotoRule.GLASSES),
    ("eyes shut", eyes_shut, PhotoRule.EYES),
    ("mouth open", mouth_wide, PhotoRule.MOUTH),
    ("striped wall", striped, PhotoRule.BACKGROUND),
    ("cupboard", half_dark_wall, PhotoRule.BACKGROUND),
    ("high hair", high_hair, PhotoRule.CUT),
)
"""Name, what is done, which rule it breaks."""


def with_defects(base: Shown) -> Iterator[Shown]:
    """One base with each defect that it does not have by itself."""
    for name, make, rule in DEFECTS:
        if rule in base.breaks:
            continue
        yield Shown(f"{base.name}: {name}", make(base.pixels), frozenset({rule}), frozenset({rule}))
    # Clear glasses are no defect where they may be worn.
    if PhotoRule.GLASSES not in base.breaks:
        yield Shown(
            f"{base.name}: clear glasses", with_glasses(base.pixels), frozenset(), frozenset({PhotoRule.GLASSES})
        )


def turned_people() -> Iterator[Shown]:
    """Drawn people who do not look ahead, blink, or open their mouths: nothing else of them is judged."""
    for name, look in PEOPLE.items():
        person = portrayed(look, WIDTH, HEIGHT, EYES)
        for what, pose, rule in (
            ("turned left", Pose(yaw=18), PhotoRule.AHEAD),
            ("turned right", Pose(yaw=-18), PhotoRule.AHEAD),
            ("eyes shut", Pose(blink=1), PhotoRule.EYES),
            ("mouth open", Pose(mouth=1), PhotoRule.MOUTH),
        ):
            yield Shown(f"drawn {name}: {what}", person.picture(pose), frozenset({rule}), frozenset({rule}))
