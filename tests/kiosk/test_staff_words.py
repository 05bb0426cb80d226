"""What staff read is in words: of every kind of row, of every refusal, of items and faults; and what needs a device."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from staff_bench import IN_ORDER, Shift

import kiosk.staff
from config.texts import load_texts
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.health import DeviceState
from kiosk.staff.opening import TEXTS
from kiosk.staff.pages.audit import FILTERS
from kiosk.staff.rights import Role

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    made = Shift(tmp_path)
    yield made
    made.close()


def test_every_kind_of_row_has_words_and_every_filter_names_kinds_that_there_are() -> None:
    kinds = set(tomllib.loads((ROOT / "config" / "ledger-events.toml").read_text("utf-8")))
    words = load_texts(TEXTS)
    assert set(words.below("zh-Hans", "kind")) == kinds
    assert {kind for shown in FILTERS.values() for kind in shown} <= kinds


def test_every_refusal_that_the_door_knows_has_words() -> None:
    source = (Path(kiosk.staff.__path__[0]) / "way_in.py").read_text("utf-8")
    keys = set(re.findall(r'Refused\("(\w+)"', source)) | {"wrong", "card_unknown", "locked", "right"}
    assert keys <= set(load_texts(TEXTS).below("zh-Hans", "why"))


def test_a_broken_device_is_needed_by_what_needs_it_all_the_same(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    needed = []
    for state in (IN_ORDER, DeviceState(faults=(Fault.JAMMED,))):
        shift.terminal = replace(shift.terminal, health=shift.terminal.health.seen("a4_printer", state))
        shift.open("devices")
        shift.choose("a4_printer")
        needed.append(shift.said.split("只靠它才能办的")[1])
        shift.choose("back")
    assert needed[0] == needed[1]
    assert not needed[0].startswith(" 0 项")


def test_queues_name_items_as_residents_know_them(shift: Shift) -> None:
    shift.journal.intend("a1", "submission", {"session": "s", "item": "ss-enrolment-certificate"})
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "社保个人参保证明" in shift.said
    assert "ss-enrolment-certificate" not in shift.said


def test_a_failed_print_says_what_was_wrong_in_words(shift: Shift) -> None:
    shift.journal.intend("d1", "print", {"session": "s", "serial": "DEMO-000001", "pages": 1, "sha256": "ab" * 32})
    shift.journal.settle("d1", "print", Outcome.NOT_DONE, {"sheets": 1, "fault": "jammed"})
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    assert "卡纸：请取出并登记作废" in shift.said
    assert "jammed" not in shift.said


def test_the_books_say_who_opened_the_case(shift: Shift) -> None:
    shift.journal.write("case-opened", "", {})
    shift.enter(Role.ADMIN)
    shift.open("audit")
    shift.choose("hands")
    assert "柜门打开" in shift.said
