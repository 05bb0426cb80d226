"""满足群众周末也能办事的需求: every day of a year, and the offices' holidays and worked Sundays beside it."""

from datetime import date, datetime, timedelta

from at_the_terminal import offer

from drivers.clock import BEIJING
from kiosk.items.opening_hours import opening
from kiosk.items.working_days import load_working_days

ALWAYS, OFFICE = "ss-enrolment-certificate", "birth-certificate-replacement"


def test_over_a_whole_year_what_the_machine_does_is_open_and_an_offices_matter_keeps_its_days() -> None:
    calendar, items = load_working_days(), offer("everything")
    day = date(2026, 1, 1)
    for _ in range(365):
        noon = datetime(day.year, day.month, day.day, 10, 0, tzinfo=BEIJING)
        assert opening(items[ALWAYS].settings.facts.opening, calendar, noon).is_open
        office = opening(items[OFFICE].settings.facts.opening, calendar, noon)
        assert office.is_open == calendar.is_working(day), day
        day += timedelta(days=1)


def test_the_national_day_is_none_and_the_sunday_before_is_worked() -> None:
    calendar = load_working_days()
    assert not calendar.is_working(date(2026, 10, 1))
    assert calendar.is_working(date(2026, 9, 20))
