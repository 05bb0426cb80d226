"""Somebody goes and their card stays in the reader: the machine calls for it until it is taken."""

from at_the_kiosk import Kiosk


def test_a_card_that_stays_is_called_for_until_it_is_taken(kiosk: Kiosk) -> None:
    kiosk.reach("check")
    kiosk.hand.press("leave")
    kiosk.until_screen("card_left")
    assert kiosk.view.holder == ""
    assert kiosk.view.choices == ()
    kiosk.tell("idcard", "remove")
    kiosk.until_screen("home")


def test_whoever_takes_it_is_not_bothered(kiosk: Kiosk) -> None:
    kiosk.reach("check")
    kiosk.press("leave")
    kiosk.until_screen("home")
    kiosk.reach("check")
    assert kiosk.view.holder
