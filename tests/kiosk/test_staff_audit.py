"""The journal's rows as staff read them: who, what, how and with what end, in words."""

import tomllib
from pathlib import Path

from staff_bench import Shift

from config.texts import load_texts
from kiosk.staff.opening import TEXTS
from kiosk.staff.rights import Role
from kiosk.taps import Chosen

ROOT = Path(__file__).parents[2]


def test_the_books_say_in_words_who_did_what_how_and_with_what_end(shift: Shift) -> None:
    shift.enter(Role.ADMIN)
    shift.open("audit")
    shift.choose("verify")
    shift.choose("export")
    assert "工号 1002　登录方式 工作卡　角色 管理" in shift.said
    assert "操作 校验日志链　角色 管理" in shift.said
    assert "结果 完成" in shift.said
    assert "原因 没有权限 导出日志" in shift.said
    for _ in range(2):
        shift.tap(Chosen("language"))
    assert "signed in by card" in shift.said
    assert "act verify the chain" in shift.said


def test_every_act_has_words() -> None:
    rights = tomllib.loads((ROOT / "config" / "staff-rights.toml").read_text("utf-8"))
    acts = {name for name in rights if not name.startswith("see-")}
    assert acts <= set(load_texts(TEXTS).below("zh-Hans", "action"))


def test_a_self_test_that_found_nothing_says_so_in_words(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("devices")
    shift.choose("idcard")
    shift.choose("test")
    assert shift.view.notice == "自检通过：没有发现问题"
    assert "in order" not in shift.said
