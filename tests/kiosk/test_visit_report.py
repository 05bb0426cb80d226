"""What the command line says of a visit."""

from pathlib import Path

import pytest

from drivers.outcome import Outcome
from kiosk.hall.visit import Report


def report(outcome: Outcome, *, reason: str = "", pages: int = 0, papers: int = 0) -> Report:
    files = tuple(Path(f"out/certificate-{number}.pdf") for number in range(papers))
    return Report("poem", outcome, reason, "paper", pages, files, Path("out/receipt.png") if papers else None, (), 8123)


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        (
            report(Outcome.DONE, pages=1, papers=1),
            ["poem: printed, 1 page, 8123 ms", "  out/certificate-0.pdf", "  out/receipt.png"],
        ),
        (report(Outcome.DONE, pages=2), ["poem: printed, 2 pages, 8123 ms"]),
        (report(Outcome.NOT_DONE, reason="打印机缺纸"), ["poem: not printed (打印机缺纸), 0 pages, 8123 ms"]),
        (report(Outcome.UNKNOWN), ["poem: unknown, 0 pages, 8123 ms"]),
    ],
)
def test_a_visit_is_told_in_a_line_and_each_paper_in_another(told: Report, lines: list[str]) -> None:
    assert told.as_lines() == lines
