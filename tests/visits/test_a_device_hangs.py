"""A call to a device does not come back while somebody waits for it."""

from in_words import CARD, Kiosk

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects


def test_a_printer_that_hangs_is_told_as_unknown_and_never_as_done_or_not_done() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.sheet(1, 2)
    kiosk.device("a4_printer", Fault.STUCK)
    assert kiosk.screen == "trouble"
    assert kiosk.view.words["title"] == "说不准有没有打印出来"
    assert not kiosk.view.can_go_on, "nobody is asked to print it again"


def test_what_the_printer_says_after_that_is_nobodys() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.device("a4_printer", Fault.STUCK)
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.screen == "trouble"


def test_a_card_reader_that_hangs_is_said_and_the_person_is_not_kept() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.device("idcard", Fault.STUCK)
    assert kiosk.screen == "trouble"
    assert kiosk.view.words["title"] == "机器的一个部件没有回应"
    kiosk.lay_card(CARD)
    assert kiosk.screen == "trouble", "a card that comes late is dropped"


def test_a_device_that_the_step_does_not_wait_for_hangs_unnoticed() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.device("receipt_printer", Fault.STUCK)
    assert kiosk.screen == "lay_card"


def test_the_home_screen_says_why_the_item_is_closed() -> None:
    kiosk = Kiosk()
    kiosk.device("a4_printer", Fault.STUCK)
    tile = kiosk.view.choices[0]
    assert not tile.is_open
    assert "打印机" in tile.detail
    assert kiosk.asked_for(effects.ReadCard) == 0


def test_an_item_whose_device_is_not_fitted_is_not_shown_at_all() -> None:
    kiosk = Kiosk()
    kiosk.device("a4_printer", Fault.NOT_FITTED)
    assert kiosk.view.choices == ()
    kiosk.device("a4_printer", Fault.DISABLED)
    assert kiosk.view.choices == ()


def test_a_step_that_is_entered_while_its_device_hangs_waits_for_nobody() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.device("a4_printer", Fault.STUCK)
    assert kiosk.screen == "check"
    kiosk.press("primary")
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.Print) == 0


def test_a_print_that_nobody_waits_for_any_more_is_stopped() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    _, _, job = kiosk.last(effects.Print)
    kiosk.device("a4_printer", Fault.STUCK)
    assert job.is_stopped(), "or its paper would come out into the next person's hands"
