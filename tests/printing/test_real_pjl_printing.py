"""Whole prints through a real CUPS to a printer that only speaks PJL: DONE only on proof, and never a guess."""

from collections.abc import Callable, Iterator

import pytest
from fake_printer import FakeDeeds
from real_pjl_printer import RealPjlPrinter, started
from sample_papers import document
from waiting import wait_until

from config.settings import Limits
from drivers.a4_printer import A4Printer
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.wire_faults import WireFault
from printing import spool as spool_module
from printing import watch as watch_module
from printing.certificate import render
from printing.document import Paper
from printing.spool import PrintResult, Progress, Spool

SUBJECT = "sub_0123456789abcdef"
SHORT = Limits(printer_patience_s=0.9, print_page_s=1.5)
EMPTY, JAM, COVER, TONER = 41104, 42101, 40021, 40010


@pytest.fixture(scope="module")
def paper() -> Paper:
    made = render(document(25), "visit-1")
    assert made.pages == 2
    return made


@pytest.fixture(scope="module")
def shared_printer() -> Iterator[RealPjlPrinter]:
    with started() as printer:
        yield printer


@pytest.fixture
def printer(shared_printer: RealPjlPrinter, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealPjlPrinter]:
    for module in (spool_module, watch_module):
        monkeypatch.setattr(module, "LOOK_S", 0.1)
    monkeypatch.setattr(spool_module, "WITHDRAW_S", 0.8)
    monkeypatch.setattr(spool_module, "LAST_WORD_S", 0.5)
    shared_printer.make_well()
    yield shared_printer
    shared_printer.make_well()


class Hall:
    """One visit after the other at one printer."""

    def __init__(self, printer: RealPjlPrinter, driver: A4Printer | None = None) -> None:
        self.printer, self.deeds = printer, FakeDeeds()
        self.spool = Spool(driver or printer.driver, self.deeds, SystemClock(), SHORT)
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


def on_sheet(number: int, act: Callable[[], object]) -> Callable[[Progress], None]:
    def when(progress: Progress) -> None:
        if progress.sheet == number and progress.fault is None:
            act()

    return when


def test_it_prints_and_the_printers_own_word_says_so(printer: RealPjlPrinter, paper: Paper) -> None:
    hall = Hall(printer)
    for _ in range(2):
        assert hall.print(paper) == PrintResult(Outcome.DONE, 2, None)
    assert hall.sheets() == 4
    assert hall.shown[-1] == Progress(2, 2, None)
    assert printer.tray()[-1].read_bytes().startswith(b"%PDF")
    assert list((printer.run / "spool").glob("d0*")) == [], "no document is left in the spool"


@pytest.mark.parametrize("talks", [{"unasked": False}, {"echo": False}, {"unasked": False, "echo": False}])
def test_a_printer_that_says_nothing_unasked_proves_it_by_its_count(
    printer: RealPjlPrinter, paper: Paper, talks: dict[str, bool]
) -> None:
    printer.ask("talks", **talks)
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.DONE, 2, None)
    assert hall.sheets() == 2


def test_a_printer_that_serves_one_caller_at_a_time(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.driver.close()
    printer.ask("one_caller", value=True)
    hall = Hall(printer, printer.terminal(beside=False))
    for _ in range(2):
        assert hall.print(paper) == PrintResult(Outcome.DONE, 2, None)
    assert hall.sheets() == 4


def test_paper_out_and_refilled(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("fault", code=EMPTY, at_page=2)
    hall = Hall(printer)

    def refill(progress: Progress) -> None:
        if progress.fault is Fault.NO_PAPER:
            printer.ask("clear")

    assert hall.print(paper, refill) == PrintResult(Outcome.DONE, 2, None)
    assert Progress(1, 2, Fault.NO_PAPER) in hall.shown
    assert hall.sheets() == 2


@pytest.mark.parametrize(
    ("code", "fault"),
    [(EMPTY, Fault.NO_PAPER), (JAM, Fault.JAMMED)],
)
def test_a_fault_that_nobody_ends_is_unknown_because_pjl_cannot_take_it_back(
    printer: RealPjlPrinter, paper: Paper, code: int, fault: Fault
) -> None:
    printer.ask("fault", code=code, at_page=2)
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.UNKNOWN, 1, fault)
    assert hall.spool.ready_for(1) == (fault,), "nobody is given paper while it holds another's"
    printer.ask("clear")
    wait_until(lambda: hall.sheets() == 2, 5, "its rest to come out once the fault is ended")
    wait_until(lambda: hall.spool.ready_for(1) == (), 5, "the printer to be empty")


@pytest.mark.parametrize(
    ("code", "fault"), [(COVER, Fault.COVER_OPEN), (TONER, Fault.NO_TONER), (49999, Fault.UNKNOWN)]
)
def test_a_printer_in_trouble_is_given_nothing(printer: RealPjlPrinter, paper: Paper, code: int, fault: Fault) -> None:
    printer.ask("fault", code=code)
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 0, fault)
    assert "print-submitted" not in hall.deeds.kinds()
    printer.ask("fault", code=10006)
    assert hall.print(paper).outcome is Outcome.DONE, "low toner is a warning"


