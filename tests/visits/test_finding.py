"""The search on the home screen: results as one types, by pinyin, initials, characters and everyday words."""

import statistics
import time
from dataclasses import replace

import pytest
from in_words import Kiosk
from whole_catalogue import whole_catalogue

from kiosk.forms.writing import Aids
from kiosk.items.catalogue import Catalogue, search_entries
from kiosk.items.everyday_words import load_everyday_words
from kiosk.items.search import Search
from kiosk.taps import BoardChosen, CharacterChosen, Cleared, TapOnPage, Written

ITEM = "ss-enrolment-certificate"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return whole_catalogue()


@pytest.fixture(scope="module")
def search(catalogue: Catalogue) -> Search:
    return Search(search_entries(catalogue), load_everyday_words())


@pytest.fixture(scope="module")
def aids() -> Aids:
    return Aids.load()


@pytest.fixture
def kiosk(catalogue: Catalogue, search: Search, aids: Aids) -> Kiosk:
    kiosk = Kiosk()
    session = kiosk.controller._session
    terminal = replace(session.terminal, catalogue=catalogue, search=search, aids=aids, common=(ITEM,))
    kiosk.controller._session = replace(session, terminal=terminal)
    kiosk.controller.beat()
    kiosk.press("choice-find")
    assert kiosk.screen == "search"
    return kiosk


def write(kiosk: Kiosk, letters: str) -> None:
    for letter in letters:
        kiosk.controller.take(TapOnPage(kiosk.view.page, Written(letter)))


def found(kiosk: Kiosk) -> list[str]:
    return [choice.id for choice in kiosk.view.choices]


@pytest.mark.parametrize("typed", ["canbaozhengming", "cbzm", "CBZM", "canbaozhegnming", "shebaozhengming", "sbzm"])
def test_pinyin_initials_and_slips_find_it(kiosk: Kiosk, typed: str) -> None:
    write(kiosk, typed)
    assert ITEM in found(kiosk)[:5]


def test_every_key_changes_what_was_found_in_time(kiosk: Kiosk) -> None:
    took = []
    for letter in "gongjijindaikuan":
        began = time.process_time()
        write(kiosk, letter)
        took.append(time.process_time() - began)
    assert any(one.startswith("fund-loan") for one in found(kiosk)[:3])
    # The middle one: a collection of the test run's own garbage falls into one letter or another.
    assert statistics.median(took) < 0.25, "a touch is answered at once, also on a slow machine under test"


def test_characters_are_chosen_and_looked_for(kiosk: Kiosk) -> None:
    write(kiosk, "shebao")
    assert any(one.id == "社保" for one in kiosk.view.keyboard.candidates)
    kiosk.controller.take(TapOnPage(kiosk.view.page, CharacterChosen("社保")))
    assert kiosk.view.entry == "社保"
    assert ITEM in found(kiosk)


def test_english_letters_find_english_names(kiosk: Kiosk) -> None:
    kiosk.press("back")
    kiosk.choose_look("language", "en")
    kiosk.press("choice-find")
    assert kiosk.view.keyboard.board == "letters"
    write(kiosk, "social insur")
    assert ITEM in found(kiosk)


def test_before_anything_is_typed_most_common_things_stand_there(kiosk: Kiosk) -> None:
    assert found(kiosk) == [ITEM]


def test_nothing_found_is_said_kindly_with_what_to_do(kiosk: Kiosk) -> None:
    kiosk.controller.take(TapOnPage(kiosk.view.page, BoardChosen("digits")))
    write(kiosk, "99887766")
    assert found(kiosk) == []
    assert "求助" in kiosk.view.words["empty"]
    kiosk.controller.take(TapOnPage(kiosk.view.page, Cleared()))
    assert found(kiosk) == [ITEM]


def test_back_from_an_item_keeps_what_was_typed(kiosk: Kiosk) -> None:
    write(kiosk, "cbzm")
    before = found(kiosk)
    kiosk.press(f"choice-{ITEM}")
    assert kiosk.screen == "before_start"
    kiosk.press("back")
    assert (kiosk.screen, found(kiosk)) == ("search", before)
    assert kiosk.view.keyboard.letters == "cbzm"
    kiosk.press("back")
    assert kiosk.screen == "home"


def test_nobody_finds_what_somebody_else_has_typed(kiosk: Kiosk) -> None:
    write(kiosk, "cbzm")
    kiosk.wait(200)
    assert kiosk.controller._session.choosing.finding is None
    assert "cbzm" not in repr(kiosk.controller._session)


def test_what_is_typed_stands_in_no_representation(kiosk: Kiosk) -> None:
    write(kiosk, "zhangsan")
    assert "zhangsan" not in repr(kiosk.controller._session)


def test_a_search_ends_where_an_item_is_begun(kiosk: Kiosk) -> None:
    write(kiosk, "cbzm")
    kiosk.press(f"choice-{ITEM}", "primary")
    assert kiosk.screen == "consent"
    kiosk.press("home")
    assert kiosk.screen == "home"
