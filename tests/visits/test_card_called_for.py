"""A card that was left is called for; one that was taken is not spoken of."""

import pytest
from in_words import ITEM, Kiosk

from kiosk import effects
from kiosk.events import CardLaid, CardStays, CardTaken, Failed


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


def test_a_reader_that_dies_does_not_keep_the_machine(kiosk: Kiosk) -> None:
    kiosk.up_to_check()
    kiosk.press("leave")
    kiosk.answer(effects.LookForCard, CardStays(is_there=True))
    kiosk.answer(effects.AwaitRemoval, Failed("gone", can_try_again=True))
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
