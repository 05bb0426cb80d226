"""Looks at the picture of a page in a process of its own: cuts the page out, puts it straight, says what is wrong.

    python -m kiosk.hands.page_picture [--dpi N] < picture > page.jpeg

Ends with status 0 and a JPEG; with the number of a fault in FAULTS and nothing where nobody could work with it. What
comes in is decoded to points and encoded anew: whatever else a file holds is left behind. Nothing touches the disk.
"""

import sys
from typing import TYPE_CHECKING, Any

from drivers.bounded_child import run_for_output
from drivers.clock import Clock

if TYPE_CHECKING:
    import numpy as np

    from kiosk.materials_events import PageFault

    Pixels = np.ndarray[Any, np.dtype[Any]]

FAULTS: "tuple[PageFault, ...]" = ("empty", "blurred", "glare", "too_small", "too_large", "cut_off", "unreadable")
"""Each has the exit status of its place, from FIRST_STATUS."""
FIRST_STATUS = 10
WITHIN_S = 20.0
"""Our choice: loading OpenCV takes half a second, a page with 300 dots an inch one more; on a busy machine far more."""
MEMORY_BYTES = 2_000_000_000
"""Address space: OpenCV maps some 700 MB; a picture of PIXELS_MAX takes 180 MB, its copies three times that."""
PIXELS_MAX = 60_000_000
"""Our choice: A4 with 600 dots an inch has 35 million, the finest telephone 50."""
WIDE_PX = 2_400
"""Longer side of what is kept: A4 with 200 dots an inch, which DA/T 31-2017 asks for at least."""
SHORT_PX = 380
"""Shorter side below which nobody reads small print (our choice: a card with 200 dots an inch has 425)."""
WHITE = 200
"""Level of the ground from which it is a white lid, or paper to the very edge."""
APART = 18
"""Levels by which paper or print stands off from the ground (our choice; sensor noise is some 8)."""
MARGIN = 0.04
"""Of the longer side, around the print: a margin of paper."""
LEAST_SHARE = 0.04
"""Of the picture, that a page has to take: a card on an A4 glass takes 0.07."""
SHARP = 45.0
"""Variance of the Laplacian over the blocks that have any print, the page 1 000 points wide: see the test's figures."""
PRINTED = 12.0
"""Deviation of grey levels of a block of paper that has print on it (our choice; sensor noise is some 4)."""
A4_INCHES = 11.69
"""A page that fills its picture is taken for one of A4: its lines are then of a usual height."""
GLARE_SHARE = 0.06
"""Of the page, that may be one burnt-out spot (our choice: a lamp's reflex hides four lines)."""
QUALITIES = (82, 70, 58, 45, 32)
PAGE_BYTES_MAX = 600_000
"""As kiosk/platform/material_values.py, whose models this process need not load (a test holds them together)."""


