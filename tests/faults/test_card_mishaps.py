"""Cards that cannot be read, and a reader that does not behave."""

import pytest
from at_the_kiosk import LIMIT_S, Kiosk
from waiting import wait_until

from kiosk.demo.certificate import ITEM


@pytest.mark.parametrize("name", ["half_reply", "wrong_checksum", "wrong_length", "garbage_before"])
def test_a_garbled_line_is_said_or_survived_and_the_card_may_be_laid_again(kiosk: Kiosk, name: str) -> None:
    kiosk.reach("lay_card")
    kiosk.tell("idcard", "fault", name=name, times=1)
    kiosk.lay_card()
    view = kiosk.until_screen("trouble", "code")
    if view.screen == "trouble":
        kiosk.tell("idcard", "clear")
        kiosk.tell("idcard", "remove")
        kiosk.press("primary")
        kiosk.until_screen("lay_card")
        kiosk.lay_card()
    kiosk.until_screen("code")


@pytest.mark.parametrize("code", ["41", "81", "31"])
def test_an_unreadable_card_is_said_and_may_be_laid_again(kiosk: Kiosk, code: str) -> None:
    kiosk.reach("lay_card")
    kiosk.tell("idcard", "answer_sw3", code=code, times=1)
    kiosk.lay_card()
    view = kiosk.until_screen("trouble")
    assert view.picture == "card"
    kiosk.tell("idcard", "remove")
    kiosk.press("primary")
    kiosk.until_screen("lay_card")
    kiosk.lay_card()
    kiosk.until_screen("code")


def test_an_expired_card_is_said(kiosk: Kiosk) -> None:
    kiosk.reach("lay_card")
    kiosk.lay_card(valid_from="20050101", valid_to="20150101")
    view = kiosk.until_screen("trouble")
    assert "过期" in view.words["title"]


def test_a_card_whose_number_has_a_wrong_check_digit_is_refused(kiosk: Kiosk) -> None:
    kiosk.reach("lay_card")
    last = kiosk.citizen[-1]
    kiosk.lay_card(number=kiosk.citizen[:-1] + ("0" if last != "0" else "1"))
    view = kiosk.until_screen("trouble")
    assert "证件" in view.words["title"]
    assert not kiosk.rows("print-intended")


def test_a_reader_that_is_unplugged_leaves_the_other_ways_and_comes_back_alone(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    kiosk.tell("idcard", "unplug")
    try:
        wait_until(lambda: state_of_reader(kiosk) == "out", LIMIT_S, "the reader to be seen gone")
        kiosk.press(f"choice-{ITEM}")
        assert kiosk.until_screen("before_start").tone == "careful"
        kiosk.press("primary")
        assert kiosk.until_screen("consent").notice
        kiosk.press("primary")
        assert [choice.id for choice in kiosk.until_screen("pick").choices] == ["permit"]
        kiosk.press("leave")
    finally:
        kiosk.tell("idcard", "plug")
    wait_until(lambda: state_of_reader(kiosk) == "online", LIMIT_S, "the reader to be seen again")
    kiosk.reach("code")


def state_of_reader(kiosk: Kiosk) -> str:
    return [str(row.facts["state"]) for row in kiosk.rows("device") if row.facts["device"] == "idcard"][-1]
