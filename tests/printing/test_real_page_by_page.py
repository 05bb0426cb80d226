"""A real CUPS and a real IPP printer: sheets from the tray that is named; 24 pages with the paper out before page k."""

import os

import pytest
from bare_papers import bare_paper
from fake_printer import FakeDeeds
from real_printer import RealPrinter
from waiting import wait_until

from config.settings import Limits
from drivers.a4_printer import JobState
from drivers.clock import SystemClock
from drivers.faults import Fault
from drivers.outcome import Outcome
from printing.spool import PrintResult, Progress, Spool

PAGES, SUBJECT = 24, "sub_0123456789abcdef"
KS = range(1, PAGES + 1) if os.environ.get("KIOSK_SOAK") else (1, 24)


@pytest.mark.parametrize("k", KS)
def test_running_out_before_page_k_then_the_same_document_again(printer: RealPrinter, k: int) -> None:
    deeds = FakeDeeds()
    spool = Spool(printer.driver, deeds, SystemClock(), Limits(printer_patience_s=0.9, print_page_s=20))
    before = printer.sheets()

    def print_once(serial: str) -> tuple[PrintResult, list[Progress]]:
        shown: list[Progress] = []
        paper = bare_paper(pages=PAGES, serial=serial, subject=SUBJECT)
        result = spool.print_paper(
            paper, serial, lambda: "visit-1", SUBJECT, document_no="D", progress=shown.append, stop=lambda: False
        )
        return result, shown

    printer.ask("fault", reasons="media-empty,media-needed", at_page=k)
    result, shown = print_once("S-1")
    assert result == PrintResult(Outcome.NOT_DONE, k - 1, Fault.NO_PAPER)
    assert shown[-1] == Progress(k - 1, PAGES, Fault.NO_PAPER)
    assert printer.sheets() - before == k - 1
    printer.repair()
    wait_until(lambda: printer.held() == [], 5, "nothing held")
    assert print_once("S-2")[0] == PrintResult(Outcome.DONE, PAGES, None)
    assert printer.sheets() - before == k - 1 + PAGES, "no sheet of the first print came after it was given up"
    assert [facts["serial"] for _, kind, facts in deeds.rows if kind == "print-intended"] == ["S-1", "S-2"]


@pytest.mark.parametrize(("tray", "fed_from"), [("tray-2", "tray-2"), ("main", "")])
def test_sheets_come_from_the_tray_that_is_named(printer: RealPrinter, tray: str, fed_from: str) -> None:
    """CUPS does not name the printer's own default tray to it."""
    assert printer.driver.condition().in_trays == {"main": 100, "tray-2": 20, "photo": 30}
    printer.driver.hand_over(
        bare_paper(pages=1, serial="S-1", subject=SUBJECT).pdf, "ktray", cancel_after_s=60, tray=tray
    )

    def is_done() -> bool:
        job = printer.driver.device_job("ktray")
        return job is not None and job.state is JobState.COMPLETED

    wait_until(is_done, 10, "the print")
    assert printer.ask("fed_from") == {"tray": fed_from}
