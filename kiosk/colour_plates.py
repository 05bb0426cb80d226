"""Plates of coloured dots with a digit that an eye without red-green sight cannot find. Pure; every plate is our own.

A dot of the digit differs from the ground only along the line that a protan (or deutan) eye cannot see: in the space of
the eye's cones (Viénot, Brettel, Mollon 1999) by the L (or M) cone alone. Every dot is lighter or darker by chance, so
that brightness tells nothing. The first plate differs in blue and yellow: everybody reads it, or does not try.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random
from typing import Literal

Kind = Literal["plain", "protan", "deutan"]
Linear = tuple[float, float, float]
Dot = tuple[int, int, int, int]
"""x, y and radius in thousandths of the plate's radius from its middle, and the colour as 0xRRGGBB."""
DIGITS = ("2", "3", "4", "5", "6", "7", "8", "9")
UNSEEN = "unseen"
STROKE = 0.145
"""Half the width of a digit's stroke, in plate radii (our choice: three to four dots wide)."""
_GROUND: Linear = (0.30, 0.28, 0.12)
_SHIFTS: dict[Kind, Linear] = {
    "protan": (0.0809444, -0.0102485, -0.000365),
    "deutan": (0.1305044, -0.0540193, 0.0041216),
}
"""What one unit of the L (or, turned round, the M) cone alone is in linear RGB: columns of the inverse of
[[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.02996, 0.18431, 1.46709]]."""
_AMOUNT: dict[Kind, float] = {"protan": 3.0, "deutan": 1.9}
"""How far along it: as red as stays inside what a screen can show (our choice, looked at as pictures)."""
_PLAIN: tuple[Linear, Linear] = ((0.62, 0.27, 0.05), (0.12, 0.20, 0.38))
_LIGHT = (0.72, 1.22)
_RADII = (0.022, 0.052)
_TRIES = 5200
_GAP = 0.006


@dataclass(frozen=True, slots=True)
class Plate:
    """One picture."""

    kind: Kind
    digit: str
    dots: tuple[Dot, ...]


def digits_of(seed: int, plates: int) -> tuple[tuple[Kind, str], ...]:
    """What is shown, in order: the plain plate, then so many by turns."""
    lots = Random(f"{seed}/plates")  # noqa: S311  the seed is drawn by `secrets`
    kinds: list[Kind] = ["plain", *(("protan", "deutan")[number % 2] for number in range(plates))]
    found: list[tuple[Kind, str]] = []
    for kind in kinds:
        before = found[-1][1] if found else ""
        found.append((kind, lots.choice([digit for digit in DIGITS if digit != before])))
    return tuple(found)


@lru_cache(maxsize=16)
def plate(seed: int, number: int, plates: int) -> Plate:
    """The plate of that number, from 0. Kept, because a screen asks for it several times a second."""
    kind, digit = digits_of(seed, plates)[number]
    lots = Random(f"{seed}/dots/{number}")  # noqa: S311  as above
    return Plate(kind, digit, tuple(_dot(place, kind, digit, lots) for place in _places(lots)))


def sees(seed: int, answers: tuple[str, ...], plates: int, right: int) -> bool | None:
    """Whether the eye tells red from green; None while plates are left. Whoever does not read the first reads none."""
    shown = digits_of(seed, plates)
    if len(answers) < len(shown):
        return None
    hits = [answer == digit for answer, (_, digit) in zip(answers, shown, strict=True)]
    return hits[0] and sum(hits[1:]) >= right


def colours_of(kind: Kind) -> tuple[Linear, Linear]:
    """Digit and ground, in linear RGB, before the dots become lighter or darker."""
    if kind == "plain":
        return _PLAIN
    shift, amount = _SHIFTS[kind], _AMOUNT[kind]
    shifted = tuple(max(0.0, base + amount * part) for base, part in zip(_GROUND, shift, strict=True))
    return (shifted[0], shifted[1], shifted[2]), _GROUND


