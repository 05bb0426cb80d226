"""From a page's picture to its zone's text. What cannot stand at a place is not read there: no letter in a date."""

import itertools
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.smart_card.mrz import HOME_PERMITS, PERMITS, MrzError, zone_of
from kiosk.hands.printed_zone.finding import Page, Row, found
from kiosk.hands.printed_zone.glyphs import CELL_HEIGHT, CELL_WIDTH, CHARACTERS, DIGITS, SLACK, read_cell

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

LETTERS = CHARACTERS.replace(DIGITS, "")
SEX = "MF<X"
SURE = 0.55
"""Our choice, mean correlation of a line: print of other kinds has less than .45 (tests), clean zones .85 and more."""
SIZES = (0.92, 1.0, 1.08)
"""Of a character against its pitch, as the standard has it and as printers do."""
KINDS = {"a": CHARACTERS, "d": DIGITS, "l": LETTERS, "s": SEX, "<": "<", "c": DIGITS + "<"}
PASSPORT = ("l" * 44, "aaaaaaaaadlll" + "dddddddsddddddd" + "a" * 14 + "cd")
PERMIT = ("ll" + "a" * 9 + "d<ddddddd<ddddddd<d",)
HOME_PERMIT = ("ll" + "a" * 9 + "d<<<" + "ddddddds" + "ddddddd", "a" * 30, "l" * 30)
CARD = ("a" * 30, "ddddddds" + "ddddddd" + "lll" + "a" * 11 + "d", "l" * 30)


def zone_text(grey: "Grey", dpi: float) -> str | None:
    """The zone on a page, without line breaks; None when none with right check digits is there.

    Args:
        grey: the page, black on white; also upside down.
        dpi: its resolution.
    """
    for turned in (grey, np.ascontiguousarray(grey[::-1, ::-1])):
        page = found(turned, dpi)
        for rows in _groups(page.rows):
            text = _text(page, rows)
            if text is not None:
                return text
    return None


def _groups(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """Lines that may be one zone, the longest groups first; zones stand low on their page, so the lowest first."""
    groups = []
    for lines, characters in ((2, 44), (3, 30), (1, 30)):
        for at in range(len(rows) - lines, -1, -1):
            group = rows[at : at + lines]
            if all(row.characters == characters for row in group) and _is_block(group):
                groups.append(group)
    return groups


def _is_block(group: tuple[Row, ...]) -> bool:
    steps = [below.middle_px - above.middle_px for above, below in itertools.pairwise(group)]
    return all(abs(row.left_px - group[0].left_px) < row.pitch_px / 2 for row in group) and all(
        1.2 * row.pitch_px < step < 4 * row.pitch_px for row, step in zip(group, steps, strict=False)
    )


def _text(page: Page, rows: tuple[Row, ...]) -> str | None:
    code = "".join(_read(page, rows[0], at, CHARACTERS)[0] for at in (0, 1))
    for places in _layouts(code, len(rows), rows[0].characters):
        lines = [_line(page, row, line) for row, line in zip(rows, places, strict=True)]
        if min(sure for _, sure in lines) < SURE:
            continue
        text = "".join(line for line, _ in lines)
        try:
            zone_of(text)
        except MrzError:
            continue
        return text
    return None


def _layouts(code: str, lines: int, characters: int) -> tuple[tuple[str, ...], ...]:
    if (lines, characters) == (2, 44):
        return (PASSPORT,)
    if lines == 1:
        return (PERMIT,) if code in PERMITS else ()
    return (HOME_PERMIT, CARD) if code in HOME_PERMITS else (CARD,)


def _line(page: Page, row: Row, places: str) -> tuple[str, float]:
    def read(size: float) -> tuple[float, str]:
        found = [_read(page, row, at, KINDS[kind], size) for at, kind in enumerate(places)]
        return float(np.mean([sure for _, sure in found])), "".join(character for character, _ in found)

    sure, text = max(read(size) for size in SIZES)
    return text, sure


def _read(page: Page, row: Row, at: int, among: str, size_to_pitch: float = 1.0) -> tuple[str, float]:
    across = row.left_px + at * row.pitch_px
    down = row.middle_px + row.slope * at * row.pitch_px
    scale = row.pitch_px * size_to_pitch / CELL_WIDTH
    size = ((CELL_WIDTH + 2 * SLACK), (CELL_HEIGHT + 2 * SLACK))
    # Cut out and scaled in one: where the cell reaches over the page's edge there is nothing.
    turn = np.array(
        [[scale, 0, across - scale * (size[0] - 1) / 2], [0, scale, down - scale * (size[1] - 1) / 2]], np.float64
    )
    cv2 = opencv()
    cell: Grey = cv2.warpAffine(page.ink, turn, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return read_cell(cell, among)
