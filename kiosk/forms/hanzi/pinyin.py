"""Words for letters: pinyin written out, begun, or first letters only, mixed at will; the likeliest first.

The words and their weights lie in words.txt (by build_words.py): 16 ms to load, 2 MB. Each line is a row of first
letters, so that a question reads one line of it. Pure; the same for everybody.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from kiosk.forms.hanzi.syllables import Split, Unit, splits

WORDS: Final = Path(__file__).parent / "words.txt"
MOST_LETTERS: Final = 24
"""Of what is not yet turned into characters (our choice: six syllables)."""
MOST_WORDS: Final = 24
"""Of the same number of characters: after so many one goes on typing."""
MOST_CHARACTERS: Final = 300
"""Of one syllable; the most that any has."""
SOUTHERN_COSTS: Final = 12
"""Weight that a word loses for zh/z, n/l or -ng/-n confused: about a sixteenth as likely (our choice)."""
SPLIT_COSTS: Final = 4
"""Weight for each syllable more than another way of reading the letters has (our choice)."""
MOST_BEGUN: Final = 2
"""Syllables that are only begun in a row of words: with more of them any row would do."""
LONGEST_WORD: Final = 6
PAIR: Final = (0, 1)
"""Places in a word of two characters."""
_LIKELIHOOD_OF_ONE: Final = 80
"""Ten times the decimal logarithm of all words that were counted, and 2: what the weights count from."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters that may be meant."""

    text: str
    letters: int
    """How many of the letters it uses, from the first one."""


@dataclass(frozen=True, eq=False)
class Pinyin:
    """All words, ready to be asked."""

    lines: dict[str, str] = field(repr=False)
    """Text of the words by their first letters."""

    @classmethod
    def load(cls, path: Path = WORDS) -> Self:
        """Read the words."""
        return cls.of(path.read_text("utf-8"))

    @classmethod
    def of(cls, text: str) -> Self:
        """From the text of such a file."""
        return cls(dict(line.split("\t") for line in text.splitlines()))

    def spellings(self) -> dict[str, str]:
        """The letters of every single character; of those that are read in several ways, the most usual."""
        best: dict[str, tuple[int, str]] = {}
        for initials, line in self.lines.items():
            for group in filter(None, line.split(";") if len(initials) == 1 else ()):
                spoken, words = group.split("=")
                for text, weight in _weighed(words, 0):
                    best[text] = max(best.get(text, (weight, spoken)), (weight, spoken))
        return {text: spoken for text, (_, spoken) in best.items()}

    @cached_property
    def examples(self) -> Mapping[str, str]:
        """A usual word of two characters for each that has one, best one that begins with it: “长江” for 长.

        Whoever only listens tells characters by it that sound alike. 120 ms, once.
        """
        best: dict[str, tuple[bool, int, str]] = {}
        pairs = (line for initials, line in self.lines.items() if len(initials) == len(PAIR))
        for group in filter(None, ";".join(pairs).split(";")):
            for word, weight in _weighed(group.partition("=")[2], 0):
                for place in PAIR:
                    found = (place == 0, weight, word)
                    best[word[place]] = max(best.get(word[place], found), found)
        return {character: word for character, (_, _, word) in best.items()}

    def candidates(self, letters: str) -> tuple[Candidate, ...]:
        """What may be meant: whatever uses all letters first, then words, then single characters of the beginning.

        Args:
            letters: a to z (v for ü) and ' between syllables where it matters; of more than MOST_LETTERS the first.
        """
        ways = splits(letters[:MOST_LETTERS])
        return _Question(self.lines, ways).answers() if ways else ()


class _Question:
    """One row of letters; what was found for a part of it is found once."""

    def __init__(self, lines: dict[str, str], ways: tuple[Split, ...]) -> None:
        self._lines = lines
        self._ways = ways
        self._known: dict[tuple[Unit, ...], tuple[tuple[str, int], ...]] = {}

    def answers(self) -> tuple[Candidate, ...]:
        """The likeliest first."""
        best: dict[str, Candidate] = {}
        parts = (part for way in self._ways[:2] for part in self._parts(way))
        for candidate in (*(self._whole() or self._composed()), *sorted(parts, key=lambda one: -one.letters)):
            best.setdefault(candidate.text, candidate)
        return tuple(best.values())

    def _whole(self) -> list[Candidate]:
        found: dict[str, int] = {}
        first = self._ways[0]
        for way in self._ways:
            costs = round(SPLIT_COSTS * (way.cost - first.cost))
            for text, weight in self._words(way.units):
                found[text] = max(found.get(text, weight - costs), weight - costs)
        ranked = sorted(found, key=lambda text: -found[text])
        most = MOST_WORDS if len(first.units) > 1 else MOST_CHARACTERS
        return [Candidate(text, first.end) for text in ranked[:most]]

    def _parts(self, way: Split) -> Iterator[Candidate]:
        for count in range(len(way.units) - 1, 0, -1):
            units = way.units[:count]
            ranked = sorted(self._words(units), key=lambda found: -found[1])
            for text, _ in ranked[: MOST_CHARACTERS if count == 1 else MOST_WORDS]:
                yield Candidate(text, units[-1].end)

    def _composed(self) -> list[Candidate]:
        """The likeliest row of words, where enough was written out to guess one."""
        way = self._ways[0]
        if sum(unit.is_begun for unit in way.units) > MOST_BEGUN:
            return []
        best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(way.units)
        for end in range(1, len(way.units) + 1):
            for start in range(max(0, end - LONGEST_WORD), end):
                before = best[start]
                word = max(self._words(way.units[start:end]), key=lambda found: found[1], default=None)
                if before is None or word is None:
                    continue
                score = before[0] + word[1] - _LIKELIHOOD_OF_ONE
                here = best[end]
                if here is None or score > here[0]:
                    best[end] = (score, before[1] + word[0])
        whole = best[-1]
        return [Candidate(whole[1], way.end)] if whole is not None else []

    def _words(self, units: tuple[Unit, ...]) -> tuple[tuple[str, int], ...]:
        """Words that the units may stand for, with their weights."""
        if units not in self._known:
            self._known[units] = tuple(self._found(units))
        return self._known[units]

    def _found(self, units: tuple[Unit, ...]) -> Iterator[tuple[str, int]]:
        for initials in _spellings(units):
            for group in filter(None, self._lines.get(initials, "").split(";")):
                spoken, words = group.split("=")
                costs = _costs(units, spoken.split(" "))
                if costs is not None:
                    yield from _weighed(words, costs)


def _costs(units: tuple[Unit, ...], syllables: list[str]) -> int | None:
    """What the weight of words that sound so is lowered by; None where the units cannot stand for them."""
    costs = 0
    for unit, syllable in zip(units, syllables, strict=True):
        if unit.stands_for(syllable):
            continue
        if not unit.may_stand_for(syllable):
            return None
        costs += SOUTHERN_COSTS
    return costs


def _weighed(words: str, costs: int) -> Iterator[tuple[str, int]]:
    for word in words.split(","):
        text = word.rstrip("0123456789")
        yield text, int(word[len(text) :]) - costs


def _spellings(units: tuple[Unit, ...]) -> tuple[str, ...]:
    """The first letters, with n and l exchanged in one place at a time."""
    plain = "".join(unit.letters[0] for unit in units)
    swap = {"n": "l", "l": "n"}
    others = (plain[:at] + swap[one] + plain[at + 1 :] for at, one in enumerate(plain) if one in swap)
    return (plain, *others)
