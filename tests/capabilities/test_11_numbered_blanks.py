"""Row 11: licences on numbered blanks, with a ledger: the number is read, and what does not agree is not printed on."""

from pathlib import Path

import pytest
from fake_printer import A4, FakeClock

from drivers.a4_printer import Condition
from drivers.faults import Fault
from kiosk.items.catalogue import whole_catalogue
from kiosk.journal import Journal
from printing.stationery import Stationery
from printing.stock_tray import StockTray

READY = Condition((), (), (A4,), sheets=105, in_trays={"tray-2": 5})


def test_a_business_licence_goes_on_numbered_sheets_where_they_are_fitted() -> None:
    assert whole_catalogue()["business-licence"].settings.sheets == "numbered-where-fitted"


@pytest.mark.parametrize(
    ("lies", "wanted"), [("GD00000001", None), ("GD00000002", Fault.NUMBER_OTHER), ("", Fault.NUMBER_UNREAD)]
)
def test_only_the_next_number_of_the_ledger_is_printed_on(tmp_path: Path, lies: str, wanted: Fault | None) -> None:
    journal = Journal(tmp_path / "journal.sqlite", FakeClock())
    ledger = Stationery(journal)
    ledger.load("GD00000001", 5)
    assert StockTray("tray-2", ledger, lambda _: lies).lacks(1, READY) is wanted
    journal.close()
