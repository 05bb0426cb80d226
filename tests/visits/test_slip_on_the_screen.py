"""Without a receipt printer the words of the receipt stand on the screen, to be photographed; masked as on paper."""

import pytest
from in_words import ISSUED, NAME, NOW, NUMBER, Kiosk

from drivers.faults import Fault
from drivers.outcome import Outcome
from drivers.receipt_printer import Align, Line, Pair
from kiosk import effects
from kiosk.events import DocumentIssued


def at_the_end(outcome: Outcome = Outcome.DONE, sheets: int = 1, *, slip: bool | None = False) -> Kiosk:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(outcome, sheets, None if outcome is Outcome.DONE else Fault.JAMMED)
    if slip is not None:
        kiosk.slip(is_printed=slip)
    return kiosk


def test_a_slip_that_did_not_come_stands_on_the_last_screen_word_for_word() -> None:
    kiosk = at_the_end()
    asked = kiosk.last(effects.PrintSlip)[0]
    assert isinstance(asked, effects.PrintSlip)
    words = [
        part
        for part in asked.slip.parts
        if isinstance(part, Line | Pair) and part != Line("扫码核验本件", Align.CENTRE)
    ]
    assert all((part.text if isinstance(part, Line) else part.value) in kiosk.view.qr for part in words)
    assert kiosk.view.words["photo"]
    assert [row.value for row in kiosk.view.rows] == [kiosk.view.rows[0].value, "ABCD 2345 EFGH 6789"]


def test_it_is_masked() -> None:
    view = at_the_end().view
    assert NAME not in repr(view)
    assert NUMBER not in repr(view)
    assert "测*甲" in view.qr
    assert ISSUED.verification_url not in view.qr, "that code is on the paper"
    assert "扫码" not in view.qr, "nor do words speak of it"


@pytest.mark.parametrize("slip", [True, None])
def test_where_a_slip_came_or_may_still_come_there_is_none(slip: bool | None) -> None:
    view = at_the_end(slip=slip).view
    assert view.qr == ""
    assert view.rows == ()


@pytest.mark.parametrize(("outcome", "says"), [(Outcome.NOT_DONE, "打印未完成"), (Outcome.UNKNOWN, "待核实")])
def test_a_print_that_failed_says_so_on_the_screen_too_with_the_sheets_that_came_out(
    outcome: Outcome, says: str
) -> None:
    kiosk = at_the_end(outcome, 1)
    assert kiosk.screen == "trouble"
    assert says in kiosk.view.qr
    assert "1 张" in kiosk.view.qr
    assert len(kiosk.view.rows) == 1, "a paper that is not done has no code to check"


def test_a_terminal_without_a_receipt_printer_shows_it_at_once() -> None:
    kiosk = Kiosk()
    kiosk.device("receipt_printer", Fault.ABSENT)
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.view.qr
    assert kiosk.asked_for(effects.PrintSlip) == 0


def test_what_hangs_is_unknown_and_its_serial_stands_there() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.device("a4_printer", Fault.STUCK)
    assert kiosk.screen == "trouble"
    assert "待核实" in kiosk.view.qr


def test_the_next_print_and_the_next_person_have_their_own() -> None:
    kiosk = at_the_end(Outcome.NOT_DONE, 0)
    kiosk.press("primary")
    assert kiosk.view.qr == ""
    kiosk.answer(effects.IssueAgain, DocumentIssued(ISSUED, NOW))
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.view.qr == "", "nobody knows of the second slip yet"
    kiosk.slip(is_printed=True)
    assert kiosk.view.qr == ""
    kiosk.press("primary")
    kiosk.up_to_printing()
    assert kiosk.view.qr == ""
