"""A journal that fails: before the print nothing is done, after that the print is told truly all the same."""

import pytest
from fake_printer import WAITING, over, printing
from one_visit import CANCELLED, DONE, LEFT, visit

from drivers.a4_printer import Condition
from drivers.faults import Fault
from drivers.outcome import Outcome
from printing.document import Paper
from printing.spool import DeedsError, PrintResult, Progress
from printing.verify import NotBound

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
