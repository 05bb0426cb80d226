"""What is said of a print, for every way it can go. The printer follows a script, the clock is ours."""

from dataclasses import replace

import pytest
from fake_printer import OFF, WAITING, FakePrinter, Moment, over, printing
from one_visit import CANCELLED, DONE, Visit, visit

from drivers.a4_printer import Condition, JobState
from drivers.faults import Fault
from drivers.outcome import Outcome
from printing.document import Paper
from printing.spool import PAGES_ON_LOW_TONER, QUIET_LOOKS, PrintResult, Progress
from printing.verify import NotBound


def test_done_is_what_the_device_has_counted(paper: Paper) -> None:
    done = visit(paper, [WAITING, printing(0), printing(1), printing(2), DONE])
    assert done.print() == PrintResult(Outcome.DONE, 2, None)
    assert done.deeds.kinds() == [
        "print-intended",
        "print-submitted",
        "print-seen",
        "print-moved",
        "print-moved",
        "print-settled",
    ]
    assert done.shown == [Progress(0, 2, None), Progress(1, 2, None), Progress(2, 2, None)]
    assert done.printer.cancelled, "what CUPS still holds of a finished job is taken out"


def test_the_deed_is_written_before_the_queue_hears_of_it_and_names_its_job(paper: Paper) -> None:
    done = visit(paper, [DONE])
    done.print()
    deed, kind, facts = done.deeds.rows[0]
    name = str(facts["job"])
    assert (deed, kind) == ("deed", "print-intended")
    assert done.printer.handed_over[0][:2] == (paper.pdf, name)
    assert name.isascii()
    assert name.isalnum()
    assert len(name) < 32
    assert facts["pages"] == 2
    assert facts["sha256"] == paper.sha256
    assert facts["document_no"] == "449900"
    assert facts["session"] == "visit-1"
    assert facts["serial"] == paper.serial


def test_the_journal_says_what_was_seen_and_when_cups_gives_up_by_itself(paper: Paper) -> None:
    done = visit(paper, [printing(1, Fault.JAMMED), printing(1), DONE])
    done.print()
    assert [row[2] for row in done.deeds.rows[1:]] == [
        {"queue_job": 3},
        {"device_job": 7},
        {"sheets": 1, "fault": "jammed"},
        {"sheets": 1},
        {"sheets": 2},
        {"sheets": 2, "outcome": "done"},
    ]
    longest = 45 * 2 + 60 + 15
    assert done.printer.handed_over[0][2] == longest, "two pages, one fault, and the withdrawing"


def test_some_looks_may_miss_a_job_between_queue_and_device(paper: Paper) -> None:
    between = [Moment(in_queue=False)] * 3
    missed = [*between, WAITING, *between, WAITING, *between, printing(1), printing(2), DONE]
    seen = visit(paper, missed)
    assert seen.print().outcome is Outcome.DONE
    assert seen.printer.cancelled == 1, "only when it was done"


def test_a_finished_print_is_told_as_soon_as_the_queue_lets_go(paper: Paper) -> None:
    done = visit(paper, [printing(1), DONE])
    for _ in range(QUIET_LOOKS):
        done.spool.look()
    done.print()
    assert done.clock.seconds < 0.5


def test_completed_without_every_page_counted_is_not_called_done(paper: Paper) -> None:
    assert visit(paper, [over(JobState.COMPLETED, 1)]).print() == PrintResult(Outcome.UNKNOWN, 1, Fault.UNKNOWN)
    assert visit(paper, [over(JobState.COMPLETED, 0)]).print() == PrintResult(Outcome.UNKNOWN, 0, Fault.UNKNOWN)
    assert visit(paper, [over(JobState.COMPLETED, 3)]).print().outcome is Outcome.UNKNOWN


def test_paper_refilled_in_time_prints_on(paper: Paper) -> None:
    empty = visit(paper, [printing(1), *[printing(1, Fault.NO_PAPER)] * 100, printing(1), printing(2), DONE])
    assert empty.print() == PrintResult(Outcome.DONE, 2, None)
    assert Progress(1, 2, Fault.NO_PAPER) in empty.shown
    assert empty.shown[-1] == Progress(2, 2, None)


