"""Numbered stock: every number is left, in a print, used or void, never two of them; read from the journal alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_printer import FakeClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.journal import Journal
from printing.stationery import KINDS, Entry, Facts, Stationery, Stock, StockError, numbers


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite", FakeClock())
    yield made
    made.close()


def settle(journal: Journal, deed: str, outcome: Outcome, sheets: int, fault: Fault | None = None) -> None:
    facts: dict[str, str | int] = {"sheets": sheets}
    if fault is not None:
        facts["fault"] = fault.value
    journal.settle(deed, "print", outcome, facts)


def test_numbers_follow_each_other() -> None:
    assert numbers("GD0998", 3) == ("GD0998", "GD0999", "GD1000")
    assert numbers("0001", 1) == ("0001",)


@pytest.mark.parametrize(("first", "count"), [("GD9999", 2), ("12", 1), ("gd0001", 1), ("0001", 0), ("0001", 1001)])
def test_what_is_no_batch_is_refused(first: str, count: int) -> None:
    with pytest.raises(StockError):
        numbers(first, count)


def test_a_print_that_is_done_uses_its_numbers(journal: Journal) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 5)
    assert stationery.take("p1", 2, in_tray=5) == ("GD0001", "GD0002")
    settle(journal, "p1", Outcome.DONE, 2)
    assert stationery.stock() == Stock(left=("GD0003", "GD0004", "GD0005"), used=("GD0001", "GD0002"))


def test_after_a_crash_a_new_ledger_reads_the_same(journal: Journal) -> None:
    Stationery(journal).load("GD0001", 5)
    Stationery(journal).take("p1", 2)
    assert Stationery(journal).stock().in_print == {"p1": ("GD0001", "GD0002")}
    with pytest.raises(StockError, match="on top"):
        Stationery(journal).take("p2", 1)
    settle(journal, "p1", Outcome.DONE, 2)
    assert Stationery(journal).take("p2", 1) == ("GD0003",)


def test_what_came_out_of_a_print_that_failed_is_void_and_the_rest_is_still_there(journal: Journal) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 5)
    stationery.take("p1", 3)
    settle(journal, "p1", Outcome.NOT_DONE, 1, Fault.NO_PAPER)
    assert stationery.stock() == Stock(left=("GD0002", "GD0003", "GD0004", "GD0005"), void=("GD0001",))
    assert stationery.take("p2", 1) == ("GD0002",)


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [(Outcome.NOT_DONE, Fault.JAMMED), (Outcome.NOT_DONE, Fault.COVER_OPEN), (Outcome.UNKNOWN, Fault.ABSENT)],
)
def test_where_nobody_knows_what_lies_on_top_nothing_is_taken_until_staff_have_looked(
    journal: Journal, outcome: Outcome, fault: Fault
) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 5)
    stationery.take("p1", 2)
    settle(journal, "p1", outcome, 1, fault)
    with pytest.raises(StockError, match="on top"):
        stationery.take("p2", 1)
    with pytest.raises(StockError, match="does not lie"):
        stationery.count("GD0001")
    with pytest.raises(StockError, match="missing"):
        stationery.count("GD0003")
    assert stationery.count("GD0003", "jammed") == Stock(left=("GD0003", "GD0004", "GD0005"), void=("GD0001", "GD0002"))
    assert stationery.take("p2", 1) == ("GD0003",)


def test_a_tray_found_empty_leaves_none(journal: Journal) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 2)
    assert stationery.count("", "missing") == Stock(void=("GD0001", "GD0002"))


def test_it_is_counted_against_the_printer(journal: Journal) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 5)
    with pytest.raises(StockError, match="other sheets"):
        stationery.take("p1", 1, in_tray=4)
    with pytest.raises(StockError, match="too few"):
        stationery.take("p1", 6, in_tray=5)
    assert stationery.stock().left == numbers("GD0001", 5)


def test_a_number_is_loaded_once(journal: Journal) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 5)
    stationery.take("p1", 5)
    settle(journal, "p1", Outcome.DONE, 5)
    with pytest.raises(StockError, match="before"):
        stationery.load("GD0005", 2)
    stationery.load("GD0006", 2)


def test_no_count_while_a_print_is_under_way(journal: Journal) -> None:
    stationery = Stationery(journal)
    stationery.load("GD0001", 5)
    stationery.take("p1", 1)
    with pytest.raises(StockError, match="under way"):
        stationery.count("GD0002")


class Rows:
    """A journal in memory."""

    def __init__(self) -> None:
        self.rows: list[Entry] = []

    def write(self, kind: str, deed: str, facts: Facts) -> None:
        self.rows.append(Entry(kind, deed, dict(facts)))

    def entries(self, kinds: tuple[str, ...]) -> list[Entry]:
        return [row for row in self.rows if row.kind in kinds]


ENDS = st.tuples(
    st.integers(1, 4),
    st.sampled_from(Outcome),
    st.integers(0, 4),
    st.sampled_from([None, Fault.NO_PAPER, Fault.JAMMED, Fault.CANCELLED]),
    st.integers(0, 6),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ENDS, max_size=12))
def test_whatever_happens_each_number_is_in_one_place(
    prints: list[tuple[int, Outcome, int, Fault | None, int]],
) -> None:
    rows = Rows()
    stationery = Stationery(rows)
    stationery.load("GD0001", 20)
    for place, (sheets, outcome, out, fault, skipped) in enumerate(prints):
        stock = stationery.stock()
        if not stock.is_certain:
            stationery.count(stock.left[skipped] if skipped < len(stock.left) else "", "jammed")
        try:
            taken = stationery.take(f"p{place}", sheets)
        except StockError:
            continue
        assert taken[0] in stock.left
        facts: dict[str, str | int] = {"outcome": outcome.value, "sheets": min(out, sheets)}
        if fault is not None:
            facts["fault"] = fault.value
        rows.write("print-settled", f"p{place}", facts)
    stock = stationery.stock()
    everywhere = [*stock.left, *stock.used, *stock.void]
    assert sorted(everywhere) == sorted(numbers("GD0001", 20))
    assert stock.in_print == {}
    assert {row.kind for row in rows.rows} <= set(KINDS)
