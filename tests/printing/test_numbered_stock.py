"""Printing on numbered sheets: their tray, their ledger, and what the printer itself counts there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fake_printer import A4, WAITING, FakeClock, FakePrinter, Moment, over, printing
from one_visit import DONE, PATIENCE, SUBJECT, two_pages

from config.device_settings import A4PrinterSettings
from drivers.a4_printer import Condition, JobState
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.items.catalogue import whole_catalogue
from kiosk.journal import Journal
from printing.spool import PrintResult, Spool
from printing.stationery import Stationery
from printing.stock_tray import Sheets, StockTray


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite", FakeClock())
    yield made
    made.close()


class Printer(FakePrinter):
    """Remembers which tray was asked for."""

    trays: tuple[str, ...] = ()

    def hand_over(self, pdf: bytes, name: str, *, cancel_after_s: int, tray: str = "") -> int:
        self.trays = (*self.trays, tray)
        return super().hand_over(pdf, name, cancel_after_s=cancel_after_s)


class House:
    """A printer with ordinary paper and a tray of numbered sheets, and a real journal."""

    def __init__(
        self,
        journal: Journal,
        *,
        loaded: int = 5,
        in_tray: int | None = 5,
        script: Sequence[Moment] = (),
        photo_tray: str = "photo",
    ) -> None:
        self.journal = journal
        self.ledger = Stationery(self.journal)
        if loaded:
            self.ledger.load("GD00000001", loaded)
        counted = {"main": 100} | ({} if in_tray is None else {"tray-2": in_tray})
        self.printer = Printer([WAITING, *(script or [printing(1), DONE])])
        self.printer.ready = Condition((), (), (A4,), sheets=105, in_trays=counted)
        stock = StockTray("tray-2", self.ledger)
        self.spool = Spool(
            self.printer, self.journal, FakeClock(), PATIENCE, tray="main", photo_tray=photo_tray, stock=stock
        )

    def print(self, *, sheets: Sheets = "numbered") -> PrintResult:
        paper = replace(two_pages(), session="visit-1")
        return self.spool.print_paper(
            paper,
            "d" * 32,
            lambda: "visit-1",
            SUBJECT,
            document_no="D1",
            progress=lambda _: None,
            stop=lambda: False,
            sheets=sheets,
        )


def test_it_takes_the_next_numbers_and_the_tray_they_lie_in(journal: Journal) -> None:
    house = House(journal)
    assert house.print().outcome is Outcome.DONE
    assert house.printer.trays == ("tray-2",)
    assert house.ledger.stock().used == ("GD00000001", "GD00000002")


def test_photographs_name_the_tray_of_photo_paper_and_wait_for_no_other(journal: Journal) -> None:
    house = House(journal)
    house.printer.ready = replace(house.printer.ready, in_trays={"main": 100, "photo": 2})
    assert house.print(sheets="photo").outcome is Outcome.DONE
    assert house.printer.trays == ("photo",)
    house = House(journal, loaded=0)
    house.printer.ready = replace(house.printer.ready, in_trays={"main": 100, "photo": 0})
    assert house.spool.ready_for(1, sheets="photo") == (Fault.PAPER_LOW,)


def test_a_terminal_without_photo_paper_prints_no_photographs_on_ordinary_paper(journal: Journal) -> None:
    house = House(journal, photo_tray="")
    assert house.spool.ready_for(1, sheets="photo") == (Fault.NOT_FITTED,)
    assert house.print(sheets="photo").fault is Fault.NOT_FITTED
    assert house.printer.trays == ()


def test_ordinary_papers_name_the_ordinary_tray_and_no_number(journal: Journal) -> None:
    house = House(journal)
    assert house.print(sheets="plain").outcome is Outcome.DONE
    assert house.printer.trays == ("main",)
    assert house.ledger.stock().used == ()


@pytest.mark.parametrize(("loaded", "in_tray"), [(5, 4), (5, 6), (1, 1), (0, 0), (0, None)])
def test_where_ledger_and_printer_do_not_agree_or_hold_too_few_nothing_is_begun(
    journal: Journal, loaded: int, in_tray: int | None
) -> None:
    house = House(journal, loaded=loaded, in_tray=in_tray)
    assert house.spool.ready_for(2, sheets="numbered") == (Fault.PAPER_LOW,)
    assert house.spool.ready_for(2) == (), "ordinary paper lies elsewhere"
    assert house.print() == PrintResult(Outcome.NOT_DONE, 0, Fault.PAPER_LOW)
    assert house.printer.handed_over == []
    assert len(house.ledger.stock().left) == loaded


def test_a_printer_that_does_not_count_that_tray_leaves_it_to_the_ledger(journal: Journal) -> None:
    house = House(journal, in_tray=None)
    assert house.spool.ready_for(2, sheets="numbered") == ()
    assert house.print().outcome is Outcome.DONE


def test_after_a_jam_nobody_prints_on_numbers_until_staff_have_read_the_top_one(journal: Journal) -> None:
    jam = [printing(1, Fault.JAMMED), over(JobState.ABORTED, 1)]
    house = House(journal, script=jam)
    assert house.print().outcome is not Outcome.DONE
    assert not house.ledger.stock().is_certain
    assert house.spool.ready_for(2, sheets="numbered") == (Fault.PAPER_LOW,)


def test_a_queue_that_takes_nothing_gives_the_numbers_back(journal: Journal) -> None:
    house = House(journal)
    house.printer.refuses = Fault.REFUSED
    assert house.print().outcome is Outcome.NOT_DONE
    assert house.ledger.stock().left[:2] == ("GD00000001", "GD00000002")


def test_a_terminal_without_such_a_tray_says_so(journal: Journal) -> None:
    printer = FakePrinter([WAITING])
    spool = Spool(printer, journal, FakeClock(), PATIENCE)
    assert spool.ready_for(1, sheets="numbered") == (Fault.NOT_FITTED,)


def test_what_may_lie_on_plain_paper_goes_onto_numbers_only_where_there_are_some(journal: Journal) -> None:
    fitted, plain = House(journal).spool, Spool(FakePrinter([WAITING]), journal, FakeClock(), PATIENCE)
    asked: tuple[Sheets, ...] = ("plain", "numbered", "numbered-where-fitted")
    assert [fitted.takes_numbers(sheets) for sheets in asked] == [False, True, True]
    assert [plain.takes_numbers(sheets) for sheets in asked] == [False, True, False], "numbered alone is refused there"


def test_licences_go_onto_numbers_where_a_city_fitted_them_and_titles_nowhere_else() -> None:
    wanted = {name: item.settings.sheets for name, item in whole_catalogue().items()}
    assert {name: sheets for name, sheets in wanted.items() if sheets != "plain"} == {
        "business-licence": "numbered-where-fitted",
        "property-certificate-print": "numbered",
    }


@pytest.mark.parametrize(("tray", "stationery_tray"), [("", "tray-2"), ("tray-2", "tray-2")])
def test_numbered_sheets_want_another_tray_for_ordinary_paper(tray: str, stationery_tray: str) -> None:
    with pytest.raises(ValueError, match="another 'tray'"):
        A4PrinterSettings(
            queue="a4", cups="/run/cups.sock", device="ipp://p.invalid/", tray=tray, stationery_tray=stationery_tray
        )
