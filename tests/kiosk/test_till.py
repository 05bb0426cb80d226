"""The till: every order ends once and says so, whatever the line, the bank and a crash do to it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from paying_bench import BenchClock, PayingBench, due, paying_bench

from drivers.outcome import Outcome
from kiosk.journal_rows import read_rows
from kiosk.orders_left import OrdersLeft
from kiosk.paying_events import OrderFound
from kiosk.payment_slips import slip_of_order
from kiosk.platform.api import Question
from kiosk.platform.errors import NoConnection, PlatformError, TimedOut
from kiosk.platform.payment_values import Order, Way
from kiosk.till import Declined
from printing.payment_slip import PaymentSlip, pairs

ORDER = "0f3a91c277de4b108c552d6e9a0144bb"
FEN = 12_850


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[PayingBench]:
    with paying_bench(tmp_path) as made:
        yield made


def opened(bench: PayingBench, way: Way = "code", *, for_deed: str = "") -> Order:
    return bench.till.open(ORDER, "water-bill", due(FEN, for_deed=for_deed, is_government=True), way, "visit-1")


def kinds(bench: PayingBench) -> list[str]:
    return [row.kind for row in read_rows(bench.folder / "journal.sqlite") if row.deed == ORDER]


def test_the_journal_knows_before_the_cashier_does(bench: PayingBench) -> None:
    def cut(_: Question) -> None:
        assert kinds(bench) == ["payment-intended"]
        raise NoConnection("cut")

    bench.line.once["orders"] = cut
    with pytest.raises(NoConnection):
        opened(bench)
    assert bench.desk.states() == []


def test_paid_by_a_phone_delivered_and_confirmed(bench: PayingBench) -> None:
    assert opened(bench).pay_code.startswith("https://pay.sandbox.invalid/")
    assert bench.till.look(ORDER).state == "open"
    bench.desk.pay(code=bench.till.look(ORDER).pay_code)
    assert bench.till.look(ORDER).state == "paid"
    told = bench.till.deliver(ORDER)
    assert told.state == "delivered"
    assert told.receipt is not None
    assert len(told.payment_code) == 20
    bench.settle()
    assert kinds(bench)[-2:] == ["payment-delivered", "payment-confirmed"]
    assert bench.desk.counters()["delivered"] == FEN


def test_the_code_on_the_glass_changes_and_an_old_one_pays_nothing(bench: PayingBench) -> None:
    first = opened(bench).pay_code
    bench.clock.seconds += 61.0
    second = bench.till.look(ORDER).pay_code
    assert second != first
    with pytest.raises(ValueError, match="no order has this code"):
        bench.desk.pay(code=first)
    bench.desk.pay(code=second)
    assert bench.till.look(ORDER).state == "paid"


def test_a_payment_of_the_same_moment_as_the_cancelling_is_seen(bench: PayingBench) -> None:
    opened(bench)
    bench.line.once["closing"] = lambda _: bench.desk.pay(order=ORDER)
    assert bench.till.close(ORDER).state == "paid"


def test_a_closing_that_overtakes_the_opening_keeps_it_shut(bench: PayingBench) -> None:
    late: list[Question] = []

    def delayed(question: Question) -> None:
        late.append(question)
        raise TimedOut("late")

    bench.line.once["orders"] = delayed
    with pytest.raises(TimedOut):
        opened(bench)
    bench.settle()
    assert bench.line.ask(late[0], Order).state == "closed"
    with pytest.raises(ValueError, match="the order is closed"):
        bench.desk.pay(order=ORDER)


def test_paid_twice_is_charged_once(bench: PayingBench) -> None:
    opened(bench)
    bench.desk.pay(order=ORDER)
    with pytest.raises(ValueError, match="the order is paid"):
        bench.desk.pay(order=ORDER)
    assert bench.desk.counters()["charged"] == FEN


def test_not_delivered_is_reversed_before_the_settlement_and_asked_for_after_it(bench: PayingBench) -> None:
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.till.look(ORDER)
    assert bench.till.give_back(ORDER).state == "reversed"
    assert bench.till.deliver(ORDER).state == "reversed", "what went back is not booked"


def test_after_the_settlement_there_is_a_case_number(bench: PayingBench) -> None:
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.desk.settle_day()
    told = bench.till.give_back(ORDER)
    assert (told.state, told.case_no[:2]) == ("refunding", "TK")
    assert told.refund_by is not None
    bench.settle()
    bench.desk.refund_all()
    assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}


@pytest.mark.parametrize("answer", ["charge", "decline", "unknown"])
def test_a_card_is_asked_once_whatever_comes_of_it(bench: PayingBench, answer: str) -> None:
    opened(bench, "card")
    bench.terminal.present({"answer": answer})
    if answer == "charge":
        assert bench.till.charge(ORDER, 30.0).state == "paid"
        assert bench.till.deliver(ORDER).state == "delivered"
    elif answer == "decline":
        with pytest.raises(Declined):
            bench.till.charge(ORDER, 30.0)
        assert bench.till.close(ORDER).state == "closed"
    else:
        with pytest.raises(Exception, match="cannot say"):
            bench.till.charge(ORDER, 30.0)
        bench.till.settle_left("card", "")
        assert bench.journal.unfinished_payments(), "nobody guesses what the bank has done"
        bench.terminal.know()
    bench.settle()
    assert bench.terminal.charges == (answer != "decline")
    assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}


def test_a_card_after_the_banks_settlement_is_given_back_by_a_request(bench: PayingBench) -> None:
    opened(bench, "card")
    bench.terminal.present({})
    bench.till.charge(ORDER, 30.0)
    bench.terminal.settle()
    assert bench.till.give_back(ORDER).state == "refunding"
    bench.settle()
    bench.desk.refund_all()
    assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}


@pytest.mark.parametrize(
    ("outcome", "end"), [(Outcome.DONE, "delivered"), (Outcome.NOT_DONE, "reversed"), (Outcome.UNKNOWN, "paid")]
)
def test_what_was_paid_for_decides_what_becomes_of_the_money(bench: PayingBench, outcome: Outcome, end: str) -> None:
    opened(bench, for_deed="d" * 32)
    bench.desk.pay(order=ORDER)
    bench.till.look(ORDER)
    bench.journal.intend("d" * 32, "issue", {"session": "visit-1", "item": "passport"})
    bench.journal.settle("d" * 32, "issue", outcome, {})
    bench.restart()
    for _ in range(3):
        bench.till.settle_left("code", "")
    assert bench.desk.states()[0]["state"] == end


def test_a_late_payment_of_an_order_that_another_took_the_place_of_is_given_back(bench: PayingBench) -> None:
    """The code was closed, another order paid for the same deed, it was done; then the first phone's money comes."""
    deed, second = "d" * 32, "1" * 32
    opened(bench, for_deed=deed)
    assert bench.till.close(ORDER).state == "closed"
    bench.till.open(second, "water-bill", due(FEN, for_deed=deed, is_government=True), "code", "visit-1")
    bench.desk.pay(order=second)
    bench.till.look(second)
    bench.journal.intend(deed, "issue", {"session": "visit-1", "item": "passport"})
    bench.journal.settle(deed, "issue", Outcome.DONE, {})
    bench.settle()
    bench.desk.pay(order=ORDER, late=True)
    bench.till.doubt(ORDER, "paid")
    bench.settle()
    assert {one["id"]: one["state"] for one in bench.desk.states()} == {ORDER: "reversed", second: "delivered"}
    assert bench.desk.counters()["charged"] - bench.desk.counters()["refunded"] == FEN, "paid for once"


