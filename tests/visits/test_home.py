"""The home screen: what fits it, groups where it does not, and a calmer one in large text."""

from dataclasses import replace

import pytest
from in_words import CHALLENGE, IDENTITY, ISSUED, ITEM, NOW, RECORD, Kiosk
from whole_catalogue import whole_catalogue

from drivers.faults import Fault
from kiosk import effects
from kiosk.events import CodeSent, DocumentIssued, Identified, RecordFound
from kiosk.flows.identity import ways
from kiosk.forms.divisions import Divisions
from kiosk.items.catalogue import Catalogue, load_catalogue, offered
from kiosk.items.flow_names import FLOW_NAMES
from kiosk.items.profiles import load_profile
from kiosk.over import home


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(frozenset(FLOW_NAMES))


def reached(catalogue: Catalogue, shelf: str, *, is_elder: bool, touches: int) -> dict[str, int]:
    """Every item, and after how many touches it is chosen."""
    found: dict[str, int] = {}
    if touches > 3:
        return found
    shown = home.shelved(home.Offer(list(catalogue.values())), shelf, is_elder=is_elder)
    button = (home.ALL,) if is_elder and not shelf else ()
    for one in (*shown, *button):
        if not isinstance(one, str):
            found.setdefault(one.id, touches)
        elif one != "elder-help":
            for item, count in reached(catalogue, one, is_elder=is_elder, touches=touches + 1).items():
                found[item] = min(count, found.get(item, count))
    return found


def test_every_item_is_reached_in_two_touches(catalogue: Catalogue) -> None:
    assert reached(catalogue, "", is_elder=False, touches=1) == dict.fromkeys(catalogue, 2)


def test_in_large_text_what_is_common_in_two_and_everything_in_three(catalogue: Catalogue) -> None:
    touches = reached(catalogue, "", is_elder=True, touches=1)
    assert set(touches) == set(catalogue)
    assert max(touches.values()) <= 3
    assert touches["ss-enrolment-certificate"] == touches["water-bill"] == 2


def test_in_large_text_there_are_few_tiles(catalogue: Catalogue) -> None:
    tiles = home.shelved(home.Offer(list(catalogue.values())), "", is_elder=True)
    assert tiles == home.ELDER
    assert len(home.shelved(home.Offer(list(catalogue.values())), "elder-common", is_elder=True)) == home.COMMON


def test_few_items_need_no_groups(catalogue: Catalogue) -> None:
    few = list(catalogue.values())[: home.FEW]
    assert home.shelved(home.Offer(few), "", is_elder=False) == tuple(few)
    assert home.shelved(home.Offer(few), "", is_elder=True) == tuple(few)


@pytest.fixture
def kiosk(catalogue: Catalogue) -> Kiosk:
    """A hall that offers everything that its devices can do."""
    kiosk = Kiosk()
    session = kiosk.controller._session
    kiosk.controller._session = replace(session, terminal=replace(session.terminal, catalogue=catalogue))
    kiosk.controller.beat()
    return kiosk


def test_a_shelf_names_itself_and_leads_back(kiosk: Kiosk) -> None:
    group = kiosk.view.choices[0]
    kiosk.press(f"choice-{group.id}")
    assert kiosk.view.words["title"] == group.label
    kiosk.press("back")
    assert kiosk.view.choices[0] == group


def test_in_large_text_a_group_leads_back_to_all_groups(kiosk: Kiosk) -> None:
    kiosk.choose_look("size", "elder")
    kiosk.press("choice-all", "choice-tax", "back")
    assert "tax" in [choice.id for choice in kiosk.view.choices]
    kiosk.press("back")
    assert kiosk.view.choices[0].id == "elder-print"


def test_whoever_wants_a_person_finds_one_on_the_calm_home(kiosk: Kiosk) -> None:
    kiosk.choose_look("size", "elder")
    kiosk.press("choice-elder-help")
    assert kiosk.screen == "help"
    kiosk.press("primary")
    assert kiosk.screen == "home"


def test_home_leads_back_to_the_first_page(kiosk: Kiosk) -> None:
    kiosk.press("choice-social-security", "choice-ss-enrolment-certificate", "home")
    assert kiosk.view.choices[0].id in home.GROUPS


