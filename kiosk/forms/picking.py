"""Big pickers: an answer in a few touches, each one of a page of large choices. A date by decade, year, month, day.

A way is what was touched so far, as ids. Pure: what day it is and what lies where comes with `Known`.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, assert_never

from kiosk.forms.divisions import DIGITS, Divisions
from kiosk.forms.form import ADate, Answer, Choice, City, FromList, Months, Period, Picked, Region
from kiosk.wording import Wording

OWN: Final = "own"
"""Of a period: none of the presets."""
MOST_YEARS: Final = 12
"""More years than fit on a page are asked for by decade first."""
Way = tuple[str, ...]
Unit = Literal["", "decade", "year", "month", "day"]


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing to touch."""

    id: str
    name: Wording | str = ""
    """In three languages, or the same in all; empty where `unit` says it."""
    unit: Unit = ""
    """The id is the number of one: 1990s, 1994, 3, 15."""
    hint: Wording | str = ""
    icon: str = ""


Lists = Mapping[str, tuple[Pick, ...]]
"""What a flow offers, by the name that the form uses (`of`); the cities under CITIES."""
CITIES: Final = "cities"
NO_LISTS: Final[Lists] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """What a picker has to know."""

    today: date | None
    """None where nobody has told yet: then no day and no month can be picked."""
    divisions: Divisions = field(repr=False)
    lists: Lists = field(default_factory=dict, repr=False)


def picks(question: Picked, way: Way, known: Known) -> tuple[Pick, ...]:
    """What can be touched now; nothing where the way has come to its end, or where there is nothing to choose."""
    today = known.today
    match question:
        case Choice(options=options):
            given = tuple(Pick(one.id, one.name, hint=one.hint or "", icon=one.icon) for one in options)
            return () if way else given
        case FromList(of=of):
            return () if way else known.lists.get(of, ())
        case City():
            return () if way else known.lists.get(CITIES, ())
        case Region(down_to=depth):
            below = known.divisions.below(way[-1] if way else "", DIGITS[depth])
            return tuple(Pick(code, known.divisions.called(code)) for code in below)
        case ADate(earliest=earliest, latest=latest) if today is not None:
            return _in_days(way, day(earliest, today), day(latest, today))
        case Period() if today is not None:
            return _in_periods(question, way, today)
        case ADate() | Period():
            return ()
        case _:
            assert_never(question)


def onward(question: Picked, way: Way, known: Known) -> Way:
    """The way, and what lies on it where there is no choice: a year with one month, a county with one town."""
    if isinstance(question, Choice | FromList | City) or (isinstance(question, Period) and not way):
        return way
    offered = picks(question, way, known)
    return onward(question, (*way, offered[0].id), known) if len(offered) == 1 else way


def answer(question: Picked, way: Way, known: Known) -> Answer | None:
    """What the way means at its end; None before."""
    today = known.today
    if not way or picks(question, way, known):
        return None
    match question:
        case Choice() | FromList() | City() | Region():
            return way[-1]
        case ADate():
            year, month, of_month = _numbers(way)
            return date(year, month, of_month)
        case Period(presets=presets):
            if way[0] != OWN:
                months = next(preset.months for preset in presets if preset.id == way[0])
                return Months(_back(today, months - 1), f"{today:%Y%m}") if today is not None else None
            first_year, first_month, last_year, last_month = _numbers(way[1:])
            return Months(f"{first_year}{first_month:02}", f"{last_year}{last_month:02}")
        case _:
            assert_never(question)


def start(question: Picked, city: str, known: Known) -> Way:
    """Where a picker begins: a region at the terminal's own city."""
    if isinstance(question, Region):
        # Settings write a city with six digits, the register with four.
        way = known.divisions.way_to(city.removesuffix("00"))
        return tuple(code for code in way if len(code) < DIGITS[question.down_to])
    return onward(question, (), known)


_DECADE = "s"
"""Ends the id of a decade: 1990s."""
_RELATIVE = re.compile(r"([+-])(\d+)([ymd])")


def day(written: str, today: date) -> date:
    """A day as forms write it: 1990-01-01, today, today-120y, today+3m, today-30d."""
    if not written.startswith("today"):
        return date.fromisoformat(written)
    found = _RELATIVE.search(written)
    if found is None:
        return today
    count = int(found[2]) * (1 if found[1] == "+" else -1)
    if found[3] == "d":
        return today + timedelta(days=count)
    months = today.year * 12 + today.month - 1 + count * (12 if found[3] == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _numbers(way: Way) -> tuple[int, ...]:
    """The years, months and days of a way, without its decades."""
    return tuple(int(step) for step in way if not step.endswith(_DECADE))


def _in_days(way: Way, earliest: date, latest: date) -> tuple[Pick, ...]:
    span = _Span(earliest, latest)
    offered, rest = _to_a_month(span, way)
    if offered or rest:
        return offered
    year, month = _numbers(way)
    return span.days(year, month)


def _in_periods(question: Period, way: Way, today: date) -> tuple[Pick, ...]:
    """The presets and 自己选; then year and month of the beginning, year and month of the end."""
    if not way:
        own = (Pick(OWN, icon="clock"),) if question.own else ()
        return (*(Pick(preset.id, preset.name) for preset in question.presets), *own)
    if way[0] != OWN:
        return ()
    offered, rest = _to_a_month(_Span(day(question.earliest, today), today), way[1:])
    if offered:
        return offered
    year, month = _numbers(way[1:])[:2]
    return _to_a_month(_Span(date(year, month, 1), today), rest)[0]


def _to_a_month(span: "_Span", way: Way) -> tuple[tuple[Pick, ...], Way]:
    """What is to be touched on the way to a month, nothing at its end; and the rest of the way."""
    decade = None
    if span.has_decades:
        if not way:
            return span.decades(), ()
        decade, way = int(way[0].removesuffix(_DECADE)), way[1:]
    match way:
        case ():
            return span.years(decade), ()
        case (year,):
            return span.months(int(year)), ()
    return (), way[2:]


@dataclass(frozen=True, slots=True)
class _Span:
    """Days between two, both included."""

    earliest: date
    latest: date

    @property
    def has_decades(self) -> bool:
        return self.latest.year - self.earliest.year >= MOST_YEARS

    def decades(self) -> tuple[Pick, ...]:
        return tuple(
            Pick(f"{year}{_DECADE}", unit="decade")
            for year in range(self.earliest.year // 10 * 10, self.latest.year + 1, 10)
        )

    def years(self, decade: int | None) -> tuple[Pick, ...]:
        first, last = (self.earliest.year, self.latest.year) if decade is None else (decade, decade + 9)
        years = range(max(first, self.earliest.year), min(last, self.latest.year) + 1)
        return tuple(Pick(str(year), unit="year") for year in years)

    def months(self, year: int) -> tuple[Pick, ...]:
        return tuple(
            Pick(str(month), unit="month")
            for month in range(1, 13)
            if date(year, month, 1) <= self.latest
            and date(year, month, calendar.monthrange(year, month)[1]) >= self.earliest
        )

    def days(self, year: int, month: int) -> tuple[Pick, ...]:
        return tuple(
            Pick(str(of_month), unit="day")
            for of_month in range(1, calendar.monthrange(year, month)[1] + 1)
            if self.earliest <= date(year, month, of_month) <= self.latest
        )


def _back(today: date, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return f"{year}{month + 1:02}"