def test_a_visit_that_runs_settles_its_own(bench: PayingBench) -> None:
    opened(bench)
    bench.till.settle_left("code", "visit-1")
    assert bench.desk.states()[0]["state"] == "open"
    bench.till.settle_left("code", "visit-2")
    assert bench.desk.states()[0]["state"] == "closed"


class KilledError(Exception):
    """kill -9."""


def killed(_: Question) -> None:
    raise KilledError


Crash = Callable[[PayingBench], None]


def before_intent(_: PayingBench) -> None:
    """The core is gone before anything was written."""


def after_intent(bench: PayingBench) -> None:
    bench.line.once["orders"] = killed
    opened(bench)


def during(bench: PayingBench) -> None:
    opened(bench)
    bench.line.once[ORDER] = killed
    bench.till.look(ORDER)


def after_effect(bench: PayingBench) -> None:
    """Paid, and the core ends before it hears of it."""
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.line.once[ORDER] = killed
    bench.till.look(ORDER)


def after_result(bench: PayingBench) -> None:
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.till.look(ORDER)
    bench.line.once["delivery"] = killed
    bench.till.deliver(ORDER)


def after_delivery(bench: PayingBench) -> None:
    """Booked, and the core ends before it hears of it."""
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.till.look(ORDER)

    def done_then_killed(_: Question) -> None:
        bench.desk.deliver("test-01", ORDER)
        raise KilledError

    bench.line.once["delivery"] = done_then_killed
    bench.till.deliver(ORDER)


