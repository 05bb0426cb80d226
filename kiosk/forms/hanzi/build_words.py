"""`python -m kiosk.forms.hanzi.build_words DICT`: write words.txt anew from a list of words with their frequency.

DICT is `jieba/dict.txt` of the package jieba 0.42.1 (MIT; words, counts of a corpus of 60 million). How they sound is
pypinyin's to say (MIT). Divisions and the words of the hall are added: whoever stands at a terminal writes them.
"""

import csv
import math
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click
from fontTools.ttLib import TTFont
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT

import config
from kiosk.forms.hanzi.pinyin import WORDS
from kiosk.items.everyday_words import load_everyday_words

LEAST_COUNT: Final = 10
"""Words that are rarer in 60 million stay out: 100 000 are enough (our choice)."""
MOST_CHARACTERS: Final = 6
DIVISION_COUNT: Final = 300
"""What the name of a division counts at least: as much as a middling city in that corpus (our choice)."""
HALL_COUNT: Final = 1500
"""What a word of the hall's business counts at least (our choice)."""
SECOND_READING: Final = 8
"""Weight that each further reading of a character costs: about a sixth as frequent (our choice)."""
FONT: Final = Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf"
"""What the screens write with: a character that it lacks is not offered."""
_HAN: Final = (0x3400, 0x9FFF)


@click.command()
@click.argument("dictionary", type=click.Path(exists=True, path_type=Path))
def main(dictionary: Path) -> None:
    """Write words.txt."""
    counts = Counter(dict(_counted(dictionary)))
    for name in _divisions():
        counts[name] = max(counts[name], DIVISION_COUNT)
    for word in _words_of_the_hall():
        counts[word] = max(counts[word], HALL_COUNT)
    drawn = frozenset(map(chr, TTFont(FONT).getBestCmap()))
    lines = _lines(_said(counts, drawn))
    WORDS.write_text("".join(lines), "utf-8")


def _counted(dictionary: Path) -> Iterator[tuple[str, int]]:
    for line in dictionary.read_text("utf-8").splitlines():
        word, count, _ = line.split()
        if _is_han(word) and (len(word) == 1 or (len(word) <= MOST_CHARACTERS and int(count) >= LEAST_COUNT)):
            yield word, int(count)


def _divisions() -> Iterator[str]:
    registers = Path(config.__file__).parent / "registers"
    for file in ("places.csv", "divisions.csv"):
        with (registers / file).open(encoding="utf-8", newline="") as rows:
            # Of the whole country down to the counties; of the own city every village.
            names = [row["name"] for row in csv.DictReader(rows) if file == "places.csv" or len(row["code"]) <= 6]
        yield from (name for name in names if _is_han(name) and len(name) <= MOST_CHARACTERS)


def _words_of_the_hall() -> Iterator[str]:
    said = [word for saying in load_everyday_words().saying for word in (*saying.said, *saying.means)]
    with (Path(config.__file__).parent / "registers" / "licences.csv").open(encoding="utf-8", newline="") as rows:
        named = [row["name"] for row in csv.DictReader(rows) if row["sample"] == "false"]
    yield from (word for word in (*said, *named) if _is_han(word) and 1 < len(word) <= MOST_CHARACTERS)


def _is_han(word: str) -> bool:
    return all(_HAN[0] <= ord(character) <= _HAN[1] for character in word)


def _said(counts: Counter[str], drawn: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    """Word, syllables with spaces, weight: ten times the decimal logarithm of the count."""
    for word, count in counts.items():
        if len(word) > 1 and drawn.issuperset(word):
            syllables = [part.replace("ü", "v") for part in lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)]
            if len(syllables) == len(word):
                yield word, " ".join(syllables), _weight(count)
    for point, readings in PINYIN_DICT.items():
        character = chr(point)
        if character in drawn and _is_han(character):
            least = 1 if _is_everyday(character) else 0
            for place, syllable in enumerate(_toneless(character, readings)):
                yield character, syllable, max(least, _weight(counts[character]) - place * SECOND_READING)


def _weight(count: int) -> int:
    return round(10 * math.log10(count)) + 2 if count else 0


def _is_everyday(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _toneless(character: str, readings: str) -> Iterable[str]:
    """The readings without tones, the commonest first, each once."""
    common = lazy_pinyin(character, style=Style.NORMAL, v_to_u=False)
    plain = [_without_tone(reading) for reading in readings.split(",")]
    return dict.fromkeys(part for part in (*common, *plain) if part.isascii() and part.isalpha())


def _without_tone(reading: str) -> str:
    split = unicodedata.normalize("NFD", reading).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(part for part in split if part.isascii())


def _lines(said: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    """A line for each row of first letters: `zs<TAB>zhang san=张三31,张山12;zhou san=...`."""
    groups: defaultdict[str, defaultdict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for word, syllables, weight in said:
        initials = "".join(part[0] for part in syllables.split())
        groups[initials][syllables].append((-weight, word))
    for initials in sorted(groups):
        spoken = [
            f"{syllables}={','.join(f'{word}{-weight}' for weight, word in sorted(words))}"
            for syllables, words in sorted(groups[initials].items())
        ]
        yield f"{initials}\t{';'.join(spoken)}\n"


if __name__ == "__main__":
    main()