def is_figure(digit: str, x: float, y: float) -> bool:
    """Whether a place of the plate (radius 1, y down) lies on the digit."""
    return any(_distance(x, y, *first, *second) < STROKE for line in _LINES[digit] for first, second in pairwise(line))


def _places(lots: Random) -> list[tuple[float, float, float]]:
    """Circles that do not touch, large ones first, in a disc of radius 1."""
    cell = 2 * _RADII[1] + _GAP
    cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}
    found = []
    for attempt in range(_TRIES):
        radius = _RADII[1] - (_RADII[1] - _RADII[0]) * (attempt / _TRIES) * lots.uniform(0.6, 1.0)
        angle, far = lots.uniform(0, 2 * math.pi), (1 - radius) * math.sqrt(lots.random())
        x, y = far * math.cos(angle), far * math.sin(angle)
        column, row = int(x // cell), int(y // cell)
        near = (
            one for across in (-1, 0, 1) for down in (-1, 0, 1) for one in cells.get((column + across, row + down), ())
        )
        if all(math.hypot(x - one[0], y - one[1]) >= radius + one[2] + _GAP for one in near):
            cells.setdefault((column, row), []).append((x, y, radius))
            found.append((x, y, radius))
    return found


def _dot(place: tuple[float, float, float], kind: Kind, digit: str, lots: Random) -> Dot:
    x, y, radius = place
    figure, ground = colours_of(kind)
    light = lots.uniform(*_LIGHT)
    colour = 0
    for part in figure if is_figure(digit, x, y) else ground:
        colour = colour * 256 + _srgb(part * light)
    return round(1000 * x), round(1000 * y), round(1000 * radius), colour


def _srgb(linear: float) -> int:
    """IEC 61966-2-1."""
    bounded = min(1.0, max(0.0, linear))
    curved = 12.92 * bounded if bounded <= 0.0031308 else 1.055 * bounded ** (1 / 2.4) - 0.055
    return round(255 * curved)


def _distance(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    along, up = bx - ax, by - ay
    length = along * along + up * up
    share = min(1.0, max(0.0, ((x - ax) * along + (y - ay) * up) / length)) if length else 0.0
    return math.hypot(x - ax - share * along, y - ay - share * up)


def _arc(middle: tuple[float, float], radius: float, first: float, last: float) -> list[tuple[float, float]]:
    """Clockwise on the screen, in degrees from the right."""
    steps = max(2, round(abs(last - first) / 20))
    angles = (math.radians(first + (last - first) * step / steps) for step in range(steps + 1))
    return [(middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)) for angle in angles]


_UPPER, _LOWER = (0.0, -0.27), (0.0, 0.27)
_LINES: dict[str, tuple[list[tuple[float, float]], ...]] = {
    "2": ([*_arc(_UPPER, 0.3, 180, 390), (-0.32, 0.6), (0.36, 0.6)],),
    "3": ([*_arc(_UPPER, 0.28, 200, 450)], [*_arc((0.0, 0.29), 0.3, 270, 520)]),
    "4": ([(0.14, 0.62), (0.14, -0.6), (-0.4, 0.22), (0.4, 0.22)],),
    "5": ([(0.32, -0.58), (-0.24, -0.58), (-0.28, -0.06), *_arc((0.0, 0.24), 0.34, 225, 500)],),
    "6": ([(0.22, -0.6), (-0.14, -0.22), *_arc((0.0, 0.26), 0.33, 200, 560)],),
    "7": ([(-0.36, -0.58), (0.36, -0.58), (-0.1, 0.62)],),
    "8": ([*_arc(_UPPER, 0.27, 0, 360)], [*_arc((0.0, 0.32), 0.31, 0, 360)]),
    "9": ([(-0.22, 0.6), (0.14, 0.22), *_arc((0.0, -0.26), 0.33, 20, 380)],),
}
"""Strokes of each digit, in plate radii, y down."""
