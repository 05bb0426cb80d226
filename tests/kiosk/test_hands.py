"""Effects on real worker threads: an answer that comes late is nobody's, and what cannot be written is not done."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hands_bench import CHECK, DOCUMENT, ISSUE, MAKE, PRINT, Bench
from in_words import ISSUED, ITEM, NOW, OFFERED
from waiting import wait_until

from config.settings import Limits
from config.texts import load_texts
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.receipt_printer import Slip, SlipOutcome
from kiosk import effects
from kiosk.controller import Controller
from kiosk.events import (
    CodeRefused,
    DeviceSeen,
    DocumentIssued,
    Failed,
    PrintSettled,
    SlipSettled,
)
from kiosk.hall.person import tap_of
from kiosk.hands.services import wanted_record
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import JournalError
from kiosk.look.visit import Looker
from kiosk.platform.errors import NoConnection, Refused, WrongAnswer
from kiosk.platform.values import ErrorCode
from kiosk.service_effects import Inquiry
from kiosk.session import Session, Terminal
from kiosk.taps import TapOnPage
from kiosk.view import View
from printing.document import Entry, Pairs
from printing.spool import PrintResult


def test_a_wrong_code_is_not_a_failure_but_an_answer(bench: Bench) -> None:
    bench.world.trouble = Refused(ErrorCode.CODE_WRONG, 2)
    assert bench.ask(CHECK) == CodeRefused(2)


@pytest.mark.parametrize(
    ("trouble", "key", "again"),
    [
        (NoConnection("reset"), "network", True),
        (WrongAnswer("about another subject"), "wrong_answer", True),
        (Refused(ErrorCode.LIMIT_REACHED), "limit_reached", False),
        (Refused(ErrorCode.TOO_MANY_TRIES), "too_many_tries", False),
        (Refused(ErrorCode.NO_PHONE), "no_phone", False),
    ],
)
def test_what_the_platform_says_reaches_the_person_as_a_text_that_exists(
    bench: Bench, trouble: Exception, key: str, again: bool
) -> None:
    bench.world.trouble = trouble
    assert bench.ask(CHECK) == Failed(key, can_try_again=again)
    assert load_texts().has(f"trouble.{key}")


def test_a_clock_in_1970_asks_for_nothing_and_dates_no_paper(bench: Bench) -> None:
    bench.clock.wall = datetime(1970, 1, 1, tzinfo=UTC)
    assert bench.ask(ISSUE) == Failed("clock_wrong", can_try_again=False)


def test_a_document_is_dated_by_the_clock(bench: Bench) -> None:
    assert bench.ask(ISSUE) == DocumentIssued(ISSUED, NOW)


def test_a_card_reader_that_breaks_is_said(bench: Bench) -> None:
    bench.world.trouble = DeviceError(Fault.CARD_UNREADABLE, "41")
    assert bench.ask(effects.ReadCard()) == Failed("card_unreadable", can_try_again=True)


def test_a_consent_that_cannot_be_written_stops_the_visit(bench: Bench) -> None:
    bench.world.journal_fails = True
    with pytest.raises(JournalError):
        bench.hands.carry_out(effects.Record("consent", (("answer", "yes"),)), bench.heard.append)
    assert bench.heard == [], "the controller says what becomes of the visit"


def test_a_print_that_cannot_be_written_down_is_not_begun(bench: Bench) -> None:
    bench.world.journal_fails = True
    bench.hands.carry_out(PRINT, bench.heard.append)
    wait_until(lambda: any(isinstance(event, Failed) for event in bench.heard), 10.0)
    assert bench.heard[-1] == Failed("disk_full", can_try_again=False)
    assert bench.world.printed == 0


def test_a_name_that_nobody_can_draw_is_not_printed(bench: Bench) -> None:
    undrawable = replace(DOCUMENT, body=(Pairs((Entry("姓名", "张\U00031350"),)),))
    assert bench.ask(replace(MAKE, document=undrawable)) == Failed("cannot_draw", can_try_again=False)


def test_the_paper_is_compared_with_the_visit_that_runs_now_and_not_with_what_asked_for_it(bench: Bench) -> None:
    bench.hands.carry_out(replace(PRINT, paper=replace(PRINT.paper, session="0" * 32)), bench.heard.append)
    wait_until(lambda: bench.world.printed == 1, 10.0)
    assert bench.world.sessions == ["f" * 32]


def test_a_print_whose_end_could_not_be_written_is_told_truly_and_settled_later(bench: Bench) -> None:
    bench.world.result = PrintResult(Outcome.DONE, 1, None, unwritten=True)
    bench.hands.carry_out(PRINT, bench.heard.append)
    wait_until(lambda: any(isinstance(event, PrintSettled) for event in bench.heard), 10.0)
    assert bench.heard[-1] == PrintSettled(Outcome.DONE, 1, None)
    assert bench.world.left_open.is_set()


def test_a_document_that_was_issued_is_written_down_before_and_after(bench: Bench) -> None:
    bench.ask(ISSUE)
    assert [kind for kind, _ in bench.world.rows] == ["issue-intended", "issue-settled"]
    assert bench.world.facts[-1] == {"document_no": ISSUED.document_no, "outcome": "done"}


def test_an_issue_whose_answer_was_lost_is_written_down_as_unknown(bench: Bench) -> None:
    bench.world.trouble = NoConnection("reset")
    bench.ask(ISSUE)
    assert bench.world.facts[-1] == {"outcome": "unknown"}


def test_an_issue_that_cannot_be_written_down_is_not_asked_for(bench: Bench) -> None:
    bench.world.journal_fails = True
    bench.world.trouble = AssertionError("the platform was asked")
    assert bench.ask(ISSUE) == Failed("disk_full", can_try_again=False)


def test_a_slip_that_cannot_be_written_down_spoils_nothing(bench: Bench) -> None:
    bench.world.journal_fails = True
    assert bench.ask(effects.PrintSlip(Slip(()), "a" * 32)) == SlipSettled(is_printed=False)


def test_what_became_of_a_print_is_told(bench: Bench) -> None:
    bench.world.result = PrintResult(Outcome.UNKNOWN, 1, Fault.ABSENT)
    bench.hands.carry_out(PRINT, bench.heard.append)
    wait_until(lambda: any(isinstance(event, PrintSettled) for event in bench.heard), 10.0)
    assert bench.heard[-1] == PrintSettled(Outcome.UNKNOWN, 1, Fault.ABSENT)


@pytest.mark.parametrize(
    ("outcome", "is_printed"),
    [
        (SlipOutcome.PRINTED, True),
        (SlipOutcome.CONSUMED, True),
        (SlipOutcome.UNKNOWN, False),
        (SlipOutcome.NOT_PRINTED, False),
    ],
)
def test_a_slip_is_written_down_before_and_after(bench: Bench, outcome: SlipOutcome, is_printed: bool) -> None:
    bench.world.slip = outcome
    assert bench.ask(effects.PrintSlip(Slip(()), "a" * 32)) == SlipSettled(is_printed=is_printed)
    assert [kind for kind, _ in bench.world.rows] == ["slip-intended", "slip-settled"]


@pytest.mark.parametrize(
    ("months", "first"), [(1, "202611"), (11, "202601"), (12, "202512"), (24, "202412"), (600, "198001")]
)
def test_a_period_counts_the_running_month_in(months: int, first: str) -> None:
    wanted = wanted_record(Inquiry(ITEM, "ss-enrolment", "441300", months), NOW)
    assert (wanted.period_from, wanted.period_to) == (first, "202611")


def test_a_record_that_comes_late_never_reaches_the_next_person(bench: Bench) -> None:
    """The whole core on real threads: the platform is slow, the person leaves, somebody else begins."""
    views: list[View] = []
    terminal = Terminal(name="t", place="p", city="441300", is_sample=True, catalogue=OFFERED)
    controller = Controller(
        Session(terminal=terminal, boot="0" * 32),
        bench.hands,
        look=Looker(load_texts(), bench.clock.now),
        show=views.append,
        clock=bench.clock,
        limits=Limits(),
    )
    for device in ("idcard", "a4_printer", "receipt_printer", PLATFORM):
        controller.post(DeviceSeen(device, DeviceState(faults=())))
    thread = threading.Thread(target=controller.run)
    thread.start()

    def press(*names: str) -> None:
        for name in names:
            controller.tap(TapOnPage(views[-1].page, tap_of(name)))

    def until(screen: str) -> None:
        wait_until(lambda: bool(views) and views[-1].screen == screen, 5.0, screen)

    def begin() -> None:
        wait_until(lambda: bool(views) and any(choice.is_open for choice in views[-1].choices), 5.0)
        for screen, name in (("home", f"choice-{ITEM}"), ("before_start", "primary"), ("consent", "primary")):
            until(screen)
            press(name)

    try:
        begin()
        until("code")
        press(*(f"digit-{digit}" for digit in "123456"))
        until("working")
        press("leave")
        until("home")
        bench.world.card = None
        begin()
        until("lay_card")
        bench.world.gate.set()
        wait_until(lambda: bench.hands._workers[PLATFORM]._current is None, 5.0, "the late answer")
        press("stay")
        assert views[-1].screen == "lay_card"
        later = views[next(i for i, view in enumerate(views) if view.screen == "home" and i > 3) :]
        assert all(
            view.holder == "" and view.rows == () for view in later if view.screen not in ("consent", "before_start")
        )
    finally:
        controller.stop()
        thread.join(5.0)
