"""What a crash left open, and what may be said of any print at all."""

from dataclasses import replace

import pytest
from fake_printer import OFF, WAITING, FakeClock, FakeDeeds, FakePrinter, Moment, SlowPrinter, over, printing
from hypothesis import given, settings
from hypothesis import strategies as st
from one_visit import CANCELLED, DONE, LEFT, PATIENCE, Visit, two_pages, visit

from drivers.a4_printer import JobState
from drivers.faults import Fault
from drivers.outcome import Outcome
from printing.document import Paper
from printing.spool import QUIET_LOOKS, PrintResult, Spool


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


def test_a_printer_that_has_just_turned_out_every_sheet_is_not_cancelled_before_it_can_say_so() -> None:
    """A cancelling would make a contradiction of it: every sheet out, and cancelled."""
    too_late = [over(CANCELLED, 2)]
    printer, deeds = FakePrinter([WAITING, printing(2), printing(2), DONE], after_cancel=too_late), FakeDeeds()
    assert Spool(printer, deeds, FakeClock(), PATIENCE).settle_left("deed", LEFT) == PrintResult(Outcome.DONE, 2, None)


def test_a_printer_that_never_says_it_is_done_is_cancelled_in_time() -> None:
    printer, deeds, clock = FakePrinter([WAITING, printing(2)]), FakeDeeds(), FakeClock()
    assert Spool(printer, deeds, clock, PATIENCE).settle_left("deed", LEFT).outcome is Outcome.UNKNOWN
    assert printer.cancelled
    assert clock.seconds <= 3.01


@pytest.mark.parametrize("sheets", [0, 1, 2])
def test_a_printer_behind_a_dead_cable_takes_one_question_of_the_start(sheets: int) -> None:
    printer, deeds, clock = SlowPrinter([OFF]), FakeDeeds(), FakeClock()
    printer.clock, printer.asked = clock, []
    result = Spool(printer, deeds, clock, PATIENCE).settle_left("deed", {**LEFT, "sheets": sheets, "device_job": 7})
    assert result.outcome is Outcome.UNKNOWN
    assert printer.asked == ["device_job", "cancel_queued"], "the queue is emptied, whatever the device does"
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
