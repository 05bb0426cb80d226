"""What is open stays on the staff's pages until it is settled; what a page counts, it counts over its whole period."""

from dataclasses import replace

import pytest
from staff_bench import Shift

from drivers.outcome import Outcome
from kiosk.health import DeviceState
from kiosk.staff.guarding import ours
from kiosk.staff.pages.statistics import table
from kiosk.staff.pages.unclear_cards import unclear
from kiosk.staff.plugged import Plugged
from kiosk.staff.rights import Role
from kiosk.taps import Chosen

DAY_S = 24 * 3600.0


@pytest.fixture
def shift(cardless: Shift) -> Shift:
    return cardless


def other_rows(shift: Shift, count: int) -> None:
    """As many as weeks of other business leave."""
    last = shift.journal.newest()
    at = shift.clock.now().isoformat(timespec="milliseconds")
    shift.journal._database.execute("BEGIN")
    shift.journal._database.executemany(
        "INSERT INTO ledger VALUES (?,?,?,?,?,?,?)",
        ((last + 1 + number, at, "print-moved", "", "{}", "", "") for number in range(count)),
    )
    shift.journal._database.execute("COMMIT")


def test_money_that_nobody_settled_stands_there_after_weeks_too(shift: Shift) -> None:
    shift.journal.intend("p1", "payment", {"session": "s", "item": "water-bill", "amount_fen": 1234})
    shift.journal.settle("p1", "payment", Outcome.DONE, {})
    shift.journal.intend("d1", "submission", {"session": "s", "item": "old-age-allowance"})
    shift.journal.settle("d1", "submission", Outcome.UNKNOWN, {})
    shift.journal.intend("e1", "endorsement", {"session": "s", "endorsement_no": "E-77"})
    shift.journal.settle("e1", "endorsement", Outcome.UNKNOWN, {})
    shift.clock.jump(20 * DAY_S)
    shift.enter(Role.ADMIN)
    shift.open("queues")
    assert "water-bill 付了没交付 p1　12.34" in shift.said
    assert "付了没交付 1" in shift.said
    assert "old-age-allowance 不明 d1" in shift.said
    assert "最近 7 天：进行中 0　完成 0　没做成 0　不明 0" in shift.said
    assert "E-77" in shift.said
    shift.clock.jump(70 * DAY_S)
    assert [one.id for one in unclear(shift.means)] == ["e1"]


def test_thirty_days_are_thirty_days_however_much_was_written_since(shift: Shift) -> None:
    shift.journal.write("consent", "", {"visit": "v", "item": "hall-map", "kind": "data", "answer": "yes"})
    shift.clock.jump(20 * DAY_S)
    other_rows(shift, 20_001)
    shift.enter(Role.ADMIN)
    shift.open("statistics")
    shift.choose("30")
    assert "同意开始 1" in shift.said
    assert "stage,agreed,,1" in table(shift.means, "30")


def test_who_put_the_terminal_out_of_service_reads_that_nobody_is_served(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    assert "现在不能办事" not in shift.said
    shift.open("modes")
    shift.choose("maintenance")
    shift.yes()
    shift.open("overview")
    assert "现在不能办事 0 / 3 项可办" in shift.said
    assert "已停止服务" in shift.said


def test_a_device_that_nobody_looked_at_yet_is_called_so(shift: Shift) -> None:
    shift.terminal = replace(shift.terminal, health=shift.terminal.health.seen("face", DeviceState()))
    shift.enter(Role.MAINTENANCE)
    assert "还没有查看过" in shift.said


def test_whoever_handed_something_in_paid_or_fetched_is_not_counted_as_gone(shift: Shift) -> None:
    journal = shift.journal
    for visit in ("handed", "kept", "paid", "left"):
        facts = {"visit": visit, "item": "hall-map"}
        journal.write("consent", "", {**facts, "kind": "data", "answer": "yes"})
        journal.write("identified", "", {**facts, "route": "card_code"})
    journal.intend("d1", "submission", {"session": "handed", "item": "hall-map"})
    journal.settle("d1", "submission", Outcome.DONE, {"case_no": "C"})
    journal.intend("d2", "waiting", {"session": "kept", "item": "hall-map"})
    journal.settle("d2", "waiting", Outcome.DONE, {})
    journal.intend("d3", "payment", {"session": "paid", "item": "hall-map", "amount_fen": 100})
    journal.settle("d3", "payment", Outcome.DONE, {})
    journal.write("payment-delivered", "d3", {"amount_fen": 100})
    journal.intend("d4", "door", {"session": "fetched"})
    journal.settle("d4", "door", Outcome.DONE, {})
    shift.enter(Role.ADMIN)
    shift.open("statistics")
    for line in ("来办的人次 5", "来办 5", "同意开始 4", "证明身份 4", "取件） 4", "办成 3", "没有记下事项 1"):
        assert line in shift.said


@pytest.mark.parametrize("page", ["connections", "locker", "versions", "security", "prints", "queues"])
def test_a_page_whose_journal_cannot_be_read_says_so_and_the_desk_goes_on(shift: Shift, page: str) -> None:
    shift.book.keep("locker:seen", "1-1=closed=absent")
    shift.enter(Role.MAINTENANCE if page != "queues" else Role.ADMIN)
    shift.journal._database.close()
    shift.open(page)
    assert "日志" in shift.said
    shift.open("network")
    assert shift.page == "network"


def test_a_touch_that_is_not_offered_at_the_end_of_the_jam_does_nothing(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    shift.choose("jam")
    shift.tap(Chosen("finish"))
    assert not shift.acts(), "nobody has opened the cover yet"
    for _ in range(4):
        shift.choose("next")
    shift.tap(Chosen("next"))
    assert "装好纸盒，关上前盖" in shift.said
    shift.choose("finish")
    assert "已登记 0 张" in shift.view.notice


def socket(number: int) -> Plugged:
    return Plugged(f"1-{number}", "046d", f"c3{number:02d}", f"Thing {number}")


def test_what_was_plugged_in_between_question_and_yes_is_not_taken(shift: Shift) -> None:
    shift.plugged = (socket(1),)
    shift.enter(Role.MAINTENANCE)
    shift.open("security")
    shift.choose("ours")
    shift.plugged = (socket(1), socket(2))
    shift.yes()
    assert "刚才插拔过设备" in shift.view.notice
    assert shift.outcomes() == ["not_done"]
    assert not ours(shift.book)
    shift.choose("ours")
    shift.yes()
    assert ours(shift.book) == {socket(1).key, socket(2).key}
    assert shift.acts()[-1][2] == f"{socket(1).key} {socket(2).key}"


def test_one_yes_takes_what_the_question_names_and_the_rest_is_asked_again(shift: Shift) -> None:
    shift.plugged = tuple(socket(number) for number in range(1, 9))
    shift.enter(Role.MAINTENANCE)
    shift.open("security")
    shift.choose("ours")
    assert "另有 2 个" in shift.said
    shift.yes()
    assert ours(shift.book) == {one.key for one in shift.plugged[:6]}
    shift.choose("ours")
    shift.yes()
    assert ours(shift.book) == {one.key for one in shift.plugged}