@pytest.mark.parametrize("fault", [Fault.NO_PAPER, Fault.JAMMED, Fault.COVER_OPEN, Fault.NO_TONER, Fault.TRAY_MISSING])
def test_a_printer_that_nobody_helps_is_given_up_after_our_patience(paper: Paper, fault: Fault) -> None:
    stopped = visit(paper, [printing(1), printing(1, fault)], [over(CANCELLED, 1)])
    assert stopped.print() == PrintResult(Outcome.NOT_DONE, 1, fault)
    assert 60 <= stopped.clock.seconds < 65


def test_patience_begins_anew_with_every_fault(paper: Paper) -> None:
    twice = [printing(1, Fault.NO_PAPER)] * 150 + [printing(1)] + [printing(1, Fault.JAMMED)] * 150
    assert visit(paper, [*twice, printing(2), DONE]).print().outcome is Outcome.DONE


def test_a_job_that_the_device_finishes_while_it_is_being_cancelled_is_done(paper: Paper) -> None:
    race = visit(paper, [printing(1, Fault.NO_PAPER)], [printing(2), DONE])
    assert race.print() == PrintResult(Outcome.DONE, 2, None)


def test_every_sheet_out_and_yet_cancelled_is_a_contradiction_that_nobody_decides(paper: Paper) -> None:
    assert visit(paper, [printing(2), over(CANCELLED, 2)]).print() == PrintResult(Outcome.UNKNOWN, 2, Fault.CANCELLED)


def test_a_printer_that_has_turned_out_every_sheet_may_say_so_before_it_is_cancelled(paper: Paper) -> None:
    late = visit(paper, [*[printing(2)] * 12, DONE], [over(CANCELLED, 2)])
    assert late.print(stop_after_s=1) == PrintResult(Outcome.DONE, 2, None)


@pytest.mark.parametrize("last", [DONE, over(CANCELLED, 1)])
def test_a_printer_need_not_remember_what_it_has_ended(paper: Paper, last: Moment) -> None:
    result = visit(paper, [printing(1), last, Moment(in_queue=False)]).print()
    assert result.outcome is (Outcome.DONE if last is DONE else Outcome.NOT_DONE)


def test_a_last_word_that_never_comes_is_not_waited_for_long(paper: Paper) -> None:
    never = visit(paper, [printing(2)], [over(CANCELLED, 2)])
    assert never.print(stop_after_s=1) == PrintResult(Outcome.UNKNOWN, 2, Fault.CANCELLED)
    assert never.clock.seconds < 8


def test_cancelled_at_the_device(paper: Paper) -> None:
    assert visit(paper, [printing(1), over(CANCELLED, 1)]).print() == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)


def test_an_engine_that_aborts_and_counts_back_does_not_unprint_a_sheet(paper: Paper) -> None:
    result = visit(paper, [printing(1), over(JobState.ABORTED, 0)]).print()
    assert result == PrintResult(Outcome.NOT_DONE, 1, Fault.BROKEN)


def test_stopped_without_a_reason_is_a_fault_all_the_same(paper: Paper) -> None:
    stopped = visit(paper, [Moment(JobState.STOPPED, 1)], [over(CANCELLED, 1)])
    assert stopped.print() == PrintResult(Outcome.NOT_DONE, 1, Fault.UNKNOWN)


def test_silence_of_a_printer_that_claims_to_print_ends(paper: Paper) -> None:
    silent = visit(paper, [printing(1)], [over(CANCELLED, 1)])
    assert silent.print() == PrintResult(Outcome.NOT_DONE, 1, Fault.TIMED_OUT)
    assert 45 <= silent.clock.seconds < 50


def test_slow_pages_are_not_silence(paper: Paper) -> None:
    slow = visit(paper, [*[printing(0)] * 140, *[printing(1)] * 140, *[printing(2)] * 100, DONE])
    assert slow.print().outcome is Outcome.DONE
    assert slow.clock.seconds > 100


def test_the_time_that_staff_needed_is_not_counted_as_silence(paper: Paper) -> None:
    helped = visit(
        paper, [*[printing(1)] * 100, *[printing(1, Fault.JAMMED)] * 100, *[printing(1)] * 100, printing(2), DONE]
    )
    assert helped.print().outcome is Outcome.DONE


def test_cancelled_in_the_queue_before_it_left(paper: Paper) -> None:
    gone = visit(paper, [Moment(in_queue=False)])
    assert gone.print() == PrintResult(Outcome.NOT_DONE, 0, Fault.CANCELLED)


