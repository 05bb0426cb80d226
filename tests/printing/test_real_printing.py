"""Whole prints through a real CUPS to a real IPP printer, with everything that happens to printers in halls."""

import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fake_printer import FakeDeeds
from real_printer import RealPrinter, processes_below, started
from sample_papers import citizen_number, document
from waiting import wait_until

from config.settings import Limits
from drivers.a4_printer.cups_ipp import DEVICE_ANSWERS_WITHIN_S
from drivers.a4_printer.frames import Operation, Tag, attribute, encode
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from printing.certificate import render
from printing.document import Paper
from printing.spool import SETTLE_S, PrintResult, Progress, Spool

SUBJECT = "sub_0123456789abcdef"
SHORT = Limits(printer_patience_s=0.9, print_page_s=20)


@pytest.fixture(scope="module")
def paper() -> Paper:
    made = render(document(25), "visit-1")
    assert made.pages == 2
    return made


class WaitingClock(SystemClock):
    """Really waits, and counts nothing else: how fast this machine is has no say in how long a wait is."""

    def __init__(self) -> None:
        self._waited_s = 0.0

    def monotonic(self) -> float:
        return self._waited_s

    def pause(self, seconds: float) -> None:
        super().pause(seconds)
        self._waited_s += seconds


class Hall:
    """One visit after the other at one printer."""

    def __init__(self, printer: RealPrinter, limits: Limits = SHORT) -> None:
        self.printer, self.deeds = printer, FakeDeeds()
        self.spool = Spool(printer.driver, self.deeds, SystemClock(), limits)
        self.shown: list[Progress] = []
        self.sheets_before = printer.sheets()

    def print(self, paper: Paper, when: Callable[[Progress], None] = lambda _: None) -> PrintResult:
        def progress(now: Progress) -> None:
            self.shown.append(now)
            when(now)

        return self.spool.print_paper(
            paper, "deed", lambda: "visit-1", SUBJECT, document_no="449900", progress=progress, stop=lambda: False
        )

    def sheets(self) -> int:
        return self.printer.sheets() - self.sheets_before

    def nothing_more_comes(self, paper: Paper) -> None:
        """However well the printer is now: the next person's paper is the next that comes out.

        Nothing is swept in between, so a job that was left would be seen.
        """
        self.printer.repair()
        assert self.printer.held() == []
        before = self.printer.sheets()
        assert self.print(paper).outcome is Outcome.DONE
        assert self.printer.sheets() == before + paper.pages
        assert self.printer.held() == []
        assert spooled(self.printer.run) == []


def spooled(run: Path) -> list[str]:
    """Documents that CUPS or the printer hold on disk."""
    return [file.name for folder in ("spool", "ippspool") for file in (run / folder).glob("*") if is_document(file)]


def is_document(file: Path) -> bool:
    return file.name.startswith("d0") or file.suffix == ".pdf"


def on_sheet(number: int, act: Callable[[], object]) -> Callable[[Progress], None]:
    def when(progress: Progress) -> None:
        if progress.sheet == number and progress.fault is None:
            act()

    return when


def test_it_prints_and_the_printers_own_count_says_so(printer: RealPrinter, paper: Paper) -> None:
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.DONE, 2, None)
    assert hall.sheets() == 2
    assert hall.shown[0] == Progress(0, 2, None)
    assert hall.shown[-1] == Progress(2, 2, None)
    received = printer.tray()[-1]
    text = subprocess.run(["pdftotext", str(received), "-"], capture_output=True, check=True, text=True).stdout
    assert citizen_number() in text
    assert "张三丰" in text
    assert "201901 - 201903" in text
    assert "张三丰" not in "".join(str(row) for row in hall.deeds.rows)
    assert spooled(printer.run) == []


