"""Every item of every profile, in each city that it serves: the visit ends well, and the paper says what is on record.

Some of them in every run, all of them in `make soak`.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from province_in_process import Hall, InProcess, province_in, stands, values_on, visit
from test_every_item import SERVED
from waiting import shared
from whole_catalogue import whole_catalogue

from kiosk.forms.divisions import Divisions
from kiosk.hall.person_answers import answers_for
from kiosk.items.catalogue import Catalogue, offered
from kiosk.items.profiles import load_profile, profile_ids
from kiosk.over.home import CITIES, CITY
from kiosk.sandbox.places import GUANGDONG, ZHEJIANG
from kiosk.session import Terminal
from printing.document import Document

Provinces = dict[str, InProcess]
WHOLE = whole_catalogue()
HOME = {"guangdong": "441300", "zhejiang": "330800"}
"""Where a profile that names no city is tried."""
SHARE = 29
"""One in so many functions in every run."""

SEVERAL = 5
"""So many are looked for in each profile, until one is found who owns something in that city."""
NOTHING_TO_SEND = "没有可以寄的"


def asks_or_prints(offer: Catalogue) -> list[str]:
    """An application of one city is as in another, and has tests of its own (test_applying*.py)."""
    served = SERVED - {"apply"}
    return [name for name, item in offer.items() if item.settings.flow in served and not item.waits_for]


def functions() -> Iterator[tuple[str, str, str]]:
    """Profile, city, item."""
    for profile in profile_ids():
        found = load_profile(profile)
        chosen = offered(WHOLE, profile)
        here = found.city or HOME[found.province]
        for city in (here, *found.cities):
            for name in asks_or_prints(chosen):
                if chosen[name].settings.facts.is_done_for(city, here):
                    yield profile, city, name


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provinces]:
    with ExitStack() as both:
        yield {
            name: both.enter_context(province_in(tmp_path_factory.mktemp(name), land=land))
            for name, land in (("guangdong", GUANGDONG), ("zhejiang", ZHEJIANG))
        }


@pytest.mark.parametrize(("profile", "city", "name"), shared(functions(), SHARE))
def test_every_function_of_every_profile(provinces: Provinces, profile: str, city: str, name: str) -> None:
    found, chosen = load_profile(profile), offered(WHOLE, profile)
    there, item = provinces[found.province], chosen[name]
    here = found.city or HOME[found.province]
    terminal = Terminal(
        name="t-01",
        place="测试厅",
        city=here,
        cities=(here, *found.cities),
        is_sample=True,
        catalogue=chosen,
        common=found.common,
        divisions=Divisions.load(),
    )
    periods = {one.id: one.months for one in item.settings.periods}
    longest = max(periods, key=lambda one: periods[one], default=None)
    # Each profile has people of its own: nobody books the same hour twice.
    first = profile_ids().index(profile) * SEVERAL
    people = there.tell("platform", "citizens", count=first + SEVERAL, item=name)["citizens"][first:]
    for citizen in (one["number"] for one in people):
        hall = Hall(there, terminal)
        if city != here:
            hall.press(f"choice-{CITIES}")
            hall.press(f"choice-{CITY}{city}")
        taken = visit(hall, name, citizen, period=longest, answers=answers_for(item, citizen, there.tell))
        if taken.last.words.get("title") != NOTHING_TO_SEND:
            break
    assert taken.last.screen in {"done", "result", "timeline", "guide", "phone"}, taken.last.words.get("title")
    for document, text in zip(taken.documents, taken.texts, strict=True):
        if isinstance(document, Document):
            assert [value for value in values_on(document) if not stands(value, text)] == []
