"""省/市/区/镇: config/registers/divisions.csv, read once; 45 000 names by the codes of GB/T 2260 and the statistics."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Self

from opencc import OpenCC

import config
from kiosk.sounds import syllables
from kiosk.wording import Wording

FILE: Final = Path(config.__file__).parent / "registers" / "divisions.csv"
DIGITS: Final = {"province": 2, "city": 4, "county": 6, "town": 9}
"""Of a code, by the level that it names."""
_NO_PLACES: Final = frozenset(("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"))
"""What the register writes where there is no city between province and county: nobody lives there."""
_KINDS: Final = {
    "街道": "Subdistrict",
    "自治州": "Prefecture",
    "自治县": "County",
    "自治旗": "Banner",
    "地区": "Prefecture",
    "高新技术产业开发区": "High-Tech Zone",
    "经济技术开发区": "Development Zone",
    "经济开发区": "Development Zone",
    "省": "",
    "市": "",
    "区": "District",
    "县": "County",
    "旗": "Banner",
    "盟": "League",
    "镇": "Town",
    "乡": "Township",
}
"""The end of a name, and what stands for it in English, longer ends first; of a province and a city nothing does."""
_ENGLISH: Final = {
    "内蒙古自治区": "Inner Mongolia",
    "广西壮族自治区": "Guangxi",
    "西藏自治区": "Xizang",
    "陕西省": "Shaanxi",
    "宁夏回族自治区": "Ningxia",
    "新疆维吾尔自治区": "Xinjiang",
    "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macao",
    "秋长街道": "Qiuchang Subdistrict",
    "新圩镇": "Xinxu Town",
}
"""Provinces as the State Council calls them (english.www.gov.cn); towns that are read otherwise than usual."""
_PEOPLE: Final = re.compile(
    "("
    "蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|"
    "乌孜别克族|俄罗斯族|鄂温克族|保安族|裕固族|京族|独龙族|鄂伦春族|赫哲族|各族"
    ")"
)
"""A people (GB/T 3304) that an autonomous place is named after stands as a word of its own."""
_WORD: Final = 4
"""Characters of the longest name written as one word; of longer ones each is one, so that a line can end between them
(ISO 7098 lets both stand). Our choice: a tile holds 16 letters."""


@dataclass(frozen=True, eq=False)
class Divisions:
    """Names, and what lies in what."""

    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """Codes one level below; those of the country below the empty one."""

    @classmethod
    @cache
    def load(cls, path: Path = FILE) -> Self:
        """Read them, in 60 ms; once, for everybody."""
        lines = path.read_text("utf-8").splitlines()[1:]
        names = dict(line.split(",", 1) for line in lines)
        inside: defaultdict[str, list[str]] = defaultdict(list)
        for code in names:
            inside[_above(code)].append(code)
        return cls(names, {code: tuple(below) for code, below in inside.items()})

    def below(self, code: str, down_to: int) -> tuple[str, ...]:
        """What lies in a division (in the country: empty), down to codes of so many digits; nothing: it is an end.

        Where only the register has a level, and where a city or county holds nothing but itself, the next one is given.
        """
        found: list[str] = []
        for one in self.inside.get(code, ()):
            if len(one) > down_to:
                break
            if self.names[one] in _NO_PLACES or self.names[one] == self.names.get(code):
                found += self.below(one, down_to)
            else:
                found.append(one)
        return tuple(found)

    def way_to(self, code: str) -> tuple[str, ...]:
        """The divisions that it lies in, from the province to itself; nothing for what is not known."""
        if code not in self.names:
            return ()
        above = self.way_to(_above(code)) if _above(code) else ()
        is_seen = self.names[code] not in _NO_PLACES and not (above and self.names[above[-1]] == self.names[code])
        return (*above, code) if is_seen else above

    def city(self, code: str) -> str:
        """A city's name by its six digits; most stand in the register with four. What is not known stays a number."""
        return self.names.get(code) or self.names.get(code[: DIGITS["city"]], code)

    def called(self, code: str) -> Wording:
        """Its name on the glass: as it is registered, in the other script, and in letters for who reads no Chinese."""
        return _in_every_language(self.city(code))

    def whole_name(self, code: str) -> str:
        """As one writes it on a letter: 广东省惠州市惠阳区淡水街道."""
        return "".join(self.names[one] for one in self.way_to(code))


@cache
def _in_every_language(name: str) -> Wording:
    kind = next((one for one in _KINDS if name.endswith(one) and len(name) > len(one) + 1), "")
    stem = name.removesuffix(kind)
    words = [_in_letters(part) for part in _PEOPLE.split(stem) if part]
    english = _ENGLISH.get(name) or " ".join((*words, _KINDS.get(kind, ""))).strip()
    return Wording(**{"zh-Hans": name, "zh-Hant": _to_traditional().convert(name), "en": english})


def _in_letters(part: str) -> str:
    """Typed with a v, written with an ü: 旅顺口 is Lüshunkou (ISO 7098)."""
    said = [one.replace("v", "ü") for one in syllables(part)]
    return "".join(said).capitalize() if len(part) <= _WORD else " ".join(one.capitalize() for one in said)


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


NO_DIVISIONS: Final = Divisions()


def _above(code: str) -> str:
    shorter = [digits for digits in (0, 2, 4, 6) if digits < len(code)]
    return code[: shorter[-1]]
