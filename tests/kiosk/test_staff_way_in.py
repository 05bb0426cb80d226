"""The way in: gesture, card and PIN, one-time code, errors that cost time, screens that lock. Time is the test's."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyotp import TOTP
from staff_bench import Shift

from config.device_settings import IoModuleSettings
from drivers.faults import Fault
from drivers.io_module import Signals
from kiosk.events import TerminalClosed
from kiosk.hall.staff_people import PEOPLE
from kiosk.health import ClosedBy, DeviceState
from kiosk.journal import read_rows
from kiosk.recovery import settle_open_deeds
from kiosk.session import Terminal
from kiosk.staff.accounts import Accounts, AccountsError
from kiosk.staff.attendance import AWAY_S
from kiosk.staff.gesture import WITHIN_S, Gesture
from kiosk.staff.patience import HARD_S, IDLE_S, LOCKED_S
from kiosk.staff.rights import Role
from kiosk.staff.tries import LOCKED_AT, MOST_STRANGE, Strangers, Tries, wait_s
from kiosk.taps import Chosen, CornerTouched, TapOnPage, WentBack, WentOn
from kiosk.view import View

MAINTENANCE, ADMIN = PEOPLE[0], PEOPLE[1]
WRONG = "000000"


def test_five_corners_in_order_within_ten_seconds_lead_to_a_door_and_no_further(shift: Shift) -> None:
    shift.gesture()
    assert shift.screen == "staff_door"
    assert shift.view.words["lead"] == "请把工作卡插入卡口"
    assert shift.view.staff is not None
    assert not shift.view.staff.menu


@pytest.mark.parametrize(
    "corners", [("nw", "ne", "sw", "se", "nw"), ("ne", "se", "sw", "nw", "ne"), ("nw", "ne", "se", "sw")]
)
def test_other_corners_lead_nowhere(shift: Shift, corners: tuple[str, ...]) -> None:
    for corner in corners:
        shift.desk.takes(TapOnPage(1, CornerTouched(corner)))  # type: ignore[arg-type]  # one of the four
    assert shift.screen == "home"


def test_a_slow_round_is_no_gesture_and_a_wrong_corner_may_begin_a_new_one(shift: Shift) -> None:
    gesture = Gesture(shift.clock.monotonic, lambda: ("nw", "ne", "se", "sw", "nw"))
    for corner in ("nw", "ne", "se", "sw"):
        assert not gesture.touched(corner)
    shift.clock.jump(WITHIN_S + 1)
    assert not gesture.touched("nw")
    for corner in ("ne", "nw", "ne", "se", "sw"):
        assert not gesture.touched(corner)  # type: ignore[arg-type]  # one of the four
    assert gesture.touched("nw")


def test_a_visit_is_never_interrupted_and_the_door_is_there_when_it_has_ended(shift: Shift) -> None:
    shift.is_free = False
    shift.gesture()
    assert shift.screen == "home"
    shift.is_free = True
    shift.gesture()
    assert shift.screen == "staff_door"


def test_with_the_service_door_open_one_corner_is_enough_and_card_and_pin_are_asked_all_the_same(shift: Shift) -> None:
    shift.means.post(TerminalClosed("service_door", ClosedBy.DOOR))
    shift.desk.takes(TapOnPage(1, CornerTouched("nw")))
    assert shift.screen == "staff_door"


def test_card_and_pin_let_in_and_the_books_say_who(shift: Shift) -> None:
    shift.gesture()
    shift.insert(MAINTENANCE.card)
    assert shift.view.words["lead"] == "请输入6位密码"
    shift.type(MAINTENANCE.pin)
    assert (shift.screen, shift.page) == ("staff", "overview")
    (row,) = shift.rows("staff-entered")
    assert row.facts == {"account": "1001", "role": "maintenance", "how": "card"}
    assert TerminalClosed("staff_here", ClosedBy.STAFF) in shift.posted
    assert MAINTENANCE.pin not in "".join(row.written for row in read_rows(shift.journal.path))


def test_a_card_of_nobodys_and_a_card_that_proves_nothing_ask_for_no_pin(shift: Shift) -> None:
    shift.gesture()
    shift.insert("K9999")
    assert shift.view.notice == "这张卡不在账号里"
    shift.insert("")
    shift.reader.fault = Fault.REFUSED
    shift.insert(MAINTENANCE.card)
    assert shift.view.words["lead"] == "请把工作卡插入卡口"


def test_without_a_reader_number_pin_and_one_time_code(cardless: Shift) -> None:
    cardless.gesture()
    assert cardless.view.words["lead"] == "请输入工号"
    cardless.by_code(MAINTENANCE)
    assert cardless.screen == "staff"
    assert cardless.rows("staff-entered")[0].facts["how"] == "code"


def test_a_reader_that_is_out_of_order_is_as_none(shift: Shift) -> None:
    broken = DeviceState(faults=(Fault.ABSENT,))
    shift.terminal = _with(shift, broken)
    shift.gesture()
    assert shift.view.words["lead"] == "请输入工号"


@pytest.mark.parametrize(("wrong_by_s", "is_in"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_wrong_by_one_step_of_30_s(cardless: Shift, wrong_by_s: float, is_in: bool) -> None:
    cardless.gesture()
    cardless.by_code(MAINTENANCE, wrong_by_s=wrong_by_s)
    assert (cardless.screen == "staff") is is_in


def test_a_one_time_code_is_one(cardless: Shift) -> None:
    cardless.gesture()
    cardless.by_code(MAINTENANCE)
    cardless.leave()
    cardless.gesture()
    cardless.by_code(MAINTENANCE)
    assert cardless.screen == "staff_door"
    cardless.clock.jump(30)
    cardless.by_code(MAINTENANCE)
    assert cardless.screen == "staff"


def test_the_pin_alone_or_the_code_alone_is_nothing_and_nobody_is_told_which_was_wrong(cardless: Shift) -> None:
    said = []
    for pin, code in ((WRONG, ""), (MAINTENANCE.pin, WRONG)):
        cardless.gesture()
        cardless.type(MAINTENANCE.number)
        cardless.tap(WentOn())
        cardless.type(pin)
        cardless.type(code or TOTP(MAINTENANCE.secret).at(cardless.clock.now()))
        said.append(cardless.view.notice)
        cardless.tap(WentBack())
        cardless.clock.jump(30)
    assert said[0] == said[1] != ""


@pytest.mark.parametrize(
    ("errors", "seconds"), [(1, 0), (4, 0), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (14, 7680)]
)
def test_five_errors_cost_15_s_and_each_more_twice_as_much(errors: int, seconds: float) -> None:
    assert wait_s(errors) == seconds


def test_fifteen_errors_and_the_account_is_locked_whatever_is_typed_then(shift: Shift) -> None:
    shift.gesture()
    shift.insert(MAINTENANCE.card)
    waited = []
    for _ in range(LOCKED_AT):
        shift.type(WRONG)
        waited.append(shift.doorkeeper.known.left_s(MAINTENANCE.number))
        shift.type(MAINTENANCE.pin) if waited[-1] else None
        assert shift.screen == "staff_door", "the right PIN counts for nothing while one has to wait"
        _wait(shift, waited[-1])
    assert waited[:7] == [0, 0, 0, 0, 15, 30, 60]
    shift.pass_s(1_000_000)
    shift.gesture()
    shift.insert("")
    shift.by_card(MAINTENANCE)
    assert shift.screen == "staff_door"
    assert shift.view.notice == "账号已锁住，请找管理人员解锁"
    assert shift.rows("staff-refused")[-1].facts["reason"] == "locked"


def _wait(shift: Shift, seconds: float) -> None:
    """The door closes meanwhile; the next one begins anew."""
    shift.clock.jump(seconds)
    if seconds > 40:
        shift.desk.beat()
        shift.gesture()
        shift.insert("")
        shift.insert(MAINTENANCE.card)


def test_errors_outlive_a_restart(shift: Shift) -> None:
    shift.gesture()
    shift.insert(MAINTENANCE.card)
    for _ in range(5):
        shift.type(WRONG)
    assert shift.book.errors(MAINTENANCE.number) == 5
    again = Tries(shift.book, shift.clock.monotonic)
    assert again.left_s(MAINTENANCE.number) == 15


def test_a_right_pin_forgets_the_errors(shift: Shift) -> None:
    shift.gesture()
    shift.insert(MAINTENANCE.card)
    for _ in range(4):
        shift.type(WRONG)
    shift.type(MAINTENANCE.pin)
    assert shift.screen == "staff"
    assert shift.book.errors(MAINTENANCE.number) == 0


def test_what_is_said_and_waited_does_not_tell_which_numbers_somebody_has(cardless: Shift) -> None:
    said = []
    for number in (MAINTENANCE.number, "7701", "7702"):
        heard = []
        for _ in range(LOCKED_AT + 1):
            cardless.gesture()
            cardless.type(number)
            cardless.tap(WentOn())
            cardless.type(WRONG + WRONG)
            heard.append(cardless.view.notice)
            cardless.tap(WentBack())
            cardless.clock.jump(wait_s(LOCKED_AT) - 1 if len(heard) > 4 else 0)
        said.append(heard)
    assert said[0] == said[1] == said[2]
    assert said[0][-1] == "账号已锁住，请找管理人员解锁"
    assert len(set(said[0])) > 5, "waiting is told, too"


def test_numbers_that_nobody_has_are_written_nowhere_and_lock_nobody(cardless: Shift) -> None:
    cardless.gesture()
    for _ in range(LOCKED_AT):
        cardless.type("77077077")
        cardless.tap(WentOn())
        cardless.type(WRONG + WRONG)
    assert cardless.doorkeeper.known.left_s(MAINTENANCE.number) == 0
    assert {row.facts["account"] for row in cardless.rows("staff-refused")} == {""}
    assert cardless.book.errors("77077077") == 0, "it may be somebody's telephone"
    assert b"77077077" not in cardless.journal.path.read_bytes()


def test_a_thousand_numbers_that_nobody_has_are_remembered_and_then_the_oldest_goes() -> None:
    strangers = Strangers()
    for number in range(MOST_STRANGE):
        strangers.set_errors(f"{number:04d}", 5)
    strangers.set_errors("0000", 6)
    strangers.set_errors("9999", 1)
    assert (strangers.errors("0000"), strangers.errors("0001"), strangers.errors("0002")) == (6, 0, 5)


def test_three_minutes_without_a_touch_lock_and_the_same_person_goes_on_where_they_were(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.pass_s(IDLE_S - 1)
    assert shift.screen == "staff"
    shift.pass_s(2)
    assert shift.screen == "staff_door"
    assert shift.view.words["title"] == "已锁定，请重新验证"
    shift.insert("")
    shift.by_card(ADMIN)
    assert shift.screen == "staff_door", "nobody else goes on in somebody's place"
    shift.insert("")
    shift.by_card(MAINTENANCE)
    assert (shift.screen, shift.page) == ("staff", "devices")


def test_a_locked_screen_that_nobody_comes_back_to_is_the_residents_again(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.pass_s(IDLE_S + 1)
    shift.pass_s(LOCKED_S + 1)
    assert shift.screen == "home"
    assert shift.posted[-1] == TerminalClosed("", ClosedBy.STAFF)


def test_a_card_that_is_taken_locks_at_once(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.pass_s(1.25)
    shift.insert("")
    assert shift.view.words["title"] == "已锁定，请重新验证"
    assert shift.rows("staff-left")[-1].facts == {"account": "1001", "reason": "locked_away"}


def test_after_twelve_hours_everybody_signs_in_anew(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    for _ in range(int(HARD_S // 100)):
        shift.pass_s(100)
        shift.tap(Chosen("page:devices"))
        assert shift.screen == "staff"
    shift.pass_s(101)
    assert shift.screen == "home"
    assert shift.rows("staff-left")[-1].facts["reason"] == "hours"


def test_a_door_that_nobody_goes_through_is_gone_after_a_while(shift: Shift) -> None:
    shift.gesture()
    shift.pass_s(46)
    assert shift.screen == "home"
    assert not shift.rows("staff-left")


def test_the_residents_see_what_became_of_their_screen_meanwhile(shift: Shift) -> None:
    shift.gesture()
    shift.glass.show_visit(View(page=3, screen="out_of_service"))
    shift.glass.show_said(View(page=3, screen="out_of_service", caption="say"))
    assert shift.screen == "staff_door"
    shift.tap(WentBack())
    assert [view.page for view in shift.visit_shown] == [3]


def test_a_touch_for_an_earlier_page_is_dropped_and_a_residents_touch_never_arrives_meanwhile(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    before = shift.view.page
    shift.open("devices")
    shift.desk.takes(TapOnPage(before, Chosen("page:overview")))
    assert shift.page == "devices"
    assert shift.desk.takes(TapOnPage(7, Chosen("hall-map"))), "it is swallowed"


def test_revoked_expired_and_unreadable_accounts_let_nobody_in(shift: Shift) -> None:
    path = shift.folder / "accounts.json"
    accounts = Accounts(path)
    account = accounts.numbered("1001")
    assert account is not None
    accounts.keep(account.model_copy(update={"is_revoked": True}))
    shift.enter(Role.MAINTENANCE)
    assert shift.screen == "staff_door"
    shift.tap(WentBack())
    path.chmod(0o644)
    with pytest.raises(AccountsError, match="chmod 600"):
        accounts.all()
    shift.gesture()
    shift.insert("")
    shift.insert(ADMIN.card)
    assert shift.view.notice.startswith("账号文件不能用")


def test_the_file_is_the_terminals_alone_and_knows_no_pin(shift: Shift) -> None:
    path = shift.folder / "accounts.json"
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    assert all(one.pin not in text for one in PEOPLE)
    assert text.count("$argon2id$") == len(PEOPLE)
    assert all(
        one.pin not in repr(Accounts(path).all()) and one.secret not in repr(Accounts(path).all()) for one in PEOPLE
    )


def _with(shift: Shift, reader: DeviceState) -> Terminal:
    return replace(shift.terminal, health=shift.terminal.health.seen("smart_card", reader))


class Cabinet:
    """The module with the presence sensor."""

    def __init__(self) -> None:
        self.is_there: bool | None = True

    def look(self) -> Signals:
        return Signals(person_present=self.is_there)


def test_whoever_walks_away_from_the_sensor_is_locked_out_after_15_s(tmp_path: Path) -> None:
    cabinet = Cabinet()
    module = IoModuleSettings(port=tmp_path / "io", inputs={"presence": 1}, coils={})
    shift = Shift(tmp_path, reader=False, devices={"io_module": cabinet}, settings={"io_module": module})
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.pass_s(1)
    cabinet.is_there = False
    shift.pass_s(AWAY_S - 1)
    assert shift.screen == "staff"
    shift.pass_s(2)
    assert shift.view.words["title"] == "已锁定，请重新验证"
    assert shift.rows("staff-left")[-1].facts["reason"] == "locked_away"
    shift.close()


def test_a_sensor_that_never_saw_anybody_locks_nobody_out(tmp_path: Path) -> None:
    cabinet = Cabinet()
    cabinet.is_there = False
    module = IoModuleSettings(port=tmp_path / "io", inputs={"presence": 1}, coils={})
    shift = Shift(tmp_path, reader=False, devices={"io_module": cabinet}, settings={"io_module": module})
    shift.gesture()
    shift.by_code(MAINTENANCE)
    for _ in range(5):
        shift.pass_s(10)
    assert shift.screen == "staff"
    shift.close()


def test_an_act_that_a_crash_left_open_is_settled_as_unknown(shift: Shift) -> None:
    facts = {"account": "1001", "role": "maintenance", "second": "", "action": "test-device", "about": "idcard"}
    shift.journal.intend("a" * 32, "staff-act", facts)
    settle_open_deeds(shift.journal, None)  # type: ignore[arg-type]  # there is no print
    assert shift.outcomes() == ["unknown"]