def test_stuck_in_the_queue(paper: Paper) -> None:
    stuck = visit(paper, [WAITING], [Moment(in_queue=False)])
    assert stuck.print() == PrintResult(Outcome.NOT_DONE, 0, Fault.TIMED_OUT)


def test_a_job_that_slips_out_of_the_queue_while_it_is_cancelled_is_cancelled_at_the_device(paper: Paper) -> None:
    slips = visit(paper, [WAITING], [Moment(in_queue=False), printing(0), printing(1), over(CANCELLED, 1)])
    assert slips.print() == PrintResult(Outcome.NOT_DONE, 1, Fault.TIMED_OUT)


def test_a_printer_switched_off_and_back_on_that_forgot_the_job(paper: Paper) -> None:
    forgot = visit(paper, [printing(1), *[OFF] * 30, Moment(in_queue=False)])
    result = forgot.print()
    assert result == PrintResult(Outcome.UNKNOWN, 1, Fault.GONE)
    assert Progress(1, 2, Fault.ABSENT) in forgot.shown


def test_a_printer_that_stays_off(paper: Paper) -> None:
    off = visit(paper, [printing(1), OFF])
    assert off.print() == PrintResult(Outcome.UNKNOWN, 1, Fault.ABSENT)
    assert off.printer.cancelled > 100, "its job is taken out of the queue long before we stop waiting"


def test_a_printer_off_before_the_job_arrived_may_still_have_taken_it(paper: Paper) -> None:
    assert visit(paper, [OFF]).print() == PrintResult(Outcome.UNKNOWN, 0, Fault.ABSENT)


def test_a_printer_that_begins_the_job_anew_may_have_left_sheets(paper: Paper) -> None:
    again = [printing(1), OFF, replace(printing(0), job_id=1), replace(over(CANCELLED, 0), job_id=1)]
    assert visit(paper, again).print() == PrintResult(Outcome.UNKNOWN, 1, Fault.CANCELLED)


def test_a_hiccup_of_the_network_changes_nothing(paper: Paper) -> None:
    hiccup = [printing(1), OFF, OFF, printing(1), over(CANCELLED, 1)]
    assert visit(paper, hiccup).print() == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)
    fine = visit(paper, [printing(1), OFF, OFF, printing(2), DONE])
    assert fine.print().outcome is Outcome.DONE
    assert not [row for row in fine.deeds.rows if row[1] == "print-settled" and "fault" in row[2]]


def test_the_queue_may_die_once_the_device_has_the_job(paper: Paper) -> None:
    gone = [replace(moment, queue_gone=True) for moment in (printing(0), printing(1), printing(2), DONE)]
    assert visit(paper, gone).print() == PrintResult(Outcome.DONE, 2, None)


def test_a_queue_that_dies_with_the_job_leaves_it_unknown(paper: Paper) -> None:
    gone = visit(paper, [Moment(queue_gone=True)])
    assert gone.print() == PrintResult(Outcome.UNKNOWN, 0, Fault.QUEUE_GONE)


@pytest.mark.parametrize(
    ("queue_gone", "in_queue"), [(True, False), (False, True)], ids=["CUPS does not answer", "CUPS does not let go"]
)
@pytest.mark.parametrize("state", [CANCELLED, JobState.ABORTED])
def test_what_the_device_has_ended_but_the_queue_still_holds_is_unknown(
    paper: Paper, state: JobState, *, queue_gone: bool, in_queue: bool
) -> None:
    held = visit(paper, [printing(1), replace(over(state, 1), queue_gone=queue_gone, in_queue=in_queue)])
    assert held.print().outcome is Outcome.UNKNOWN
    assert held.clock.seconds >= 15, "as long as we may, we try to take it out"
    assert held.printer.cancelled > 40


def test_a_queue_that_comes_back_in_time_is_proof_again(paper: Paper) -> None:
    ended = over(CANCELLED, 1)
    back = visit(paper, [printing(1), *[replace(ended, queue_gone=True)] * 20, ended])
    assert back.print() == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)
    assert back.clock.seconds < 15


@pytest.mark.parametrize(
    ("first", "then", "outcome"),
    [
        (over(JobState.COMPLETED, 1), over(CANCELLED, 1), Outcome.UNKNOWN),
        (over(CANCELLED, 1), over(JobState.COMPLETED, 1), Outcome.UNKNOWN),
        (over(CANCELLED, 1), over(JobState.COMPLETED, 2), Outcome.DONE),
        (over(CANCELLED, 1), printing(1), Outcome.UNKNOWN),
        (replace(DONE, in_queue=True), over(CANCELLED, 2), Outcome.DONE),
    ],
)
def test_a_printer_that_takes_its_last_word_back(paper: Paper, first: Moment, then: Moment, outcome: Outcome) -> None:
    assert visit(paper, [printing(1), first, then]).print().outcome is outcome