def test_what_most_come_for_is_one_touch_away_and_done_in_five(kiosk: Kiosk) -> None:
    """Besides the digits of the code: the tile, begin, agree, it is right, print."""
    session = kiosk.controller._session
    kiosk.controller._session = replace(session, terminal=replace(session.terminal, common=(ITEM, "tax-record")))
    kiosk.controller.beat()
    assert [choice.id for choice in kiosk.view.choices[:2]] == [ITEM, "tax-record"]
    touches = (f"choice-{ITEM}", "primary", "primary", "primary", "primary")
    kiosk.press(*touches[:3])
    kiosk.lay_card()
    kiosk.answer(effects.SendCode, CodeSent(CHALLENGE))
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(IDENTITY))
    kiosk.answer(effects.LookUp, RecordFound(RECORD))
    kiosk.press(touches[3])
    kiosk.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
    kiosk.press(touches[4])
    assert kiosk.screen == "printing"
    assert len(touches) <= 5


def test_an_open_tile_says_so_and_a_closed_one_leads_to_why(kiosk: Kiosk) -> None:
    kiosk.press("choice-social-security")
    tile = next(choice for choice in kiosk.view.choices if choice.id == ITEM)
    assert (tile.state, tile.is_open) == ("现在可办", True)
    kiosk.device("a4_printer", Fault.NO_PAPER)
    tile = next(choice for choice in kiosk.view.choices if choice.id == ITEM)
    assert (tile.state, tile.is_open, tile.leads_on) == ("", False, True)
    kiosk.press(f"choice-{ITEM}")
    assert kiosk.screen == "before_start"
    kiosk.press("back")
    assert ITEM in [choice.id for choice in kiosk.view.choices], "the shelf is still open"


@pytest.fixture
def shantou() -> Kiosk:
    """A hall that serves eight other cities."""
    chosen = offered(whole_catalogue(), "shantou")
    profile = load_profile("shantou")
    kiosk = Kiosk()
    session = kiosk.controller._session
    cities = (profile.city or "", *profile.cities)
    terminal = replace(session.terminal, catalogue=chosen, cities=cities, city=cities[0], divisions=Divisions.load())
    kiosk.controller._session = replace(session, terminal=terminal)
    kiosk.controller.beat()
    return kiosk


def test_another_citys_things_are_done_by_that_city(shantou: Kiosk) -> None:
    shantou.press("choice-cities")
    assert len(shantou.view.choices) == 8
    shantou.press("choice-city-440100")
    assert "广州" in shantou.view.words["title"]
    shantou.press("choice-social-security", f"choice-{ITEM}")
    assert any("广州" in row.value for row in shantou.view.rows)
    shantou.press("primary")
    assert shantou.controller._session.filling.answers["city"] == "440100"


def test_back_from_another_city_comes_to_the_list_of_cities_and_home(shantou: Kiosk) -> None:
    shantou.press("choice-cities", "choice-city-440100", "choice-social-security", f"choice-{ITEM}", "back")
    assert shantou.view.words["title"] == "社保"
    shantou.press("back")
    assert "广州" in shantou.view.words["title"]
    shantou.press("back")
    assert shantou.view.choices[0].id.startswith("city-")
    shantou.press("back")
    assert "cities" in [choice.id for choice in shantou.view.choices]
    shantou.press("choice-social-security", f"choice-{ITEM}", "primary")
    assert shantou.controller._session.filling.answers["city"] == "440500", "its own again"


def test_a_city_that_is_not_served_is_no_shelf(shantou: Kiosk) -> None:
    shantou.press("choice-city-110100")
    assert shantou.controller._session.choosing.home_city == ""


def test_every_thing_of_every_other_city_can_be_reached(shantou: Kiosk) -> None:
    found: set[tuple[str, str]] = set()
    shantou.press("choice-cities")
    for city in [choice.id for choice in shantou.view.choices]:
        shantou.press(f"choice-{city}")
        for group in [choice.id for choice in shantou.view.choices]:
            shantou.press(f"choice-{group}")
            found |= {(city.removeprefix("city-"), choice.id) for choice in shantou.view.choices}
            shantou.press("back")
        shantou.press("back")
    served = shantou.controller._session.terminal
    health = served.health
    wanted = {
        (city, item.id)
        for city in served.cities[1:]
        for item in served.catalogue.values()
        if item.settings.facts.is_done_for(city, served.city) and not ways.is_out_of_question(item, health)
    }
    assert found == wanted
