"""What staff read is in words: of every kind of row, of every refusal, of items and faults; and what needs a device."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from staff_bench import IN_ORDER, Shift

import kiosk.staff
from config.texts import load_texts
from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import DeviceState
from kiosk.staff.opening import TEXTS
from kiosk.staff.pages.audit import FILTERS
from kiosk.staff.patience import IDLE_S
from kiosk.staff.rights import Role
from kiosk.staff.tries import LOCKED_AT, wait_s

ROOT = Path(__file__).parents[2]


def test_every_kind_of_row_has_words_and_every_filter_names_kinds_that_there_are() -> None:
    kinds = set(tomllib.loads((ROOT / "config" / "ledger-events.toml").read_text("utf-8")))
    words = load_texts(TEXTS)
    assert set(words.below("zh-Hans", "kind")) == kinds
    assert {kind for shown in FILTERS.values() for kind in shown} <= kinds


def test_every_refusal_that_the_door_knows_has_words() -> None:
    source = (Path(kiosk.staff.__path__[0]) / "way_in.py").read_text("utf-8")
    keys = set(re.findall(r'Refused\("(\w+)"', source)) | {"wrong", "card_unknown", "locked", "right"}
    assert keys <= set(load_texts(TEXTS).below("zh-Hans", "why"))


@pytest.mark.parametrize("errors", range(1, LOCKED_AT + 1))
def test_the_door_says_how_long_to_wait_now_and_what_the_next_error_costs(shift: Shift, errors: int) -> None:
    shift.gesture()
    shift.insert(PEOPLE[0].card)
    shift.book.set_errors(PEOPLE[0].number, errors - 1)
    shift.clock.jump(wait_s(errors))
    shift.type("000000")
    now, after = int(wait_s(errors)), int(wait_s(errors + 1))
    match errors:
        case 1 | 2 | 3:
            said = "不对，请重试"
        case 4:
            said = "不对，请重试。再错要等 15 秒"
        case 14:
            said = f"不对，请等 {now} 秒再试。再错就锁住账号"
        case 15:
            said = "账号已锁住，请找管理人员解锁"
        case _:
            said = f"不对，请等 {now} 秒再试。再错要等 {after} 秒"
    assert shift.view.notice == said


@pytest.mark.parametrize("by_card", [True, False])
def test_at_a_screen_that_somebody_else_has_locked_a_right_pin_is_no_error(tmp_path: Path, by_card: bool) -> None:
    shift = Shift(tmp_path, reader=by_card)
    shift.enter(Role.MAINTENANCE)
    shift.pass_s(IDLE_S + 1)
    shift.insert("")
    shift.by_card(PEOPLE[1]) if by_card else shift.by_code(PEOPLE[1])
    assert shift.view.notice == "这里有别人在用：请本人解锁，或等它回到首页"
    assert shift.book.errors(PEOPLE[1].number) == 0
    shift.close()


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
