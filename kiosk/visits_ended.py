"""How visits ended, from the journal: where somebody gave up, that time ran out, touches that missed, what was set.

One row a visit (kiosk/parting.py writes it). A visit that was killed with its core has none, and nobody writes one for
it later: recovery would have to guess. Such visits are those that other rows name and no row ends; one that is under
way now is among them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from kiosk.journal import Row

ENDED = "visit-ended"
"""The kind of row."""
How = Literal["finished", "left", "timed-out", "fault", "stopped"]
"""Finished: a last page was reached, what became of the deeds their own rows say. Left: the person went, or went home.
Timed-out: nobody touched the glass any more. Fault: why it did not go on was the last that was shown. Stopped: the core
was told to stop with somebody there, or they were sent out in an emergency."""
HOWS: tuple[How, ...] = get_args(How)
Mode = Literal["elder", "huge", "night", "contrast", "low", "left", "zh-Hant", "en", "speech", "silent", "keypad"]
"""What was otherwise than usual, at any time of the visit; sizes, themes and languages as in kiosk/view.py."""
MODES: tuple[Mode, ...] = get_args(Mode)
ROUND_S = 30
"""Our choice: enough for a mean in minutes; how fast somebody reads and types to the second is a mark of a person."""


@dataclass(frozen=True, slots=True)
class VisitsEnded:
    """What their rows say together; of nobody."""

    hows: Counter[str]
    given_up: Counter[str]
    """Screen → visits that ended there and were not finished."""
    modes: Counter[str]
    misses: int
    """Touches that hit nothing, of all visits."""
    seconds: int
    """All visits together, each rounded to ROUND_S."""

    @property
    def visits(self) -> int:
        """How many ended."""
        return self.hows.total()


def counted(rows: Iterable[Row]) -> VisitsEnded:
    """Count.

    Args:
        rows: any; those of other kinds are passed over.
    """
    found = [row.facts for row in rows if row.kind == ENDED]
    return VisitsEnded(
        Counter(str(facts["end"]) for facts in found),
        Counter(str(facts["screen"]) for facts in found if facts["end"] != "finished"),
        Counter(mode for facts in found for mode in str(facts["modes"]).split()),
        sum(int(facts["misses"]) for facts in found),
        sum(int(facts["seconds"]) for facts in found),
    )


def without_few(counts: Counter[str], few: int) -> list[tuple[str, int]]:
    """The most first; what less than `few` visits share is told together, with an empty name, at the end."""
    named = [(name, count) for name, count in counts.most_common() if count >= few]
    rest = counts.total() - sum(count for _, count in named)
    return [*named, ("", rest)] if rest else named
