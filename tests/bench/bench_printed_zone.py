"""How many printed zones are read: pages laid down askew, noisy, out of focus and printed a little off the pitch.

python tests/bench/bench_printed_zone.py [--pages 120]
"""

import argparse
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bounds import clopper_pearson
from printed_pages import DPI, KINDS, any_fields, on_glass, printed

from drivers.camera.opencv import decoded, opencv
from kiosk.hands.printed_zone.reading import zone_text


def main() -> None:
    """Print one line a condition."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=120)
    pages = parser.parse_args().pages
    opencv().setNumThreads(1)
    for name, how in (
        ("level", {"noise": 4.0}),
        ("as laid down", {"noise": 8.0, "tilt": 4.0, "pitch": 0.03}),
        ("bad light and lens", {"noise": 20.0, "blur": 1.4, "tilt": 8.0, "pitch": 0.04}),
    ):
        dice = random.Random(1)  # noqa: S311 - the same pages in every run
        read = wrong = 0
        seconds = []
        for number in range(pages):
            zone = printed(KINDS[number % len(KINDS)], **any_fields(dice))
            tilt, off = how.get("tilt", 0.0), how.get("pitch", 0.0)
            page = on_glass(
                zone,
                dice,
                tilt=dice.uniform(-tilt, tilt),
                noise=how["noise"],
                blur=how.get("blur", 0.6),
                pitch=1 + dice.uniform(-off, off),
            )
            grey = opencv().cvtColor(decoded(page), opencv().COLOR_BGR2GRAY)
            began = time.process_time()
            found = zone_text(grey, DPI)
            seconds.append(time.process_time() - began)
            read += found == zone
            wrong += found not in (None, zone)
        low, high = clopper_pearson(read, pages)
        sys.stdout.write(
            f"{name}: read {read} of {pages} ({low:.3f} to {high:.3f}), read as something else {wrong}, "
            f"{statistics.median(seconds):.2f} s of one core a page\n"
        )


if __name__ == "__main__":
    main()
