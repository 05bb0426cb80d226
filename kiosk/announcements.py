"""What a terminal announces on its first screen and in its loop: a prepared sentence, while it is true."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic.dataclasses import dataclass as checked_dataclass

import config
from config.toml_file import Block, checked
from kiosk.view import Language

FILE = Path(config.__file__).parent / "announcements.toml"
ITEM = "notices"
"""Of the catalogue: all that is announced stands there too."""
MOST = 6
"""Announced at once (our choice: nobody reads more)."""


class _Words(Block):
    zh_hans: Annotated[str, Field(alias="zh-Hans", min_length=1, max_length=60)]
    zh_hant: Annotated[str, Field(alias="zh-Hant", min_length=1, max_length=60)]
    en: Annotated[str, Field(min_length=1, max_length=120)]

    def of(self, language: Language) -> str:
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]


class Kind(_Words):
    """One prepared sentence."""

    id: Annotated[str, Field(pattern=r"^[a-z-]{3,20}$")]
    times: bool = True
    """Whether its times stand in it."""


class CityLines(Block):
    """What a city says of itself."""

    code: Annotated[str, Field(pattern=r"^\d{6}$")]
    lines: Annotated[tuple[_Words, ...], Field(min_length=1)]


class Sentences(Block):
    """The file config/announcements.toml."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    cities: tuple[CityLines, ...] = ()


@cache
def sentences() -> Sentences:
    """Read the file.

    Raises:
        SettingsError: it cannot be used.
    """
    return checked(Sentences, FILE)


@checked_dataclass(frozen=True, slots=True)
class Announcement:
    """One of them."""

    kind: str
    begins: datetime
    ends: datetime
    days_before: int = 0
    """From when it is told, before it begins."""

    def is_told(self, now: datetime) -> bool:
        """Whether residents see it."""
        return self.begins - timedelta(days=self.days_before) <= now < self.ends

    def said(self, language: Language) -> str:
        """In words; empty where the sentence is no longer among the prepared ones."""
        kind = next((one for one in sentences().kinds if one.id == self.kind), None)
        if kind is None:
            return ""
        return kind.of(language).format_map({"from": _when(self.begins, language), "until": _when(self.ends, language)})


def _when(moment: datetime, language: Language) -> str:
    if language == "en":
        return f"{moment:%-d %b %H:%M}"
    return f"{moment.month}月{moment.day}日{moment.hour}" + ("时" if language == "zh-Hans" else "時")


@dataclass(frozen=True, slots=True)
class AnnouncementsTold:
    """What residents are told now. Concerns the terminal, not the visit."""

    announcements: tuple[Announcement, ...] = ()
    scenes_off: frozenset[str] = frozenset()
    """Pictures of the loop that staff took out."""


NOTHING_TOLD = AnnouncementsTold()


def written(announcements: Iterable[Announcement]) -> str:
    """To be kept."""
    told: list[dict[str, Any]] = [asdict(one) for one in announcements]
    return json.dumps(told, default=datetime.isoformat, ensure_ascii=False)


def read(text: str) -> tuple[Announcement, ...]:
    """What was kept; nothing where it cannot be read: an announcement is no reason not to serve."""
    try:
        return tuple(Announcement(**one) for one in json.loads(text or "[]"))
    except (ValueError, TypeError, ValidationError):
        return ()


class Announcing:
    """Looks every half minute.

    Args:
        kept: all announcements as they are kept.
        scenes_off: pictures that staff took out of the loop.
        now: the wall clock.
    """

    def __init__(
        self, kept: Callable[[], str], scenes_off: Callable[[], Iterable[str]], now: Callable[[], datetime]
    ) -> None:
        self._kept, self._scenes_off, self._now = kept, scenes_off, now
        self._due = 0.0
        self._last = AnnouncementsTold()

    def look(self, seconds: float) -> AnnouncementsTold | None:
        """What has changed; None for nothing, and before its time.

        Args:
            seconds: `Clock.monotonic`.
        """
        if seconds < self._due:
            return None
        self._due = seconds + 30.0
        now = self._now()
        told = AnnouncementsTold(
            tuple(one for one in read(self._kept()) if one.is_told(now) and one.said("zh-Hans"))[:MOST],
            frozenset(self._scenes_off()),
        )
        if told == self._last:
            return None
        self._last = told
        return told


def city_lines(city: str, language: Language) -> tuple[str, ...]:
    """What that city says of itself in the loop."""
    return tuple(line.of(language) for one in sentences().cities if one.code == city for line in one.lines)
