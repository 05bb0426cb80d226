"""The portrait that an invented person has on their ID card.

    python -m drivers.face.motion.card_portrait NAME > drivers/idcard/portraits/NAME.png

The pictures are kept in the repository, because a card is read in less time than a face is painted.
"""

import sys

import numpy as np

from drivers.camera.opencv import opencv
from drivers.face.card_picture import Coding, coded, cropped
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import portrayed

WIDTH_PX, HEIGHT_PX, EYES_PX = 640, 640, 90.0
"""Our choice: three times as fine as a card's picture."""


def card_portrait(name: str) -> bytes:
    """102x126 pixels, as PNG.

    Raises:
        KeyError: nobody is called so.
    """
    picture = portrayed(PEOPLE[name], WIDTH_PX, HEIGHT_PX, EYES_PX).picture(Pose())
    middle, line = WIDTH_PX / 2, HEIGHT_PX * 0.44
    eyes = np.array([[middle - EYES_PX / 2, line], [middle + EYES_PX / 2, line]])
    return coded(cropped(picture, eyes), Coding.COLOUR)


def main() -> None:
    """One picture to standard output."""
    # One thread, so that a sum has one order and the picture the same bytes.
    opencv().setNumThreads(1)
    sys.stdout.buffer.write(card_portrait(sys.argv[1]))


if __name__ == "__main__":
    main()
