"""Which part of the picture is the person, and what is behind: colour and evenness of the wall, row of the crown."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.photo_space import UNIT_PX, Small

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from drivers.camera import Pixels

HALF = 2
"""The person is sought in a picture of half the size: 20 ms in place of 90."""
ROUNDS = 3
_CROWN_HALF_WIDTH = 0.55
"""In eye distances: a lock of hair beside the head is no crown."""
_CROWN_SHARE = 0.35
"""Share of that width that is hair or head in the row of the crown (our choice)."""
_WORN = 0.5
"""In eye distances above the crown: what is looked at for headgear."""
_UNLIKE_WALL = 48.0
"""Grey levels by which it differs from both sides in its worst channel (our choice; a lamp's fall of light has 20)."""
_SMOOTH, _NARROW = 1 / 80, 2.2
"""Share of the picture's width by which a mask is blurred, and how much narrower its edge is then (our choice)."""
_GROWN = 0.12
"""In eye distances: what lies so close to the person is neither; hair is fine there."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """Somebody cut out of the small picture."""

    mask: "NDArray[np.uint8]" = field(repr=False)
    """255 the person, 0 behind; of the small picture's size."""
    crown_row: float
    """Of the small picture."""
    crown_free: bool
    """Whether something is seen above the crown."""
    wall: tuple[float, float, float]
    """Mean colour behind: blue, green, red."""
    uneven: float
    """Greatest difference of the wall's own parts, in grey levels (5th to 95th percentile after a blur)."""
    busy: float
    """Standard deviation of what is behind within small parts of it, in grey levels: patterns, edges, things."""


def person_in(small: Small) -> Person:
    """Cut the person out: GrabCut begins with a head, a neck and shoulders where the face says they are."""
    cv2 = opencv()
    tiny = small.pixels[::HALF, ::HALF].copy()
    # A wall and a coat of the same grey are told apart by what little they differ.
    marks = _marks(small, tiny.shape[0], tiny.shape[1])
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    marked, _, _ = cv2.grabCut(tiny, marks, None, back, front, ROUNDS, cv2.GC_INIT_WITH_MASK)
    is_person = np.isin(marked, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8) * 255
    is_person = _largest(is_person)
    mask: NDArray[np.uint8] = cv2.resize(
        is_person, (small.pixels.shape[1], small.pixels.shape[0]), interpolation=cv2.INTER_LINEAR
    )
    row, is_free = _crown(mask, small)
    wall, uneven, busy = _behind(small, mask)
    return Person(mask, row, is_free and not _is_worn(small, row), wall, uneven, busy)


def _marks(small: Small, rows: int, columns: int) -> "NDArray[np.uint8]":
    cv2 = opencv()
    marks = np.full((rows, columns), cv2.GC_PR_BGD, np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        column, row = small.at(x, y)
        return column // HALF, row // HALF

    def size(across: float, down: float) -> tuple[int, int]:
        return round(across * UNIT_PX / HALF), round(down * UNIT_PX / HALF)

    # Shoulders, then the head with its hair: probably the person.
    cv2.rectangle(marks, at(-1.7, 2.6), at(1.7, 4.0), cv2.GC_PR_FGD, -1)
    cv2.ellipse(marks, at(0, 0.1), size(1.35, 1.95), 0, 0, 360, cv2.GC_PR_FGD, -1)
    # What is surely behind: beside and above the head of anybody who stands in the middle.
    marks[: at(0, -2.45)[1], :] = cv2.GC_BGD
    marks[: at(0, 0.4)[1], : at(-1.85, 0)[0]] = cv2.GC_BGD
    marks[: at(0, 0.4)[1], at(1.85, 0)[0] :] = cv2.GC_BGD
    # And surely the person: forehead and the hair above it (of 30 heads none ended below 1.6), face, neck, chest.
    cv2.ellipse(marks, at(0, -0.85), size(0.62, 0.62), 0, 0, 360, cv2.GC_FGD, -1)
    cv2.ellipse(marks, at(0, 0.45), size(0.85, 1.25), 0, 0, 360, cv2.GC_FGD, -1)
    cv2.rectangle(marks, at(-0.4, 1.6), at(0.4, 2.6), cv2.GC_FGD, -1)
    cv2.rectangle(marks, at(-0.9, 3.1), at(0.9, 3.9), cv2.GC_FGD, -1)
    marks[~small.seen[::HALF, ::HALF]] = cv2.GC_PR_BGD
    return marks


def _largest(mask: "NDArray[np.uint8]") -> "NDArray[np.uint8]":
    """Without specks: the largest piece, its holes closed."""
    cv2 = opencv()
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    mask = cv2.morphologyEx(cv2.morphologyEx(mask, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    if count < 2:
        return mask
    kept: NDArray[np.uint8] = ((labels == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))) * 255).astype(np.uint8)
    return kept


def _crown(mask: "NDArray[np.uint8]", small: Small) -> tuple[float, bool]:
    left, right = small.at(-_CROWN_HALF_WIDTH, 0)[0], small.at(_CROWN_HALF_WIDTH, 0)[0]
    share = (mask[:, left:right] > 127).mean(axis=1)
    rows = np.flatnonzero(share >= _CROWN_SHARE)
    if rows.size == 0:
        return 0.0, False
    row = int(rows[0])
    first_seen = int(np.argmax(small.seen[:, (left + right) // 2]))
    return float(row), row > first_seen + 2


def _is_worn(small: Small, crown_row: float) -> bool:
    """Whether something stands on the crown that is not the wall beside the head: headgear, piled-up hair."""
    top, bottom = round(crown_row - _WORN * UNIT_PX), round(crown_row - 0.1 * UNIT_PX)
    left, right = small.at(-0.4, 0)[0], small.at(0.4, 0)[0]
    above = small.pixels[max(0, top) : max(1, bottom), left:right]
    sides = [small.part(-2.05, -2.6, -1.6, -1.0), small.part(1.6, -2.6, 2.05, -1.0)]
    seen = np.median(above.reshape(-1, 3), axis=0)
    return min(float(np.abs(seen - np.median(side.reshape(-1, 3), axis=0)).max()) for side in sides) > _UNLIKE_WALL


def _behind(small: Small, mask: "NDArray[np.uint8]") -> tuple[tuple[float, float, float], float, float]:
    cv2 = opencv()
    grown = round(_GROWN * UNIT_PX)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * grown + 1, 2 * grown + 1))
    free = (cv2.dilate(mask, kernel) == 0) & small.seen
    free[small.at(0, 2.2)[1] :] = False  # beside the arms little of the wall is left, and much of the chair
    if free.sum() < UNIT_PX * UNIT_PX:
        return (0.0, 0.0, 0.0), 255.0, 255.0
    colour = small.pixels[free].mean(axis=0)
    grey = cv2.cvtColor(small.pixels, cv2.COLOR_BGR2GRAY).astype(np.float32)
    weight = free.astype(np.float32)
    size = (UNIT_PX // 3 * 2 + 1, UNIT_PX // 3 * 2 + 1)
    around = np.maximum(cv2.blur(weight, size), 1e-3)
    mean = cv2.blur(grey * weight, size) / around
    spread = np.sqrt(np.maximum(0, cv2.blur(grey * grey * weight, size) / around - mean * mean))
    low, high = np.percentile(mean[free], (5, 95))
    return (
        (float(colour[0]), float(colour[1]), float(colour[2])),
        float(high - low),
        float(np.percentile(spread[free], 90)),
    )


def evened(cut: "Pixels", mask: "NDArray[np.uint8]", colour: tuple[int, int, int]) -> "Pixels":
    """The picture with what is behind the person in one colour.

    Args:
        cut: the picture.
        mask: of its size, 255 the person.
        colour: red, green, blue.
    """
    cv2 = opencv()
    # The mask is coarse: wide blurring takes its steps away, what comes after makes the edge as narrow as hair is.
    wide = cv2.GaussianBlur(mask, (0, 0), max(1.5, cut.shape[1] * _SMOOTH)).astype(np.float32)[..., None] / 255
    soft = np.clip((wide - 0.5) * _NARROW + 0.5, 0, 1)
    plain = np.array(colour[::-1], np.float32)
    made: Pixels = np.clip(cut * soft + plain * (1 - soft), 0, 255).astype(np.uint8)
    return made
