"""One picture of all scores: a row for each way a portrait is stored, a dot for each comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from drivers.camera.opencv import opencv

WIDTH, ROW, LEFT, RIGHT, TOP = 1500, 84, 300, 30, 70
INK, GENUINE, IMPOSTOR, PALE = (40, 40, 40), (90, 140, 20), (60, 60, 200), (205, 205, 205)


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one coding."""

    name: str
    genuine: Sequence[float]
    impostor: Sequence[float]


def draw(path: Path, title: str, rows: Sequence[Row], span: tuple[float, float], lines: dict[str, float]) -> None:
    """Write the picture.

    Args:
        path: PNG.
        title: above it.
        rows: from top to bottom.
        span: scores at its left and right edge.
        lines: thresholds by their names.
    """
    cv2 = opencv()
    height = TOP + ROW * len(rows) + 60
    sheet = np.full((height, WIDTH, 3), 255, np.uint8)
    dice = np.random.default_rng(1)

    def across(score: float) -> int:
        return int(LEFT + (score - span[0]) / (span[1] - span[0]) * (WIDTH - LEFT - RIGHT))

    def word(text: str, x: int, y: int, size: float = 0.5, colour: tuple[int, int, int] = INK) -> None:
        cv2.putText(sheet, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, size, colour, 1, cv2.LINE_AA)

    word(title, 20, 28, 0.7)
    word("one person", 20, 54, 0.5, GENUINE)
    word("two people", 140, 54, 0.5, IMPOSTOR)
    for tick in np.arange(np.ceil(span[0] * 10) / 10, span[1] + 0.001, 0.1):
        cv2.line(sheet, (across(tick), TOP), (across(tick), height - 50), PALE, 1)
        word(f"{tick:.1f}", across(tick) - 12, height - 30)
    for number, (name, score) in enumerate(lines.items()):
        cv2.line(sheet, (across(score), TOP - 6), (across(score), height - 50), INK, 1, cv2.LINE_AA)
        word(f"{name} {score:g}", across(score) + 4, TOP - 8 - 14 * (number % 2), 0.42)
    for number, row in enumerate(rows):
        middle = TOP + ROW * number + ROW // 2
        word(row.name, 20, middle + 5)
        for scores, colour, above in ((row.impostor, IMPOSTOR, 14), (row.genuine, GENUINE, -14)):
            for score in scores:
                place = (across(min(max(score, span[0]), span[1])), int(middle + above + dice.integers(-11, 12)))
                cv2.circle(sheet, place, 3, colour, -1, cv2.LINE_AA)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), sheet)
