"""One print of a paper of two pages at a printer that follows a script, as the core does it."""

from collections.abc import Sequence
from functools import cache

from fake_printer import WAITING, FakeClock, FakeDeeds, FakePrinter, Moment, over
from sample_papers import document

from config.settings import Limits
from drivers.a4_printer import JobState
from printing.certificate import render
from printing.document import Paper
from printing.spool import PrintResult, Progress, Spool

SUBJECT = "sub_0123456789abcdef"
PATIENCE = Limits(printer_patience_s=60, print_page_s=45)
DONE = over(JobState.COMPLETED, 2)
CANCELLED = JobState.CANCELLED


@cache
def two_pages() -> Paper:
    made = render(document(25), "visit-1")
    assert made.pages == 2
    return made


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
            self.paper, "deed", lambda: session, SUBJECT, document_no="449900", progress=self.shown.append, stop=stop
        )


def visit(paper: Paper, script: Sequence[Moment], after_cancel: Sequence[Moment] = ()) -> Visit:
    return Visit(FakePrinter([WAITING, *script], after_cancel), paper)


LEFT: dict[str, str | int] = {
    "session": "visit-1",
    "job": "kabc",
    "pages": 2,
    "serial": "S",
    "document_no": "D",
    "sha256": "0",
}
