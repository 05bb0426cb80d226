"""What cannot be finished now says so on its tile before anybody begins, and cannot be begun."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from config.texts import LANGUAGES, load_texts
from drivers.clock import BEIJING
from kiosk.events import Tapped
from kiosk.health import PLATFORM, DeviceState, Health
from kiosk.hours import Hours, HoursSeen, hours_of
from kiosk.items.catalogue import Catalogue, Item, whole_catalogue
from kiosk.items.opening_hours import Opening, OpeningHours, said
from kiosk.items.working_days import load_working_days
from kiosk.look.visit import Looker
from kiosk.session import Session, Terminal
from kiosk.taps import Chosen, WentOn
from kiosk.workflow import advance

WHOLE = whole_catalogue()
CALENDAR = load_working_days()
ALWAYS, BY_DAY = "ss-enrolment-certificate", "property-query"
SATURDAY_NIGHT = datetime(2026, 11, 21, 3, 0, tzinfo=BEIJING)
NATIONAL_DAY = datetime(2026, 10, 1, 10, 0, tzinfo=BEIJING)
WORKED_SUNDAY = datetime(2026, 9, 20, 10, 0, tzinfo=BEIJING)
"""For the holidays of that autumn (调休)."""


class Hand:
    """A clock that is set by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self._began = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - self._began).total_seconds()

    def pause(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def kept(item_id: str, **opening: object) -> Catalogue:
    """A catalogue of one item with these hours."""
    item = WHOLE[item_id]
    facts = item.settings.facts.model_copy(update={"opening": OpeningHours.model_validate(opening)})
    return {item_id: Item(item.id, item.settings.model_copy(update={"facts": facts}), item.paper)}


def shut_at(moment: datetime, catalogue: Catalogue, site: OpeningHours | None = None) -> dict[str, str]:
    """Item → when it is open again."""
    found = Hours(catalogue, site or OpeningHours(), CALENDAR, Hand(moment)).shut(moment)
    return {item_id: f"{one.until:%m-%d %H:%M}" if one.until else "" for item_id, one in found.items()}


def test_at_three_in_the_night_some_are_shut_until_the_morning_and_certificates_of_the_province_are_not() -> None:
    shut = shut_at(SATURDAY_NIGHT, WHOLE)
    assert shut[BY_DAY] == "11-21 06:00"
    assert ALWAYS not in shut
    assert shut_at(SATURDAY_NIGHT.replace(hour=10), WHOLE).keys() & {BY_DAY, ALWAYS} == set()


def test_offices_keep_the_calendar_with_its_exchanged_days() -> None:
    office = kept(ALWAYS, days="working", hours=["08:30-12:00", "14:00-17:30"])
    assert shut_at(SATURDAY_NIGHT, office) == {ALWAYS: "11-23 08:30"}
    assert shut_at(NATIONAL_DAY, office) == {ALWAYS: "10-08 08:30"}
    assert shut_at(WORKED_SUNDAY, office) == {}


def test_a_whole_year_of_an_office_has_as_many_open_mornings_as_the_calendar_has_working_days() -> None:
    office = kept(ALWAYS, days="working", hours=["08:30-12:00"])
    hours = Hours(office, OpeningHours(), CALENDAR, Hand(SATURDAY_NIGHT))
    days = [datetime(2026, 1, 1, 9, 0, tzinfo=BEIJING) + timedelta(days=number) for number in range(365)]
    assert sum(not hours.shut(day) for day in days) == sum(CALENDAR.is_working(day.date()) for day in days) == 248


def test_maintenance_shuts_what_is_otherwise_open_day_and_night() -> None:
    night = SATURDAY_NIGHT.replace(hour=0, minute=30)
    assert shut_at(night, WHOLE)["tax-record"] == "11-21 01:00"
    assert "tax-record" not in shut_at(night + timedelta(minutes=30), WHOLE)


def test_a_closed_hall_shuts_all_but_what_is_only_read_and_the_later_opening_counts() -> None:
    branch = OpeningHours.model_validate({"hours": ["08:30-20:00"]})
    shut = shut_at(SATURDAY_NIGHT, WHOLE, branch)
    assert shut[ALWAYS] == shut[BY_DAY] == "11-21 08:30"
    assert "hall-map" not in shut
    assert "tax-codes" not in shut


def test_the_clock_is_looked_at_once_a_minute_and_only_changes_are_told() -> None:
    clock = Hand(SATURDAY_NIGHT.replace(hour=5, minute=58))
    hours = Hours({BY_DAY: WHOLE[BY_DAY]}, OpeningHours(), CALENDAR, clock)
    seen = hours.look()
    assert seen is not None
    assert set(seen.shut) == {BY_DAY}
    assert hours.look() is None
    clock.pause(60)
    assert hours.look() is None
    clock.pause(61)
    assert hours.look() == HoursSeen({})


def session(catalogue: Catalogue) -> Session:
    fitted = Health(
        devices={name: DeviceState(faults=()) for name in ("idcard", "a4_printer", "receipt_printer", PLATFORM)}
    )
    terminal = Terminal(name="t", place="p", city="441300", is_sample=True, catalogue=catalogue, health=fitted)
    return Session(terminal=terminal, boot="0")


def test_what_is_shut_says_when_it_opens_and_cannot_be_begun() -> None:
    catalogue = {item_id: WHOLE[item_id] for item_id in (ALWAYS, BY_DAY)}
    shut = Hours(catalogue, OpeningHours(), CALENDAR, Hand(SATURDAY_NIGHT)).shut(SATURDAY_NIGHT)
    told = advance(session(catalogue), HoursSeen(shut)).session
    look = Looker(load_texts(), lambda: SATURDAY_NIGHT)
    tiles = {choice.id: choice for choice in look(told).choices}
    assert not tiles[BY_DAY].is_open
    assert tiles[BY_DAY].detail == "今早6:00可办"
    assert tiles[ALWAYS].is_open
    looked_at = advance(told, Tapped(Chosen(BY_DAY))).session
    assert (look(looked_at).screen, look(looked_at).tone) == ("before_start", "bad")
    assert "今早6:00可办" in look(looked_at).words["why"]
    elsewhere = advance(looked_at, Tapped(WentOn())).session
    assert look(elsewhere).words["title"] == load_texts().text("zh-Hans", "screen.places.title")
    opened = advance(looked_at, HoursSeen({})).session
    assert look(opened).tone != "bad"
    assert look(advance(opened, Tapped(WentOn())).session).screen not in ("before_start", "result")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_saying_it_has_words_in_every_language(language: str) -> None:
    texts = load_texts()
    for item_id in (ALWAYS, BY_DAY):
        for hour in range(24):
            moment = SATURDAY_NIGHT + timedelta(hours=hour)
            office = kept(item_id, days="working", hours=["08:30-12:00", "14:00-17:30"])
            hours = Hours(office, OpeningHours(), CALENDAR, Hand(moment))
            told = advance(session(office), HoursSeen(hours.shut(moment))).session
            told = replace(told, look=told.look.with_setting("language", language))
            (tile,) = Looker(texts, Hand(moment).now)(told).choices
            assert tile.detail
            assert tile.is_open == (not hours.shut(moment))


def test_a_profile_for_looking_at_items_keeps_no_hours() -> None:
    assert hours_of(WHOLE, "everything", Hand(SATURDAY_NIGHT), tuple).look() is None
    assert hours_of(WHOLE, "zhaoqing", Hand(SATURDAY_NIGHT), tuple).look() is not None


def test_what_staff_have_closed_is_shut_until_they_open_it() -> None:
    off = ["hall-map"]
    clock = Hand(SATURDAY_NIGHT)
    hours = hours_of(WHOLE, "everything", clock, lambda: off)
    seen = hours.look()
    assert seen is not None
    assert seen.shut == {"hall-map": Opening(is_open=False, until=None)}
    assert said(seen.shut["hall-map"], SATURDAY_NIGHT, "zh-Hans") == ("closed", {})
