"""`make bench`: a search over 3 000 items as one types, in milliseconds of one core."""

import statistics
import sys
import time

from many_names import three_thousand

from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.search import Search

TYPED = ("社保卡丢了怎么办", "养老保险参保缴费凭证", "canbaozhengming", "yanglbx", "参保正明", "pension insurance")


def test_every_key_of_what_people_type() -> None:
    items, words = three_thousand(), load_everyday_words()
    began = time.process_time()
    search = Search(items, words)
    made_s = time.process_time() - began
    times = []
    for what in TYPED:
        for length in range(1, len(what) + 1):
            began = time.process_time()
            search.find(what[:length])
            times.append((time.process_time() - began) * 1000)
    times.sort()
    sys.stdout.write(
        f"\nsearch over {len(items)}: {statistics.median(times):.1f} ms (95 %: {times[int(len(times) * 0.95)]:.1f} ms, "
        f"worst {times[-1]:.1f} ms) of {len(times)} keys; made ready in {made_s:.2f} s\n"
    )
