"""From a picture of the scanner's glass to a page laid straight, or to one side of a card cut out of it."""

import math
from typing import TYPE_CHECKING

import numpy as np

from drivers.camera.opencv import opencv
from drivers.document_scanner import CARD_MM
from kiosk.hands.pages.files import A4_PX, DPI, NoPages
from kiosk.hands.pages.status import Status

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

CARD_DPI = 300
CARD_SLACK_MM = 4.0
"""Our choice: rounded corners, a shadow at one side, a sleeve."""
LID = 18
"""Our choice, of 255: what differs by more from the lid is paper or its shadow."""
SPECK_MM = 8.0
TILT_MOST, TILT_STEP = 12.0, 0.25
"""Degrees: who lays a page down by hand stays within five."""
LOOK_DPI = 60
"""Lines of text are still lines at that, and a hundred turns of the page take a tenth of a second."""
CLEARER = 1.15
"""Our choice: so much sharper than as it lies have the lines to be to turn a page at all."""


def page_of(glass: "Picture", dpi: float) -> "Picture":
    """The page in true size on A4, its lines level.

    Raises:
        NoPages: NOTHING, the glass is empty.
    """
    cv2 = opencv()
    found = _differs(glass, dpi)
    if found is None:
        raise NoPages(Status.NOTHING)
    scale = DPI / dpi
    angle = tilt_of(cv2.cvtColor(glass, cv2.COLOR_BGR2GRAY), dpi)
    x, y, width, height = cv2.boundingRect(found)
    middle = (x + width / 2, y + height / 2)
    turn = cv2.getRotationMatrix2D(middle, angle, scale)
    # What lies straight keeps its place on the sheet; what is turned keeps its middle, inside it.
    spread = np.abs(turn[:, :2]) @ np.array([width, height]) / 2
    wanted = [
        float(np.clip(at * scale, half, max(half, room - half)))
        for at, half, room in zip(middle, spread, A4_PX, strict=True)
    ]
    turn[:, 2] += np.array(wanted) - (turn[:, :2] @ np.array(middle) + turn[:, 2])
    sheet: Picture = cv2.warpAffine(
        glass, turn, A4_PX, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_CONSTANT, borderValue=(255, 255, 255)
    )
    return sheet


def card_of(glass: "Picture", dpi: float) -> "Picture":
    """One side of a card, upright along its long edge, CARD_DPI.

    Raises:
        NoPages: NOTHING, the glass is empty; NO_CARD, what lies there has another size.
    """
    cv2 = opencv()
    found = _differs(glass, dpi)
    if found is None:
        raise NoPages(Status.NOTHING)
    middle, (one, other), angle = cv2.minAreaRect(found)
    long, short = max(one, other), min(one, other)
    for measured, wanted in ((long, CARD_MM[0]), (short, CARD_MM[1])):
        if abs(measured / dpi * 25.4 - wanted) > CARD_SLACK_MM:
            raise NoPages(Status.NO_CARD)
    lies = angle if one >= other else angle - 90
    # Between -90 and 90: nobody is shown their card on its head because of a degree.
    lies = lies - 180 if lies > 90 else lies + 180 if lies < -90 else lies
    scale = CARD_DPI / dpi
    size = (round(CARD_MM[0] / 25.4 * CARD_DPI), round(CARD_MM[1] / 25.4 * CARD_DPI))
    turn = cv2.getRotationMatrix2D(middle, lies, scale)
    turn[:, 2] += np.array(size) / 2 - np.array(middle)
    card: Picture = cv2.warpAffine(glass, turn, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return card


def tilt_of(grey: "Picture", dpi: float) -> float:
    """Degrees to turn it back by, against the clock; 0 where nothing says so clearly."""
    cv2 = opencv()
    scale = LOOK_DPI / dpi
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (9, 9))
    ink = cv2.morphologyEx(small, cv2.MORPH_BLACKHAT, kernel).astype(np.float32)
    height, width = ink.shape
    # The edge of a paper is a line too, but the longest shadow on the glass is not what is written on it.
    ink[: height // 40] = ink[-height // 40 :] = 0

    def sharpness(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    angles = np.arange(-TILT_MOST, TILT_MOST + TILT_STEP, TILT_STEP)
    best = float(max(angles, key=sharpness))
    flat = sharpness(0.0)
    is_clear = sharpness(best) > CLEARER * flat and not math.isclose(abs(best), TILT_MOST)
    return best if is_clear else 0.0


def _differs(glass: "Picture", dpi: float) -> "NDArray[np.int32] | None":
    """All points, in pixels, of what is not lid; None where there is nothing but specks."""
    cv2 = opencv()
    grey = cv2.cvtColor(glass, cv2.COLOR_BGR2GRAY)
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    lid = int(np.bincount(edge, minlength=256).argmax())
    mask = (cv2.absdiff(cv2.blur(grey, (5, 5)), np.full_like(grey, lid)) > LID).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((round(dpi / 25.4 * 2) | 1,) * 2, np.uint8))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    least = SPECK_MM / 25.4 * dpi
    large = [one for one in outlines if max(cv2.boundingRect(one)[2:]) >= least]
    return np.concatenate(large) if large else None
