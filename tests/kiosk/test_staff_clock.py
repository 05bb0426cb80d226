"""时间: seen, held against the platform's, kept by a service or set by hand; with a program that is really run."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyotp import TOTP
from staff_bench import Shift
from staff_clock_bench import MAINTENANCE, NINE, SECOND, STUB, Province, at_clock, calls, set_to, type_time

from config.staff_settings import StaffSettings
from kiosk.hall.staff_people import PEOPLE
from kiosk.platform.errors import ClockWrong
from kiosk.staff.accounts import Account
from kiosk.staff.clocks import ASKED_EVERY_S, HEARD_FOR_S
from kiosk.staff.rights import Role

Made = Callable[..., Shift]


@pytest.fixture
def province() -> Province:
    return Province()


@pytest.fixture
def made(tmp_path: Path, province: Province) -> Iterator[Made]:
    """A terminal whose file names a timedatectl of ours."""
    folder = tmp_path / "service"
    folder.mkdir()
    (folder / "ntp").write_text("no\n")
    (folder / "calls").touch()
    program = folder / "timedatectl"
    program.write_text(STUB.format(folder=folder))
    program.chmod(0o755)
    shifts = []

    def make(*named: str, reader: bool = False) -> Shift:
        staff = StaffSettings(accounts_file=tmp_path / "accounts.json", timedatectl=named or (str(program),))
        there: Any = province
        shift = Shift(tmp_path, reader=reader, settings={"staff": staff}, platform=there)
        shifts.append(shift)
        return shift

    yield make
    for shift in shifts:
        shift.close()


def test_the_page_shows_our_time_the_service_and_its_server(made: Made) -> None:
    shift = made()
    (shift.folder / "service" / "ntp").write_text("yes\n")
    at_clock(shift)
    assert "时间 2026-11-22 09:00:00" in shift.said
    assert "自动对时 开 ntp.example 192.0.2.1" in shift.said
    assert "平台的时间 还没有问" in shift.said
    assert shift.offered & {"take", "type", "keep"} == set(), "what the service keeps nobody sets by hand"


def test_the_service_is_switched_off_and_on_and_the_page_knows(made: Made) -> None:
    shift = made()
    (shift.folder / "service" / "ntp").write_text("yes\n")
    at_clock(shift)
    shift.choose("let")
    shift.yes()
    assert shift.view.notice == "自动对时已关闭"
    assert "自动对时 关" in shift.said
    shift.choose("keep")
    shift.yes()
    assert shift.view.notice == "自动对时已打开"
    assert calls(shift, "set-ntp") == [
        ["--no-ask-password", "set-ntp", "false"],
        ["--no-ask-password", "set-ntp", "true"],
    ]
    assert [act[1:3] for act in shift.acts()] == [("keep-clock", "off"), ("keep-clock", "on")]


def test_a_time_that_is_typed_is_set_in_universal_time_and_stands_in_the_books(made: Made) -> None:
    shift = made()
    at_clock(shift)
    set_to(shift, "202611220905")
    assert shift.view.notice == "时间已调到 2026-11-22 09:05:00"
    assert calls(shift, "set-time") == [["--no-ask-password", "set-time", "2026-11-22 01:05:00 UTC"]]
    assert shift.acts() == [("1001", "set-clock", "2026-11-22T09:00:00+08:00 > 2026-11-22T09:05:00+08:00", "")]
    assert shift.outcomes() == ["done"]
    assert "type" in shift.offered, "back on the page"


@pytest.mark.parametrize("digits", ["2026112209", "202613220905", "202611222460", ""])
def test_what_is_no_moment_is_not_set(made: Made, digits: str) -> None:
    shift = made()
    at_clock(shift)
    shift.choose("type")
    shift.type(digits)
    shift.choose("set")
    assert shift.view.notice == "这不是一个时间"
    assert calls(shift, "set-time") == []


def test_the_platforms_time_is_held_against_ours_and_taken_with_what_has_passed_since(
    made: Made, province: Province
) -> None:
    shift = made()
    shift.clock.wall -= timedelta(minutes=5)
    at_clock(shift)
    assert "take" not in shift.offered, "nobody takes what nobody asked for"
    shift.choose("ask")
    assert shift.view.notice == "平台已回答"
    assert "平台的时间 2026-11-22 09:00:00 本机慢 0:05:00" in shift.said
    assert "相差超过 3 分钟，平台不受理" in shift.said
    shift.pass_s(20)
    assert "平台的时间 2026-11-22 09:00:20 本机慢 0:05:00" in shift.said
    shift.choose("take")
    shift.clock.jump(5)
    shift.yes()
    assert calls(shift, "set-time") == [["--no-ask-password", "set-time", "2026-11-22 01:00:25 UTC"]]
    assert shift.workers["standing"].looks == 1, "the platform is asked whether it lets us in now"


def test_an_old_answer_of_the_platform_is_none(made: Made) -> None:
    shift = made()
    at_clock(shift)
    shift.choose("ask")
    assert "相差不到 2 秒" in shift.said
    for _ in range(4):
        shift.pass_s(HEARD_FOR_S / 4)
        shift.choose("page:clock")
    assert "平台的时间 还没有问" in shift.said
    assert "take" not in shift.offered


def test_a_platform_that_tells_no_time_is_said(made: Made, province: Province) -> None:
    shift = made()
    at_clock(shift)
    province.error = ClockWrong("the certificate is not valid yet")
    shift.choose("ask")
    assert "平台没有回答时间" in shift.view.notice
    assert shift.outcomes() == ["not_done"]


def test_going_back_behind_rows_that_are_written_is_told_before(made: Made) -> None:
    shift = made()
    at_clock(shift)
    type_time(shift, "202611220905")
    assert "往回调" not in shift.said
    shift.no()
    shift.choose("back")
    shift.clock.wall += timedelta(hours=1)
    shift.choose("ask")
    type_time(shift, "202611220930")
    assert "往回调：日志已写到 2026-11-22 10:00:00" in shift.said
    assert shift.view.staff is not None
    assert shift.view.staff.question is not None
    assert shift.view.staff.question.is_serious
    assert calls(shift, "set-time") == [], "before somebody said yes"
    shift.yes()
    assert len(calls(shift, "set-time")) == 1


def test_nobody_sets_it_to_a_day_on_which_nobody_could_enter(made: Made) -> None:
    shift = made()
    at_clock(shift)
    set_to(shift, "206211220905")
    shift.clock.jump(30)
    shift.by_code(SECOND)
    assert "没人能调回来" in shift.view.notice
    assert calls(shift, "set-time") == []
    assert shift.outcomes() == ["not_done"]


def test_by_more_than_a_day_two_set_it_and_the_platforms_time_one(made: Made, province: Province) -> None:
    """Alone with a clock of their own making, somebody could end every other account, and bring back one that ended."""
    shift = made()
    at_clock(shift)
    set_to(shift, "202611232205")
    assert calls(shift, "set-time") == []
    shift.clock.jump(30)
    shift.by_code(SECOND)
    assert len(calls(shift, "set-time")) == 1
    assert shift.acts()[-1][1::2] == ("move-clock", SECOND.number)
    province.now = lambda: NINE + timedelta(days=3)
    shift.choose("ask")
    shift.choose("take")
    shift.yes()
    assert len(calls(shift, "set-time")) == 2


def test_it_is_not_moved_in_a_visit_or_while_a_deed_is_under_way(made: Made) -> None:
    shift = made()
    at_clock(shift)
    shift.is_free = False
    set_to(shift, "202611220905")
    assert "有人在办事，或者有事没办完" in shift.view.notice
    shift.is_free = True
    shift.journal.intend("p" * 32, "payment", {"session": "s", "item": "hall-map", "amount_fen": 100})
    shift.choose("back")
    set_to(shift, "202611220905")
    assert "有人在办事，或者有事没办完" in shift.view.notice
    shift.choose("back")
    shift.choose("keep")
    shift.yes()
    assert "有人在办事，或者有事没办完" in shift.view.notice
    assert calls(shift, "set-time") == calls(shift, "set-ntp") == []
    assert shift.outcomes() == ["not_done"] * 3


def test_what_the_program_refuses_is_said_in_its_own_words(made: Made) -> None:
    shift = made()
    at_clock(shift)
    type_time(shift, "202611220905")
    (shift.folder / "service" / "ntp").write_text("yes\n")
    shift.yes()
    assert shift.view.notice == "系统没有照做：Failed to set time: Automatic time synchronization is enabled"
    assert shift.outcomes() == ["not_done"]
    shift.pass_s(ASKED_EVERY_S)
    shift.choose("back")
    assert "type" not in shift.offered, "somebody else switched it on meanwhile"


@pytest.mark.parametrize(("named", "said"), [("/nowhere/timedatectl", "没有应答"), ("/bin/false", "没有应答")])
def test_without_an_answer_it_is_only_seen(made: Made, named: str, said: str) -> None:
    shift = made(named)
    at_clock(shift)
    assert said in shift.said
    assert shift.offered & {"let", "keep", "take", "type"} == set()


def test_without_a_program_it_is_only_seen(tmp_path: Path) -> None:
    shift = Shift(tmp_path)
    shift.enter(Role.MAINTENANCE)
    shift.open("clock")
    assert "没有设置调时间的程序" in shift.said
    assert shift.offered & {"let", "keep", "take", "type", "ask"} == set()
    shift.close()


def test_whoever_audits_sees_it_and_sets_nothing(made: Made) -> None:
    shift = made()
    shift.gesture()
    shift.by_code(next(one for one in PEOPLE if one.role is Role.AUDIT))
    shift.open("clock")
    shift.choose("keep")
    assert shift.view.notice == "您的角色不能做这一步，已记录"
    type_time(shift, "202611220905")
    assert shift.view.notice == "您的角色不能做这一步，已记录"
    assert calls(shift, "set-time") == calls(shift, "set-ntp") == []


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_that_jumps_locks_nobody_out_while_they_work(made: Made, days: int) -> None:
    shift = made()
    at_clock(shift)
    shift.clock.wall += timedelta(days=days)
    shift.pass_s(1)
    assert shift.page == "clock"


def test_no_day_on_which_nobody_could_set_it_right(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """An auditor may still enter then, and may not set the clock."""
    shift = made()
    at_clock(shift)
    type_time(shift, "202611230859")
    monkeypatch.setattr(Account, "is_valid", lambda self, _: self.role is Role.AUDIT)
    shift.yes()
    assert calls(shift, "set-time") == []
    assert "没人能调回来" in shift.view.notice


@pytest.mark.parametrize("off_s", [-3600, -45, 75, 3600])
def test_where_no_card_is_read_a_telephone_has_to_say_the_same_time(made: Made, off_s: int) -> None:
    """With an hour that was mistyped no code would ever be right, and nobody could come in to set it back."""
    shift = made()
    at_clock(shift)
    shift.clock.jump(300)
    shift.choose("type")
    shift.type("202611220905")
    shift.choose("set")
    assert "本机没有读卡器" in shift.said
    shift.type(TOTP(MAINTENANCE.secret).at(NINE + timedelta(minutes=5, seconds=off_s)))
    shift.choose("set")
    assert "验证码不对、用过了" in shift.view.notice
    assert calls(shift, "set-time") == []


def test_the_code_that_stood_on_the_glass_lets_nobody_in(made: Made) -> None:
    shift = made()
    at_clock(shift)
    shift.clock.jump(300)
    set_to(shift, "202611220905")
    assert len(calls(shift, "set-time")) == 1
    shift.leave()
    shift.gesture()
    shift.by_code(MAINTENANCE)
    assert shift.screen == "staff_door"
    shift.clock.jump(30)
    shift.by_code(MAINTENANCE)
    assert shift.screen == "staff"


def test_where_cards_are_read_no_code_is_asked(made: Made) -> None:
    shift = made(reader=True)
    shift.enter(Role.MAINTENANCE)
    shift.open("clock")
    shift.choose("type")
    shift.type("202611221005")
    shift.choose("set")
    shift.yes()
    assert len(calls(shift, "set-time")) == 1


def test_nobody_walks_further_than_a_day_in_steps_of_a_day(made: Made, province: Province) -> None:
    """Step by step one administrator could end every other account, and be the only one who is asked."""
    shift = made(reader=True)
    shift.enter(Role.MAINTENANCE)
    shift.open("clock")

    def types(to: datetime) -> None:
        shift.choose("type")
        shift.type(f"{to:%Y%m%d%H%M}")
        shift.choose("set")
        shift.yes()
        shift.clock.wall += to - shift.clock.now()

    types(NINE + timedelta(hours=20))
    types(NINE + timedelta(hours=10))
    types(NINE + timedelta(hours=24))
    assert len(calls(shift, "set-time")) == 3
    types(NINE + timedelta(hours=25))
    assert len(calls(shift, "set-time")) == 3
    assert shift.screen == "staff_door", "a second person is asked"


def test_the_platforms_time_begins_the_day_anew(made: Made, province: Province) -> None:
    shift = made(reader=True)
    shift.enter(Role.MAINTENANCE)
    shift.open("clock")
    for hours in (20, 40):
        to = NINE + timedelta(hours=hours)
        province.now = partial(lambda at: at, to)
        shift.choose("type")
        shift.type(f"{to:%Y%m%d%H%M}")
        shift.choose("set")
        shift.yes()
        shift.clock.wall = to
        shift.choose("ask")
        shift.choose("take")
        shift.yes()
    assert len(calls(shift, "set-time")) == 4
    assert {act[1] for act in shift.acts()} == {"set-clock", "see-clock"}
