"""Reads the zone on one picture: PNG or JPEG on standard input, the zone's text on standard output.

    python -m kiosk.hands.printed_zone.process --dpi 300 < page.png

Exit status: 0 read, 3 no zone there, 4 the typeface is not installed, 5 no picture; anything else is a mistake of ours.
It keeps nothing, writes nothing to disk, and ends after one picture.
"""

import argparse
import resource
import sys

from drivers.process import crash_loudly, harden, log_to_stderr
from kiosk.hands.printed_zone.status import Status

MEMORY_BYTES = 3 * 1024**3
"""Our choice: an A4 page in grey at 600 dpi needs a tenth of it."""
PROCESSOR_S = 30
"""Our choice: a page takes half a second of one core."""


def main() -> Status:
    """Read one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dpi", type=float, required=True, help="resolution of the picture")
    dpi = parser.parse_args().dpi
    harden()
    crash_loudly()
    log_to_stderr("printed_zone")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    # Loaded behind the limits.
    import numpy as np

    from drivers.camera.opencv import opencv
    from kiosk.hands.printed_zone.glyphs import TYPEFACE
    from kiosk.hands.printed_zone.reading import zone_text

    if not TYPEFACE.exists():
        return Status.NO_TYPEFACE

    cv2 = opencv()
    cv2.setNumThreads(1)
    grey = cv2.imdecode(np.frombuffer(sys.stdin.buffer.read(), np.uint8), cv2.IMREAD_GRAYSCALE)
    if grey is None:
        return Status.NO_PICTURE
    text = zone_text(grey, dpi)
    if text is None:
        return Status.NO_ZONE
    sys.stdout.write(text)
    return Status.READ


if __name__ == "__main__":
    sys.exit(main())
