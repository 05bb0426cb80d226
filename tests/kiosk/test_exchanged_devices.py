"""A device or a computer that somebody exchanged: on record, and out of order until two people say that it is ours."""

from pathlib import Path

import pytest
from staff_bench import Shift

from drivers.faults import Fault
from kiosk.cabinet.looks import Look
from kiosk.cabinet.recognised import Recognised
from kiosk.flows.identity import ways
from kiosk.hall.staff_people import PEOPLE
from kiosk.items.routes import ROUTES
from kiosk.staff.guarding import EVERY_S, Guarding
from kiosk.staff.plugged import this_computer
from kiosk.staff.rights import Role

ITEM = "ss-enrolment-certificate"
OURS, OTHER = "05.01-20261122-0000000001-1001", "05.01-20261122-0000000002-1002"


class CardReader:
    number = OURS

    def check(self) -> str:
        return self.number


@pytest.fixture
def reader() -> CardReader:
    return CardReader()


@pytest.fixture
def shift(cardless: Shift) -> Shift:
    return cardless


def recognised(shift: Shift, reader: CardReader) -> Look:
    return Recognised("idcard", reader, shift.journal, shift.counters).look


def test_the_first_one_is_known_over_a_restart_and_another_one_is_out_of_order_and_on_record(
    shift: Shift, reader: CardReader
) -> None:
    look = recognised(shift, reader)
    assert look().works
    reader.number = OTHER
    again = recognised(shift, reader)
    for _ in range(3):
        assert again().faults == (Fault.SWAPPED,)
    (row,) = shift.rows("device-swapped")
    assert row.facts == {"device": "idcard", "known": OURS, "seen": OTHER}
    reader.number = OURS
    assert again().works


def test_no_way_leads_over_it_and_the_rest_serves(shift: Shift, reader: CardReader) -> None:
    look = recognised(shift, reader)
    look()
    reader.number = OTHER
    health = shift.terminal.health.seen("idcard", look())
    assert not health.has("idcard")
    items = shift.terminal.catalogue
    left = ways.open_ways(items[ITEM], health)
    assert left
    assert all("idcard" not in ROUTES[route].devices for route in left)
    assert not ways.missing(items["hall-map"], health)


def test_two_people_who_read_its_label_say_that_it_belongs_here(shift: Shift, reader: CardReader) -> None:
    look = recognised(shift, reader)
    shift.looks["idcard"] = look
    look()
    reader.number = OTHER
    look()
    first = shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.choose("idcard")
    assert OTHER in shift.said
    shift.choose("accept")
    assert OURS in shift.said
    shift.yes()
    assert look().faults == (Fault.SWAPPED,), "one alone changes nothing"
    shift.clock.jump(30)
    second = next(one for one in PEOPLE if one.role is Role.MAINTENANCE and one.number != first.number)
    shift.by_code(second)
    assert look().works
    assert shift.acts()[-1] == (first.number, "accept-device", f"idcard:{OTHER}", second.number)
    assert "accept" not in shift.offered
    # The one from before is now the strange one.
    reader.number = OURS
    assert look().faults == (Fault.SWAPPED,)


def test_a_disk_in_another_computer_is_on_record_once(shift: Shift) -> None:
    def starts(computer: str) -> None:
        guarding = Guarding(shift.journal, shift.book, lambda: False, lambda: (), lambda: computer)
        for _ in range(3):
            shift.clock.jump(EVERY_S)
            guarding.beat(shift.clock.monotonic())

    for computer in ("board a 02:00:00:00:00:01", "board a 02:00:00:00:00:01", "board b 02:00:00:00:00:02"):
        starts(computer)
    (row,) = shift.rows("computer-swapped")
    assert (row.facts["known"][8:], row.facts["seen"][:7]) == ("02:00:00:00:00:01", "board b")  # type: ignore[index]  # text
    shift.enter(Role.AUDIT)
    shift.open("security")
    assert "主机被换过" in shift.said


def test_what_a_computer_says_of_itself_is_what_does_not_change_at_a_start(tmp_path: Path) -> None:
    board = tmp_path / "class/dmi/id"
    board.mkdir(parents=True)
    (board / "board_vendor").write_text("Maker\n")
    (board / "board_name").write_text("H110\n")
    for name, address, is_hardware in (("eth0", "02:00:00:00:00:01", True), ("br-1", "02:00:00:00:00:99", False)):
        link = tmp_path / "class/net" / name
        link.mkdir(parents=True)
        (link / "address").write_text(f"{address}\n")
        if is_hardware:
            (link / "device").mkdir()
    assert this_computer(tmp_path) == "Maker H110 02:00:00:00:00:01"
