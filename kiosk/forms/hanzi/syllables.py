"""Where one syllable ends and the next begins in a row of letters without spaces."""

from dataclasses import dataclass
from typing import Final

from kiosk.sounds import as_said_in_the_south

MOST_WAYS: Final = 6
"""Ways of cutting the same letters that are looked at (our choice)."""
BEGUN_COSTS: Final = 1.6
"""What a syllable that is only begun counts against a whole one; at the end of the letters less: it is being typed."""
BEGUN_LAST_COSTS: Final = 1.3
_FINALS: Final = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve o",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e ai ao ou an ang ong i in ing u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
SYLLABLES: Final = frozenset(start + end for start, ends in _FINALS.items() for end in ends.split())
"""Of Mandarin, with v for ü (汉语拼音方案)."""
_SOUTHERN: Final = {one: as_said_in_the_south(one) for one in SYLLABLES}
_BEGINNINGS: Final = frozenset(one[:length] for one in SYLLABLES for length in range(1, len(one)))
_INITIALS: Final = frozenset(start for start in _FINALS if start) | frozenset("aoe")
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """Letters that stand for one syllable."""

    letters: str
    end: int
    """Where they end in what was typed."""

    def stands_for(self, syllable: str) -> bool:
        """Whether the syllable is written so, or begins so where only a beginning was written."""
        return syllable == self.letters or (self.is_begun and syllable.startswith(self.letters))

    def may_stand_for(self, syllable: str) -> bool:
        """As stands_for, for people who do not tell zh and z, n and l, -ng and -n apart."""
        meant, said = _SOUTHERN.get(self.letters) or as_said_in_the_south(self.letters), _SOUTHERN.get(syllable, "")
        return meant == said or (self.is_begun and said.startswith(meant))

    @property
    def is_begun(self) -> bool:
        """Whether this is no whole syllable."""
        return self.letters not in SYLLABLES


@dataclass(frozen=True, slots=True)
class Split:
    """One way of cutting all the letters."""

    units: tuple[Unit, ...]
    cost: float
    """About the number of syllables; the lower, the likelier."""

    @property
    def end(self) -> int:
        """How many letters it uses: all."""
        return self.units[-1].end


def splits(typed: str) -> tuple[Split, ...]:
    """The likeliest ways, best first; none for nothing, or for letters that are no pinyin.

    Args:
        typed: a to z, and ' where a syllable certainly ends.
    """
    ways: list[list[Split]] = [[Split((), 0.0)]] + [[] for _ in typed]
    for start in range(len(typed)):
        if typed[start] == "'":
            ways[start + 1] += ways[start]
            continue
        for end in range(start + 1, min(len(typed), start + _LONGEST) + 1):
            costs = _costs(typed[start:end], is_last=end == len(typed.rstrip("'")))
            if costs is None:
                continue
            unit = Unit(typed[start:end], end)
            ways[end] += [Split((*way.units, unit), way.cost + costs) for way in ways[start]]
        for end in range(start + 1, len(ways)):
            ways[end] = sorted(ways[end], key=lambda way: way.cost)[:MOST_WAYS]
    return tuple(way for way in sorted(ways[-1], key=lambda way: way.cost) if way.units)[:MOST_WAYS]


def _costs(piece: str, *, is_last: bool) -> float | None:
    if piece in SYLLABLES:
        return 1.0
    if is_last and piece in _BEGINNINGS:
        return BEGUN_LAST_COSTS
    return BEGUN_COSTS if piece in _INITIALS else None
