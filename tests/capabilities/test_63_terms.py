"""限时办结: legal and promised time of every item, and the days that are left by the offices' own calendar."""

from datetime import date

from at_the_terminal import at, get, offer
from province_in_process import InProcess

from kiosk.items.working_days import load_working_days
from kiosk.sandbox.citizens import Citizen


def test_what_is_promised_is_never_longer_than_the_law_allows() -> None:
    for item in offer("everything").values():
        facts = item.settings.facts
        assert facts.legal is None or facts.promised.working_time <= facts.legal.working_time, item.id


def test_the_national_day_takes_no_working_day_and_the_worked_sunday_is_one() -> None:
    calendar = load_working_days()
    assert not calendar.is_working(date(2026, 10, 1))
    assert calendar.is_working(date(2026, 9, 20))
    assert calendar.due(date(2026, 9, 30), 1).day == date(2026, 10, 8)


def test_a_case_shows_its_promised_day_and_what_is_left(there: InProcess, somebody: Citizen) -> None:
    taken = get(at(there), "progress", somebody)
    timeline = next(view for view in taken.views if view.screen == "timeline")
    rows = {row.label: row.value for row in timeline.rows}
    assert any(value[:4].isdigit() and value.count("-") == 2 for value in rows.values()), rows
    assert any("工作日" in value or "办结" in value for value in rows.values()), rows
