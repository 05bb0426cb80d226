"""The home screen: what fits it, groups where it does not, and a calmer one in large text."""

from dataclasses import replace

import pytest
from in_words import Kiosk

from kiosk.items.catalogue import Catalogue, load_catalogue
from kiosk.items.flow_names import FLOW_NAMES
from kiosk.over import home


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(frozenset(FLOW_NAMES))


def reached(catalogue: Catalogue, shelf: str, *, is_elder: bool, touches: int) -> dict[str, int]:
    """Every item, and after how many touches it is chosen."""
    found: dict[str, int] = {}
    if touches > 3:
        return found
    for one in home.shelved(home.Offer(list(catalogue.values())), shelf, is_elder=is_elder):
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