def after_the_end(bench: PayingBench) -> None:
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.till.look(ORDER)
    bench.till.deliver(ORDER)


ENDS: dict[Crash, str] = {
    before_intent: "",
    after_intent: "closed",
    during: "closed",
    after_effect: "reversed",
    after_result: "reversed",
    after_delivery: "delivered",
    after_the_end: "delivered",
}


@pytest.mark.parametrize("crash", ENDS, ids=lambda crash: crash.__name__)
def test_kill_9_at_every_point_and_the_books_agree(bench: PayingBench, crash: Crash) -> None:
    crash_at(bench, crash)
    bench.restart()
    bench.settle()
    found = [one["state"] for one in bench.desk.states()]
    assert found == ([ENDS[crash]] if ENDS[crash] else [])
    assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}
    assert bench.till.settle_left("code", "") == [], "and once more changes nothing"


@pytest.mark.parametrize("crash", [after_effect, after_result, after_delivery], ids=lambda crash: crash.__name__)
def test_the_slip_after_the_recovery_agrees_with_the_first(bench: PayingBench, crash: Crash) -> None:
    crash_at(bench, crash)
    first = dict(pairs(slip(bench.desk.told("test-01", ORDER), bench.clock)))
    bench.restart()
    heard: list[OrderFound] = []
    at_rest(bench, heard).look("code")
    (told,) = heard
    assert told.item == "water-bill"
    after = dict(pairs(slip(told.order, bench.clock)))
    assert {name: after[name] for name in first} == first, "nothing that the first slip said is otherwise now"
    assert after["金额"] == "128.50 元"


def test_whoever_comes_long_after_the_crash_is_told_of_nobody_elses_payment(bench: PayingBench) -> None:
    crash_at(bench, after_effect)
    bench.restart()
    bench.clock.seconds += 3600.0
    heard: list[OrderFound] = []
    at_rest(bench, heard).look("code")
    assert heard == []
    assert bench.desk.states()[0]["state"] == "reversed"


def test_whoever_waits_after_a_crash_is_told_when_the_cashier_answers_again(bench: PayingBench) -> None:
    crash_at(bench, after_effect)
    bench.restart()
    heard: list[OrderFound] = []
    left = at_rest(bench, heard)
    bench.line.once["closing"] = unanswered
    left.look("code")
    assert heard == []
    bench.clock.seconds += 60.0
    left.look("code")
    assert [(told.order.order, told.order.state) for told in heard] == [(ORDER, "reversed")]
    left.look("code")
    assert len(heard) == 1, "once"


def test_nobody_is_told_at_the_home_screen_of_a_visit_that_ended_without_a_crash(bench: PayingBench) -> None:
    heard: list[OrderFound] = []
    left = at_rest(bench, heard)
    bench.clock.seconds += 60.0
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.clock.seconds += 60.0
    left.look("code")
    assert bench.desk.states()[0]["state"] == "reversed"
    assert heard == []


@pytest.mark.parametrize("path", ["closing", ORDER, "delivery"])
def test_a_question_that_is_not_answered_changes_no_end(bench: PayingBench, path: str) -> None:
    """Each question once without an answer: the person is told that it is not known, the till finds out."""
    opened(bench)
    bench.desk.pay(order=ORDER)
    bench.line.once[path] = unanswered
    with pytest.raises(PlatformError):
        all_that_a_visit_asks(bench)
    bench.settle()
    assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}


def all_that_a_visit_asks(bench: PayingBench) -> None:
    bench.till.close(ORDER)
    bench.till.deliver(ORDER)
    bench.till.give_back(ORDER)


def unanswered(_: Question) -> None:
    raise TimedOut("no answer")


def at_rest(bench: PayingBench, heard: list[OrderFound]) -> OrdersLeft:
    """What the workers do while nobody pays."""
    return OrdersLeft(bench.till, bench.journal, bench.folder / "journal.sqlite", heard.append, lambda: "")  # type: ignore[arg-type]  # the one event that it posts


def crash_at(bench: PayingBench, crash: Crash) -> None:
    try:
        crash(bench)
    except KilledError:
        return


def slip(order: Order, clock: BenchClock) -> PaymentSlip:
    return slip_of_order(order, item="水费查询缴费", terminal="t-01", at=clock.now(), sample=True)
