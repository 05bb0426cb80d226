"""How Chinese sounds: the syllables of a name, and what somebody types for them with letters."""

import re
import unicodedata

MOST_TYPED = 40
"""Longer input is cut (our choice: the longest name has 30 characters; a pattern of many letters gets slow)."""
_NOISE = re.compile(r"[^\w]|_")
_SOUTHERN = ((re.compile(r"^([zcs])h"), r"\1"), (re.compile(r"^n"), "l"), (re.compile(r"ng$"), "n"))


def folded(text: str) -> str:
    """One form for what means the same: half width, small letters, no spaces, no signs."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of folded text, without tones; letters and digits among the Han stay together as written."""
    from pypinyin import Style, lazy_pinyin  # takes a second: a core that comes back needs it only at the first search

    return tuple(part.replace("ü", "v") for part in lazy_pinyin(text, style=Style.NORMAL))


def as_said_in_the_south(syllable: str) -> str:
    """One form for syllables that many people of Guangdong do not tell apart: zh/z, ch/c, sh/s, n/l, -ng/-n."""
    for pattern, plain in _SOUTHERN:
        syllable = pattern.sub(plain, syllable)
    return syllable.replace("v", "u")


def typed(letters: str) -> re.Pattern[str]:
    """What finds the letters in syllables that are written ` like this`, each with a space before it.

    A syllable may be written out, begun, or stand for itself by its first letter, mixed at will: yanglao, yl, ylao.
    """
    return re.compile(" " + "(?:[a-z0-9]* )??".join(map(re.escape, letters[:MOST_TYPED])))
