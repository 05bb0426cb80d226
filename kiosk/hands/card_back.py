"""Reads what the code on a card's back says from the machine's picture, in a process of its own.

    python -m kiosk.hands.card_back < card.jpeg

Ends with status 0 and the code on its output; with 1 and nothing where no code can be read. Nothing of the picture is
kept.
"""

import sys

from drivers.bounded_child import run_for_output
from drivers.clock import Clock

WITHIN_S = 10.0
"""Our choice: loading OpenCV takes half a second, finding a code a tenth."""
CODE_BYTES_MAX = 200


def code_on(jpeg: bytes, clock: Clock) -> str:
    """What the code says; empty where none can be read.

    Raises:
        DeviceError: TIMED_OUT, or DISABLED where the program cannot be started.
    """
    ended = run_for_output(
        [sys.executable, "-m", "kiosk.hands.card_back"],
        clock,
        within_s=WITHIN_S,
        bytes_max=CODE_BYTES_MAX,
        given=jpeg,
    )
    return ended.output.decode("ascii", "replace") if ended.status == 0 else ""


def main() -> None:
    """Read one picture."""
    import numpy as np

    from drivers.camera.opencv import opencv

    cv2 = opencv()
    picture = cv2.imdecode(np.frombuffer(sys.stdin.buffer.read(), np.uint8), cv2.IMREAD_GRAYSCALE)
    text = cv2.QRCodeDetector().detectAndDecode(picture)[0] if picture is not None else ""
    sys.stdout.write(text)
    sys.exit(0 if text else 1)


if __name__ == "__main__":
    main()