def test_nobody_waits_long_for_a_queue_when_every_sheet_is_out(paper: Paper) -> None:
    held = visit(paper, [printing(1), replace(DONE, queue_gone=True)])
    assert held.print() == PrintResult(Outcome.DONE, 2, None)
    assert held.clock.seconds < 3


def test_a_silent_device_ends_the_withdrawal_only_when_the_queue_has_let_go(paper: Paper) -> None:
    stuck = visit(paper, [printing(1), *[OFF] * 250])
    assert stuck.print().outcome is Outcome.UNKNOWN
    assert 75 <= stuck.clock.seconds < 78
    free = visit(paper, [printing(1), *[replace(OFF, in_queue=False)] * 250])
    assert free.print().outcome is Outcome.UNKNOWN
    assert 61 <= free.clock.seconds < 64


@pytest.mark.parametrize("fault", [Fault.QUEUE_GONE, Fault.REFUSED])
def test_a_queue_that_takes_nothing(paper: Paper, fault: Fault) -> None:
    refused = visit(paper, [WAITING])
    refused.printer.refuses = fault
    assert refused.print() == PrintResult(Outcome.NOT_DONE, 0, fault)


def test_a_lost_answer_of_the_queue_is_watched_and_not_tried_again(paper: Paper) -> None:
    lost = visit(paper, [printing(1), printing(2), DONE])
    lost.printer.refuses = Fault.GONE
    assert lost.print() == PrintResult(Outcome.DONE, 2, None)
    assert len(lost.printer.handed_over) == 1
    assert "print-submitted" not in lost.deeds.kinds()


def test_the_visit_may_give_up(paper: Paper) -> None:
    given_up = visit(paper, [printing(1)], [printing(1), over(CANCELLED, 1)])
    assert given_up.print(stop_after_s=2) == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)


@pytest.mark.parametrize(
    ("ready", "fault"),
    [
        (Condition((Fault.JAMMED, Fault.NO_PAPER)), Fault.JAMMED),
        (Condition((), (), ("na_letter_8.5x11in",)), Fault.NO_PAPER),
    ],
)
def test_a_printer_that_cannot_is_not_asked_to(paper: Paper, ready: Condition, fault: Fault) -> None:
    unready = visit(paper, [WAITING])
    unready.printer.ready = ready
    assert unready.print() == PrintResult(Outcome.NOT_DONE, 0, fault)
    assert unready.printer.handed_over == []
    assert unready.deeds.outcomes == [Outcome.NOT_DONE]


def test_warnings_and_silence_about_media_do_not_stop_a_print(paper: Paper) -> None:
    warned = visit(paper, [DONE])
    warned.printer.ready = Condition((), (Fault.PAPER_LOW,), ())
    assert warned.print().outcome is Outcome.DONE


def test_a_long_paper_is_not_begun_on_the_last_of_the_toner(paper: Paper) -> None:
    warned = visit(paper, [DONE])
    warned.printer.ready = Condition((), (Fault.NO_TONER,), ())
    assert warned.spool.ready_for(PAGES_ON_LOW_TONER) == ()
    assert warned.spool.ready_for(PAGES_ON_LOW_TONER + 1) == (Fault.NO_TONER,)


def test_a_print_that_nobody_waits_for_any_more_is_not_begun(paper: Paper) -> None:
    left = visit(paper, [DONE])
    assert left.print(stop_after_s=0) == PrintResult(Outcome.NOT_DONE, 0, Fault.CANCELLED)
    assert left.printer.handed_over == []


def test_a_paper_of_another_visit_is_never_sent(paper: Paper) -> None:
    wrong = visit(paper, [DONE])
    with pytest.raises(NotBound):
        wrong.print(session="visit-2")
    assert wrong.printer.handed_over == []
    assert wrong.deeds.outcomes == [Outcome.NOT_DONE]


def test_the_unexpected_is_not_swallowed(paper: Paper) -> None:
    class Broken(FakePrinter):
        def device_job(self, name: str) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Visit(Broken([WAITING]), paper).print()
