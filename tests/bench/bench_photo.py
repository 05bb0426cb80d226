"""`make bench`: how often each rule of an identity photograph is right and wrong on pictures with known defects.

Writes out/bench/photo.md; docs/photo.md holds the table as it was measured last.
"""

import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path

from photo_defects import Shown, bases, loaded, turned_people, with_defects

from drivers.face import PhotoRule
from drivers.face.photo_measure import measure
from kiosk.photo_kinds import photo_kinds

KIND = photo_kinds().kinds["id-card"].rules
OUT = Path(__file__).parents[2] / "out" / "bench" / "photo.md"


def test_the_rules_of_a_photograph() -> None:
    frames = [frame for base in bases() for frame in (base, *with_defects(base))] + list(turned_people())
    counts: dict[PhotoRule, Counter[str]] = defaultdict(Counter)
    wrong: list[str] = []
    times: list[float] = []
    for shown in frames:
        began = time.thread_time()
        found = {one.rule: one for one in measure(shown.pixels, KIND, loaded(), whole=True).findings}
        times.append((time.thread_time() - began) * 1000)
        for rule in shown.about & found.keys():
            truth = "broken" if rule in shown.breaks else "good"
            is_wrong = found[rule].is_kept is (truth == "broken")
            counts[rule][truth] += 1
            counts[rule][f"wrong {truth}"] += is_wrong
            if is_wrong:
                wrong.append(_line(shown, rule, truth, found[rule].value))
    lines = ["| rule | kept, told so | kept, refused | broken, told so | broken, missed |", "|---|---|---|---|---|"]
    for rule in PhotoRule:
        of = counts[rule]
        lines.append(
            f"| {rule.value} | {of['good'] - of['wrong good']} | {of['wrong good']} "
            f"| {of['broken'] - of['wrong broken']} | {of['wrong broken']} |"
        )
    lines += [
        "",
        f"{len(frames)} frames; median {statistics.median(times):.0f} ms a frame on one core.",
        "",
        *wrong,
        "",
    ]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join(lines))
    assert sum(of["broken"] for of in counts.values()) > 0


def _line(shown: Shown, rule: PhotoRule, truth: str, value: float) -> str:
    said = "missed" if truth == "broken" else "wrongly refused"
    return f"- {shown.name}: {rule.value} {said} ({value:g})"
