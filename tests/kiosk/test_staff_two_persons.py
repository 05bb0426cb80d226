"""Two persons are two: whose card keeps a page open, whose hand gave the PIN, and how an account gets its card."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from staff_bench import Shift

from config.device_settings import LockerSettings
from drivers.faults import Fault
from drivers.locker import Compartment, CompartmentState, Door, Item
from kiosk.hall.staff_people import PEOPLE, Colleague
from kiosk.health import DeviceState
from kiosk.staff.attendance import CARD_BACK_S
from kiosk.staff.pages.devices import SWITCH
from kiosk.staff.rights import Role
from kiosk.taps import Chosen, WentBack, WentOn

MAINTENANCE, ADMIN = PEOPLE[0], PEOPLE[1]
SECOND = Colleague("1006", Role.MAINTENANCE, "531864", "K0006")
SECOND_ADMIN = Colleague("1007", Role.ADMIN, "112358", "K0007")
LOCKED = "已锁定，请重新验证"
TWO = "请第二人确认"


class Cabinet:
    """A locker of one board with two boxes."""

    def __init__(self) -> None:
        self.opened: list[Compartment] = []

    def board(self, board: int) -> tuple[CompartmentState, ...]:
        return tuple(CompartmentState(Compartment(board, lock), Door.CLOSED, Item.PRESENT) for lock in (1, 2))

    def open(self, box: Compartment) -> None:
        self.opened.append(box)


@pytest.fixture
def cabinet() -> Cabinet:
    return Cabinet()


@pytest.fixture
def shift(tmp_path: Path, cabinet: Cabinet) -> Iterator[Shift]:
    boards: Any = [{"board": 1, "locks": 2}]
    settings = {"locker": LockerSettings(port=tmp_path / "locker", boards=boards)}
    made = Shift(tmp_path, devices={"locker": cabinet}, settings=settings)
    _has(made, SECOND)
    yield made
    made.close()


def _has(shift: Shift, somebody: Colleague, *, like: Colleague = PEOPLE[5]) -> None:
    """An account with a card, as whoever installs makes it; its PIN is `like`'s."""
    account = shift.means.accounts.numbered(like.number)
    assert account is not None
    changes = {"number": somebody.number, "role": somebody.role, "card": somebody.card, "secret": somebody.secret}
    shift.means.accounts.keep(account.model_copy(update=changes))


def _to_a_box(shift: Shift) -> None:
    shift.open("locker")
    shift.choose("ask")
    shift.choose("1-2")
    shift.choose("open")
    shift.yes()
    assert shift.view.words["title"] == TWO


def _second_signs(shift: Shift) -> None:
    shift.insert("")
    shift.by_card(SECOND)


def test_after_the_second_signature_the_first_ones_card_is_wanted_back_and_then_they_go_on(
    shift: Shift, cabinet: Cabinet
) -> None:
    shift.enter(Role.MAINTENANCE)
    _to_a_box(shift)
    _second_signs(shift)
    assert cabinet.opened == [Compartment(1, 2)]
    shift.pass_s(2)
    assert shift.view.staff is not None
    assert shift.view.staff.locks_in.startswith("请把 1001 的工作卡插回")
    shift.insert(MAINTENANCE.card)
    assert not shift.view.staff.locks_in
    shift.open("devices")
    assert shift.page == "devices"
    shift.pass_s(CARD_BACK_S + 2)
    assert shift.screen == "staff"


