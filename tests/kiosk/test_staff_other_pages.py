"""The staff's other pages: queues, items, measures, figures, books, accounts, modes, logs, what was left."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyotp import TOTP
from staff_bench import Shift

from config.staff_settings import StaffSettings
from drivers.outcome import Outcome
from kiosk.hall.staff_people import PEOPLE
from kiosk.platform.errors import Unreachable
from kiosk.staff.accounts import Accounts
from kiosk.staff.exports import redacted
from kiosk.staff.left import search
from kiosk.staff.pages.items import ITEM
from kiosk.staff.rights import Role
from kiosk.taps import Chosen

MAINTENANCE, ADMIN, SECOND = PEOPLE[0], PEOPLE[1], PEOPLE[5]


def test_queues_count_what_is_open_and_what_was_paid_and_not_delivered(shift: Shift) -> None:
    shift.journal.intend("a1", "submission", {"session": "s", "item": "old-age-allowance"})
    shift.journal.intend("p1", "payment", {"session": "s", "item": "water-bill", "amount_fen": 1234})
    shift.journal.settle("p1", "payment", Outcome.DONE, {})
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "old-age-allowance 进行中" in shift.said
    assert "付了没交付 1" in shift.said
    assert "实收 12.34 元" in shift.said
    shift.journal.write("payment-delivered", "p1", {"amount_fen": 1234})
    shift.pass_s(1.25)
    assert "付了没交付 0" in shift.said
    assert "没有结清的" not in shift.said


def test_queues_say_what_became_of_what_was_taken_without_a_network(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "断网时收下的" not in shift.said
    for deed, ending in (("w1", ""), ("w2", "lodged"), ("w3", "spoilt")):
        shift.journal.intend(deed, "waiting", {"session": "s", "item": "residence-permit"})
        shift.journal.settle(deed, "waiting", Outcome.DONE, {"until": "2026-11-25T12:00:00+08:00"})
        if ending:
            shift.journal.write("waiting-ended", deed, {"outcome": ending})
    shift.pass_s(1.25)
    assert "等着上报 1" in shift.said
    assert "已提交 1" in shift.said
    assert "文件损坏 1" in shift.said
    assert "请告诉办事人重新申请" in shift.said


def test_queues_say_what_became_later_of_what_nobody_knew(shift: Shift) -> None:
    shift.journal.intend("d1", "lodgement", {"session": "s", "item": "property-mailing", "what": "express"})
    shift.journal.settle("d1", "lodgement", Outcome.UNKNOWN, {})
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "property-mailing 不明 d1" in shift.said
    shift.journal.write("lodgement-asked", "d1", {"outcome": "done", "given_no": "EMS1"})
    shift.pass_s(1.25)
    assert "不明 d1" not in shift.said
    assert "进行中 0　完成 1" in shift.said


def test_queues_name_the_orders_that_the_cashier_tells_otherwise_until_both_agree(shift: Shift) -> None:
    there: dict[str, str | int] = {"day": "2026-11-21", "there": "paid", "there_fen": 1234}
    here: dict[str, str | int] = {"day": "2026-11-21", "here": "closed", "here_fen": 1200}
    shift.journal.write("order-differs", "a" * 32, {**there, "difference": "missing_here"})
    shift.journal.write("order-differs", "b" * 32, {**here, "difference": "missing_there"})
    shift.journal.write("order-differs", "c" * 32, {**here, **there, "difference": "amount"})
    shift.journal.write("order-differs", "d" * 32, {**here, **there, "difference": "state"})
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "和收银台对不上的订单" in shift.said
    assert "11-21　aaaaaaaa 收银台有，本机没有 本机 无　收银台 已付 12.34" in shift.said
    assert "11-21　bbbbbbbb 本机有，收银台没有 本机 已关闭 12.00　收银台 无" in shift.said
    assert "11-21　cccccccc 金额或支付方式不同 本机 已关闭 12.00　收银台 已付 12.34" in shift.said
    assert "11-21　dddddddd 状态不同" in shift.said
    for order in "abcd":
        shift.journal.write("order-agrees", order * 32, {})
    shift.pass_s(1.25)
    assert "和收银台对不上的订单" not in shift.said


def test_what_is_open_is_asked_about_now_and_money_is_sent_by_nobodys_hand(tmp_path: Path) -> None:
    platform: Any = object()
    shift = Shift(tmp_path, platform=platform)
    shift.journal.intend("p1", "payment", {"session": "s", "item": "water-bill", "amount_fen": 1234})
    shift.journal.settle("p1", "payment", Outcome.DONE, {})
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "water-bill 付了没交付 p1　12.34" in shift.said
    shift.choose("settle")
    assert shift.workers["standing"].looks == 1
    assert shift.acts()[-1][1] == "settle-queues"
    shift.close()


def test_an_item_is_closed_for_residents_and_opened_again(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("items")
    shift.choose("hall-map")
    shift.choose("close")
    shift.yes()
    assert set(shift.book.switched_off(ITEM)) == {"hall-map"}
    shift.choose("open")
    assert not shift.book.switched_off(ITEM)
    assert [act[:3] for act in shift.acts()] == [("1002", "switch-item", "hall-map")] * 2


def test_the_glass_is_measured_by_a_card_the_reach_line_by_a_rule_the_touch_by_nine_points(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("calibration")
    shift.choose("card")
    for _ in range(4):
        shift.choose("wider")
    shift.choose("narrower_little")
    assert shift.view.staff is not None
    assert shift.view.staff.mm_wide == pytest.approx(89.5)
    shift.choose("keep_card")
    assert float(shift.book.value("mm_per_px")[0]) == pytest.approx(0.369 * 85.6 / 89.5, abs=1e-4)
    shift.choose("edge")
    shift.type("99")
    shift.choose("keep_edge")
    assert shift.view.notice == "请输入 400 到 1100"
    shift.choose("back")
    shift.choose("edge")
    shift.type("850")
    assert "坐着够得到屏幕下沿以上 370 毫米" in shift.said
    shift.choose("keep_edge")
    shift.choose("touch")
    for number in range(9):
        shift.choose(f"point:{number}")
    assert shift.book.value("touch")[0] == "9 / 9"
    assert [act[1] for act in shift.acts()] == ["calibrate"] * 4


def test_statistics_know_hours_items_and_where_people_left_and_nobodys_name(shift: Shift) -> None:
    for number in range(3):
        shift.journal.write("consent", "", {"visit": f"v{number}", "item": "hall-map", "kind": "data", "answer": "yes"})
    for number in range(2):
        shift.journal.write("identified", "", {"visit": f"v{number}", "item": "hall-map", "route": "card_code"})
    shift.journal.intend("d", "print", {"session": "v0"})
    shift.journal.settle("d", "print", Outcome.DONE, {"sheets": 1})
    shift.enter(Role.ADMIN)
    shift.open("statistics")
    for line in ("同意开始 3", "证明身份 2", "取件） 1", "办成 1", "09 3"):
        assert line in shift.said
    shift.choose("30")
    assert "同意开始 3" in shift.said


def test_the_chain_is_checked_and_a_changed_row_is_named(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("audit")
    shift.choose("verify")
    assert "链完整" in shift.view.notice
    shift.choose("verify")
    assert "链完整" in shift.view.notice
    shift.journal._database.execute("UPDATE ledger SET facts = '{}' WHERE seq = 1")
    shift.choose("verify")
    assert shift.view.notice.startswith("第 1 行不对")
    shift.choose("machine")
    shift.choose("export")
    assert shift.view.notice == "您的角色不能做这一步，已记录"


def test_rows_that_were_taken_off_the_end_are_missed(shift: Shift) -> None:
    """What is left is a whole chain."""
    shift.enter(Role.ADMIN)
    shift.open("audit")
    shift.choose("verify")
    shift.journal._database.execute("DELETE FROM ledger WHERE seq > (SELECT max(seq) FROM ledger) - 4")
    shift.choose("verify")
    assert "末尾被删掉了" in shift.view.notice


def test_an_auditor_exports_the_journal_and_without_a_key_it_says_that_nothing_is_signed(tmp_path: Path) -> None:
    shift = Shift(tmp_path, reader=False)
    shift.enter(Role.AUDIT)
    shift.open("audit")
    shift.choose("export")
    assert "没有签名" in shift.view.notice
    (file,) = (tmp_path / "exports").glob("*.txt")
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert file.stat().st_mode & 0o777 == 0o600
    shift.close()


def test_accounts_are_made_changed_unlocked_and_revoked_and_a_pin_is_shown_once(shift: Shift) -> None:
    accounts = Accounts(shift.folder / "accounts.json")
    shift.enter(Role.ADMIN)
    shift.open("accounts")
    shift.choose("new")
    shift.type("2001")
    shift.choose("as:patrol")
    made = accounts.numbered("2001")
    assert made is not None
    assert made.role is Role.PATROL
    pin = _pin(shift)
    assert made.has_pin(pin)
    assert shift.view.staff is not None
    assert made.secret in shift.view.staff.qr
    assert TOTP(made.secret).now()
    shift.choose("back")
    assert pin not in shift.said.replace(" ", "")
    shift.book.set_errors("1001", 15)
    shift.choose("1001")
    assert "已锁住" in shift.said
    shift.choose("unlock")
    assert shift.book.errors("1001") == 0
    shift.choose("pin")
    assert accounts.numbered("1001").has_pin(_pin(shift))  # type: ignore[union-attr]  # it is there
    shift.choose("back")
    shift.choose("1001")
    shift.choose("revoke")
    shift.yes()
    assert accounts.numbered("1001").is_revoked  # type: ignore[union-attr]  # it is there
    written = "".join(row.written for row in shift.rows("staff-act-intended", "staff-act-settled"))
    assert pin not in written


def _pin(shift: Shift) -> str:
    assert shift.view.staff is not None
    (entry,) = (one for block in shift.view.staff.blocks for one in block.entries if one.label == "PIN")
    return entry.value.replace(" ", "")


def test_the_security_test_finds_what_is_open(shift: Shift) -> None:
    shift.folder.chmod(0o755)
    shift.enter(Role.MAINTENANCE)
    shift.open("security")
    shift.choose("run")
    assert "项有问题" in shift.view.notice
    assert "文件夹权限 有问题" in shift.said
    assert "日志链 正常" in shift.said


def test_the_connection_is_measured_and_a_silence_is_one(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("connections")
    assert "模拟" in shift.said
    shift.choose("ping")
    assert shift.view.notice == "250 毫秒应答"
    shift.platform_error = Unreachable("the test says so")
    shift.choose("ping")
    assert "没有应答" in shift.view.notice
    assert shift.outcomes() == ["done", "not_done"]


def test_a_restart_ends_the_core_after_the_books_have_it(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("modes")
    assert "reboot" not in shift.offered, "what no program does is not on the page"
    shift.choose("restart")
    shift.yes()
    assert shift.stopped == 1
    assert shift.outcomes() == ["done"]


def test_programs_of_the_computer_are_run_and_what_fails_is_said(tmp_path: Path) -> None:
    done = tmp_path / "done"
    programs = {"reboot": ("/usr/bin/touch", str(done)), "exit_to_system": ("/bin/false",)}
    staff = StaffSettings(accounts_file=tmp_path / "accounts.json", **programs)
    shift = Shift(tmp_path, reader=False, settings={"staff": staff})
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("modes")
    shift.choose("reboot")
    shift.yes()
    assert done.exists()
    shift.choose("exit_to_system")
    shift.yes()
    assert shift.view.words["title"] == "请第二人确认"
    shift.by_code(SECOND)
    assert "系统没有照做" in shift.view.notice
    assert shift.acts()[-1][1:] == ("exit-to-system", "", "1006")
    shift.close()


def test_logs_leave_redacted_errors_alone_or_all(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    number = "449900199001010011"
    lines = f"09:00 core INFO a: fine\n09:01 core ERROR b: {number} 13800001234 /root/x\n"
    (folder / "core.log").write_text(lines, "utf-8")
    shift = Shift(tmp_path, reader=False)
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("network")
    shift.choose("errors")
    shift.choose("log")
    assert shift.view.notice == "您的角色不能做这一步，已记录"
    (file,) = (tmp_path / "exports").glob("*errors*.txt")
    text = file.read_text("utf-8")
    assert "fine" not in text
    assert number not in text
    assert "13800001234" not in text
    assert "/root/x" not in text
    assert redacted("GD123 ok") == "GD123 ok"
    shift.close()


def test_the_search_finds_a_person_that_was_left_and_two_people_empty_the_logs(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    folder.mkdir()
    left = folder / "core.log"
    left.write_text(f"a number {_citizen()} was left\n", "utf-8")
    shift = Shift(tmp_path, reader=False)
    shift.gesture()
    shift.by_code(MAINTENANCE)
    shift.open("cleaning")
    shift.choose("search")
    assert "个文件里有东西" in shift.view.notice
    assert "log/core.log 身份证号" in shift.said
    shift.choose("wipe")
    shift.yes()
    shift.by_code(SECOND)
    assert left.read_text() == ""
    shift.choose("search")
    assert "没有留下任何人" in shift.view.notice
    shift.close()


def _citizen() -> str:
    from stdnum.iso7064 import mod_11_2

    base = "44990019900101001"
    return base + str(mod_11_2.calc_check_digit(base))


def test_a_long_number_that_is_nobodys_is_no_person_and_a_picture_is_one(tmp_path: Path) -> None:
    (tmp_path / "hash").write_text("123456202611221234567890", "utf-8")
    (tmp_path / "face").write_bytes(b"\xff\xd8\xff\xe0")
    count, found = search(tmp_path)
    assert count == 2
    assert [(one.name, one.what) for one in found] == [("face", "picture")]


def test_accessibility_and_promises_say_what_holds_here(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("accessibility")
    assert "420 mm" in shift.said
    shift.open("promises")
    assert "还没有够多的办件来量" in shift.said
    shift.terminal = replace(shift.terminal, minutes={"ss-enrolment-certificate": 2})
    shift.pass_s(1.25)
    assert "2 / " in shift.said


def test_every_page_speaks_three_languages_and_three_looks(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    titles = []
    for _ in range(3):
        titles.append(shift.view.words["title"])
        shift.tap(Chosen("language"))
    assert len(set(titles)) == 3 or titles[0] == titles[1]
    themes = []
    for _ in range(3):
        themes.append(shift.view.theme)
        shift.tap(Chosen("theme"))
    assert themes == ["day", "night", "contrast"]
