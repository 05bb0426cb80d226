"""The platform is slow, wrong, cut off, or says no."""

import pytest
from at_the_kiosk import Kiosk


@pytest.mark.parametrize("name", ["empty", "oversized", "wrong_type", "bad_json", "swap"])
def test_an_answer_that_is_not_right_is_never_used(kiosk: Kiosk, name: str) -> None:
    kiosk.reach("code")
    kiosk.tell("platform", "fault", kind=name, at="/records", count=9)
    kiosk.type_code()
    view = kiosk.until_screen("trouble")
    assert view.rows == ()
    assert view.can_go_on
    kiosk.tell("platform", "clear")
    kiosk.press("primary")
    kiosk.until_screen("check")


def test_a_document_about_another_person_is_never_printed(kiosk: Kiosk) -> None:
    kiosk.reach("check")
    kiosk.tell("platform", "fault", kind="swap", at="/documents", count=9)
    kiosk.press("primary")
    kiosk.until_screen("trouble")
    assert kiosk.rows("print-intended") == []
    assert kiosk.new_sheets() == 0


def test_a_cut_line_closes_the_tile_and_opens_it_again(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    kiosk.tell("platform", "fault", kind="down", at="*", count=1000)
    view = kiosk.until(lambda view: not view.choices[0].is_open, "a closed tile")
    assert "网络" in view.choices[0].detail
    kiosk.tell("platform", "clear")
    kiosk.until(lambda view: view.choices[0].is_open, "an open tile")


def test_a_revoked_terminal_serves_nobody_and_says_why(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    kiosk.tell("platform", "revoke", terminal=kiosk.settings.terminal)
    try:
        view = kiosk.until_screen("out_of_service")
        assert "停用" in view.words["title"]
    finally:
        kiosk.tell("platform", "approve", terminal=kiosk.settings.terminal)
    kiosk.until_screen("home")


def test_a_wrong_code_may_be_typed_again(kiosk: Kiosk) -> None:
    kiosk.reach("code")
    kiosk.press(*(["digit-0"] * 6))
    view = kiosk.until(lambda view: view.screen == "code" and bool(view.notice), "a word about the code")
    assert view.digits == 0
    kiosk.type_code()
    kiosk.until_screen("check")


def test_a_terminal_whose_clock_differs_from_the_platforms_says_so(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    kiosk.tell("platform", "clock", ahead_s=100_000)
    try:
        view = kiosk.until_screen("out_of_service")
        assert "时间" in view.words["title"]
    finally:
        kiosk.tell("platform", "clock", ahead_s=0)
    kiosk.until_screen("home")