def test_on_the_second_ones_card_nobody_goes_on_and_the_page_locks(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    _to_a_box(shift)
    _second_signs(shift)
    shift.tap(Chosen("page:devices"))
    assert shift.page == "locker", "the second person opens no page of the first one's"
    shift.pass_s(CARD_BACK_S - 2)
    assert shift.screen == "staff"
    shift.pass_s(4)
    assert shift.view.words["title"] == LOCKED


def test_a_second_person_who_thinks_better_of_it_keeps_no_page_open_either(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    _to_a_box(shift)
    shift.insert(SECOND.card)
    shift.tap(WentBack())
    shift.pass_s(CARD_BACK_S - 2)
    shift.pass_s(4)
    assert shift.view.words["title"] == LOCKED


@pytest.mark.parametrize("fault", [None, Fault.REFUSED])
def test_a_card_that_is_changed_for_another_between_two_looks_locks(shift: Shift, fault: Fault | None) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.pass_s(1.25)
    shift.reader.fault = fault
    shift.insert(SECOND.card)
    assert shift.view.words["title"] == LOCKED


def test_one_administrator_alone_makes_accounts_until_there_is_a_second_one(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("accounts")
    shift.choose("1003")
    shift.choose("pin")
    assert shift.acts()[-1][1:3] == ("change-account", "pin:1003")
    shift.choose("back")
    _has(shift, SECOND_ADMIN)
    shift.choose("1003")
    shift.choose("pin")
    shift.yes()
    assert shift.view.words["title"] == TWO
    assert len(shift.acts()) == 1
    shift.insert("")
    shift.insert(SECOND_ADMIN.card)
    shift.type(SECOND.pin)
    assert shift.acts()[-1] == ("1002", "change-account", "pin:1003", "1007")


def _new_pin(shift: Shift, number: str) -> str:
    shift.open("accounts")
    shift.choose(number)
    shift.choose("pin")
    return _handed_over(shift)


def _handed_over(shift: Shift) -> str:
    assert shift.view.staff is not None
    (entry,) = (one for block in shift.view.staff.blocks for one in block.entries if one.label == "PIN")
    shift.choose("back")
    return entry.value.replace(" ", "")


def test_two_accounts_whose_pins_one_administrator_handed_out_alone_are_one_person(
    shift: Shift, cabinet: Cabinet
) -> None:
    shift.enter(Role.ADMIN)
    first, second = _new_pin(shift, "1001"), _new_pin(shift, "1006")
    shift.leave()
    shift.gesture()
    shift.insert("")
    shift.insert(MAINTENANCE.card)
    shift.type(first)
    _to_a_box(shift)
    shift.insert("")
    shift.insert(SECOND.card)
    assert shift.view.notice == "两个账号是同一位管理人员单独发的，不能互为第二人"
    shift.type(second)
    assert cabinet.opened == []


def test_an_administrator_is_not_seconded_by_an_account_of_their_own_hand_nor_by_one_that_it_made(
    shift: Shift,
) -> None:
    shift.enter(Role.ADMIN)
    shift.open("accounts")
    shift.choose("new")
    shift.type("2001")
    shift.choose("as:admin")
    _handed_over(shift)
    shift.choose("new")
    shift.type("2002")
    shift.choose("as:admin")
    made = [shift.means.accounts.numbered(number) for number in ("2001", "2002")]
    assert [account.hand for account in made if account is not None] == ["1002", "1002"]
    assert len(shift.acts()) == 2, "whom one alone has made is no second administrator"


def test_a_pin_that_two_administrators_gave_makes_a_person_of_its_own(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    _new_pin(shift, "1001")
    _has(shift, SECOND_ADMIN)
    shift.choose("1001")
    shift.choose("pin")
    shift.yes()
    shift.insert("")
    shift.insert(SECOND_ADMIN.card)
    shift.type(SECOND.pin)
    account = shift.means.accounts.numbered("1001")
    assert account is not None
    assert account.hand == "1001"


def test_a_reader_that_staff_switched_off_is_asked_for_the_second_card_all_the_same(
    shift: Shift, cabinet: Cabinet
) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.book.switch(SWITCH, "smart_card", off=True)
    health = shift.terminal.health.seen("smart_card", DeviceState(faults=(Fault.DISABLED,)))
    shift.terminal = replace(shift.terminal, health=health)
    _to_a_box(shift)
    assert shift.view.words["lead"] == "请把工作卡插入卡口"
    _second_signs(shift)
    assert cabinet.opened == [Compartment(1, 2)]


def test_a_card_is_given_by_putting_it_into_the_reader_and_its_person_enters_with_it(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    pin = _new_pin(shift, "1003")
    shift.choose("1003")
    shift.choose("card")
    assert "插入要给出去的卡" in shift.said
    shift.insert("")
    assert shift.screen == "staff", "the own card is out for a moment"
    shift.insert("K0003")
    assert "把卡 K0003 给 1003？" in shift.said
    shift.tap(WentOn())
    assert shift.acts()[-1] == ("1002", "change-account", "card:1003", "")
    shift.insert(ADMIN.card)
    shift.leave()
    shift.gesture()
    shift.insert("")
    shift.insert("K0003")
    shift.type(pin)
    assert shift.screen == "staff"
    assert shift.rows("staff-entered")[-1].facts["account"] == "1003"


def test_a_card_that_somebody_has_is_given_to_nobody_else_and_the_own_one_has_to_come_back(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("accounts")
    shift.choose("1003")
    shift.choose("card")
    shift.insert(MAINTENANCE.card)
    shift.yes()
    assert shift.view.notice == "这张卡已经给了别人"
    assert shift.outcomes() == ["not_done"]
    shift.pass_s(CARD_BACK_S + 1)
    assert shift.view.words["title"] == LOCKED


def test_where_there_are_two_administrators_both_sign_for_a_card(shift: Shift) -> None:
    _has(shift, SECOND_ADMIN)
    shift.enter(Role.ADMIN)
    shift.open("accounts")
    shift.choose("1003")
    shift.choose("card")
    shift.insert("K0003")
    shift.yes()
    assert shift.view.words["title"] == TWO
    shift.insert(SECOND_ADMIN.card)
    shift.type(SECOND.pin)
    assert shift.acts() == [("1002", "change-account", "card:1003", "1007")]
    account = shift.means.accounts.numbered("1003")
    assert account is not None
    assert account.card == "K0003"


@pytest.mark.parametrize(("ended_days", "is_asked"), [(1, True), (2, False)])
def test_an_administrator_whose_account_ended_a_day_ago_is_still_somebody_to_ask(
    shift: Shift, ended_days: int, *, is_asked: bool
) -> None:
    """One person alone sets the clock by a day."""
    shift.enter(Role.ADMIN)
    _has(shift, SECOND_ADMIN)
    known = shift.means.accounts.numbered(SECOND_ADMIN.number)
    assert known is not None
    until = (shift.clock.now() - timedelta(days=ended_days)).date()
    shift.means.accounts.keep(known.model_copy(update={"until": until}))
    shift.open("accounts")
    shift.choose("1001")
    shift.choose("pin")
    if shift.view.staff is not None and shift.view.staff.question is not None:
        shift.yes()
    assert (shift.screen == "staff_door") is is_asked