def test_the_next_print_need_not_wait_for_cups_to_notice_the_end_of_this_one(
    printer: RealPrinter, paper: Paper
) -> None:
    hall = Hall(printer)
    for _ in range(3):
        assert hall.print(paper).outcome is Outcome.DONE
        assert printer.held() == []
    assert hall.sheets() == 6


def test_paper_out_and_refilled(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("fault", reasons="media-empty,media-needed", at_page=2)
    hall = Hall(printer)

    def refill(progress: Progress) -> None:
        if progress.fault is Fault.NO_PAPER:
            printer.ask("clear")

    assert hall.print(paper, refill) == PrintResult(Outcome.DONE, 2, None)
    assert Progress(1, 2, Fault.NO_PAPER) in hall.shown
    assert hall.sheets() == 2


@pytest.mark.parametrize(
    ("reasons", "fault"),
    [
        ("media-empty,media-needed", Fault.NO_PAPER),
        ("media-jam", Fault.JAMMED),
        ("cover-open", Fault.COVER_OPEN),
        ("input-tray-missing", Fault.TRAY_MISSING),
    ],
)
def test_a_fault_that_nobody_ends_is_not_done_and_nothing_comes_out_later(
    printer: RealPrinter, paper: Paper, reasons: str, fault: Fault
) -> None:
    printer.ask("fault", reasons=reasons, at_page=2)
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 1, fault)
    assert hall.spool.ready_for(1) == (fault,)
    assert hall.sheets() == 1
    hall.nothing_more_comes(paper)


@pytest.mark.parametrize(
    ("reasons", "fault"),
    [("media-empty,media-needed", Fault.NO_PAPER), ("media-jam", Fault.JAMMED), ("cover-open", Fault.COVER_OPEN)],
)
@pytest.mark.parametrize("swept_by", ["ready_for", "look", "sweep"])
def test_what_an_earlier_person_left_at_a_printer_in_trouble_does_not_come_out_when_it_is_helped(
    printer: RealPrinter, paper: Paper, reasons: str, fault: Fault, swept_by: str
) -> None:
    printer.ask("fault", reasons=reasons)
    hall = Hall(printer)
    left_by_a_crash(printer, paper, "kearlier")
    wait_until(lambda: sheets_of(printer, "kearlier") == 0, 5, "the job at the device")
    wait_until(lambda: printer.driver.condition().faults == (fault,), 5, "the job to stop")
    assert printer.held()
    {"ready_for": lambda: hall.spool.ready_for(1), "look": hall.spool.look, "sweep": hall.spool.sweep}[swept_by]()
    wait_until(lambda: printer.held() == [], 3, "queue and device to let go")
    printer.repair()
    assert hall.print(paper) == PrintResult(Outcome.DONE, 2, None)
    assert hall.sheets() == 2


def test_what_was_left_in_the_queue_of_a_printer_that_is_off_does_not_come_out_when_it_is_on(
    printer: RealPrinter, paper: Paper
) -> None:
    hall = Hall(printer)
    printer.ask("off")
    left_by_a_crash(printer, paper, "kearlier")
    assert hall.spool.sweep() is Fault.ABSENT, "the device has not said that it is free"
    hall.nothing_more_comes(paper)
    assert hall.sheets() == 2


def test_a_printer_in_trouble_is_given_nothing(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("fault", reasons="cover-open,toner-low")
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 0, Fault.COVER_OPEN)
    assert "print-submitted" not in hall.deeds.kinds()
    printer.ask("fault", reasons="toner-low")
    assert hall.print(paper).outcome is Outcome.DONE


def test_switched_off_before(printer: RealPrinter, paper: Paper) -> None:
    hall = Hall(printer)
    printer.ask("off")
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 0, Fault.ABSENT)
    hall.nothing_more_comes(paper)


def test_switched_off_in_the_middle(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("off")))
    assert result == PrintResult(Outcome.UNKNOWN, 1, Fault.ABSENT)
    assert hall.sheets() == 1
    hall.nothing_more_comes(paper)


