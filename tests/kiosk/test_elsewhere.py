"""Where people are sent whom the terminal could not serve: config/elsewhere.toml."""

import pytest
from whole_catalogue import whole_catalogue

from config.settings import PlaceSettings
from config.texts import load_texts
from kiosk.elsewhere import Place, destination, hours_words, load_elsewhere, place_of
from kiosk.items.names import material_words
from kiosk.items.opening_hours import OpeningHours
from kiosk.items.registers import load_materials

ITEM = whole_catalogue()["ss-enrolment-certificate"]
HOURS = OpeningHours(days="working", hours=("08:30-12:00", "14:00-17:30"))
MACHINE = Place("machine", "A2-08", "电梯口左边")
HALL = Place("hall", "综合窗口", "1楼", HOURS)
POLICE = Place("police", "户政窗口", "1楼12号", HOURS)
FUND = Place("hall", "公积金窗口", "2楼", HOURS, departments=frozenset({"housing-fund"}))
SOCIAL = Place("hall", "社保窗口", "2楼", HOURS, departments=frozenset({"social-security"}))


def test_every_trouble_that_leads_somewhere_has_words_and_stands_once() -> None:
    named = [trouble for way in load_elsewhere().ways for trouble in way.troubles]
    assert len(named) == len(set(named))
    texts = load_texts()
    for trouble in named:
        assert texts.has(f"trouble.{trouble}"), trouble


def test_what_is_to_be_brought_is_in_the_register() -> None:
    materials = set(load_materials())
    for way in load_elsewhere().ways:
        assert set(way.bring or ()) <= materials


@pytest.mark.parametrize(
    ("trouble", "place"),
    [("card_expired", POLICE), ("no_paper", MACHINE), ("network", HALL), ("a-new-one", HALL), ("permit_expired", HALL)],
)
def test_a_trouble_leads_to_its_kind_of_place_and_to_the_hall_where_there_is_none(trouble: str, place: Place) -> None:
    found = destination((MACHINE, HALL, POLICE), ITEM, trouble)
    assert found is not None
    assert found.place == place


def test_where_no_place_is_known_none_is_named() -> None:
    assert destination((), ITEM, "network") is None
    assert destination((POLICE,), ITEM, "network") is None


def test_a_counter_of_the_office_comes_before_one_for_all_and_others_are_passed_by() -> None:
    assert destination((FUND, HALL, SOCIAL), ITEM, "network") == destination((SOCIAL,), ITEM, "network")
    found = destination((FUND, HALL), ITEM, "network")
    assert found is not None
    assert found.place == HALL
    assert destination((FUND,), ITEM, "network") is None


def test_what_is_done_and_brought_there_is_the_ways_own_or_what_the_item_needs() -> None:
    police = destination((HALL, POLICE), ITEM, "card_expired")
    hall = destination((HALL,), ITEM, "network")
    assert police is not None
    assert hall is not None
    assert police.errand is not None
    assert police.errand.zh_hans == "换领身份证"
    assert hall.errand == ITEM.settings.name
    assert material_words(police.bring, "zh-Hans") == "本人身份证、户口簿"
    assert material_words(hall.bring, "zh-Hans") == "本人身份证"


def test_hours_are_told_as_people_say_them() -> None:
    assert hours_words(HOURS, "zh-Hans") == "工作日 8:30-12:00、14:00-17:30"
    assert hours_words(HOURS, "en") == "Working days 8:30-12:00, 14:00-17:30"
    assert hours_words(OpeningHours(), "zh-Hans") == "24小时"
    assert hours_words(OpeningHours(hours=("09:00-21:00",)), "zh-Hant") == "每天 9:00-21:00"


def test_a_place_of_the_terminals_file_is_taken_as_written() -> None:
    settings = PlaceSettings(kind="police", name="户政窗口", where="1楼12号", hours=("08:30-12:00", "14:00-17:30"))
    assert place_of(settings) == POLICE
