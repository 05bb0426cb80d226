"""Row 11: licences on numbered blanks, with a ledger: the number is read, and what does not agree is not printed on."""

from dataclasses import replace
from pathlib import Path

import pytest
from at_the_terminal import HUIZHOU, at, get
from fake_printer import A4, FakeClock
from province_in_process import InProcess

from config.settings import load
from drivers.a4_printer import Condition
from drivers.faults import Fault
from kiosk.fitting_out import offered_by
from kiosk.flows import FLOWS
from kiosk.items.catalogue import whole_catalogue
from kiosk.items.flow_names import GUIDE
from kiosk.journal import Journal
from kiosk.platform.values import RecordRequest
from kiosk.sandbox.citizens import Citizen
from kiosk.sandbox.records_desk import RecordsDesk
from kiosk.sandbox.refusals import RefusalError
from printing.records.property import PropertyTitle
from printing.stationery import Stationery
from printing.stock_tray import StockTray

TERMINAL = Path(__file__).parents[2] / "config/terminals/huiyang-a2-07.toml"
TITLE = "property-certificate-print"
READY = Condition((), (), (A4,), sheets=105, in_trays={"tray-2": 5})


def test_a_business_licence_goes_on_numbered_sheets_where_they_are_fitted() -> None:
    assert whole_catalogue()["business-licence"].settings.sheets == "numbered-where-fitted"


def test_a_property_certificate_goes_on_numbered_sheets_and_on_no_other() -> None:
    item = whole_catalogue()[TITLE]
    assert (item.settings.sheets, item.settings.layout) == ("numbered", "property-title")


@pytest.mark.parametrize("has_tray", [True, False])
def test_a_terminal_prints_it_exactly_where_its_file_names_such_a_tray(*, has_tray: bool) -> None:
    settings = load(TERMINAL).model_copy(update={"profile": "everything"})
    assert settings.a4_printer is not None
    trays = {"stationery_tray": "tray-2", "tray": "main"} if has_tray else {"stationery_tray": ""}
    printer = settings.a4_printer.model_copy(update=trays)
    shown = offered_by(settings.model_copy(update={"a4_printer": printer}), frozenset(FLOWS))
    there, licence = shown[TITLE], shown["business-licence"]
    assert (there.settings.flow, there.paper is not None) == ("print_certificate" if has_tray else GUIDE, has_tray)
    assert there.settings.facts.finish == ("here" if has_tray else "counter")
    assert licence.paper is not None, "on ordinary paper without that tray"


def _owns(desk: RecordsDesk, who: Citizen) -> bool:
    wanted = RecordRequest(item=TITLE, record="property-title", city=HUIZHOU, period_from="202611", period_to="202611")
    try:
        return isinstance(desk.about(who, wanted), PropertyTitle)
    except RefusalError:
        return False


def test_who_owns_nothing_is_told_so_and_no_number_is_used(there: InProcess) -> None:
    desk = RecordsDesk(there.province)
    other = next(one for one in there.province.register.samples(60) if not _owns(desk, one))
    taken = get(at(there), TITLE, other)
    assert (taken.last.screen, taken.documents) == ("trouble", [])


def test_it_says_what_the_register_says_and_brings_no_seal(there: InProcess, tmp_path: Path) -> None:
    desk = RecordsDesk(there.province)
    somebody = next(one for one in there.province.register.samples(60) if _owns(desk, one))
    taken = get(at(there), TITLE, somebody)
    assert taken.last.screen == "done", taken.last.words
    (document,) = taken.documents
    (text,) = taken.texts
    for word in ("不动产权证书", "不动产单元号", somebody.number, "演示数据", "不具效力"):
        assert word in text
    assert document.sample
    record = next(one for one in taken.records if isinstance(one, PropertyTitle))
    assert record.certificate_no in text
    again = get(at(there), TITLE, somebody)
    assert (again.last.screen, again.last.words["title"]) == ("trouble", "这本证已经打印过了")
    assert "不动产登记窗口" in again.last.words["next"]
    journal = Journal(tmp_path / "journal.sqlite", FakeClock())
    ledger, lies = Stationery(journal), ["GD00000001", "GD00000002"]
    ledger.load("GD00000001", 2)
    tray = StockTray("tray-2", ledger, lambda _: lies[0])
    condition = replace(READY, in_trays={"tray-2": 2})
    assert tray.lacks(1, condition) is None
    tray.take("deed", 1, condition)
    del lies[0]
    assert tray.agrees("deed")
    assert ledger.stock().in_print == {"deed": ("GD00000001",)}
    journal.close()


@pytest.mark.parametrize(
    ("lies", "wanted"), [("GD00000001", None), ("GD00000002", Fault.NUMBER_OTHER), ("", Fault.NUMBER_UNREAD)]
)
def test_only_the_next_number_of_the_ledger_is_printed_on(tmp_path: Path, lies: str, wanted: Fault | None) -> None:
    journal = Journal(tmp_path / "journal.sqlite", FakeClock())
    ledger = Stationery(journal)
    ledger.load("GD00000001", 5)
    assert StockTray("tray-2", ledger, lambda _: lies).lacks(1, READY) is wanted
    journal.close()
