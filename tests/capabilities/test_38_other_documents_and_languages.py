"""香港居民无需出港即可申请 (跨境办): other documents, and the visit in 繁體 and English."""

import re

import pytest
from at_the_terminal import at, get, glass, offer, press
from province_in_process import InProcess

from kiosk import events
from kiosk.items.catalogue import whole_catalogue
from kiosk.sandbox.citizens import Citizen
from kiosk.taps import LookChosen

ITEM = "ss-enrolment-certificate"


def test_permits_passports_and_phones_are_ways_into_all_that_needs_a_person() -> None:
    for item in whole_catalogue().values():
        if item.settings.level >= 2 and item.settings.facts.finish == "here" and not item.waits_for:
            if item.settings.routes == ("agent",):
                continue  # Both show themselves: the agent by pass, the person by card and code.
            assert {"permit", "phone_code"} <= set(item.settings.routes), item.id


@pytest.mark.parametrize(
    ("language", "home"), [("zh-Hant", "社保個人參保證明"), ("en", "Social insurance certificate")]
)
def test_a_whole_visit_in_another_language(there: InProcess, somebody: Citizen, language: str, home: str) -> None:
    hall = at(there)
    hall._take(events.Tapped(LookChosen("language", language)))
    assert glass(hall).language == language
    assert offer("everything")[ITEM].settings.name.of(language) == home
    taken = get(hall, ITEM, somebody)
    assert taken.last.screen == "done"
    for view in taken.views:
        assert view.language == language
        if language == "en":
            words = " ".join((view.words.get("title", ""), view.words.get("lead", ""), view.words.get("primary", "")))
            assert not re.search(r"[\u4e00-\u9fff]", words), (view.screen, words)


def test_the_paper_stays_the_offices_own(there: InProcess, somebody: Citizen) -> None:
    hall = at(there)
    hall._take(events.Tapped(LookChosen("language", "en")))
    assert somebody.name in get(hall, ITEM, somebody).texts[0]
    assert press(hall, "leave").screen
