"""Numbered sheets on the staff's screens: a pack is laid in, one is voided with its reason by two people."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from staff_bench import Shift

from config.device_settings import A4PrinterSettings
from kiosk.hall.staff_people import PEOPLE
from kiosk.staff.rights import Role
from printing.stationery import Stationery

SECOND = PEOPLE[5]
PRINTER = A4PrinterSettings(
    queue="a4", cups="/run/cups.sock", device="ipp://192.0.2.10/ipp", tray="main", stationery_tray="tray-2",
    stationery_letters="GD",
)  # fmt: skip


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    made = Shift(tmp_path, reader=False, settings={"a4_printer": PRINTER})
    yield made
    made.close()


def ledger(shift: Shift) -> Stationery:
    return Stationery(shift.journal)


def load(shift: Shift, first: str, count: str) -> None:
    shift.open("consumables")
    shift.choose("stationery-load")
    shift.type(first)
    shift.choose("stationery-load-next")
    shift.type(count)
    shift.choose("stationery-load-do")


def test_a_pack_is_laid_in_by_its_first_number_and_how_many(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    load(shift, "00000001", "100")
    shift.yes()
    stock = ledger(shift).stock()
    assert (len(stock.left), stock.left[0], stock.left[-1]) == (100, "GD00000001", "GD00000100")
    assert shift.acts()[-1][1:3] == ("load-stationery", "GD00000001")
    load(shift, "00000050", "10")
    shift.yes()
    assert len(ledger(shift).stock().left) == 100, "numbers that are known are not laid in twice"
    assert shift.outcomes() == ["done", "not_done"]


@pytest.mark.parametrize(("first", "count"), [("1", "5"), ("00000001", "0"), ("00000001", "5000"), ("99999999", "9")])
def test_what_is_no_pack_is_refused(shift: Shift, first: str, count: str) -> None:
    shift.enter(Role.MAINTENANCE)
    load(shift, first, count)
    shift.yes()
    assert ledger(shift).stock().left == ()


def void(shift: Shift, why: str, number: str) -> None:
    shift.open("consumables")
    shift.choose("stationery-void")
    shift.choose(f"stationery-void-{why}")
    shift.type(number)
    shift.choose("stationery-void-do")
    shift.yes()


def test_one_sheet_is_voided_with_its_reason_and_a_second_person(shift: Shift) -> None:
    ledger(shift).load("GD00000001", 5)
    shift.enter(Role.MAINTENANCE)
    void(shift, "damaged", "00000003")
    assert ledger(shift).stock().void == (), "one person voids nothing"
    shift.clock.jump(30)
    shift.by_code(SECOND)
    stock = ledger(shift).stock()
    assert (stock.void, len(stock.left)) == (("GD00000003",), 4)
    account, action, about, second = shift.acts()[-1]
    assert (action, about, second != "", account != second) == ("void-stationery", "GD00000003", True, True)
    assert [row.facts["reason"] for row in shift.rows("stationery-voided")] == ["damaged"]


def count(shift: Shift, top: str) -> None:
    shift.open("consumables")
    shift.choose("stationery")
    if not top:
        shift.choose("stationery-empty")
        return
    shift.type(top)
    shift.choose("stationery-count")


@pytest.mark.parametrize(("top", "last", "left"), [("00000004", "GD00000003", 2), ("", "GD00000005", 0)])
def test_what_counting_finds_missing_is_voided_with_its_reason_and_a_second_person(
    shift: Shift, top: str, last: str, left: int
) -> None:
    ledger(shift).load("GD00000001", 5)
    shift.enter(Role.MAINTENANCE)
    count(shift, top)
    assert "stationery-missing-damaged" in shift.offered, "why, is asked first"
    shift.choose("stationery-back")
    assert "stationery-count" in shift.offered
    count(shift, top)
    shift.choose("stationery-missing-missing")
    shift.yes()
    assert ledger(shift).stock().void == (), "one person voids nothing"
    shift.clock.jump(30)
    shift.by_code(SECOND)
    assert len(ledger(shift).stock().left) == left
    assert shift.acts()[-1][1:3] == ("void-stationery", f"GD00000001-{last}")
    (row,) = shift.rows("stationery-counted")
    assert {name: row.facts[name] for name in ("first", "last", "reason")} == {
        "first": "GD00000001",
        "last": last,
        "reason": "missing",
    }


def test_whoever_counts_and_misses_nothing_signs_alone(shift: Shift) -> None:
    ledger(shift).load("GD00000001", 5)
    shift.enter(Role.MAINTENANCE)
    count(shift, "00000001")
    shift.yes()
    assert shift.acts()[-1][1:3] == ("count-stationery", "GD00000001")
    assert [row.facts for row in shift.rows("stationery-counted")] == [{"top": "GD00000001"}]


def test_a_number_that_is_not_there_is_not_voided(shift: Shift) -> None:
    ledger(shift).load("GD00000001", 5)
    shift.enter(Role.MAINTENANCE)
    void(shift, "missing", "00000009")
    shift.clock.jump(30)
    shift.by_code(SECOND)
    assert ledger(shift).stock().void == ()
    assert shift.outcomes()[-1] == "not_done"


def test_back_leads_out_step_by_step(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("consumables")
    shift.choose("stationery-load")
    shift.type("00000001")
    shift.choose("stationery-load-next")
    shift.choose("stationery-back")
    assert "stationery-load-next" in shift.offered
    shift.choose("stationery-back")
    assert "stationery-load" in shift.offered


def test_an_auditor_sees_the_sheets_and_changes_nothing(shift: Shift) -> None:
    shift.enter(Role.AUDIT)
    load(shift, "00000001", "5")
    assert ledger(shift).stock().left == ()
