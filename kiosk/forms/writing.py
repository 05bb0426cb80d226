"""Text that is being written on the glass: what stands there, letters and strokes that are no character yet.

Pure: what a key makes of it. Nothing is learned and nothing outlives the session that holds it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Self

from opencc import OpenCC

from kiosk.forms.form import Board
from kiosk.forms.hanzi.handwriting import MOST_STROKES, Handwriting, Stroke
from kiosk.forms.hanzi.pinyin import MOST_LETTERS, Pinyin
from kiosk.taps import BoardChosen, CharacterChosen, Cleared, Digit, Erased, ListTurned, Stroked, Tap, Typed, Written
from kiosk.view import Language

SPACE = " "
BATCH_OF_CANDIDATES = 24
"""In one View: every one of them is drawn anew at each key."""


@dataclass(frozen=True, eq=False)
class Aids:
    """What turns letters and strokes into characters."""

    pinyin: Pinyin = field(default_factory=lambda: Pinyin({}), repr=False)
    handwriting: Handwriting | None = field(default=None, repr=False)
    """None where it is not installed: then nobody is offered to write by hand."""
    traditional: Callable[[str], str] | None = field(default=None, repr=False)
    """Writes simplified characters as in Hong Kong, where those are to be offered; None: as they are."""

    @classmethod
    @cache
    def load(cls) -> Self:
        """All that is installed, in a third of a second; once, for everybody."""
        made = cls(Pinyin.load(), Handwriting.find(), OpenCC("s2hk").convert)
        # Made now, so that nobody's first key waits for it.
        _ = made.examples
        return made

    def in_script(self, language: Language) -> Self:
        """For somebody who reads that language."""
        return self if language == "zh-Hant" else replace(self, traditional=None)

    def scripted(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """As they are to be offered: a single character in both scripts, because names are written in either."""
        if self.traditional is None or not found:
            return found
        written = self.traditional("\n".join(found)).split("\n")
        both = ((new, old) if len(old) == 1 else (new,) for new, old in zip(written, found, strict=True))
        return tuple(dict.fromkeys(one for pair in both for one in pair))

    @cached_property
    def examples(self) -> Mapping[str, str]:
        """A usual word for each character that may be offered, in the same script."""
        words = self.pinyin.examples
        if self.traditional is None or not words:
            return words
        written = self.traditional("\n".join(f"{one}{word}" for one, word in words.items())).split("\n")
        # 沈 stays itself, its word becomes 瀋陽: what names another character names none.
        return {**words, **{line[0]: line[1:] for line in written if line[0] in line[1:]}}

    def boards(self, wanted: tuple[Board, ...]) -> tuple[Board, ...]:
        """Those that work here."""
        there = tuple(board for board in wanted if board != "handwriting" or self.handwriting is not None)
        return there or ("pinyin",)


NO_AIDS = Aids()


@dataclass(frozen=True, slots=True)
class Writing:
    """The state of one field."""

    text: str = field(default="", repr=False)
    board: Board = "pinyin"
    letters: str = field(default="", repr=False)
    """Pinyin that is no character yet."""
    strokes: tuple[Stroke, ...] = field(default=(), repr=False)
    batch: int = 0
    """Which batch of the candidates is shown."""


def candidates(writing: Writing, aids: Aids) -> tuple[str, ...]:
    """What the letters or strokes may mean, the likeliest first."""
    if writing.letters:
        return aids.scripted(tuple(candidate.text for candidate in aids.pinyin.candidates(writing.letters)))
    if writing.strokes and aids.handwriting is not None:
        return aids.scripted(aids.handwriting.candidates(writing.strokes))
    return ()


def after(writing: Writing, tap: Tap, aids: Aids, most: int) -> Writing:
    """What a key makes of it.

    Args:
        writing: as it is.
        tap: the key; one that means nothing here changes nothing.
        aids: what knows characters.
        most: characters that the field takes.
    """
    match tap:
        case CharacterChosen(text):
            return _chosen(writing, text, aids, most)
        case Written(character) if writing.board == "pinyin" and character.isalpha() and character.isascii():
            letters = (writing.letters + character.lower())[:MOST_LETTERS]
            return replace(writing, letters=letters, batch=0)
        case Written("'") if writing.letters and not writing.letters.endswith("'"):
            return replace(writing, letters=(writing.letters + "'")[:MOST_LETTERS], batch=0)
        case Written(character) if character == SPACE and (writing.letters or writing.strokes):
            first = candidates(writing, aids)[:1]
            return _chosen(writing, first[0], aids, most) if first else writing
        case Written(character) | Typed(character) | Digit(character) if not writing.letters:
            return _with(writing, writing.text + character, most)
        case Stroked(points) if len(writing.strokes) < MOST_STROKES:
            return replace(writing, strokes=(*writing.strokes, points), batch=0)
        case Erased():
            return _erased(writing)
        case Cleared():
            return replace(writing, text="", letters="", strokes=(), batch=0)
        case ListTurned(by) if 0 <= (writing.batch + by) * BATCH_OF_CANDIDATES < len(candidates(writing, aids)):
            return replace(writing, batch=writing.batch + by)
        case BoardChosen(board):
            return replace(writing, board=board, letters="", strokes=(), batch=0)
    return writing


def _chosen(writing: Writing, text: str, aids: Aids, most: int) -> Writing:
    """A finger may come late, when other candidates stand there: then it means nothing."""
    if text not in candidates(writing, aids):
        return writing
    found = aids.pinyin.candidates(writing.letters)
    used = next((one.letters for one in found if text in aids.scripted((one.text,))), 0)
    rest = writing.letters[used:].lstrip("'")
    return replace(_with(writing, writing.text + text, most), letters=rest, strokes=(), batch=0)


def _with(writing: Writing, text: str, most: int) -> Writing:
    return replace(writing, text=text) if len(text) <= most and text.strip() else writing


def _erased(writing: Writing) -> Writing:
    """The last letter or stroke that is no character yet, else the last character."""
    if writing.letters:
        return replace(writing, letters=writing.letters[:-1], batch=0)
    if writing.strokes:
        return replace(writing, strokes=writing.strokes[:-1], batch=0)
    return replace(writing, text=writing.text[:-1])
