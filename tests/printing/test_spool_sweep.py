"""What an earlier visit left in queue or printer is swept before anything else, and at every look at rest."""

import pytest
from fake_printer import A4, WAITING
from one_visit import DONE, visit

from drivers.a4_printer import Condition
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from printing.document import Paper
from printing.spool import QUIET_LOOKS, PrintResult


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