def page_of(picture: bytes, clock: Clock) -> "bytes | PageFault":
    """The page in a picture, or what is wrong with it.

    Args:
        picture: PNG or JPEG.
        clock: for the limit.

    Raises:
        DeviceError: TIMED_OUT, or DISABLED where the program cannot be started.
    """
    limits = ["prlimit", f"--as={MEMORY_BYTES}", "--core=0", "--fsize=0", "--"]
    ended = run_for_output(
        [*limits, sys.executable, "-m", "kiosk.hands.page_picture"],
        clock,
        within_s=WITHIN_S,
        bytes_max=PAGE_BYTES_MAX,
        given=picture,
        environment={"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    if ended.status == 0 and ended.output:
        return ended.output
    place = ended.status - FIRST_STATUS
    return FAULTS[place] if 0 <= place < len(FAULTS) else "unreadable"


def looked_at(picture: bytes) -> "bytes | PageFault":
    """The same in this very process."""
    import numpy as np

    from drivers.camera.opencv import opencv

    cv2 = opencv()
    cv2.setNumThreads(1)
    if _size_of(picture) > PIXELS_MAX:
        return "too_large"
    try:
        seen = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return "unreadable"
    if seen is None or min(seen.shape[:2]) < 2:
        return "unreadable"
    page = _cut_out(cv2, np, seen)
    if isinstance(page, str):
        return page
    fault = _fault_of(cv2, np, page)
    if fault:
        return fault
    scale = WIDE_PX / max(page.shape[:2])
    if scale < 1:
        page = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    for quality in QUALITIES:
        jpeg: bytes = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(jpeg) <= PAGE_BYTES_MAX:
            return jpeg
    return "too_large"


def _size_of(picture: bytes) -> int:
    """Points that the picture would have, from its head alone; 0 where that says nothing."""
    import io

    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            return opened.width * opened.height
    except (UnidentifiedImageError, OSError, SyntaxError):
        return 0


def _cut_out(cv2: Any, np: Any, seen: "Pixels") -> "Pixels | PageFault":
    """The page, straight: its four corners where they stand off from what lies below, else the smallest rectangle."""
    height, width = seen.shape[:2]
    small = 1_000 / max(height, width)
    reduced = cv2.resize(seen, None, fx=small, fy=small, interpolation=cv2.INTER_AREA) if small < 1 else seen
    small = min(1.0, small)
    grey = cv2.GaussianBlur(cv2.cvtColor(reduced, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    edge = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])
    below = float(np.median(edge))
    if float(grey.std()) < PRINTED / 3:
        return "empty"
    apart = (np.abs(grey.astype(np.int16) - below) > APART).astype(np.uint8) * 255
    apart = cv2.morphologyEx(apart, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    found, _ = cv2.findContours(apart, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if below > WHITE:
        # White on a white lid: only its print stands off.
        return _printed(cv2, np, _straight(cv2, seen), below)
    largest = max(found, key=cv2.contourArea, default=None)
    area = grey.shape[0] * grey.shape[1]
    if largest is None or cv2.contourArea(largest) < LEAST_SHARE * area:
        return "too_small" if largest is not None else "empty"
    if cv2.contourArea(largest) > 0.97 * area:
        # The paper is the whole picture.
        return _straight(cv2, seen)
    corners = _corners(cv2, np, largest)
    box = corners.reshape(4, 2)
    if _touches_three(box, grey.shape[1], grey.shape[0]):
        return "cut_off"
    return _warped(cv2, np, seen, box / small)


def _printed(cv2: Any, np: Any, seen: "Pixels", below: float) -> "Pixels":
    """What has print on it, with a margin; as it is where that is nearly all."""
    grey = cv2.GaussianBlur(cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY), (9, 9), 0)
    apart = np.abs(grey.astype(np.int16) - below) > APART
    down, across = np.flatnonzero(apart.any(axis=1)), np.flatnonzero(apart.any(axis=0))
    if not len(down) or not len(across):
        return seen
    margin = round(MARGIN * max(grey.shape))
    top, left = max(0, int(down[0]) - margin), max(0, int(across[0]) - margin)
    return seen[top : int(down[-1]) + margin, left : int(across[-1]) + margin]


def _corners(cv2: Any, np: Any, contour: Any) -> Any:
    hull = cv2.convexHull(contour)
    four = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, closed=True), closed=True)
    if len(four) == 4:
        return four.astype(np.float32)
    return cv2.boxPoints(cv2.minAreaRect(contour))


def _touches_three(box: Any, width: int, height: int) -> bool:
    """More than two corners lie at the picture's edge: a part of the page is outside it."""
    at_edge = sum(x <= 2 or y <= 2 or x >= width - 3 or y >= height - 3 for x, y in box)
    return bool(at_edge >= 3)


def _warped(cv2: Any, np: Any, seen: "Pixels", box: Any) -> "Pixels":
    """As if one looked at it from straight above."""
    sums, differences = box.sum(axis=1), np.diff(box, axis=1).ravel()
    order = (sums.argmin(), differences.argmin(), sums.argmax(), differences.argmax())
    upper_left, upper_right, lower_right, lower_left = (box[place] for place in order)
    across = max(np.linalg.norm(upper_right - upper_left), np.linalg.norm(lower_right - lower_left))
    down = max(np.linalg.norm(lower_left - upper_left), np.linalg.norm(lower_right - upper_right))
    width, height = max(2, round(float(across))), max(2, round(float(down)))
    to = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float32)
    by = cv2.getPerspectiveTransform(np.array([upper_left, upper_right, lower_right, lower_left], np.float32), to)
    return cv2.warpPerspective(seen, by, (width, height), flags=cv2.INTER_LINEAR)  # type: ignore[no-any-return]  # cv2 has no types


def _straight(cv2: Any, seen: "Pixels") -> "Pixels":
    """Turned until its lines are level, where that is clear."""
    dpi = max(seen.shape[:2]) / A4_INCHES
    from kiosk.hands.pages.glass import tilt_of

    angle = tilt_of(cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY), dpi)
    if not angle:
        return seen
    height, width = seen.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(seen, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)  # type: ignore[no-any-return]  # cv2 has no types


def _fault_of(cv2: Any, np: Any, page: "Pixels") -> "PageFault | None":
    """Why nobody could work with it: too small, nothing on it, burnt out, out of focus."""
    height, width = page.shape[:2]
    if min(height, width) < SHORT_PX:
        return "too_small"
    scale = 1_000 / width
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    if _is_burnt_out(cv2, np, grey):
        return "glare"
    edges = cv2.Laplacian(grey, cv2.CV_64F)
    side = 50
    sharpness = []
    for top in range(side, grey.shape[0] - 2 * side, side):
        for left in range(side, grey.shape[1] - 2 * side, side):
            block = (slice(top, top + side), slice(left, left + side))
            if float(grey[block].std()) > PRINTED:
                sharpness.append(float(edges[block].var()))
    if not sharpness:
        return "empty"
    return "blurred" if float(np.percentile(sharpness, 75)) < SHARP else None


def _is_burnt_out(cv2: Any, np: Any, grey: "Pixels") -> bool:
    """One spot of pure white on paper that is darker elsewhere."""
    if float(np.median(grey)) > 244:
        # The whole paper is as white as that: nothing can be told, and nothing is hidden.
        return False
    white = cv2.morphologyEx((grey >= 253).astype(np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    count, _, figures, _ = cv2.connectedComponentsWithStats(white)
    largest = max((int(figures[one, cv2.CC_STAT_AREA]) for one in range(1, count)), default=0)
    return largest > GLARE_SHARE * grey.size


def main() -> None:
    """Look at one picture."""
    found = looked_at(sys.stdin.buffer.read())
    if isinstance(found, str):
        sys.exit(FIRST_STATUS + FAULTS.index(found))
    sys.stdout.buffer.write(found)


if __name__ == "__main__":
    main()
