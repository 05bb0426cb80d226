"""Where the lines of a zone lie on a page: 30 or 44 characters on one pitch, level, one line under the other."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from drivers.camera.opencv import opencv

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]
    Numbers = NDArray[np.float64]

DPI = 300
"""Pages are brought to this resolution: strokes are then some four pixels wide."""
PITCH_PX = DPI / 10
"""ICAO 9303-3, 4.3: ten characters to the inch."""
PITCH_SLACK = 0.10
"""Our choice, of the pitch: printed pages differ a little, and nobody lays them on the very glass."""
TALLEST_PX, SHORTEST_PX = 44, 14
"""A capital has 28; a filler has 20; whatever is taller than a line is no character."""
TILT_MAX, TILT_STEP = 10.0, 0.25
"""Degrees: a page that is laid down by hand lies within five."""
WIDTHS = (44, 30)
FEWEST = 0.75
"""Our choice: so many of a line's characters have to be seen to fix its pitch; the others are looked up."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a zone in the level page."""

    characters: int
    left_px: float
    """Middle of the first character."""
    pitch_px: float
    middle_px: float
    """Of the characters, down the page, at `left_px`."""
    slope: float
    """How far the line still climbs down, pixels a pixel."""
    height_px: float
    """Of a capital."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A level page, white on black, and the rows that may be a zone, from above."""

    ink: "Grey"
    rows: tuple[Row, ...]


def found(grey: "Grey", dpi: float) -> Page:
    """Level a page and find its rows.

    Args:
        grey: the page, black on white.
        dpi: its resolution.
    """
    cv2 = opencv()
    scale = DPI / dpi
    if abs(scale - 1) > 0.02:
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how)
    ink = _ink(grey)
    marks = _marks(ink)
    if len(marks) < min(WIDTHS) * FEWEST:
        return Page(ink, ())
    angle = _tilt(marks)
    if abs(angle) > TILT_STEP / 2:
        height, width = ink.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        ink = _ink(cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE))
        marks = _marks(ink)
    rows = sorted(_rows(marks), key=lambda row: row.middle_px)
    return Page(ink, tuple(rows))


def _ink(grey: "Grey") -> "Grey":
    """What is darker than its surroundings and no wider than a stroke: print, without pictures and shades."""
    cv2 = opencv()
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (13, 13))
    ink: Grey = cv2.morphologyEx(cv2.GaussianBlur(grey, (3, 3), 0), cv2.MORPH_BLACKHAT, kernel)
    return ink


def _marks(ink: "Grey") -> "Numbers":
    """Connected marks of the size of a character: middle across, middle down, height."""
    cv2 = opencv()
    _, bare = cv2.threshold(ink, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    _, _, stats, _ = cv2.connectedComponentsWithStats(bare, connectivity=8)
    left, top, width, height = (stats[1:, column].astype(float) for column in range(4))
    fits = (height >= SHORTEST_PX) & (height <= TALLEST_PX) & (width <= 1.4 * PITCH_PX) & (width >= 3)
    marks: Numbers = np.stack([left + width / 2, top + height / 2, height], axis=1)[fits]
    return marks


def _tilt(marks: "Numbers") -> float:
    """Degrees, to be turned back: where the marks stand closest together in lines."""

    def crowd(angle: float) -> float:
        down = marks[:, 1] * math.cos(math.radians(angle)) - marks[:, 0] * math.sin(math.radians(angle))
        counts, _ = np.histogram(down, bins=np.arange(down.min() - 6, down.max() + 12, 6))
        return float((counts.astype(float) ** 2).sum())

    angles = np.arange(-TILT_MAX, TILT_MAX + TILT_STEP, TILT_STEP)
    return float(max(angles, key=crowd))


def _rows(marks: "Numbers") -> list[Row]:
    order = marks[np.argsort(marks[:, 1])]
    rows: list[Row] = []
    begin = 0
    for at in range(1, len(order) + 1):
        if at == len(order) or order[at, 1] - order[at - 1, 1] > SHORTEST_PX / 2:
            row = _row(order[begin:at])
            if row is not None:
                rows.append(row)
            begin = at
    return rows


def _row(marks: "Numbers") -> Row | None:
    """The marks of one line as characters on a pitch; None where they stand on none."""
    if len(marks) < min(WIDTHS) * FEWEST:
        return None
    marks = marks[np.argsort(marks[:, 0])]
    across = marks[:, 0]
    fits = [fit for fit in (_grid(across, width) for width in WIDTHS) if fit is not None]
    if not fits:
        return None
    _, characters, left, pitch = max(fits)
    inside = (across > left - pitch / 2) & (across < left + pitch * (characters - 0.5))
    tall = np.percentile(marks[inside, 2], 80)
    full = marks[inside & (marks[:, 2] > 0.85 * tall)]
    slope, middle = np.polyfit(full[:, 0] - left, full[:, 1], 1)
    return Row(characters, left, pitch, float(middle), float(slope), float(tall))


def _grid(across: "Numbers", characters: int) -> tuple[float, int, float, float] | None:
    """How well the marks stand on so many places: the share that does, places, the first one, and the pitch."""
    best: tuple[float, int, float, float] | None = None
    for pitch in np.arange(PITCH_PX * (1 - PITCH_SLACK), PITCH_PX * (1 + PITCH_SLACK), 0.05):
        places: Any = (across - across[0]) / pitch
        off = places - np.round(places)
        shift = float(np.median(off))
        near = np.abs(off - shift) < 0.2
        taken = np.unique(np.round(places[near]))
        if len(taken) < FEWEST * characters or taken[-1] - taken[0] + 1 != characters:
            continue
        refined, first = np.polyfit(np.round(places[near]), across[near], 1)
        share = len(taken) / characters - float(np.abs(off[near] - shift).mean())
        best = max(best or (share, 0, 0.0, 0.0), (share, characters, float(first + taken[0] * refined), float(refined)))
    return best
