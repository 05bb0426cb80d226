"""Text as it is read aloud: numbers, dates, times and codes in words, Han characters in pinyin where a voice needs it.

espeak-ng 1.51 reads long numbers as wrong quantities and Han characters without regard to the words they stand in
(重庆, 银行, 长者, 会计, 音乐); so all of that is decided here, and by pypinyin's table of phrases.
"""

import re
import unicodedata
from collections.abc import Callable

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from drivers.sound import Language
from drivers.sound.numerals import counted, spelled

_CODE_DIGITS = 5
"""So many digits in a row are a code (our choice: no quantity on a terminal is as large)."""
_AMOUNTS = "元人户戶"
_AMOUNT_DIGITS = 12
"""What stands before these is an amount, up to so many digits."""
_TAIL = 4
"""So much of a masked number is said."""
_MEASURES = "张張个個次位份件本天种種条條项項页頁秒分件元"
"""Before these two is 两 (年, 月, 日 and 号 are dates)."""
_PAUSES = str.maketrans("，。？！：；、（）“”—·", ",.?!:;,,,  ,,")
_LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *("ei1", "bi4", "xi1", "di4", "yi4", "ai2 fu2", "ji4", "ai2 chi2", "ai4", "jie4", "kai4", "ai2 le5"),
            *("ai2 mu3", "en1", "ou1", "pi1", "kou4", "a4", "ai2 si5", "ti4", "you1", "wei1", "da2 bu5 liu4"),
            *("ai2 ke5 si5", "wai4", "zei4"),
        ),
        strict=True,
    )
)
"""Letters as people in China say them (our choice)."""

load_phrases_dict(
    {
        **{f"{before}长": [[sound], ["cháng"]] for before, sound in (("很", "hěn"), ("多", "duō"), ("太", "tài"))},
        "长时间": [["cháng"], ["shí"], ["jiān"]],
        "还在": [["hái"], ["zài"]],
        "为了": [["wèi"], ["le"]],
        "发卡": [["fā"], ["kǎ"]],
        **{f"{verb}得": [[sound], ["de"]] for verb, sound in (("放", "fàng"), ("等", "děng"), ("记", "jì"))},
    }
)
"""What pypinyin's own table lacks, of words that stand in config/texts."""


def as_read(text: str, language: Language) -> str:
    """What the voice of that language is given."""
    # Control characters are commands to espeak-ng.
    plain = "".join(" " if unicodedata.category(one).startswith("C") else one for one in text)
    if language is Language.ENGLISH:
        return _replaced(plain, _ENGLISH)
    words = _replaced(plain, _CHINESE)
    return in_pinyin(words) if language is Language.MANDARIN else words


def in_pinyin(text: str) -> str:
    """Han characters become syllables with tone digits, Latin letters their names; the pauses stay."""
    parts = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=_other)
    return re.sub(r"\s+", " ", " ".join(parts)).strip()


def _other(text: str) -> str:
    return " ".join(_LETTERS.get(one.upper(), one.translate(_PAUSES)) for one in text)


def _replaced(text: str, rules: "tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]") -> str:
    for pattern, said in rules:
        text = pattern.sub(said, text)
    return text


def _number(digits: str, following: str = "", before: str = "") -> str:
    is_code = len(digits) >= _CODE_DIGITS and not (
        following and following in _AMOUNTS and len(digits) <= _AMOUNT_DIGITS
    )
    if is_code or (len(digits) > 1 and digits.startswith("0")):
        return spelled(digits)
    if digits == "2" and following in _MEASURES and following and before != "第":
        return "两"
    return counted(int(digits))


def _day(match: re.Match[str]) -> str:
    year, month, day = match["year"], int(match["month"]), match["day"]
    return f"{spelled(year)}年{counted(month)}月" + (f"{counted(int(day))}日" if day else "")


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    if minute == 0:
        return f"{_hour(hour)}点"
    rest = "半" if minute == 30 else f"{'零' if minute < 10 else ''}{counted(minute)}分"
    return f"{_hour(hour)}点{rest}"


def _hour(hour: int) -> str:
    return "两" if hour == 2 else counted(hour)


def _tail(match: re.Match[str]) -> str:
    return f"尾号{spelled(match['tail'][-_TAIL:])}"


def _decimal(match: re.Match[str]) -> str:
    return f"{counted(int(match['whole']))}点{spelled(match['rest'])}"


def _letters_apart(match: re.Match[str]) -> str:
    return " ".join(match[0])


def _called(match: re.Match[str]) -> str:
    return spelled(match[0]).replace("一", "幺")


_CHINESE: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"[0-9A-Za-z]*[*•]{2,}(?P<tail>[0-9A-Za-z]+)"), _tail),
    (re.compile(r"[*•]{2,}"), lambda _: "隐去"),
    (re.compile(r"(?<=[\u2e80-\u9fff])[*•]|[*•](?=[\u2e80-\u9fff])"), lambda _: "某"),
    (
        re.compile(
            r"(?<!\d)(?P<year>(?:19|20)\d\d)[-./年](?P<month>1[0-2]|0?[1-9])"
            r"(?:[-./月](?P<day>3[01]|[12]\d|0?[1-9])(?:日|(?!\d))|月|(?!\d))"
        ),
        _day,
    ),
    (re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?!\d)"), _time),
    # Numbers that one calls in danger are never quantities, and their one is 幺.
    (re.compile(rf"(?<![\d.第])(?:110|119|120|122|12345|12333)(?![\d.%{_MEASURES}])"), _called),
    (re.compile(r"(?<!\d)(\d{1,3})%"), lambda match: f"百分之{counted(int(match[1]))}"),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)"), lambda match: spelled(match[1])),
    (re.compile(r"(?<![\d.])(?P<whole>\d{1,4})\.(?P<rest>\d{1,4})(?![\d.])"), _decimal),
    (re.compile(r"\s*(?:—|–|~|～)\s*"), lambda _: "到"),
    (re.compile(r"(?<=[A-Za-z])\d+|\d+(?=[A-Za-z])"), lambda match: spelled(match[0])),
    (re.compile(r"(?<=[-/])\d+"), lambda match: spelled(match[0])),
    (
        re.compile(r"(?P<before>第?)(?P<digits>\d+)(?P<following>.?)"),
        lambda match: (
            match["before"] + _number(match["digits"], match["following"], match["before"]) + match["following"]
        ),
    ),
    (re.compile(r"[A-Z]{2,}"), _letters_apart),
    (re.compile(r"[-/]"), lambda _: "，"),
)
_ENGLISH: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"[0-9A-Za-z]*[*•]{2,}(?P<tail>[0-9A-Za-z]+)"),
        lambda match: f"ending in {' '.join(match['tail'][-_TAIL:])}",
    ),
    (re.compile(r"[*•]+"), lambda _: " "),
    (re.compile(rf"\d{{{_CODE_DIGITS},}}|(?<!\d)0\d+"), _letters_apart),
    (re.compile(r"\s*(?:—|–)\s*"), lambda _: " to "),
)
