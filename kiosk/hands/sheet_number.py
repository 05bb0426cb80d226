"""Reads the number that is printed on a sheet from the picture of the camera above the tray, in a process of its own.

    python -m kiosk.hands.sheet_number 2 < field.jpeg

OCR-B (ISO 1073-2), one line, so many letters before digits: the shapes of kiosk/hands/printed_zone are laid over each
mark. Ends with status 0 and the number on its output, with 1 and nothing where none can be read surely.
"""

import re
import sys
from typing import TYPE_CHECKING

from drivers.bounded_child import run_for_output
from drivers.clock import Clock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

WITHIN_S = 10.0
"""Our choice: loading OpenCV takes half a second, reading a tenth."""
NUMBER = re.compile(r"[A-Z]{0,6}\d{4,12}", re.ASCII)
SURE, APART = 0.62, 0.04
"""Our choice: correlation of every mark with its shape, and how far ahead of the next one it has to be: a number of
which one digit may be another is not read at all."""
TURN_MOST, TURN_STEP = 8.0, 1.0
"""Degrees that a sheet may lie askew."""


def number_on(jpeg: bytes, clock: Clock, *, letters: int) -> str:
    """The number; empty where none can be read surely.

    Args:
        jpeg: the field.
        clock: for the limit.
        letters: that these sheets' numbers begin with; which ones, is read.

    Raises:
        DeviceError: TIMED_OUT, or DISABLED where the program cannot be started.
    """
    ended = run_for_output(
        [sys.executable, "-m", "kiosk.hands.sheet_number", str(letters)],
        clock,
        within_s=WITHIN_S,
        bytes_max=64,
        given=jpeg,
    )
    text = ended.output.decode("ascii", "replace") if ended.status == 0 else ""
    return text if NUMBER.fullmatch(text) else ""


def read(grey: "Grey", letters: int) -> str:
    """The number on a picture, with so many letters; empty where none can be read surely."""
    import numpy as np

    angles = sorted(np.arange(-TURN_MOST, TURN_MOST + TURN_STEP, TURN_STEP), key=abs)
    flat = max(angles, key=lambda angle: _crispness(_turned(grey, float(angle))))
    return _line(_turned(grey, float(flat)), letters)


def _turned(grey: "Grey", angle: float) -> "Grey":
    from drivers.camera.opencv import opencv

    cv2 = opencv()
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned: Grey = cv2.warpAffine(grey, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return turned


def _ink(grey: "Grey") -> "Grey":
    """Print, white on black, without the pattern below it."""
    import numpy as np

    from drivers.camera.opencv import opencv

    cv2 = opencv()
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (25, 25))
    ink: Grey = cv2.morphologyEx(cv2.GaussianBlur(grey, (3, 3), 0), cv2.MORPH_BLACKHAT, kernel)
    return np.where(ink > max(30, ink.max() * 0.45), ink, 0).astype(np.uint8)


def _crispness(grey: "Grey") -> float:
    import numpy as np

    rows = _ink(grey).sum(axis=1).astype(float)
    return float(np.square(np.diff(rows)).sum())


def _line(grey: "Grey", letters: int) -> str:
    import numpy as np

    from drivers.camera.opencv import opencv
    from kiosk.hands.printed_zone.glyphs import (
        CELL_HEIGHT,
        CELL_WIDTH,
        CHARACTERS,
        DIGITS,
        SLACK,
        cap_height,
        read_cell,
    )

    cv2 = opencv()
    ink = _ink(grey)
    _, bare = cv2.threshold(ink, 0, 255, cv2.THRESH_BINARY)
    _, _, stats, _ = cv2.connectedComponentsWithStats(bare, connectivity=8)
    boxes = [tuple(int(value) for value in row[:4]) for row in stats[1:] if row[4] >= 30]
    if not boxes:
        return ""
    tall = max(height for _, _, _, height in boxes)
    marks = sorted(box for box in boxes if box[3] > 0.7 * tall and box[2] < 1.3 * tall)
    if not 4 <= len(marks) <= 18:
        return ""
    scale = float(np.median([height for _, _, _, height in marks])) / cap_height()
    found = ""
    for place, (left, top, width, height) in enumerate(marks):
        size = (CELL_WIDTH + 2 * SLACK, CELL_HEIGHT + 2 * SLACK)
        across, down = left + width / 2, top + height / 2
        turn = np.array(
            [[scale, 0, across - scale * (size[0] - 1) / 2], [0, scale, down - scale * (size[1] - 1) / 2]], np.float64
        )
        cell = cv2.warpAffine(ink, turn, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        cell = cv2.normalize(cell, None, 0, 255, cv2.NORM_MINMAX)
        among = DIGITS if place >= letters else CHARACTERS.replace(DIGITS, "").replace("<", "")
        mark, sure = read_cell(cell, among)
        _, rest = read_cell(cell, among.replace(mark, ""))
        if sure < SURE or sure - rest < APART:
            return ""
        found += mark
    return found if NUMBER.fullmatch(found) else ""


def main() -> None:
    """Read one picture."""
    import numpy as np

    from drivers.camera.opencv import opencv

    cv2 = opencv()
    picture = cv2.imdecode(np.frombuffer(sys.stdin.buffer.read(), np.uint8), cv2.IMREAD_GRAYSCALE)
    text = read(picture, int(sys.argv[1])) if picture is not None else ""
    sys.stdout.write(text)
    sys.exit(0 if text else 1)


if __name__ == "__main__":
    main()