def test_switched_off_and_on_again(printer: RealPrinter, paper: Paper) -> None:
    """The printer forgot the job; CUPS would send it anew, unless it is taken away in time."""
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)

    def off_and_on() -> None:
        printer.ask("off")
        printer.ask("on")

    result = hall.print(paper, on_sheet(1, off_and_on))
    assert result.sheets_out >= 1
    assert result.outcome in (Outcome.UNKNOWN, Outcome.DONE)
    if result.outcome is Outcome.DONE:
        assert hall.sheets() >= 2
    hall.nothing_more_comes(paper)


def test_cancelled_at_the_printers_own_panel(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("cancel_job")))
    assert result == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)
    hall.nothing_more_comes(paper)


def test_the_engine_fails(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("abort")))
    assert result == PrintResult(Outcome.NOT_DONE, 1, Fault.BROKEN)
    hall.nothing_more_comes(paper)


def test_no_cups(printer: RealPrinter, paper: Paper) -> None:
    hall = Hall(printer)
    printer.ask("cups_off")
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 0, Fault.QUEUE_GONE)
    assert hall.sheets() == 0
    hall.nothing_more_comes(paper)


def test_cups_ends_while_the_printer_prints(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("cups_off")))
    assert result == PrintResult(Outcome.DONE, 2, None), "the device has it all, and is believed"
    hall.nothing_more_comes(paper)


def test_cancelled_at_the_panel_while_cups_is_gone_is_unknown_because_cups_still_holds_it(
    printer: RealPrinter, paper: Paper
) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    both = on_sheet(1, lambda: [printer.ask(do) for do in ("cups_off", "cancel_job")])
    assert hall.print(paper, both) == PrintResult(Outcome.UNKNOWN, 1, Fault.CANCELLED)


def test_cancelled_at_the_panel_while_cups_was_gone_for_a_moment(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)

    def all_of_it() -> None:
        for do in ("cups_off", "cancel_job", "cups_on"):
            printer.ask(do)

    result = hall.print(paper, on_sheet(1, all_of_it))
    assert {
        Outcome.NOT_DONE: hall.sheets() == 1,
        Outcome.DONE: hall.sheets() >= 2,  # CUPS had begun anew before it was told to let go
        Outcome.UNKNOWN: True,
    }[result.outcome]
    hall.nothing_more_comes(paper)


def left_by_a_crash(printer: RealPrinter, paper: Paper, name: str) -> dict[str, str | int]:
    printer.driver.hand_over(paper.pdf, name, cancel_after_s=60)
    return {"job": name, "pages": paper.pages}


def sheets_of(printer: RealPrinter, name: str) -> int:
    job = printer.driver.device_job(name)
    return -1 if job is None else job.impressions


def test_a_job_left_by_a_crash_is_stopped_at_the_next_start(printer: RealPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.5)
    hall = Hall(printer)
    facts = left_by_a_crash(printer, paper, "kleft1")
    wait_until(lambda: sheets_of(printer, "kleft1") == 1, 5, "the first sheet")
    job = printer.driver.device_job("kleft1")
    assert job is not None
    result = hall.spool.settle_left("deed", {**facts, "device_job": job.id, "sheets": 1})
    assert result == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)
    assert hall.sheets() == 1
    hall.nothing_more_comes(paper)


@pytest.mark.parametrize(("name", "last_word_s"), [("kleft2", 0), ("kleft5", 0.7)])
def test_a_job_that_ended_while_nobody_watched_is_told_from_the_printers_count(
    printer: RealPrinter, paper: Paper, name: str, last_word_s: float
) -> None:
    """Also where the printer still calls it printing: real ones take a second from the last sheet to `completed`."""
    hall = Hall(printer)
    printer.ask("last_word_seconds", value=last_word_s)
    facts = left_by_a_crash(printer, paper, name)
    # CUPS tries a printer that did not answer its first question again after JobRetryInterval, 5 s.
    wait_until(lambda: sheets_of(printer, name) == 2, 20, "both sheets")
    assert hall.spool.settle_left("deed", facts) == PrintResult(Outcome.DONE, 2, None)
    assert hall.sheets() == 2


