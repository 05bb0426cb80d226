"""The day's reconciliation: what the journal and the cashier's list tell differently has a name each."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from paying_bench import PayingBench, due, paying_bench

from kiosk.commands import reconcile as command
from kiosk.journal_rows import read_rows
from kiosk.orders_left import OrdersLeft
from kiosk.platform.api import Platform, Question
from kiosk.platform.errors import NoConnection, Refused
from kiosk.platform.payment_values import ListedOrder, OrderLine, OrderRequest
from kiosk.platform.values import ErrorCode
from kiosk.reconciliation import AGREES, DIFFERS, RECONCILED, Difference, Kind, differences, own_orders, sums_of

FEN = 1_500


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[PayingBench]:
    with paying_bench(tmp_path) as made:
        yield made


def order_of(number: int) -> str:
    return f"{number:032x}"


def booked(bench: PayingBench, number: int) -> str:
    order = order_of(number)
    bench.till.open(order, "water-bill", due(FEN), "code", "v")
    bench.desk.pay(order=order)
    bench.till.look(order)
    bench.till.deliver(order)
    return order


def found(bench: PayingBench, listed: tuple[ListedOrder, ...] | None = None) -> list[Difference]:
    day = bench.clock.now().date()
    ours = own_orders(read_rows(bench.folder / "journal.sqlite"), day)
    return differences(ours, listed if listed is not None else bench.desk.listed("test-01", day).orders)


def test_a_day_that_agrees_has_the_same_sums(bench: PayingBench) -> None:
    for number in range(3):
        booked(bench, number)
    bench.till.open(order_of(9), "water-bill", due(FEN), "code", "v")
    bench.till.close(order_of(9))
    assert found(bench) == []
    day = bench.clock.now().date()
    ours = sums_of(own_orders(read_rows(bench.folder / "journal.sqlite"), day).values())
    theirs = sums_of(bench.desk.listed("test-01", day).orders)
    assert ours == theirs
    assert (ours.orders, ours.charged, ours.delivered) == (4, 3 * FEN, 3 * FEN)


def test_each_difference_has_its_name(bench: PayingBench) -> None:
    orders = [booked(bench, number) for number in range(4)]
    theirs = {one.order: one for one in bench.desk.listed("test-01", bench.clock.now().date()).orders}
    del theirs[orders[0]]
    theirs[orders[1]] = theirs[orders[1]].model_copy(update={"amount_fen": FEN + 1})
    theirs[orders[2]] = theirs[orders[2]].model_copy(update={"state": "paid"})
    stranger = ListedOrder(order=order_of(77), amount_fen=5, way="code", state="paid")
    named = {one.order: one.kind for one in found(bench, (*theirs.values(), stranger))}
    assert named == {
        orders[0]: Kind.MISSING_THERE,
        orders[1]: Kind.AMOUNT,
        orders[2]: Kind.STATE,
        stranger.order: Kind.MISSING_HERE,
    }


def test_an_order_that_never_got_through_is_no_difference(bench: PayingBench) -> None:
    bench.journal.intend(order_of(5), "payment", {"session": "v", "item": "water-bill", "amount_fen": 5, "way": "code"})
    assert found(bench) == []


def test_what_is_paid_and_in_nobodys_hands_is_named(bench: PayingBench) -> None:
    order = order_of(6)
    bench.till.open(order, "water-bill", due(FEN), "code", "v")
    bench.desk.pay(order=order)
    bench.till.look(order)
    assert [(one.order, one.kind) for one in found(bench)] == [(order, Kind.UNFINISHED)]


def test_a_payment_that_came_after_everything_is_found_by_the_list_and_given_back(bench: PayingBench) -> None:
    order = order_of(7)
    bench.till.open(order, "water-bill", due(FEN), "code", "v")
    bench.till.close(order)
    bench.settle()
    bench.desk.pay(order=order, late=True)
    (one,) = found(bench)
    assert one.kind is Kind.STATE
    assert "here closed 1500 fen, there paid 1500 fen" in one.words
    assert one.theirs is not None
    bench.till.doubt(order, one.theirs.state)
    bench.settle()
    assert found(bench) == []
    assert bench.balance() == {"cashier": 0, "cashier's cards": 0, "bank": 0}


def test_a_refund_that_the_office_has_given_is_no_difference(bench: PayingBench) -> None:
    order = order_of(8)
    bench.till.open(order, "water-bill", due(FEN), "code", "v")
    bench.desk.pay(order=order)
    bench.till.look(order)
    bench.desk.settle_day()
    bench.till.give_back(order)
    bench.desk.refund_all()
    assert found(bench) == []


def test_the_command_says_both_sums_and_names_what_differs(bench: PayingBench, monkeypatch: pytest.MonkeyPatch) -> None:
    order = booked(bench, 1)
    settings = SimpleNamespace(platform=None, terminal="test-01", state_folder=bench.folder)
    monkeypatch.setattr(command, "load", lambda _: settings)
    monkeypatch.setattr(Platform, "from_files", lambda *_: bench.line)
    asked = [f"{bench.clock.now():%Y-%m-%d}", "--config", "terminal.toml"]
    said = CliRunner().invoke(command.reconcile, asked)
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "no difference")
    assert said.output.count("1 orders, charged 15.00, given back 0.00, delivered 15.00 yuan") == 2
    bench.province.store.rows("UPDATE orders SET state = 'paid' WHERE id = ?", order)
    said = CliRunner().invoke(command.reconcile, [*asked, "--json"])
    assert said.exit_code == 1
    assert [one["kind"] for one in json.loads(said.output)["differences"]] == ["state"]


NIGHT_S = 86_400.0


def night(bench: PayingBench, *, nights: float = 1.0) -> OrdersLeft:
    """So much later the core starts, and looks at rest until nothing is left to hold."""
    bench.clock.seconds += nights * NIGHT_S
    bench.restart()
    left = OrdersLeft(bench.till, bench.journal, bench.folder / "journal.sqlite", lambda _: None, lambda: "")
    for _ in range(3):
        left.look("code")
    return left


def held(bench: PayingBench) -> list[str]:
    """The days that were held, as month and day."""
    rows = read_rows(bench.folder / "journal.sqlite")
    return [str(row.facts["day"])[5:] for row in rows if row.kind == RECONCILED]


def told(bench: PayingBench) -> list[tuple[str, str, str]]:
    """What staff are told of orders: the row, the order, how it differs."""
    rows = read_rows(bench.folder / "journal.sqlite")
    return [(row.kind, row.deed, str(row.facts.get("difference", ""))) for row in rows if row.kind in (DIFFERS, AGREES)]


WEEK = ["11-16", "11-17", "11-18", "11-19", "11-20", "11-21", "11-22"]
"""Before the night to the 23rd."""


def test_every_night_holds_the_week_and_a_start_on_the_same_day_asks_nothing_again(bench: PayingBench) -> None:
    night(bench)
    assert held(bench) == WEEK
    asked = bench.line.asked
    night(bench, nights=0.1)
    assert (held(bench), bench.line.asked) == (WEEK, asked)
    night(bench)
    assert held(bench) == [*WEEK, *WEEK[1:], "11-23"]


@pytest.mark.parametrize(("days", "first"), [(20, "11-23"), (60, "12-22")])
def test_days_off_are_caught_up_on_for_a_month(bench: PayingBench, days: int, first: str) -> None:
    night(bench)
    night(bench, nights=days)
    caught_up = held(bench)[len(WEEK) :]
    assert caught_up[0] == first
    assert len(caught_up) == min(days, 31)


def test_a_day_whose_list_does_not_come_holds_up_no_other_and_is_asked_for_again(bench: PayingBench) -> None:
    def refused(_: Question) -> None:
        raise Refused(ErrorCode.BROKEN)

    bench.line.once["2026-11-18"] = refused
    night(bench)
    assert held(bench) == [*WEEK[:2], *WEEK[3:], WEEK[2]]


def test_without_a_line_no_day_is_held(bench: PayingBench) -> None:
    def cut(_: Question) -> None:
        raise NoConnection("cut")

    for day in WEEK:
        bench.line.once[f"2026-{day}"] = cut
    bench.clock.seconds += NIGHT_S
    left = OrdersLeft(bench.till, bench.journal, bench.folder / "journal.sqlite", lambda _: None, lambda: "")
    left.look("code")
    assert held(bench) == []
    assert bench.line.asked == 1, "one question says it"


def test_a_payment_that_came_days_after_its_order_is_found_and_given_back(bench: PayingBench) -> None:
    order = order_of(7)
    bench.till.open(order, "water-bill", due(FEN), "code", "v")
    bench.till.close(order)
    night(bench)
    night(bench)
    bench.desk.pay(order=order, late=True)
    night(bench)
    assert bench.desk.states()[0]["state"] == "refunding", "its day is settled"
    assert told(bench) == [], "what the till put right by itself is nobody's business"


def test_what_stays_different_is_written_down_once_and_until_both_tell_it_alike(bench: PayingBench) -> None:
    lost, booked_once = booked(bench, 1), booked(bench, 2)
    stranger = order_of(77)
    bench.desk.open("test-01", order_request(stranger), stranger)
    bench.settle()
    bench.province.store.rows("UPDATE orders SET terminal = 'other' WHERE id = ?", lost)
    bench.province.store.rows("UPDATE orders SET amount = amount + 1 WHERE id = ?", booked_once)
    different = [
        (DIFFERS, lost, "missing_there"),
        (DIFFERS, booked_once, "amount"),
        (DIFFERS, stranger, "missing_here"),
    ]
    night(bench)
    assert told(bench) == different
    night(bench)
    assert told(bench) == different, "once"
    bench.province.store.rows("UPDATE orders SET terminal = 'test-01' WHERE id = ?", lost)
    night(bench)
    assert told(bench) == [*different, (AGREES, lost, "")]
    night(bench, nights=40)
    bench.province.store.rows("UPDATE orders SET amount = ? WHERE id = ?", FEN, booked_once)
    night(bench)
    assert told(bench)[-1] == (AGREES, booked_once, ""), "its day is held as long as it differs"


def order_request(order: str) -> OrderRequest:
    line = OrderLine(name="水费", amount_fen=FEN, is_government=False)
    return OrderRequest(order=order, item="water-bill", lines=(line,), amount_fen=FEN, way="code")