def test_switched_off_before(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("off")
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 0, Fault.ABSENT)
    printer.ask("on")
    assert hall.print(paper).outcome is Outcome.DONE
    assert hall.sheets() == 2


def test_switched_off_in_the_middle(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("off")))
    assert result == PrintResult(Outcome.UNKNOWN, 1, Fault.ABSENT)
    assert hall.sheets() == 1


def test_switched_off_and_on_and_a_page_of_its_own_is_not_taken_for_ours(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)

    def off_on_and_its_start_page() -> None:
        printer.ask("off")
        printer.ask("on")
        printer.ask("own_pages", pages=1)

    result = hall.print(paper, on_sheet(1, off_on_and_its_start_page))
    assert result.outcome is Outcome.UNKNOWN


def test_a_readback_line_that_was_cut_in_the_middle_proves_nothing_by_its_count(
    printer: RealPjlPrinter, paper: Paper
) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("hang_up")))
    assert result.outcome is Outcome.UNKNOWN, "CUPS names no EOJ, and who hung up hears no others"
    assert hall.sheets() == 2


def test_somebody_else_prints_on_it(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("own_pages", pages=3)))
    assert result.outcome is Outcome.UNKNOWN
    assert hall.sheets() == 5


def test_cancelled_at_its_panel(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("page_seconds", value=0.4)
    hall = Hall(printer)
    result = hall.print(paper, on_sheet(1, lambda: printer.ask("cancel_job")))
    assert result == PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED)
    assert hall.print(paper).outcome is Outcome.DONE


def test_no_cups(printer: RealPjlPrinter, paper: Paper) -> None:
    printer.ask("cups_off")
    hall = Hall(printer)
    assert hall.print(paper) == PrintResult(Outcome.NOT_DONE, 0, Fault.QUEUE_GONE)
    assert hall.sheets() == 0


@pytest.mark.parametrize(
    "fault",
    [
        WireFault.SLOW,
        WireFault.GARBAGE_BEFORE,
        WireFault.GARBAGE_AFTER,
        WireFault.ONE_BYTE_AT_A_TIME,
        WireFault.UNPLUG_MID_FRAME,
    ],
)
def test_a_line_that_misbehaves_once_is_borne(printer: RealPjlPrinter, fault: WireFault) -> None:
    printer.driver.condition()
    printer.ask("wire_fault", name=fault.value)
    assert printer.driver.condition().faults == ()
    assert printer.driver.condition().faults == ()


@pytest.mark.parametrize(
    ("fault", "wanted"),
    [
        (WireFault.SILENT, Fault.ABSENT),
        (WireFault.HALF_REPLY, Fault.GARBLED),
        (WireFault.WRONG_CHECKSUM, Fault.GARBLED),
        (WireFault.WRONG_LENGTH, Fault.GARBLED),
    ],
)
def test_a_line_that_misbehaves_for_long_is_a_fault_and_recovers(
    printer: RealPjlPrinter, monkeypatch: pytest.MonkeyPatch, fault: WireFault, wanted: Fault
) -> None:
    monkeypatch.setattr("drivers.a4_printer.pjl_line.ANSWERS_WITHIN_S", 0.3)
    printer.ask("wire_fault", name=fault.value, times=1000)
    with pytest.raises(DeviceError) as caught:
        printer.driver.condition()
    assert caught.value.fault is wanted
    printer.ask("clear")
    assert printer.driver.condition().faults == ()


def test_a_stale_answer_is_not_taken_for_the_new_one(printer: RealPjlPrinter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.a4_printer.pjl_line.ANSWERS_WITHIN_S", 0.3)
    printer.driver.condition()
    printer.ask("fault", code=JAM)
    printer.ask("wire_fault", name=WireFault.STALE_REPLY.value)
    with pytest.raises(DeviceError):
        printer.driver.condition()
    assert printer.driver.condition().faults == (Fault.JAMMED,)


def test_a_job_left_by_a_crash_stays_unknown_and_the_next_waits_for_its_end(
    printer: RealPjlPrinter, paper: Paper
) -> None:
    printer.ask("page_seconds", value=0.3)
    hall = Hall(printer, printer.terminal())
    printer.driver.hand_over(paper.pdf, "kleft", cancel_after_s=60)
    wait_until(lambda: not printer.driver.queue_has("kleft"), 5, "CUPS to have sent it")
    left = hall.spool.settle_left("deed", {"job": "kleft", "pages": 2})
    assert left.outcome is Outcome.UNKNOWN
    wait_until(lambda: hall.spool.ready_for(1) == (), 5, "the printer to be done with it")
    assert hall.sheets() == 2
    assert hall.print(paper).outcome is Outcome.DONE
    assert hall.sheets() == 4


def test_a_job_that_cups_never_began_is_not_done(printer: RealPjlPrinter, paper: Paper) -> None:
    hall = Hall(printer)
    assert hall.print(paper).outcome is Outcome.DONE
    printer.queue("cupsdisable")
    result = hall.print(paper)
    assert result == PrintResult(Outcome.NOT_DONE, 0, Fault.TIMED_OUT)
    assert hall.sheets() == 2
