"""What is said of a print, for every way it can go. The printer follows a script, the clock is ours."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from fake_printer import A4, OFF, WAITING, FakeClock, FakeDeeds, FakePrinter, Moment, SlowPrinter, over, printing
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_papers import document

from config.settings import Limits
from drivers.a4_printer import Condition, JobState
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from printing.certificate import render
from printing.document import Paper
from printing.spool import QUIET_LOOKS, DeedsError, PrintResult, Progress, Spool
from printing.verify import NotBound

SUBJECT = "sub_0123456789abcdef"
PATIENCE = Limits(printer_patience_s=60, print_page_s=45)
DONE = over(JobState.COMPLETED, 2)
CANCELLED = JobState.CANCELLED


@cache
def two_pages() -> Paper:
    made = render(document(25), "visit-1")
    assert made.pages == 2
    return made


@pytest.fixture
def paper() -> Paper:
    return two_pages()


class Visit:
    """One print of a paper of two pages, as the core does it."""

    def __init__(self, printer: FakePrinter, paper: Paper) -> None:
        self.printer, self.paper = printer, paper
        self.deeds, self.clock = FakeDeeds(), FakeClock()
        self.spool = Spool(printer, self.deeds, self.clock, PATIENCE)
        self.shown: list[Progress] = []

    def print(self, session: str = "visit-1", stop_after_s: float | None = None) -> PrintResult:
        def stop() -> bool:
            return stop_after_s is not None and self.clock.seconds >= stop_after_s

        return self.spool.print_paper(
            self.paper, "deed", session, SUBJECT, document_no="449900", progress=self.shown.append, stop=stop
        )


def visit(paper: Paper, script: Sequence[Moment], after_cancel: Sequence[Moment] = ()) -> Visit:
    return Visit(FakePrinter([WAITING, *script], after_cancel), paper)


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


def test_what_an_earlier_visit_left_is_swept_before_anything_is_sent(paper: Paper) -> None:
    done = visit(paper, [DONE])
    done.print()
    assert done.printer.swept
    stuck = visit(paper, [DONE])
    stuck.printer.unswept = [True] * 1000
    assert stuck.print() == PrintResult(Outcome.NOT_DONE, 0, Fault.TIMED_OUT)
    assert stuck.printer.handed_over == []
    assert 15 <= stuck.clock.seconds < 20


def test_what_is_found_may_take_its_time_to_end_and_must_stay_away(paper: Paper) -> None:
    done = visit(paper, [DONE])
    done.printer.unswept = [True, True, False, True]
    assert done.print().outcome is Outcome.DONE
    assert done.printer.swept == 4 + QUIET_LOOKS, "a job may slip from the queue to the device while it is cancelled"
    again = done.printer.swept
    assert done.spool.ready_for(1) == ()
    assert done.printer.swept > again


def test_looks_at_rest_make_a_print_begin_at_once(paper: Paper) -> None:
    done = visit(paper, [DONE])
    for _ in range(QUIET_LOOKS):
        done.spool.look()
    assert done.spool.ready_for(1) == ()
    assert done.clock.seconds == 0


UNREADY = [
    (Condition((Fault.NO_PAPER,)), None, Fault.NO_PAPER),
    (Condition((Fault.JAMMED,)), None, Fault.JAMMED),
    (Condition((), (), ("na_letter_8.5x11in",)), None, Fault.NO_PAPER),
    (Condition(()), Fault.ABSENT, Fault.ABSENT),
    (Condition(()), Fault.GARBLED, Fault.GARBLED),
]


@pytest.mark.parametrize(("ready", "silent", "fault"), UNREADY)
def test_whatever_is_wrong_with_the_printer_it_is_swept_first(
    paper: Paper, ready: Condition, silent: Fault | None, fault: Fault
) -> None:
    for pages in (0, 1):
        unready = visit(paper, [WAITING])
        unready.printer.ready, unready.printer.silent = ready, silent
        assert unready.spool.ready_for(pages) == ((fault,) if pages else (Fault.REFUSED,))
        assert unready.printer.swept, "a tray that is refilled next must find nothing of an earlier person"
        assert unready.clock.seconds == 0, "and nobody waits for what does not change"


def test_a_queue_that_cannot_be_asked_is_a_fault_of_its_own(paper: Paper) -> None:
    deaf = visit(paper, [WAITING])
    deaf.printer.queue_gone = True
    assert deaf.spool.sweep() is Fault.QUEUE_GONE
    assert deaf.spool.ready_for(1) == (Fault.QUEUE_GONE,)
    assert deaf.clock.seconds == 0


def test_a_look_at_rest_sweeps_and_tells_how_the_printer_is(paper: Paper) -> None:
    rest = visit(paper, [WAITING])
    rest.printer.ready = Condition((), (Fault.PAPER_LOW,), (A4,))
    assert rest.spool.look() == rest.printer.ready
    assert rest.printer.swept == 1
    rest.printer.ready = Condition((), (), ("na_letter_8.5x11in",))
    assert rest.spool.look().faults == (Fault.NO_PAPER,)
    rest.printer.ready, rest.printer.unswept = Condition((), (), (A4,)), [True]
    assert rest.spool.look().faults == (Fault.TIMED_OUT,), "something of an earlier person is still there"
    assert rest.spool.look().faults == ()
    assert rest.clock.seconds == 0


@pytest.mark.parametrize("fault", [Fault.ABSENT, Fault.GARBLED, Fault.QUEUE_GONE])
def test_a_look_that_was_not_answered_is_told_apart_from_a_fault(paper: Paper, fault: Fault) -> None:
    rest = visit(paper, [WAITING])
    if fault is Fault.QUEUE_GONE:
        rest.printer.queue_gone = True
    else:
        rest.printer.silent = fault
    with pytest.raises(DeviceError) as caught:
        rest.spool.look()
    assert caught.value.fault is fault
    assert rest.printer.swept == 1, "the queue is emptied all the same"


def test_no_pages_are_no_paper(paper: Paper) -> None:
    assert visit(paper, [WAITING]).spool.ready_for(0) == (Fault.REFUSED,)


def test_a_paper_of_another_visit_is_never_sent(paper: Paper) -> None:
    wrong = visit(paper, [DONE])
    with pytest.raises(NotBound):
        wrong.print(session="visit-2")
    assert wrong.printer.handed_over == []
    assert wrong.deeds.outcomes == [Outcome.NOT_DONE]


ROWS = ["print-intended", "print-submitted", "print-seen", "print-moved", "print-moved", "print-settled"]


def test_what_cannot_be_written_down_first_is_not_done(paper: Paper) -> None:
    full = visit(paper, [DONE])
    full.deeds.breaks = {0}
    with pytest.raises(DeedsError):
        full.print()
    assert full.printer.handed_over == []
    assert full.deeds.tried == ["print-intended"]


@pytest.mark.parametrize("breaks", [*[{row} for row in range(1, len(ROWS))], set(range(1, 99))], ids=str)
def test_a_journal_that_fails_while_it_prints_changes_nothing_of_the_print(paper: Paper, breaks: set[int]) -> None:
    full = visit(paper, [printing(0), printing(1), printing(2), DONE])
    full.deeds.breaks = breaks
    assert full.print() == PrintResult(Outcome.DONE, 2, None, unwritten=True)
    assert full.deeds.tried == ROWS, "each row is tried, for the disk may have room again"
    assert full.deeds.kinds() == [kind for row, kind in enumerate(ROWS) if row not in breaks]
    assert full.printer.cancelled
    assert full.shown[-1] == Progress(2, 2, None)


@pytest.mark.parametrize("row", range(1, 7))
def test_a_job_is_withdrawn_also_when_the_journal_fails(paper: Paper, row: int) -> None:
    full = visit(paper, [printing(1), printing(1, Fault.NO_PAPER)], [over(CANCELLED, 1)])
    full.deeds.breaks = {row}
    result = full.print()
    assert result == PrintResult(Outcome.NOT_DONE, 1, Fault.NO_PAPER, unwritten=row < len(full.deeds.tried))
    assert full.printer.cancelled
    assert full.printer.is_clear


def test_a_refusal_that_cannot_be_written_down_is_still_one(paper: Paper) -> None:
    jammed = visit(paper, [WAITING])
    jammed.printer.ready, jammed.deeds.breaks = Condition((Fault.JAMMED,)), {1}
    assert jammed.print() == PrintResult(Outcome.NOT_DONE, 0, Fault.JAMMED, unwritten=True)
    wrong = visit(paper, [DONE])
    wrong.deeds.breaks = {1}
    with pytest.raises(NotBound):
        wrong.print(session="visit-2")


def test_what_a_crash_left_open_is_withdrawn_also_when_it_cannot_be_settled(paper: Paper) -> None:
    left = visit(paper, [over(CANCELLED, 1)])
    left.deeds.breaks = {0}
    facts: dict[str, str | int] = {**LEFT, "sheets": 1, "device_job": 7}
    assert left.spool.settle_left("deed", facts) == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED, unwritten=True)
    assert left.printer.cancelled


LEFT: dict[str, str | int] = {
    "session": "visit-1",
    "job": "kabc",
    "pages": 2,
    "serial": "S",
    "document_no": "D",
    "sha256": "0",
}


@pytest.mark.parametrize(
    ("facts", "script", "result"),
    [
        ({}, [DONE], PrintResult(Outcome.DONE, 2, None)),
        ({"sheets": 1, "device_job": 7}, [over(CANCELLED, 1)], PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)),
        (
            {"sheets": 1, "device_job": 7},
            [printing(1), over(CANCELLED, 1)],
            PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED),
        ),
        ({"sheets": 1, "device_job": 4}, [over(CANCELLED, 1)], PrintResult(Outcome.UNKNOWN, 1, Fault.CANCELLED)),
        ({}, [over(CANCELLED, 1)], PrintResult(Outcome.UNKNOWN, 1, Fault.CANCELLED)),
        ({"sheets": 1, "device_job": 7}, [Moment(in_queue=False)], PrintResult(Outcome.UNKNOWN, 1, Fault.UNKNOWN)),
        ({}, [Moment(in_queue=False)], PrintResult(Outcome.UNKNOWN, 0, Fault.UNKNOWN)),
        ({"sheets": 2, "device_job": 7}, [OFF], PrintResult(Outcome.UNKNOWN, 2, Fault.ABSENT)),
    ],
)
def test_what_a_crash_left_open_is_settled_from_the_device(
    facts: dict[str, str | int], script: list[Moment], result: PrintResult
) -> None:
    printer, deeds = FakePrinter([WAITING, *script]), FakeDeeds()
    assert Spool(printer, deeds, FakeClock(), PATIENCE).settle_left("deed", {**LEFT, **facts}) == result
    assert deeds.outcomes == [result.outcome]
    assert printer.handed_over == []
    assert printer.cancelled


@pytest.mark.parametrize("sheets", [0, 1, 2])
@pytest.mark.parametrize(
    "script",
    [[OFF], [Moment(queue_gone=True)], [printing(1)], [printing(2)], [Moment()], [replace(DONE, queue_gone=True)]],
    ids=["printer off", "no CUPS", "prints on", "no last word", "stays in the queue", "done, no CUPS"],
)
def test_a_start_never_waits_longer_for_an_open_print_than_it_may(
    paper: Paper, script: list[Moment], sheets: int
) -> None:
    for limit in (None, 1.0, 10.0):
        left = Visit(FakePrinter([WAITING, *script]), paper)
        left.printer.handed_over.append((b"", "kabc", 1))
        facts: dict[str, str | int] = {**LEFT, "sheets": sheets, "device_job": 7}
        named = {} if limit is None else {"within_s": limit}
        result = left.spool.settle_left("deed", facts, **named)
        assert result.outcome is (Outcome.DONE if script[0].state is JobState.COMPLETED else Outcome.UNKNOWN)
        assert left.clock.seconds <= (limit or 3.0) + 0.01
        assert left.printer.cancelled


@pytest.mark.parametrize(("sheets", "first"), [(0, "cancel"), (1, "cancel"), (2, "device_job")])
def test_a_printer_behind_a_dead_cable_takes_one_question_of_the_start(sheets: int, first: str) -> None:
    printer, deeds, clock = SlowPrinter([OFF]), FakeDeeds(), FakeClock()
    printer.clock, printer.asked = clock, []
    result = Spool(printer, deeds, clock, PATIENCE).settle_left("deed", {**LEFT, "sheets": sheets, "device_job": 7})
    assert result.outcome is Outcome.UNKNOWN
    assert printer.asked == [first], "where sheets are missing, the queue is emptied before anything is asked"
    assert clock.seconds == 3


def test_no_time_at_all_settles_unknown_and_asks_nothing() -> None:
    printer, deeds, clock = SlowPrinter([OFF]), FakeDeeds(), FakeClock()
    printer.clock, printer.asked = clock, []
    assert Spool(printer, deeds, clock, PATIENCE).settle_left("deed", LEFT, within_s=0).outcome is Outcome.UNKNOWN
    assert printer.asked == []
    assert deeds.outcomes == [Outcome.UNKNOWN]


moments = st.builds(
    Moment,
    state=st.sampled_from([None, *JobState]),
    impressions=st.integers(0, 3),
    faults=st.lists(st.sampled_from([Fault.NO_PAPER, Fault.JAMMED]), max_size=1).map(tuple),
    absent=st.sampled_from([None, None, None, Fault.ABSENT, Fault.GARBLED]),
    in_queue=st.booleans(),
    queue_gone=st.booleans(),
    job_id=st.sampled_from([7, 7, 8]),
)


LAST = [
    Moment(in_queue=False),
    over(CANCELLED, 1),
    over(JobState.ABORTED, 0),
    replace(over(CANCELLED, 1), in_queue=True),
    replace(over(CANCELLED, 1), queue_gone=True),
    replace(over(CANCELLED, 1), absent=Fault.ABSENT),
]
"""What lasts for ever is likely to be what decides, so it is often one of these."""


@settings(max_examples=300, deadline=None)
@given(
    script=st.lists(moments, min_size=1, max_size=12),
    after=st.lists(moments, max_size=5),
    last=st.sampled_from(LAST) | moments,
    left=st.booleans(),
)
def test_done_and_not_done_are_never_said_without_proof(
    script: list[Moment], after: list[Moment], last: Moment, *, left: bool
) -> None:
    world = visit(two_pages(), [*script, last] if not after else script, [*after, last] if after else ())
    if left:
        world.printer.handed_over.append((b"", "kabc", 1))
        result = world.spool.settle_left("deed", LEFT)
    else:
        result = world.print()
    told = world.printer.told
    assert world.deeds.outcomes == [result.outcome]
    assert world.printer.cancelled, "nothing is left without having been cancelled"
    assert len(world.printer.handed_over) == 1
    if result.outcome is Outcome.DONE:
        assert any(moment.state is JobState.COMPLETED and moment.impressions == 2 for moment in told)
        assert result.fault is None
    else:
        assert result.fault is not None
    if result.outcome is Outcome.NOT_DONE:
        assert result.sheets_out < 2
        assert not any(moment.state is JobState.COMPLETED for moment in told)
        assert world.printer.was_clear[-QUIET_LOOKS:] == [True] * QUIET_LOOKS, "clear at both ends, and for a while"
        assert world.printer.is_clear
        states = [moment.state for moment in told if moment.state is not None]
        assert states[-1] in (JobState.CANCELLED, JobState.ABORTED) if states else not left
    assert result.sheets_out >= max([moment.impressions for moment in told if moment.state is not None], default=0)


def test_the_unexpected_is_not_swallowed(paper: Paper) -> None:
    class Broken(FakePrinter):
        def device_job(self, name: str) -> None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Visit(Broken([WAITING]), paper).print()
