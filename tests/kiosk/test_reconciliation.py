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
from kiosk.platform.api import Platform
from kiosk.platform.payment_values import ListedOrder
from kiosk.reconciliation import Difference, Kind, differences, own_orders, sums_of

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
