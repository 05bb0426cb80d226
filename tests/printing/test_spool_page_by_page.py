"""Twenty-four pages, and the printer runs out before page k, for every k: outcome, sheets and reprint are right."""

import pytest
from bare_papers import bare_paper
from fake_printer import FakeClock, FakeDeeds, printing
from one_visit import DONE, PATIENCE, SUBJECT, visit
from paper_machine import A4, PaperMachine

from drivers.a4_printer import Condition
from drivers.faults import Fault
from drivers.outcome import Outcome
from printing.document import Paper
from printing.spool import PrintResult, Progress, Spool

PAGES = 24


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, Paper]:
    """The same document twice, under two serials."""
    first, second = (bare_paper(pages=PAGES, serial=serial, subject=SUBJECT) for serial in ("S-1", "S-2"))
    return first, second


class AtTheMachine:
    def __init__(self, machine: PaperMachine) -> None:
        self.machine, self.deeds, self.shown = machine, FakeDeeds(), list[Progress]()
        machine.pages_of_next = PAGES
        self.spool = Spool(machine, self.deeds, FakeClock(), PATIENCE)

    def print(self, paper: Paper, deed: str) -> PrintResult:
        return self.spool.print_paper(
            paper, deed, lambda: "visit-1", SUBJECT, document_no="D", progress=self.shown.append, stop=lambda: False
        )

    def jobs(self) -> list[tuple[str, int]]:
        """Serial and sheets of each deed that was settled."""
        serials = {deed: str(facts["serial"]) for deed, kind, facts in self.deeds.rows if kind == "print-intended"}
        ends = {deed: int(facts["sheets"]) for deed, kind, facts in self.deeds.rows if kind == "print-settled"}
        return [(serials[deed], sheets) for deed, sheets in ends.items()]


@pytest.mark.parametrize("k", range(1, PAGES + 1))
def test_running_out_before_page_k_and_nobody_comes(papers: tuple[Paper, Paper], k: int) -> None:
    at = AtTheMachine(PaperMachine(sheets=k - 1))
    assert at.print(papers[0], "one") == PrintResult(Outcome.NOT_DONE, k - 1, Fault.NO_PAPER)
    assert len(at.machine.came_out) == k - 1
    assert at.shown[-1] == Progress(k - 1, PAGES, Fault.NO_PAPER)
    at.machine.sheets = 250
    at.machine.device_job(at.machine.jobs[0].name)
    assert len(at.machine.came_out) == k - 1, "not one sheet of it comes when there is paper again"
    assert at.print(papers[1], "two") == PrintResult(Outcome.DONE, PAGES, None)
    assert len(at.machine.came_out) == k - 1 + PAGES
    assert at.jobs() == [(papers[0].serial, k - 1), (papers[1].serial, PAGES)]


@pytest.mark.parametrize("k", range(1, PAGES + 1))
def test_running_out_before_page_k_and_somebody_refills(papers: tuple[Paper, Paper], k: int) -> None:
    at = AtTheMachine(PaperMachine(sheets=k - 1, refill_after=20))
    assert at.print(papers[0], "one") == PrintResult(Outcome.DONE, PAGES, None)
    assert [page for _, page in at.machine.came_out] == list(range(1, PAGES + 1)), "each page once"
    assert Progress(k - 1, PAGES, Fault.NO_PAPER) in at.shown


@pytest.mark.parametrize("k", range(1, PAGES + 1))
def test_a_printer_that_counts_its_sheets_is_not_begun_with_too_few(papers: tuple[Paper, Paper], k: int) -> None:
    at = AtTheMachine(PaperMachine(sheets=k - 1, counts=True))
    fault = Fault.PAPER_LOW if k > 1 else Fault.NO_PAPER
    assert at.print(papers[0], "one") == PrintResult(Outcome.NOT_DONE, 0, fault)
    assert at.machine.jobs == []
    at.machine.sheets = PAGES
    assert at.print(papers[1], "two") == PrintResult(Outcome.DONE, PAGES, None)


@pytest.mark.parametrize(("sheets", "outcome"), [(1, Outcome.NOT_DONE), (2, Outcome.DONE), (None, Outcome.DONE)])
def test_two_pages_want_two_sheets(paper: Paper, sheets: int | None, outcome: Outcome) -> None:
    two = visit(paper, [printing(1), printing(2), DONE])
    two.printer.ready = Condition((), (), (A4,), sheets=sheets)
    assert two.print().outcome is outcome
