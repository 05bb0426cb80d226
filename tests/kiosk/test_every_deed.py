"""Each item that is applied for, paid, booked or sent: every mishap at every question, leaving at every step.

Whatever happens, the books of province and cashier agree with the journal, nothing is done twice, money balances to the
fen, and nobody reads that it is done when it is not. A share runs always; the whole table is `make soak`.
"""

from collections.abc import Iterator

import pytest
from every_deed_bench import ITEMS, MISHAPS, EveryDeed, Visited, every_deed
from waiting import soak_only

SHARE = ("residence-permit-replacement", "water-bill")
"""In every run: an application with a fee, a bill."""
HOW_MANY = 1
"""Of their questions and steps."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EveryDeed]:
    with every_deed(tmp_path_factory.mktemp("every-deed")) as one:
        yield one


def held(made: EveryDeed, item: str, **how: object) -> Visited:
    """One visit, and the books after it."""
    before = made.hall.journal.newest()
    visited = made.visit(item, **how)  # type: ignore[arg-type]  # as visit
    made.settle()
    known = made.known(before)
    about = f"{item} {how} {visited}"
    assert known.count("done") == made.taken(), about
    assert set(known) <= {"done", "not_done"}, about
    by_phone, by_card, delivered = made.hall.balance()
    assert (by_phone, by_card) == (0, 0), about
    if visited.is_at_end:
        assert "done" in known or delivered, about
    return visited


@pytest.mark.parametrize("item", [pytest.param(item, marks=() if item in SHARE else soak_only) for item in ITEMS])
def test_it_ends_well_where_nothing_goes_wrong(made: EveryDeed, item: str) -> None:
    visited = held(made, item)
    assert visited.trouble == "", visited
    assert made.taken() + made.hall.balance()[2] > 0, visited


def mishaps_of(made: EveryDeed, item: str, most: int | None = None) -> None:
    questions = held(made, item).questions
    numbers = range(questions) if most is None else range(max(0, questions - most), questions)
    for mishap in MISHAPS:
        for number in numbers:
            held(made, item, mishap=mishap, at=number)


def leavings_of(made: EveryDeed, item: str, most: int | None = None) -> None:
    steps = len(held(made, item).steps)
    numbers = range(steps) if most is None else range(max(0, steps - most), steps)
    for by_idling in (False, True):
        for number in numbers:
            held(made, item, leaves_at=number, by_idling=by_idling)


@pytest.mark.parametrize("item", SHARE)
def test_the_platform_fails_at_the_last_questions(made: EveryDeed, item: str) -> None:
    mishaps_of(made, item, HOW_MANY)


@pytest.mark.parametrize("item", SHARE)
def test_the_person_goes_at_the_last_steps(made: EveryDeed, item: str) -> None:
    leavings_of(made, item, HOW_MANY)


@soak_only
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("item", ITEMS)
def test_the_platform_fails_at_each_question(made: EveryDeed, item: str) -> None:
    mishaps_of(made, item)


@soak_only
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("item", ITEMS)
def test_the_person_goes_at_each_step(made: EveryDeed, item: str) -> None:
    leavings_of(made, item)
