"""现在可办, or when again: hours, working days and maintenance at every minute."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.texts import LANGUAGES, load_texts
from drivers.clock import BEIJING
from kiosk.items.opening_hours import HORIZON_DAYS, Opening, OpeningHours, opening, said
from kiosk.items.working_days import load_working_days

CALENDAR = load_working_days()
TEXTS = load_texts()
OFFICE = OpeningHours.model_validate({"days": "working", "hours": ["08:30-12:00", "14:00-17:30"]})
NIGHTLY = OpeningHours.model_validate({"maintenance": [{"hours": "23:30-01:00"}]})
SUNDAY = OpeningHours.model_validate({"maintenance": [{"hours": "02:00-04:00", "weekday": "sunday"}]})
ONCE = OpeningHours.model_validate({"maintenance": [{"hours": "20:00-22:00", "day": date(2026, 11, 21)}]})
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def told(hours: OpeningHours, now: str, language: str = "zh-Hans") -> str:
    key, values = said(opening(hours, CALENDAR, at(now)), at(now), language)
    return TEXTS.text(language, f"opening.{key}", **values)


@pytest.mark.parametrize(
    ("hours", "now", "words"),
    [
        (OpeningHours(), "2026-11-21 03:00", "现在可办"),
        (OFFICE, "2026-11-20 09:00", "现在可办"),
        (OFFICE, "2026-11-20 11:45", "现在可办，12:00停"),
        (OFFICE, "2026-11-20 12:00", "今天14:00可办"),
        (OFFICE, "2026-11-20 03:00", "今早8:30可办"),
        (OFFICE, "2026-11-19 22:00", "明早8:30可办"),
        (OFFICE, "2026-11-20 17:30", "周一8:30可办"),
        (OFFICE, "2026-11-22 10:00", "明早8:30可办"),
        (OFFICE, "2026-09-30 20:00", "10月8日8:30可办"),
        (OFFICE, "2026-10-01 10:00", "10月8日8:30可办"),
        (OFFICE, "2026-10-02 10:00", "周四8:30可办"),
        (OFFICE, "2026-10-10 10:00", "现在可办"),
        (NIGHTLY, "2026-11-20 23:29", "现在可办，23:30停"),
        (NIGHTLY, "2026-11-20 23:30", "明早1:00可办"),
        (NIGHTLY, "2026-11-21 00:59", "今早1:00可办"),
        (NIGHTLY, "2026-11-21 01:00", "现在可办"),
        (SUNDAY, "2026-11-22 03:00", "今早4:00可办"),
        (SUNDAY, "2026-11-23 03:00", "现在可办"),
        (ONCE, "2026-11-21 21:00", "今天22:00可办"),
        (ONCE, "2026-11-22 21:00", "现在可办"),
        (OpeningHours.model_validate({"maintenance": [{"hours": "00:00-24:00"}]}), "2026-11-21 21:00", "暂停办理"),
    ],
)
def test_what_the_tile_says(hours: OpeningHours, now: str, words: str) -> None:
    assert told(hours, now) == words


def test_the_other_languages() -> None:
    assert told(OFFICE, "2026-11-19 22:00", "zh-Hant") == "明早8:30可辦"
    assert told(OFFICE, "2026-11-19 22:00", "en") == "From 8:30 tomorrow"
    assert told(OFFICE, "2026-10-01 10:00", "en") == "From 8:30 on 8 Oct"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_text(language: str) -> None:
    days = [at("2026-11-16 00:10") + number * timedelta(hours=1) for number in range(24 * 7)]
    for now in days:
        key, values = said(opening(OFFICE, CALENDAR, now), now, language)
        assert TEXTS.text(language, f"opening.{key}", **values)


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"hours": ["8:30-12:00"]}, "hours"),
        ({"hours": ["08:30-25:00"]}, "hours"),
        ({"hours": []}, "hours"),
        ({"days": "sometimes"}, "days"),
        ({"maintenance": [{"hours": "02:00-03:00", "weekday": "sunday", "day": date(2026, 1, 1)}]}, "keep one"),
    ],
)
def test_bad_hours_are_named(table: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        OpeningHours.model_validate(table)


def _span(first: int, last: int) -> str:
    return f"{first // 60:02d}:{first % 60:02d}-{last // 60:02d}:{last % 60:02d}"


SPANS = st.builds(_span, st.integers(0, 1439), st.integers(0, 1440))
HOURS = st.builds(
    lambda days, hours, repairs: OpeningHours.model_validate({"days": days, "hours": hours, "maintenance": repairs}),
    st.sampled_from(["every", "working"]),
    st.lists(SPANS, min_size=1, max_size=3),
    st.lists(
        st.fixed_dictionaries({"hours": SPANS}, optional={"weekday": st.sampled_from(["monday", "sunday"])}), max_size=2
    ),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(  # noqa: DTZ001  # the zone is set next
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=BEIJING)
)


@settings(deadline=None, max_examples=60)
@given(HOURS, MOMENTS)
def test_nothing_changes_before_it_is_said_to_change_and_then_it_does(hours: OpeningHours, now: datetime) -> None:
    found = opening(hours, CALENDAR, now)
    end = found.until or now + timedelta(days=2)
    assert now < end <= now + timedelta(days=HORIZON_DAYS + 1)
    step = max(MINUTE, (end - now) / 20)
    moment = now
    while moment < end:
        assert opening(hours, CALENDAR, moment).is_open == found.is_open
        moment += step
    assert opening(hours, CALENDAR, end - MINUTE).is_open == found.is_open
    if found.until:
        assert opening(hours, CALENDAR, end).is_open != found.is_open


@given(MOMENTS)
def test_an_office_is_never_open_at_night_nor_on_a_day_off(now: datetime) -> None:
    found = opening(OFFICE, CALENDAR, now)
    if found.is_open:
        assert CALENDAR.is_working(now.date())
        assert 8 <= now.hour < 18
    assert found.until is not None
    assert found != Opening(not found.is_open, found.until)


def test_each_day_of_a_year_opens_in_the_morning_exactly_when_it_is_worked() -> None:
    for number in range(365):
        noon = at("2026-01-01 10:00") + timedelta(days=number)
        assert opening(OFFICE, CALENDAR, noon).is_open == CALENDAR.is_working(noon.date())
