"""What somebody may mean by a few characters: by name, sound, initials, everyday words, and with slips of the finger.

Knows nothing of the catalogue: an `Entry` is an id with names and words. Pure; made once, asked at every key.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process

from kiosk.items.everyday_words import EverydayWords, Saying
from kiosk.sounds import MOST_TYPED, as_said_in_the_south, folded, syllables, typed

WORD_WEIGHT = 0.97
"""A word beside the name counts a little less than the name (our choice, as are all figures here)."""
SAYING_WEIGHT = 0.96
BEGUN_WEIGHT = 0.85
"""A saying of which only the beginning is typed."""
GUESS_WEIGHT = 0.7
"""A guess never stands before a name that has what was typed."""
LEAST_ALIKE, LEAST_ALIKE_LETTERS = 60.0, 75.0
"""What rapidfuzz has to say of 100 before something is a guess at all."""
LEAST_GUESS = 28.0
LEAST_LETTERS = 4
"""Fewer letters are no word with a slip in it: nearly every name would be near them."""
MOST_GUESSES = 60
_LETTER = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found."""

    id: str
    names: tuple[str, ...]
    """In the languages of the screens."""
    words: tuple[str, ...] = ()
    """Other words for it, e.g. of its department or life event."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that may be meant."""

    id: str
    score: float
    """0 to 100, only for comparing: 100 is the name itself, below 70 it is a guess."""


