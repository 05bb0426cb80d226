"""The calendar of the offices: each day of the published years, and promises counted in working days."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.toml_file import SettingsError
from kiosk.items.working_days import DAY, WorkingDays, YearArrangement, load_working_days

CALENDAR = load_working_days()
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
YEAR = """year = 2030
source = "a notice, number, date"
arranged = true

[[holiday]]
name = { zh-Hans = "元旦", zh-Hant = "元旦", en = "New Year" }
from = 2030-01-01
to = 2030-01-03
worked = [2030-01-05]
"""


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_a_published_year_is_as_another_source_has_it(year: int) -> None:
    days = [date(year, 1, 1) + number * DAY for number in range(365)]
    assert [day for day in days if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)] == []
    assert all(CALENDAR.is_settled(day) for day in days)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 7), False),  # Wednesday of the golden week
        (date(2026, 10, 10), True),  # a Saturday worked for it
        (date(2026, 10, 11), False),  # a plain Sunday
        (date(2026, 11, 20), True),  # a plain Friday
        (date(2028, 1, 3), True),  # a year that nobody knows: Monday to Friday
        (date(2028, 1, 1), False),
    ],
)
def test_weekends_holidays_and_exchanged_days(day: date, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


def test_a_holiday_has_a_name_and_a_weekend_none() -> None:
    holiday = CALENDAR.holiday(date(2026, 10, 4))
    assert holiday is not None
    assert holiday.name.of("zh-Hant") == "國慶節"
    assert CALENDAR.holiday(date(2026, 10, 11)) is None


def test_a_promise_over_the_golden_week_counts_the_exchanged_saturday() -> None:
    # Wednesday 30 September 2026; off 1 to 7 October; 8, 9 and Saturday 10 October are worked.
    assert CALENDAR.due(date(2026, 9, 30), 3).day == date(2026, 10, 10)
    assert CALENDAR.due(date(2026, 9, 30), 4).day == date(2026, 10, 12)


def test_a_promise_of_no_days_is_for_the_same_day_even_on_a_sunday() -> None:
    assert CALENDAR.due(date(2026, 11, 22), 0).day == date(2026, 11, 22)


def test_what_reaches_into_a_year_without_an_arrangement_may_move() -> None:
    assert CALENDAR.due(date(2026, 12, 28), 3).is_settled
    assert not CALENDAR.due(date(2026, 12, 28), 5).is_settled
    assert not CALENDAR.due(date(2028, 3, 1), 1).is_settled


def test_left_and_overdue() -> None:
    assert CALENDAR.left(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert CALENDAR.left(date(2026, 11, 20), date(2026, 11, 20)) == 0
    assert CALENDAR.left(date(2026, 11, 20), date(2026, 11, 18)) == -2


@given(DAYS, st.integers(1, 120))
def test_a_promise_ends_on_a_working_day_with_exactly_so_many_since(accepted: date, days: int) -> None:
    due = CALENDAR.due(accepted, days)
    assert CALENDAR.is_working(due.day)
    assert CALENDAR.left(accepted, due.day) == days
    assert CALENDAR.left(due.day, accepted) <= 0


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_longer_promise_never_ends_earlier(accepted: date, first: int, more: int) -> None:
    assert CALENDAR.due(accepted, first).day <= CALENDAR.due(accepted, first + more).day


@given(DAYS, st.integers(1, 30))
def test_accepting_a_day_later_never_ends_earlier(accepted: date, days: int) -> None:
    assert CALENDAR.due(accepted, days).day <= CALENDAR.due(accepted + DAY, days).day


def test_without_any_year_the_week_rules() -> None:
    bare = WorkingDays(())
    monday = date(2026, 10, 5)
    assert [bare.is_working(monday + timedelta(days=number)) for number in range(7)] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to = 2030-01-03", "to = 2029-12-31", "ends before it begins"),
        ("worked = [2030-01-05]", "worked = [2030-01-07]", "no weekend day"),
        ("worked = [2030-01-05]", "worked = [2031-01-04]", "another year"),
        ("year = 2030", "year = 2031", "another year"),
        ('source = "a notice, number, date"', 'source = ""', "'source'"),
        ("arranged = true", "", "'arranged' is missing"),
        ("from = 2030-01-01", 'from = "soon"', "from"),
        ('zh-Hant = "元旦", ', "", "zh-Hant"),
    ],
)
def test_a_bad_year_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in YEAR
    (tmp_path / "2030.toml").write_text(YEAR.replace(old, new), "utf-8")
    with pytest.raises(SettingsError, match=said) as error:
        load_working_days(tmp_path)
    assert "2030.toml" in str(error.value)


def test_a_file_under_the_name_of_another_year_is_named(tmp_path: Path) -> None:
    (tmp_path / "2029.toml").write_text(YEAR, "utf-8")
    with pytest.raises(SettingsError, match="not the name of the file"):
        load_working_days(tmp_path)


def test_a_day_twice_is_named() -> None:
    holiday = {"name": {"zh-Hans": "甲", "zh-Hant": "甲", "en": "A"}, "from": date(2030, 1, 1), "to": date(2030, 1, 2)}
    table = {"year": 2030, "source": "a notice of somebody", "arranged": True, "holiday": [holiday, holiday]}
    with pytest.raises(ValueError, match="twice"):
        YearArrangement.model_validate(table)
