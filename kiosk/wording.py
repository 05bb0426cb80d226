"""A text of a data file in the three languages of the screens."""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from config.toml_file import Block

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SYLLABLE = re.compile(r"^[a-zü]+[1-5]$")


def abreast(language: str, *told: str) -> str:
    """Facts that stand beside each other in one line; what is empty is left out.

    The wide space (U+3000) is as wide as a Han character: in an English line it is a hole.
    """
    return (", " if language == "en" else "\u3000").join(one for one in told if one)


def sentences(language: str, *told: str) -> str:
    """A headline and what follows it, as one text; English ends each with its full stop."""
    if language != "en":
        return abreast(language, *told)
    return " ".join(one if one.endswith((".", "?", "!")) else f"{one}." for one in told if one)


class Wording(Block):
    """The same text three times; none may be missing."""

    zh_hans: Annotated[str, Field(alias="zh-Hans", min_length=1, max_length=200)]
    zh_hant: Annotated[str, Field(alias="zh-Hant", min_length=1, max_length=200)]
    en: Annotated[str, Field(min_length=1, max_length=400)]

    def of(self, language: str) -> str:
        """The text in a language of kiosk.view.Language."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]


def day_of_year(day: date) -> Wording:
    """A day of these months: 12月4日, 4 Dec. In figures alone some would read it as the twelfth of April."""
    han = f"{day.month}月{day.day}日"
    return Wording(**{"zh-Hans": han, "zh-Hant": han, "en": f"{day.day} {_ENGLISH_MONTHS[day.month - 1]}"})


def day_wording(day: date) -> Wording:
    """A day of the next weeks, as people say it: 11月23日 周一, Mon 23 Nov."""
    told, weekday = day_of_year(day), "一二三四五六日"[day.weekday()]
    english = f"{_ENGLISH_DAYS[day.weekday()]} {told.en}"
    return Wording(
        **{"zh-Hans": f"{told.zh_hans} 周{weekday}", "zh-Hant": f"{told.zh_hant} 週{weekday}", "en": english}
    )


class SpokenName(Wording):
    """A name that fits a tile, and how its simplified form is said."""

    zh_hans: Annotated[str, Field(alias="zh-Hans", min_length=1, max_length=30)]
    zh_hant: Annotated[str, Field(alias="zh-Hant", min_length=1, max_length=30)]
    en: Annotated[str, Field(min_length=1, max_length=60)]
    pinyin: Annotated[str, Field(description="A syllable with its tone for each Han of zh-Hans: she4 bao3; 5 is none.")]

    @model_validator(mode="after")
    def _says_every_character(self) -> Self:
        said = self.pinyin.split()
        if odd := next((one for one in said if not _SYLLABLE.match(one)), None):
            raise PydanticCustomError("pinyin", "has '{odd}', which is no syllable with its tone", {"odd": odd})
        if len(said) != len(_HAN.findall(self.zh_hans)):
            raise PydanticCustomError("pinyin", "must say every Han of zh-Hans, one syllable each")
        return self