@pytest.mark.parametrize("how", ["off", "cups_off"])
def test_a_start_without_printer_or_cups_waits_three_seconds_and_no_more(
    printer: RealPrinter, paper: Paper, how: str
) -> None:
    hall = Hall(printer)
    printer.ask("page_seconds", value=1)
    facts = left_by_a_crash(printer, paper, "kleft4")
    wait_until(lambda: sheets_of(printer, "kleft4") == 0, 5, "the job at the device")
    printer.ask(how)
    waited = WaitingClock()
    began_at = SystemClock().monotonic()
    spool = Spool(printer.driver, hall.deeds, waited, SHORT)
    assert spool.settle_left("deed", facts).outcome is Outcome.UNKNOWN
    assert waited.monotonic() == pytest.approx(SETTLE_S, abs=0.01)
    asked_s = SystemClock().monotonic() - began_at - waited.monotonic()
    assert asked_s < DEVICE_ANSWERS_WITHIN_S, "no question ran into its own limit"
    if how == "off":
        hall.nothing_more_comes(paper)


def test_a_job_that_never_reached_a_printer_that_is_off(printer: RealPrinter, paper: Paper) -> None:
    hall = Hall(printer)
    printer.ask("off")
    left_by_a_crash(printer, paper, "kleft3")
    assert printer.driver.queue_has("kleft3")
    assert hall.spool.ready_for(1) == (Fault.ABSENT,)
    assert printer.driver.cancel("kleft3") is False, "the device has not said that it is free of it"
    assert not printer.driver.queue_has("kleft3"), "but the queue is, so nothing can come out later"
    with pytest.raises(DeviceError):
        printer.driver.device_job("kleft3")
    hall.nothing_more_comes(paper)


def test_a_printer_that_is_switched_off_forgets_what_had_come_in_half(printer: RealPrinter) -> None:
    address = urlsplit(printer.ask("addresses")["device"])
    head = (
        attribute(Tag.URI, "printer-uri", address.geturl()),
        attribute(Tag.NAME, "job-name", "khalf"),
        attribute(Tag.MIME_TYPE, "document-format", "application/pdf"),
    )
    said = encode(Operation.PRINT_JOB, 1, head, (), b"%PDF-1.4\n" + bytes(50_000))
    with socket.create_connection((address.hostname, address.port), 5) as line:
        line.sendall(
            f"POST {address.path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\n"
            f"Content-Length: {len(said) + 50_000}\r\n\r\n".encode()
        )
        line.sendall(said)
        wait_until(lambda: spooled(printer.run) != [], 10, "half a document at the device")
        printer.ask("off")
    assert spooled(printer.run) == []


@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_no_process_outlives_the_simulator(how: str, paper: Paper) -> None:
    with started() as printer:
        assert len(processes_below(printer.run)) >= 4
        printer.ask("page_seconds", value=30)
        printer.driver.hand_over(paper.pdf, "k1", cancel_after_s=60)
        # CUPS tries a printer that did not answer its first question again after JobRetryInterval, 5 s.
        wait_until(lambda: sheets_of(printer, "k1") == 0, 20, "the job at the device")
        printer.ask("off")
        getattr(printer.process, how)()
        printer.process.wait(10)
        wait_until(lambda: processes_below(printer.run) == [], 5, "the end of all its processes")


def test_a_wrong_request_to_the_simulator_is_refused(printer: RealPrinter) -> None:
    with pytest.raises(ValueError, match="knows no"):
        printer.ask("fault", reasons="hamster")
    with pytest.raises(ValueError, match="unknown request"):
        printer.ask("explode")
