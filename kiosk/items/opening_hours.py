"""When a back end serves: its hours, its maintenance, and what that means at this minute. Pure; the time is given."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from config.toml_file import Block
from kiosk.items.working_days import DAY, WorkingDays
from kiosk.wording import day_of_year

SPAN = r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)"
Span = Annotated[str, Field(pattern=f"^{SPAN}$")]
"""e.g. 08:30-12:00; one that ends before it begins, as 22:00-06:00, goes on into the next day."""
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HORIZON_DAYS = 31
"""So far ahead an opening is looked for (our choice; the longest days off are nine in a row)."""
SOON = timedelta(minutes=30)
"""What closes within this time says so (our choice: the longest visit takes 20 minutes)."""


class Maintenance(Block):
    """A stretch in which a back end does not answer: every day, on a weekday, or on one date."""

    hours: Span
    weekday: Weekday | None = None
    day: date | None = None

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if self.weekday and self.day:
            raise PydanticCustomError("kind", "has 'weekday' and 'day': keep one", {"key": "maintenance"})
        return self

    def begins_on(self, day: date) -> bool:
        """Whether it begins on that day."""
        if self.day:
            return day == self.day
        return self.weekday is None or WEEKDAYS[day.weekday()] == self.weekday


class OpeningHours(Block):
    """When a back end serves. Without any setting: always."""

    days: Annotated[
        Literal["every", "working"], Field(description="Every day, or the working days of config/calendar.")
    ] = "every"
    hours: Annotated[tuple[Span, ...], Field(min_length=1, description="Stretches of the day.")] = ("00:00-24:00",)
    maintenance: tuple[Maintenance, ...] = ()

    @property
    def is_always(self) -> bool:
        """Whether it never closes."""
        return self == OpeningHours()


@dataclass(frozen=True, slots=True)
class Opening:
    """How it stands at one moment."""

    is_open: bool
    until: datetime | None
    """When that changes; None: not within the horizon."""


def opening(hours: OpeningHours, calendar: WorkingDays, now: datetime) -> Opening:
    """Whether a back end serves now, and until when that stays so.

    Args:
        hours: of the back end.
        calendar: of the offices.
        now: of the injected clock, in the zone in which the hours are meant.
    """
    if hours.is_always:
        return Opening(is_open=True, until=None)
    is_open = _serves(hours, calendar, now)
    for change in _changes(hours, now):
        if change > now and _serves(hours, calendar, change) != is_open:
            return Opening(is_open, change)
    return Opening(is_open, None)


def said(found: Opening, now: datetime, language: str) -> tuple[str, dict[str, str]]:
    """The key below `opening` in config/texts, and its values: 现在可办, 明早8:30可办.

    Args:
        found: what `opening` gave.
        now: the same moment.
        language: of kiosk.view.Language; a day is written as it writes days.
    """
    if found.until is None:
        return ("now" if found.is_open else "closed"), {}
    at = {"time": f"{found.until.hour}:{found.until.minute:02d}"}
    if found.is_open:
        return ("now_until", at) if found.until - now <= SOON else ("now", {})
    ahead = (found.until.date() - now.date()).days
    morning = "_morning" if found.until.hour < 12 else ""
    if ahead < 2:
        return ("tomorrow" if ahead else "today") + morning, at
    if ahead < 7:
        return WEEKDAYS[found.until.weekday()], at
    return "on", at | {"day": day_of_year(found.until.date()).of(language)}


def _serves(hours: OpeningHours, calendar: WorkingDays, moment: datetime) -> bool:
    def begins_on(day: date) -> bool:
        return hours.days == "every" or calendar.is_working(day)

    if not any(_holds(span, moment, day) for span in hours.hours for day in _around(moment) if begins_on(day)):
        return False
    return not any(
        _holds(one.hours, moment, day) for one in hours.maintenance for day in _around(moment) if one.begins_on(day)
    )


def _around(moment: datetime) -> tuple[date, date]:
    """The days on which a stretch may have begun that holds the moment."""
    return moment.date(), moment.date() - DAY


def _holds(span: Span, moment: datetime, begins: date) -> bool:
    first, last = _moments(span, begins, moment)
    return first <= moment < last


def _moments(span: Span, begins: date, like: datetime) -> tuple[datetime, datetime]:
    first, last = span.split("-")
    start = datetime.combine(begins, time.fromisoformat(first), like.tzinfo)
    if last == "24:00":
        return start, datetime.combine(begins + DAY, time.min, like.tzinfo)
    end = datetime.combine(begins, time.fromisoformat(last), like.tzinfo)
    return start, end if end > start else end + DAY


def _changes(hours: OpeningHours, now: datetime) -> list[datetime]:
    """Every moment at which something begins or ends, in order, from a day before now up to the horizon."""
    spans = [*hours.hours, *(one.hours for one in hours.maintenance)]
    days = [now.date() + number * DAY for number in range(-1, HORIZON_DAYS)]
    return sorted({moment for span in spans for day in days for moment in _moments(span, day, now)})
