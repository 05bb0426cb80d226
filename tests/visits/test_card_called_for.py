"""A card that was left is called for; one that was taken is not spoken of."""

from dataclasses import replace

import pytest
from in_words import ITEM, Kiosk

from kiosk import effects
from kiosk.events import CardLaid, CardStays, CardTaken, Failed
from kiosk.items.routes import Route


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


def test_a_card_that_was_left_is_called_for_until_it_is_taken(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("leave")
    assert kiosk.screen == "home"
    kiosk.answer(effects.LookForCard, CardStays(is_there=True))
    assert kiosk.screen == "card_left"
    kiosk.press("nowhere", "leave", "home", "stay")
    kiosk.wait(300)
    assert kiosk.screen == "card_left"
    assert kiosk.controller._session.reminders == 60
    kiosk.answer(effects.AwaitRemoval, CardTaken())
    assert kiosk.screen == "home"


def test_a_card_that_was_taken_is_not_spoken_of(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("leave")
    kiosk.answer(effects.LookForCard, CardStays(is_there=False))
    assert kiosk.screen == "home"


def test_a_card_that_woke_the_terminal_and_was_never_read_is_called_for(kiosk: Kiosk) -> None:
    kiosk.wait(61)
    kiosk.answer(effects.AwaitCard, CardLaid())
    kiosk.wait(61)
    kiosk.answer(effects.LookForCard, CardStays(is_there=True))
    assert kiosk.screen == "card_left"


def test_so_is_one_that_was_laid_and_could_not_be_read(kiosk: Kiosk) -> None:
    kiosk.up_to_card()
    kiosk.press("leave")
    kiosk.answer(effects.LookForCard, CardStays(is_there=True))
    assert kiosk.screen == "card_left"


def test_the_alarm_does_not_disturb_the_next_visit(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("leave", f"choice-{ITEM}")
    kiosk.answer(effects.LookForCard, CardStays(is_there=True))
    assert kiosk.screen == "before_start"


@pytest.mark.parametrize("route", ["social_security", "permit"])
def test_a_card_in_the_reader_for_chips_is_called_for_by_its_own_name(kiosk: Kiosk, route: Route) -> None:
    kiosk.device("smart_card")
    kiosk.up_to_check()
    kiosk.controller._session = replace(kiosk.controller._session, proven_by=route, laid="")
    kiosk.press("leave")
    kiosk.answer(effects.LookForCard, CardStays(is_there=True, reader="smart_card"))
    assert kiosk.view.words["title"] == "请拿走您的社保卡或证件"
    assert kiosk.last(effects.AwaitRemoval)[0] == effects.AwaitRemoval("smart_card")
    kiosk.answer(effects.AwaitRemoval, CardTaken("smart_card"))
    assert kiosk.screen == "home"


def test_of_two_cards_the_second_is_called_for_when_the_first_was_taken(kiosk: Kiosk) -> None:
    kiosk.device("smart_card")
    kiosk.up_to_check()
    kiosk.press("leave")
    kiosk.answer(effects.LookForCard, CardStays(is_there=True))
    kiosk.answer(effects.LookForCard, CardStays(is_there=True, reader="smart_card"))
    assert kiosk.view.words["title"] == "请拿走您的身份证"
    kiosk.answer(effects.AwaitRemoval, CardTaken())
    assert (kiosk.screen, kiosk.view.words["title"]) == ("card_left", "请拿走您的社保卡或证件")
    kiosk.answer(effects.AwaitRemoval, CardTaken("smart_card"))
    assert kiosk.screen == "home"


def test_of_two_cards_one_is_called_for_although_the_other_reader_fails(kiosk: Kiosk) -> None:
    kiosk.device("smart_card")
    kiosk.up_to_check()
    kiosk.press("leave")
    kiosk.answer(effects.LookForCard, CardStays(is_there=True, reader="smart_card"))
    kiosk.answer(effects.LookForCard, Failed("gone", can_try_again=True))
    assert (kiosk.screen, kiosk.view.words["title"]) == ("card_left", "请拿走您的社保卡或证件")
    kiosk.answer(effects.AwaitRemoval, CardTaken("smart_card"))
    assert kiosk.screen == "home"


def left_in_the_chip_reader(kiosk: Kiosk) -> bool:
    return effects.LookForCard("smart_card") in [one[0] for one in kiosk.world.asked]


def test_whoever_changed_the_way_may_have_left_a_card_where_the_first_way_wanted_it(kiosk: Kiosk) -> None:
    kiosk.device("smart_card")
    kiosk.up_to_check()
    kiosk.press("leave")
    assert left_in_the_chip_reader(kiosk)


def test_so_may_whoever_has_done_one_thing_and_gone_home(kiosk: Kiosk) -> None:
    kiosk.device("smart_card")
    kiosk.up_to_check()
    kiosk.press("home", "leave")
    assert left_in_the_chip_reader(kiosk)


def test_nobody_who_only_touched_the_home_screen_is_asked_for_a_card(kiosk: Kiosk) -> None:
    kiosk.device("smart_card")
    kiosk.press("leave")
    kiosk.wait(70)
    assert not left_in_the_chip_reader(kiosk)


def test_where_no_reader_for_chips_is_fitted_it_is_not_asked(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("leave")
    assert not left_in_the_chip_reader(kiosk)
