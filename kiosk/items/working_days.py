"""Which days the offices work (with 调休), and what a promise of so many working days means on the calendar.

A promise in a year whose arrangement is not published yet is still counted, and says that it may move.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

import config
from config.toml_file import Block, SettingsError, checked
from kiosk.wording import Wording

DAY = timedelta(days=1)
SATURDAY = 5


class Holiday(Block):
    """Days off in a row, and the weekend days that are worked for them."""

    name: Wording
    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    worked: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _is_a_stretch(self) -> Self:
        if self.last < self.first:
            raise PydanticCustomError("stretch", "ends before it begins: correct 'from' or 'to'", {"key": "holiday"})
        for day in self.worked:
            if day.weekday() < SATURDAY or self.first <= day <= self.last:
                raise PydanticCustomError(
                    "worked",
                    "has {day} in 'worked', which is no weekend day outside it",
                    {"key": "holiday", "day": day},
                )
        return self

    def days(self) -> Iterator[date]:
        """Every day off, weekends in it too."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * DAY


class YearArrangement(Block):
    """One file of config/calendar."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    source: Annotated[str, Field(min_length=10, max_length=200, description="Who has published it, number and date.")]
    arranged: Annotated[bool, Field(description="false: only the days of the law, the year's arrangement is not out.")]
    holiday: tuple[Holiday, ...]

    @model_validator(mode="after")
    def _lies_in_the_year(self) -> Self:
        taken: set[date] = set()
        for holiday in self.holiday:
            days = [*holiday.days(), *holiday.worked]
            if taken & set(days) or any(day.year != self.year for day in days):
                raise PydanticCustomError(
                    "days", "of {name} lie in another year, or twice", {"key": "holiday", "name": holiday.name.en}
                )
            taken |= set(days)
        return self


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a promise."""

    day: date
    is_settled: bool
    """False: it depends on an arrangement that is not published yet."""


class WorkingDays:
    """The calendar of the offices.

    Args:
        years: the known ones. In any other year Monday to Friday are worked, and nothing is settled.
    """

    def __init__(self, years: Iterable[YearArrangement]) -> None:
        known = tuple(years)
        self._settled = frozenset(year.year for year in known if year.arranged)
        self._off = {day: holiday for year in known for holiday in year.holiday for day in holiday.days()}
        self._worked = frozenset(day for year in known for holiday in year.holiday for day in holiday.worked)

    def is_working(self, day: date) -> bool:
        """Whether the offices work on that day."""
        return day in self._worked or (day.weekday() < SATURDAY and day not in self._off)

    def is_settled(self, day: date) -> bool:
        """Whether the arrangement of that day's year is published."""
        return day.year in self._settled

    def holiday(self, day: date) -> Holiday | None:
        """The holiday that the day belongs to, None on any other day, be it a weekend."""
        return self._off.get(day)

    def due(self, accepted: date, days: int) -> Due:
        """The last day on which a promise of so many working days is kept.

        The day of acceptance itself is not counted (民法典 第二百零一条), only working days are (行政许可法
        第八十二条). A promise of 0 days is for the same day, whatever day it is.
        """
        day, left = accepted, days
        while left > 0:
            day += DAY
            left -= self.is_working(day)
        return Due(day, all(year in self._settled for year in range(accepted.year, day.year + 1)))

    def left(self, today: date, due: date) -> int:
        """Working days from tomorrow to the due day, it included; below 0 it is overdue by so many."""
        if due < today:
            return -self.left(due, today)
        return sum(self.is_working(today + number * DAY) for number in range(1, (due - today).days + 1))


def load_working_days(folder: Path | None = None) -> WorkingDays:
    """The calendar of the files in a folder; the package's own by default.

    Raises:
        SettingsError: naming file, key and cure.
    """
    years = []
    for path in sorted((folder or Path(config.__file__).parent / "calendar").glob("*.toml")):
        year = checked(YearArrangement, path)
        if path.stem != str(year.year):
            raise SettingsError(f"{path}: 'year' {year.year} is not the name of the file: make them the same")
        years.append(year)
    return WorkingDays(years)
