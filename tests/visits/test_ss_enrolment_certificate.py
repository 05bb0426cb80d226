"""A resident wants a 个人参保证明, told step by step."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from in_words import CARD, CHALLENGE, IDENTITY, ISSUED, ITEM, NAME, NOW, NUMBER, RECORD, Kiosk

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.events import AfterRestart, CardRead, CodeSent, DocumentIssued, Identified, RecordFound, TerminalClosed
from kiosk.taps import TapOnPage, WentOn


def test_prints_for_the_holder_of_the_card() -> None:
    kiosk = Kiosk()
    assert kiosk.screen == "home"
    kiosk.press(f"choice-{ITEM}")
    assert kiosk.screen == "before_start"
    kiosk.press("choice-12-months", "primary")
    assert kiosk.screen == "consent"
    kiosk.press("primary")
    assert kiosk.screen == "lay_card"
    kiosk.lay_card()
    assert kiosk.screen == "working"
    kiosk.answer(effects.SendCode, CodeSent(CHALLENGE))
    assert kiosk.screen == "code"
    assert "138****0001" in kiosk.view.words["lead"]
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(IDENTITY))
    assert kiosk.screen == "working"
    looked_up = kiosk.last(effects.LookUp)[0]
    assert isinstance(looked_up, effects.LookUp)
    assert (looked_up.inquiry.months, looked_up.number) == (12, NUMBER)
    kiosk.answer(effects.LookUp, RecordFound(RECORD))
    assert kiosk.screen == "check"
    kiosk.press("primary")
    kiosk.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
    assert kiosk.screen == "paper"
    assert kiosk.asked_for(effects.Print) == 0, "nothing comes out before it was seen"
    kiosk.press("primary")
    assert kiosk.screen == "printing"
    kiosk.sheet(1, 1)
    assert (kiosk.view.sheet, kiosk.view.sheets) == (1, 1)
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.screen == "done"
    kiosk.slip(is_printed=True)
    kiosk.press("primary")
    assert kiosk.screen == "home"


def test_five_touches_besides_the_digits_are_enough() -> None:
    kiosk = Kiosk()
    touches = [f"choice-{ITEM}", "primary", "primary"]
    kiosk.press(*touches)
    kiosk.lay_card()
    kiosk.answer(effects.SendCode, CodeSent(CHALLENGE))
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(IDENTITY))
    kiosk.answer(effects.LookUp, RecordFound(RECORD))
    kiosk.press("primary")
    kiosk.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
    kiosk.press("primary")
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.screen == "done"
    assert len(touches) + 2 <= 5


def test_a_card_alone_opens_nothing() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    assert kiosk.asked_for(effects.LookUp) == 0
    assert kiosk.view.rows == ()
    assert kiosk.view.holder == ""


def test_an_identity_of_too_low_a_level_opens_nothing() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(IDENTITY.model_copy(update={"level": 1})))
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.LookUp) == 0
    assert kiosk.view.holder == ""


def test_the_screen_shows_masked_values_only() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    shown = repr(kiosk.view)
    assert NAME not in shown
    assert NUMBER not in shown
    assert "测*甲" in shown
    assert "4499**********0024" in shown


def test_a_wrong_code_may_be_typed_again_and_the_screen_says_how_often() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.type_code("000000")
    kiosk.code_is_wrong(tries_left=2)
    assert kiosk.screen == "code"
    assert "2" in kiosk.view.notice
    assert kiosk.view.digits == 0
    kiosk.type_code("111111")
    kiosk.code_is_wrong(tries_left=0)
    assert kiosk.screen == "trouble"
    assert not kiosk.view.can_go_on


def test_more_digits_than_wanted_change_nothing() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.type_code("1234567890")
    assert kiosk.asked_for(effects.CheckCode) == 1
    assert kiosk.view.digits == 6


def test_a_digit_can_be_taken_back() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.press("digit-1", "digit-2", "erase")
    assert kiosk.view.digits == 1


def test_the_code_can_be_sent_again_after_a_minute() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.wait(1)
    kiosk.press("asked")
    assert kiosk.asked_for(effects.SendCode) == 1
    for _ in range(3):
        kiosk.wait(20)
        kiosk.press("digit-1", "erase")
    assert kiosk.view.seconds_left is None
    kiosk.press("asked")
    assert kiosk.asked_for(effects.SendCode) == 2
    kiosk.answer(effects.SendCode, CodeSent(CHALLENGE))
    assert kiosk.screen == "code"
    assert kiosk.view.notice


def test_an_expired_card_is_named_and_another_may_be_laid() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.lay_card(replace(CARD, valid_to=date(2020, 1, 1)), is_expired=True)
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.SendCode) == 0
    kiosk.press("primary")
    assert kiosk.screen == "lay_card"


def test_no_consent_reads_nothing_and_says_so() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}", "primary", "back")
    assert kiosk.screen == "before_start"
    assert kiosk.view.notice
    assert kiosk.asked_for(effects.ReadCard) == 0


def test_leaving_anywhere_drops_everything_and_stops_waiting_for_a_card() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    _, _, wait = kiosk.last(effects.ReadCard)
    kiosk.press("leave")
    assert kiosk.screen == "home"
    assert wait.is_stopped()


def test_a_card_that_comes_late_never_reaches_the_next_person() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    _, late, _ = kiosk.last(effects.ReadCard)
    kiosk.press("leave")
    kiosk.up_to_card()
    late(CardRead(CARD, is_expired=False, is_child=False))
    kiosk.deliver()
    assert kiosk.screen == "lay_card"


def test_a_record_that_comes_late_never_reaches_the_next_person() -> None:
    kiosk = Kiosk()
    kiosk.up_to_code()
    kiosk.type_code()
    kiosk.answer(effects.CheckCode, Identified(IDENTITY))
    _, late, _ = kiosk.last(effects.LookUp)
    kiosk.press("leave")
    late(RecordFound(RECORD))
    kiosk.deliver()
    assert kiosk.screen == "home"
    assert kiosk.view.holder == ""


def test_two_quick_touches_on_a_button_are_one() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    page = kiosk.view.page
    for _ in range(3):
        kiosk.controller.take(TapOnPage(page, WentOn()))
    kiosk.deliver()
    assert kiosk.asked_for(effects.Issue) == 1


def test_nobody_can_leave_while_paper_is_under_way() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.press("leave", "back")
    assert kiosk.screen == "printing"
    kiosk.wait(600)
    assert kiosk.screen == "printing"


def test_paper_end_is_told_and_the_person_may_stop_waiting() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.press("asked")
    assert kiosk.asked_for(effects.StopPrinting) == 0
    kiosk.sheet(0, 2, Fault.NO_PAPER)
    assert kiosk.view.notice
    assert kiosk.view.picture == "empty_tray"
    kiosk.press("asked")
    assert kiosk.asked_for(effects.StopPrinting) == 1
    assert kiosk.last(effects.Print)[2].is_stopped()


def test_what_was_not_printed_may_be_printed_again_with_its_own_serial_and_the_same_number() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    first = kiosk.last(effects.Print)[0]
    kiosk.settle(Outcome.NOT_DONE, 1, Fault.JAMMED)
    assert kiosk.screen == "trouble"
    kiosk.press("primary")
    assert kiosk.asked_for(effects.Issue) == 1, "not another document"
    again = kiosk.last(effects.IssueAgain)[0]
    assert isinstance(first, effects.Print)
    assert isinstance(again, effects.IssueAgain)
    assert (again.wanted.document_no, again.wanted.void) == (ISSUED.document_no, first.paper.serial)
    reissued = ISSUED.model_copy(update={"verification_code": "ZZZZ2345EFGH6789"})
    kiosk.answer(effects.IssueAgain, DocumentIssued(reissued, NOW))
    second = kiosk.last(effects.Print)[0]
    made = kiosk.last(effects.MakePaper)[0]
    assert isinstance(second, effects.Print)
    assert isinstance(made, effects.MakePaper)
    assert first.document_no == second.document_no
    assert first.paper.serial != second.paper.serial
    assert made.document.verification is not None
    assert made.document.verification.code == "ZZZZ2345EFGH6789", "each print has a code of its own"
    assert first.deed != second.deed


def test_a_record_that_fits_no_paper_is_not_printed() -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    kiosk.press("primary")
    far = ISSUED.model_copy(update={"issued_at": datetime(9999, 12, 31, 23, tzinfo=UTC)})
    kiosk.answer(effects.Issue, DocumentIssued(far, NOW))
    assert kiosk.screen == "trouble"
    assert kiosk.asked_for(effects.MakePaper) == kiosk.asked_for(effects.Print) == 0


def test_a_question_that_waits_its_turn_is_not_asked_for_someone_who_left() -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.lay_card()
    _, _, job = kiosk.last(effects.SendCode)
    kiosk.press("leave")
    assert job.is_stopped()


def test_a_deed_runs_to_its_end_whoever_leaves() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    _, _, slip = kiosk.last(effects.PrintSlip)
    kiosk.press("primary")
    assert kiosk.screen == "home"
    assert not slip.is_stopped()
    assert not kiosk.last(effects.Issue)[2].is_stopped()


def test_the_last_screen_shows_no_slip_where_there_is_none() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.view.picture == ""
    kiosk.slip(is_printed=False)
    assert kiosk.view.picture == "no_slip"


def test_what_nobody_can_prove_is_never_printed_again() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.UNKNOWN, 0)
    assert kiosk.screen == "trouble"
    assert not kiosk.view.can_go_on
    kiosk.press("primary")
    assert kiosk.screen == "home"
    assert kiosk.asked_for(effects.Print) == 1


def test_a_receipt_that_fails_does_not_spoil_the_paper() -> None:
    kiosk = Kiosk()
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    kiosk.slip(is_printed=False)
    assert kiosk.screen == "done"
    assert kiosk.view.tone == "good"
    assert kiosk.view.qr


def test_without_a_receipt_printer_none_is_asked_for() -> None:
    kiosk = Kiosk()
    kiosk.device("receipt_printer", Fault.ABSENT)
    kiosk.up_to_printing()
    kiosk.settle(Outcome.DONE, 1)
    assert kiosk.asked_for(effects.PrintSlip) == 0


@pytest.mark.parametrize("device", ["a4_printer", "platform"])
def test_a_dead_device_closes_the_tile_before_anyone_starts(device: str) -> None:
    kiosk = Kiosk()
    kiosk.device(device, Fault.ABSENT)
    (tile,) = kiosk.view.choices
    assert not tile.is_open
    assert tile.detail
    kiosk.press(f"choice-{ITEM}")
    assert (kiosk.screen, kiosk.view.tone) == ("before_start", "bad")
    kiosk.press("primary")
    assert kiosk.view.rows, "no dead end: where else it can be had"
    kiosk.press("primary")
    kiosk.device(device)
    assert kiosk.view.tone == "good", "it is looked at anew"
    kiosk.press("primary")
    assert kiosk.screen == "consent"


def test_a_revoked_terminal_serves_nobody_and_says_why() -> None:
    kiosk = Kiosk()
    kiosk.controller.take((TerminalClosed("terminal_revoked"), None))
    assert kiosk.screen == "out_of_service"
    assert kiosk.view.words["lead"]
    kiosk.press(f"choice-{ITEM}")
    assert kiosk.screen == "out_of_service"
    kiosk.controller.take((TerminalClosed(""), None))
    assert kiosk.screen == "home"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_after_a_restart_whoever_stands_there_reads_what_became_of_the_print(outcome: Outcome) -> None:
    kiosk = Kiosk()
    kiosk.controller.take((AfterRestart(outcome, 1), None))
    assert kiosk.screen == "trouble"
    assert kiosk.view.holder == ""
    kiosk.wait(31)
    assert kiosk.screen == "home"


@pytest.mark.parametrize(
    ("effect", "again"), [(effects.SendCode, "working"), (effects.LookUp, "working"), (effects.Issue, "working")]
)
def test_a_platform_that_does_not_answer_is_said_and_may_be_asked_again(effect: type, again: str) -> None:
    kiosk = Kiosk()
    kiosk.up_to_card()
    kiosk.lay_card()
    if effect is not effects.SendCode:
        kiosk.answer(effects.SendCode, CodeSent(CHALLENGE))
        kiosk.type_code()
        kiosk.answer(effects.CheckCode, Identified(IDENTITY))
    if effect is effects.Issue:
        kiosk.answer(effects.LookUp, RecordFound(RECORD))
        kiosk.press("primary")
    kiosk.fail(effect, "network")
    assert kiosk.screen == "trouble"
    assert kiosk.view.picture == "network"
    kiosk.press("primary")
    assert kiosk.screen == again
    assert kiosk.asked_for(effect) == 2