class Search:
    """All entries, made ready (about a third of a second a thousand).

    Args:
        entries: in the order in which equals are listed.
        everyday: what people say.
    """

    def __init__(self, entries: Iterable[Entry], everyday: EverydayWords) -> None:
        self._entries = tuple(entries)
        self._codes: dict[str, str] = {}
        self._fillers = tuple(sorted(map(str.lower, everyday.fillers), key=len, reverse=True))
        said = [_Said.of(one, saying) for saying in everyday.saying for one in saying.said]
        self._said = tuple(sorted(said, key=lambda one: -len(one.text)))
        self._forms = tuple(self._all_forms())
        self._spaced = [" ".join(form.southern) for form in self._forms]
        self._letters = [form.sound.replace(" ", "") for form in self._forms]

    def find(self, what: str, most: int = 20) -> tuple[Found, ...]:
        """The best first; nothing for nothing.

        Args:
            what: as typed so far; of more than MOST_TYPED characters the first ones count.
            most: entries to return.
        """
        text = self._without_fillers(what)
        if not text:
            return ()
        best: dict[int, float] = {}
        for owner, score in self._hits(text):
            best[owner] = max(best.get(owner, 0.0), score)
        for meaning, weight in self._meanings(text).items():
            for owner, score in self._by_text(meaning):
                best[owner] = max(best.get(owner, 0.0), score * weight)
        ranked = sorted(best, key=lambda owner: (-round(best[owner], 1), owner))
        return tuple(Found(self._entries[owner].id, round(best[owner], 1)) for owner in ranked[:most])

    def _all_forms(self) -> Iterator["_Form"]:
        for owner, entry in enumerate(self._entries):
            heard = {""}
            weighed = [(name, 1.0) for name in entry.names] + [(word, WORD_WEIGHT) for word in entry.words]
            for text, weight in weighed:
                plain = folded(text)
                sound = syllables(plain)
                said = _spaced(sound)
                # The traditional name sounds like the simplified one: it is heard once.
                southern = "" if said in heard else self._southern(sound)
                yield _Form(owner, plain, said if southern else "", southern, weight)
                heard.add(said)

    def _southern(self, sound: Iterable[str]) -> str:
        """Syllables as characters of the private use area, so that a library for text can compare them."""
        parts = map(as_said_in_the_south, sound)
        return "".join(self._codes.setdefault(part, chr(0xE000 + len(self._codes))) for part in parts)

    def _without_fillers(self, what: str) -> str:
        """What was typed, without what is only said around it."""
        plain = what[:MOST_TYPED].lower()
        for filler in self._fillers:
            plain = plain.replace(filler, " ")
        return folded(plain) or folded(what[:MOST_TYPED])

    def _meanings(self, text: str) -> dict[str, float]:
        """What was typed in the words of the offices, with the weight of each."""
        letters = "".join(syllables(text)) if _LETTER.search(text) else ""
        pattern = typed(letters) if len(letters) > 1 else None
        found: dict[str, float] = {}
        rest = text
        for said in self._said:
            hit = pattern.match(said.sound) if pattern else None
            in_place: list[str] = []
            if said.text in rest:
                # What a longer saying has explained is not explained again by a part of it.
                rest = rest.replace(said.text, " ")
                in_place = [text.replace(said.text, meaning) for meaning in said.means]
                weight = SAYING_WEIGHT * (0.8 + 0.2 * len(said.text) / len(text))
            elif hit and " " not in said.sound[hit.end() :]:
                weight = SAYING_WEIGHT
            elif hit or (len(text) > 1 and said.text.startswith(text)):
                weight = BEGUN_WEIGHT
            else:
                continue
            for place, meaning in enumerate((*in_place, *said.means)):
                found[meaning] = max(found.get(meaning, 0.0), weight - place / 100)
        return found

    def _hits(self, text: str) -> Iterator[tuple[int, float]]:
        yield from self._by_text(text)
        if not text.isascii():
            yield from self._by_sound(text)
        if _LETTER.search(text):
            yield from self._by_letters("".join(syllables(text)))

    def _by_text(self, text: str) -> Iterator[tuple[int, float]]:
        for form in self._forms:
            if (at := form.text.find(text)) >= 0:
                share = len(text) / len(form.text)
                yield form.owner, form.weight * (100 if share == 1 else 84 + 6 * (at == 0) + 8 * share)
            elif len(form.text) > 1 and form.text in text:
                yield form.owner, form.weight * (74 + 16 * len(form.text) / len(text))

    def _by_letters(self, letters: str) -> Iterator[tuple[int, float]]:
        pattern = typed(letters)
        for form in self._forms:
            if hit := pattern.search(form.sound):
                begun = hit[0].count(" ")
                written_out = len(letters) / (len(hit[0]) - begun)
                share = begun / len(form.southern)
                yield form.owner, form.weight * (68 + 12 * written_out + 6 * (hit.start() == 0) + 6 * share)
        if len(letters) >= LEAST_LETTERS:
            yield from self._guesses(letters, self._letters, fuzz.partial_ratio, LEAST_ALIKE_LETTERS)

    def _by_sound(self, text: str) -> Iterator[tuple[int, float]]:
        sound = self._southern(syllables(text))
        for form in self._forms:
            if (at := form.southern.find(sound)) >= 0:
                yield form.owner, form.weight * (72 + 6 * (at == 0) + 8 * len(sound) / len(form.southern))
        if len(sound) > 1:
            yield from self._guesses(" ".join(sound), self._spaced, fuzz.token_set_ratio, LEAST_ALIKE)

    def _guesses(
        self, wanted: str, among: list[str], alike: Callable[..., float], least: float
    ) -> Iterator[tuple[int, float]]:
        parts = set(wanted) - {" "}
        for text, score, number in process.extract(wanted, among, scorer=alike, score_cutoff=least, limit=MOST_GUESSES):
            # Alike in a small part only, as a short word is to a long sentence, is not alike.
            guess = score * GUESS_WEIGHT * len(parts & set(text)) / len(parts)
            if guess >= LEAST_GUESS:
                yield self._forms[number].owner, self._forms[number].weight * guess


@dataclass(frozen=True, slots=True)
class _Form:
    """One name or word of an entry."""

    owner: int
    text: str
    sound: str
    """Each syllable with a space before it."""
    southern: str
    """Each syllable as one character that stands for how it sounds in the south."""
    weight: float


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that people say."""

    text: str
    sound: str
    means: tuple[str, ...]

    @classmethod
    def of(cls, one: str, saying: Saying) -> Self:
        text = folded(one)
        return cls(text, _spaced(syllables(text)), tuple(map(folded, saying.means)))


def _spaced(sound: Iterable[str]) -> str:
    return "".join(f" {part}" for part in sound)


NOTHING_TO_FIND = Search((), EverydayWords())
