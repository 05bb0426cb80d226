"""People pay a bill: by phone, by card, give up, walk away, and the platform does what platforms do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from paying_hall import ACCOUNT, FaultyLine, PayingHall, paying_hall
from waiting import shared

from config.settings import Limits
from drivers.faults import Fault
from kiosk import events
from kiosk.flows import pay
from kiosk.flows.fees import fee_of
from kiosk.health import DeviceState
from kiosk.paying import Due
from kiosk.platform.payment_values import OrderLine
from kiosk.taps import Left
from kiosk.timing import due


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PayingHall, FaultyLine]]:
    with paying_hall(tmp_path_factory.mktemp("hall")) as both:
        yield both


@pytest.fixture
def hall(made: tuple[PayingHall, FaultyLine]) -> PayingHall:
    """The next person at the same terminal, with a bill that nobody has paid."""
    hall, line = made
    line.orders.clear()
    hall.card.reset()
    for table in ("orders", "money", "bills"):
        hall.there.province.store.rows(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    hall.card.charged_fen = hall.card.reversed_fen = hall.card.charges = 0
    hall.session = hall.session.next_visit()
    hall.there.platform._breaker.worked()
    return hall


@pytest.fixture
def line(made: tuple[PayingHall, FaultyLine]) -> FaultyLine:
    return made[1]


def to_the_code(hall: PayingHall) -> None:
    hall.begin()
    hall.press("primary")
    hall.press("choice-by-code")


def test_a_bill_is_paid_by_phone(hall: PayingHall) -> None:
    hall.begin()
    assert hall.step == "bill"
    rows = {row.label: row.value for row in hall._look(hall.session).rows}
    assert rows["户号或编号"] == "******2345"
    assert ACCOUNT not in str(rows)
    assert "*" in rows["户名或姓名"]
    hall.press("primary")
    assert [choice.id for choice in hall._look(hall.session).choices] == ["by-code", "by-card"]
    hall.press("choice-by-code")
    view = hall._look(hall.session)
    assert (view.screen, view.words["amount"]) == ("pay", f"{hall.session.paying.due.amount_fen / 100:.2f}")
    hall.look()
    assert hall.step == "pay-code"
    hall.phone_pays()
    hall.look()
    assert hall.step == "paid"
    assert hall._look(hall.session).tone == "good"
    said = {row.label: row.value for row in hall._look(hall.session).rows}
    assert said["金额"] == f"{view.words['amount']} 元"
    hall.settle()
    assert hall.balance() == (0, 0, hall.session.paying.due.amount_fen)


def test_the_slip_says_what_the_screen_says(hall: PayingHall) -> None:
    to_the_code(hall)
    hall.phone_pays()
    hall.look()
    slip = hall.taken.slips[-1]
    told = {part.name: part.value for part in slip.parts if hasattr(part, "name")}
    shown = {row.label: row.value for row in hall._look(hall.session).rows}
    assert {name: told[name] for name in shown} == shown


def test_what_was_paid_owes_nothing_and_no_screen_of_payment_comes(hall: PayingHall) -> None:
    to_the_code(hall)
    hall.phone_pays()
    hall.look()
    hall.press("primary")
    hall.begin()
    assert hall.step == "bill"
    view = hall._look(hall.session)
    assert "现在没有要交的" in view.words["lead"]
    hall.press("primary")
    assert hall.session.item is None


def test_nothing_to_pay_shows_no_screen_of_payment(hall: PayingHall) -> None:
    hall.begin()
    for lines in ((), (OrderLine(name="工本费", amount_fen=0, is_government=True),)):
        nothing = pay.owing(hall.session, Due(lines))
        assert all(step.passes(nothing) for step in (*pay.steps(), *pay.delivering()))
    free = next(item for item in hall.session.terminal.catalogue.values() if item.id == "traffic-fine")
    assert fee_of(free).lines == ()


@pytest.mark.parametrize("answer", ["charge", "decline", "unknown"])
def test_a_bank_card(hall: PayingHall, answer: str) -> None:
    hall.begin()
    hall.press("primary")
    hall.card.present({"answer": answer})
    hall.press("choice-by-card")
    match answer:
        case "charge":
            assert hall.step == "paid"
        case "decline":
            assert hall.step == "pay-way"
            assert "没有扣款" in hall._look(hall.session).notice
        case _:
            assert hall.step == "pay-told"
            assert hall.title == "付款结果还不清楚"
            assert hall.taken.slips, "with a slip that says so"
            hall.card.know()
    hall.settle()
    assert hall.card.charges == (answer != "decline")
    assert hall.balance()[:2] == (0, 0)
    assert (hall.balance()[2] > 0) == (answer == "charge")


def test_without_a_card_terminal_nobody_is_asked_how(hall: PayingHall) -> None:
    hall.take(events.DeviceSeen("bank_card", DeviceState(faults=(Fault.ABSENT,))))
    try:
        hall.begin()
        hall.press("primary")
        assert hall.step == "pay-code"
    finally:
        hall.take(events.DeviceSeen("bank_card", DeviceState(faults=())))


def test_given_up_at_the_code_the_order_is_closed_before_another_is_opened(hall: PayingHall) -> None:
    to_the_code(hall)
    first = pay.order_of(hall.session)
    hall.press("back")
    assert hall.step == "pay-way"
    assert "没有扣款" in hall._look(hall.session).notice
    hall.press("choice-by-code")
    second = pay.order_of(hall.session)
    states = {one["id"]: one["state"] for one in hall.desk.states()}
    assert states == {first: "closed", second: "open"}
    hall.phone_pays()
    hall.look()
    assert hall.step == "paid"
    assert hall.desk.counters()["charged"] == hall.session.paying.due.amount_fen


def test_a_payment_in_the_moment_of_cancelling_counts(hall: PayingHall) -> None:
    to_the_code(hall)
    hall.phone_pays()
    hall.press("back")
    assert hall.step == "paid", "it is not thrown away"
    hall.settle()
    assert hall.balance() == (0, 0, hall.session.paying.due.amount_fen)


STEPS = {
    "form": 1,
    "bill": 2,
    "pay-way": 3,
    "pay-code": 4,
}


def at(hall: PayingHall, step: str) -> None:
    hall.press("choice-water-bill")
    hall.press("primary")
    if step == "form":
        return
    for character in ACCOUNT:
        hall.press(f"key-{character}")
    hall.press("primary")
    if STEPS[step] > 2:
        hall.press("primary")
    if STEPS[step] > 3:
        hall.press("choice-by-code")


@pytest.mark.parametrize("step", shared(STEPS, 2))
@pytest.mark.parametrize("way", ["back", "leave", "idle"])
def test_whoever_gives_up_or_walks_away_pays_nothing(hall: PayingHall, step: str, way: str) -> None:
    at(hall, step)
    before = hall.step
    match way:
        case "idle":
            if due(hall.session, untouched_s=3600.0, on_page_s=3600.0, limits=Limits()) is None:
                assert before == "pay-code", "it has a limit of its own"
                hall.clock.pause(200.0)
                hall.look()
                assert hall.step in ("pay-way", "pay-code")
            else:
                hall.take(events.Warned(1))
                hall.take(events.TimeUp())
                assert hall.session.item is None
        case "leave":
            hall.take(events.Tapped(Left()))
            assert hall.session.item is None or before == "pay-code", "who pays cancels first"
        case _:
            hall.press("back")
    hall.settle()
    assert hall.balance() == (0, 0, 0)
    assert all(one["state"] == "closed" for one in hall.desk.states())


def test_nobody_pays_within_the_time(hall: PayingHall) -> None:
    to_the_code(hall)
    work = hall._watch
    assert work is not None
    hall._passes = None
    heard: list[events.Event] = []
    hall._posted = heard.append
    work[0](lambda: False)
    for event in heard:
        hall.take(event)
    assert hall.step == "pay-way"
    assert hall._look(hall.session).notice == "等得太久，订单已关闭，没有扣款。"
    assert [one["state"] for one in hall.desk.states()] == ["closed"]


QUESTIONS = ("bills", "orders", "order", "closing", "delivery")
KINDS = ("down", "slow", "repeated", "contradicting")


@pytest.mark.parametrize("question", shared(QUESTIONS, 2))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("times", [1, 3, 40])
def test_the_platform_fails_at_each_question(
    hall: PayingHall, line: FaultyLine, question: str, kind: str, times: int
) -> None:
    """Whatever it does: one charge at most, and whoever reads that it is paid has it paid."""
    line.orders[question] = (kind, times)
    hall.begin()
    if hall.step == "bill" and hall.session.paying.due.amount_fen:
        hall.press("primary")
        hall.press("choice-by-code")
        if hall.step == "pay-code" and hall._look(hall.session).qr:
            hall.phone_pays()
            if question == "closing":
                hall.press("back")
            for _ in range(4):
                hall.look()
    read = hall.step
    is_end = read == "paid"
    line.orders.clear()
    hall.there.platform._breaker.worked()
    hall.session = hall.session.next_visit()
    hall.settle()
    charged = hall.desk.counters()["charged"]
    assert sum(one["state"] == "delivered" for one in hall.desk.states()) == is_end or read == "pay-told", read
    assert hall.balance()[:2] == (0, 0)
    assert hall.balance()[2] == (charged if is_end else hall.balance()[2])


def test_one_answer_that_contradicts_the_next_is_not_believed(hall: PayingHall, line: FaultyLine) -> None:
    to_the_code(hall)
    line.orders["order"] = ("contradicting", 1)
    hall.look()
    assert hall.step == "pay-code", "nobody is told that it is closed"
    hall.phone_pays()
    line.orders["order"] = ("contradicting", 1)
    hall.look()
    assert hall.step == "paid"


def test_a_journal_that_takes_nothing_opens_no_order(hall: PayingHall) -> None:
    hall.begin()
    hall.press("primary")
    hall.journal._database.execute("PRAGMA query_only = ON")
    try:
        with pytest.raises(Exception, match="readonly"):
            hall.press("choice-by-code")
    finally:
        hall.journal._database.execute("PRAGMA query_only = OFF")
    assert hall.desk.states() == []


def test_paid_and_not_booked_is_given_back_at_once(hall: PayingHall) -> None:
    """The bill was paid elsewhere in between: the cashier will not book it."""
    to_the_code(hall)
    bill = hall.session.paying.bill
    assert bill is not None
    hall.desk.bills.book.pay(bill.bill, "elsewhere")
    hall.phone_pays()
    hall.look()
    assert (hall.step, hall.title) == ("pay-told", "没有办成，钱已退回")
    assert hall.taken.slips
    hall.settle()
    assert hall.balance() == (0, 0, 0)


def test_after_the_settlement_the_slip_has_a_case_number(hall: PayingHall) -> None:
    to_the_code(hall)
    bill = hall.session.paying.bill
    assert bill is not None
    hall.desk.bills.book.pay(bill.bill, "elsewhere")
    hall.phone_pays()
    hall.desk.settle_day()
    hall.look()
    assert (hall.step, hall.title) == ("pay-told", "没有办成，已申请退款")
    told = {part.name: part.value for part in hall.taken.slips[-1].parts if hasattr(part, "name")}
    assert told["退款受理号"].startswith("TK")
    hall.desk.refund_all()
    hall.settle()
    assert hall.balance() == (0, 0, 0)


def test_no_receipt_paper_is_said_before_anything_is_paid(hall: PayingHall) -> None:
    hall.take(events.DeviceSeen("receipt_printer", DeviceState(faults=(Fault.NO_PAPER,))))
    try:
        hall.begin()
        assert hall._look(hall.session).words["lead"].startswith("现在没有小票")
        hall.press("primary")
        hall.press("choice-by-code")
        hall.phone_pays()
        hall.look()
        assert hall.step == "paid"
        assert "可以拍下来" in hall._look(hall.session).words["lead"]
    finally:
        hall.take(events.DeviceSeen("receipt_printer", DeviceState(faults=())))


def test_a_visit_keeps_nothing_of_a_payment(hall: PayingHall, tmp_path: Path) -> None:
    to_the_code(hall)
    assert "户号" not in repr(hall.session.paying)
    assert ACCOUNT not in repr(hall.session)
    fresh = hall.session.next_visit()
    assert fresh.paying.bill is None
    assert fresh.paying.order is None
