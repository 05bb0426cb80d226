"""Paper end, jam, cover, printer off, cancelled, CUPS gone: each is told, settled, and nothing comes later."""

import pytest
from at_the_kiosk import Kiosk
from waiting import wait_until


def test_prints_when_nothing_is_wrong(kiosk: Kiosk) -> None:
    kiosk.reach("done")
    assert kiosk.until_settled() == "done"
    assert kiosk.new_sheets() == 1
    assert kiosk.chain_holds()
    wait_until(lambda: bool(kiosk.rows("print-reported")), 10.0, "the report to the platform")


@pytest.mark.parametrize(
    ("reasons", "picture"),
    [("media-empty,media-needed", "empty_tray"), ("media-jam", "jam"), ("cover-open", "jam")],
)
def test_a_stopped_printer_is_told_and_goes_on_when_staff_helped(kiosk: Kiosk, reasons: str, picture: str) -> None:
    kiosk.reach("paper")
    kiosk.tell("a4_printer", "fault", reasons=reasons, at_page=1)
    kiosk.press("primary")
    view = kiosk.until(lambda view: view.screen == "printing" and bool(view.notice), "a word about the printer")
    assert view.picture == picture
    kiosk.tell("a4_printer", "clear")
    kiosk.until_screen("done")
    assert kiosk.until_settled() == "done"
    assert kiosk.new_sheets() == 1


@pytest.mark.parametrize("reasons", ["media-empty,media-needed", "media-jam", "cover-open"])
def test_a_stopped_printer_that_nobody_helps_is_given_up_and_prints_nothing_later(kiosk: Kiosk, reasons: str) -> None:
    kiosk.reach("paper")
    kiosk.tell("a4_printer", "fault", reasons=reasons, at_page=1)
    kiosk.press("primary")
    view = kiosk.until_screen("trouble")
    assert view.can_go_on
    assert kiosk.until_settled() == "not_done"
    kiosk.press("leave")
    kiosk.until_screen("home")
    before = kiosk.sheets()
    kiosk.tell("a4_printer", "clear")
    kiosk.until(lambda view: view.choices[0].is_open, "a printer in service again")
    assert kiosk.sheets() == before, "a page of an earlier person came out"


def test_the_person_may_stop_waiting(kiosk: Kiosk) -> None:
    kiosk.reach("paper")
    kiosk.tell("a4_printer", "fault", reasons="media-empty", at_page=1)
    kiosk.press("primary")
    kiosk.until(lambda view: view.screen == "printing" and bool(view.notice), "a word about the printer")
    kiosk.press("asked")
    kiosk.until_screen("trouble")
    assert kiosk.until_settled() == "not_done"


def test_a_printer_without_paper_is_known_before_anyone_starts(kiosk: Kiosk) -> None:
    kiosk.reach("home")
    kiosk.tell("a4_printer", "fault", reasons="media-empty")
    view = kiosk.until(lambda view: not view.choices[0].is_open, "a closed tile")
    assert view.choices[0].detail


def test_a_printer_that_is_switched_off_is_told_and_nothing_is_claimed(kiosk: Kiosk) -> None:
    kiosk.reach("check")
    kiosk.tell("a4_printer", "off")
    try:
        kiosk.press("primary")
        kiosk.until_screen("trouble")
        assert kiosk.rows("issue-intended") == [], "nobody gets a number for a paper that cannot be printed"
        kiosk.press("leave")
    finally:
        kiosk.tell("a4_printer", "on")
    kiosk.until(lambda view: view.screen == "home" and view.choices[0].is_open, "a printer in service again")
    assert kiosk.new_sheets() == 0


def test_a_job_cancelled_at_the_printer_is_not_done(kiosk: Kiosk) -> None:
    kiosk.tell("a4_printer", "page_seconds", value=3.0)
    kiosk.reach("printing")
    wait_until(lambda: bool(kiosk.rows("print-seen")), 10.0, "the job at the device")
    kiosk.tell("a4_printer", "cancel_job")
    kiosk.until_screen("trouble")
    assert kiosk.until_settled() == "not_done"


def test_a_queue_that_is_gone_takes_nothing(kiosk: Kiosk) -> None:
    kiosk.reach("check")
    kiosk.tell("a4_printer", "cups_off")
    try:
        kiosk.press("primary")
        kiosk.until_screen("trouble")
        assert kiosk.rows("issue-intended") == []
        assert kiosk.new_sheets() == 0
    finally:
        kiosk.tell("a4_printer", "cups_on")
    kiosk.press("primary")
    kiosk.until_screen("paper")
    kiosk.press("primary")
    kiosk.until_screen("done")
    assert [str(row.facts["outcome"]) for row in kiosk.rows("print-settled")] == ["done"]
    assert kiosk.new_sheets() == 1


def test_a_dead_receipt_printer_spoils_nothing(kiosk: Kiosk) -> None:
    kiosk.reach("paper")
    kiosk.tell("receipt_printer", "state", paper="end")
    kiosk.press("primary")
    view = kiosk.until(lambda view: view.screen == "done" and bool(view.qr), "the receipt on the screen")
    assert view.tone == "good"
    assert kiosk.until_settled() == "done"
