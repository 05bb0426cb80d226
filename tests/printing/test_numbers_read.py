"""The number on the top sheet, read before and after a print: what stops, and what is never called done."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fake_printer import A4, WAITING, FakeClock, FakePrinter, printing
from one_visit import DONE, PATIENCE, SUBJECT, two_pages

from drivers.a4_printer import Condition
from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from kiosk.journal import Journal
from printing.spool import PrintResult, Spool
from printing.stationery import REASONS, Stationery, StockError
from printing.stock_tray import StockTray

DEED = "d" * 32


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite", FakeClock())
    yield made
    made.close()


class Tray:
    """Sheets as they really lie, and a printer that takes some."""

    def __init__(self, journal: Journal, *, really: int = 1, loaded: int = 5, takes: int = 2) -> None:
        self.ledger = Stationery(journal)
        self.ledger.load("GD00000001", loaded)
        self.lies = [f"GD{number:08d}" for number in range(really, really + loaded)]
        self.seen: Callable[[], str] = lambda: self.lies[0] if self.lies else ""
        self.printer = FakePrinter([WAITING, printing(1), DONE])
        self.printer.ready = Condition((), (), (A4,), sheets=105, in_trays={"main": 100, "tray-2": loaded})
        handed = self.printer.hand_over

        def hand_over(*args: object, **named: object) -> int:
            del self.lies[:takes]
            return handed(*args, **named)  # type: ignore[arg-type]  # as it was called

        self.printer.hand_over = hand_over  # type: ignore[method-assign]  # the sheets go
        stock = StockTray("tray-2", self.ledger, lambda letters: self.seen() if letters == 2 else "")
        self.spool = Spool(self.printer, journal, FakeClock(), PATIENCE, tray="main", stock=stock)

    def print(self) -> PrintResult:
        paper = replace(two_pages(), session="visit-1")
        return self.spool.print_paper(
            paper,
            DEED,
            lambda: "visit-1",
            SUBJECT,
            document_no="D1",
            progress=lambda _: None,
            stop=lambda: False,
            sheets="numbered",
        )


def test_the_same_number_before_and_the_right_one_after_is_done(journal: Journal) -> None:
    tray = Tray(journal)
    assert tray.print().outcome is Outcome.DONE
    assert tray.ledger.stock().used == ("GD00000001", "GD00000002")
    assert tray.ledger.stock().is_certain


def test_the_last_sheets_leave_an_empty_tray_and_no_doubt(journal: Journal) -> None:
    tray = Tray(journal, loaded=2)
    assert tray.print().outcome is Outcome.DONE
    assert tray.ledger.stock().is_certain


def test_another_number_on_top_stops_before_anything_begins_and_until_staff_have_looked(journal: Journal) -> None:
    tray = Tray(journal, really=2)
    assert tray.spool.ready_for(2, sheets="numbered") == (Fault.NUMBER_OTHER,)
    assert tray.printer.handed_over == []
    tray.seen = lambda: "GD00000001"
    assert tray.spool.ready_for(2, sheets="numbered") == (Fault.PAPER_LOW,), "nobody prints until it was counted"
    tray.ledger.count("GD00000002", "missing")
    assert tray.ledger.stock().void == ("GD00000001",)


@pytest.mark.parametrize("seen", ["", "GD0000000"])
def test_what_cannot_be_read_is_not_printed_on_and_not_held_against_the_books(journal: Journal, seen: str) -> None:
    tray = Tray(journal)
    tray.seen = lambda: seen
    wanted = Fault.NUMBER_UNREAD if not seen else Fault.NUMBER_OTHER
    assert tray.print() == PrintResult(Outcome.NOT_DONE, 0, wanted)
    assert tray.printer.handed_over == []
    assert len(tray.ledger.stock().left) == 5
    assert tray.ledger.stock().is_certain is not bool(seen)


def test_a_camera_that_fails_stops_the_print(journal: Journal) -> None:
    tray = Tray(journal)

    def gone() -> str:
        raise DeviceError(Fault.ABSENT, "no connection")

    tray.seen = gone
    assert tray.print() == PrintResult(Outcome.NOT_DONE, 0, Fault.NUMBER_UNREAD)


@pytest.mark.parametrize("takes", [1, 3])
def test_a_paper_on_other_sheets_than_were_written_down_is_never_called_done(journal: Journal, takes: int) -> None:
    tray = Tray(journal, takes=takes)
    result = tray.print()
    assert (result.outcome, result.fault, result.sheets_out) == (Outcome.UNKNOWN, Fault.NUMBER_OTHER, 2)
    stock = tray.ledger.stock()
    assert (stock.is_certain, stock.used, stock.void) == (False, (), ("GD00000001", "GD00000002"))


def test_after_a_print_a_number_that_cannot_be_read_contradicts_nothing_but_stops_the_next(journal: Journal) -> None:
    tray = Tray(journal)
    before = tray.seen
    tray.seen = lambda: before() if len(tray.lies) == 5 else ""
    assert tray.print().outcome is Outcome.DONE
    assert not tray.ledger.stock().is_certain


def test_a_core_that_was_killed_reads_the_number_when_it_settles(journal: Journal) -> None:
    tray = Tray(journal, takes=3)
    hand_over = tray.printer.hand_over

    class Killed(BaseException):
        pass

    def killed(*args: object, **named: object) -> int:
        hand_over(*args, **named)  # type: ignore[arg-type]  # as it was called
        raise Killed

    tray.printer.hand_over = killed  # type: ignore[method-assign]  # kill -9 after the queue has it
    with pytest.raises(Killed):
        tray.print()
    assert tray.ledger.stock().in_print == {DEED: ("GD00000001", "GD00000002")}
    (left,) = [deed for deed in journal.open_deeds() if deed.deed == DEED]
    assert tray.spool.settle_left(DEED, left.facts).outcome is Outcome.UNKNOWN
    assert not tray.ledger.stock().is_certain


@pytest.mark.parametrize("reason", REASONS)
def test_staff_void_a_sheet_that_lies_there_or_was_used_with_its_reason(journal: Journal, reason: str) -> None:
    tray = Tray(journal)
    tray.print()
    tray.ledger.void("GD00000002", reason)
    stock = tray.ledger.void("GD00000004", reason)
    assert (stock.used, stock.void) == (("GD00000001",), ("GD00000002", "GD00000004"))
    assert stock.left == ("GD00000003", "GD00000005")
    rows = [entry.facts for entry in journal.entries(("stationery-voided",))]
    assert rows == [{"sheet": f"GD0000000{number}", "reason": reason} for number in (2, 4)]
    for number, why in (("GD00000002", reason), ("GD00000099", reason), ("GD00000005", "no reason")):
        with pytest.raises(StockError):
            tray.ledger.void(number, why)
