"""人口信息、婚姻信息等200余类共享信息: whose data is shown stands on the page that asks, for this item only."""

import pytest
from at_the_terminal import at, get, offer, shown
from province_in_process import InProcess

from kiosk import events
from kiosk.items.facts import load_data_sources
from kiosk.sandbox.citizens import Citizen
from kiosk.taps import LookChosen

SOURCES = load_data_sources()


@pytest.mark.parametrize(
    ("item", "language"), [("ss-enrolment-certificate", "zh-Hans"), ("property-query", "zh-Hant"), ("toll-card", "en")]
)
def test_the_consent_names_the_items_own_sources_and_no_others(
    there: InProcess, somebody: Citizen, item: str, language: str
) -> None:
    hall = at(there)
    hall._take(events.Tapped(LookChosen("language", language)))
    taken = get(hall, item, somebody)
    asked = shown(next(view for view in taken.views if view.screen == "consent"))
    own = offer("everything")[item].settings.facts.sources
    named = {name for name, words in SOURCES.items() if words.of(language) in asked}
    assert named == set(own)


def test_every_source_is_one_of_some_item() -> None:
    assert {name for item in offer("everything").values() for name in item.settings.facts.sources} == set(SOURCES)
