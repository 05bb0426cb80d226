import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.a4_printer.pjl_codes import reduced, verdict
from drivers.faults import ACTIONS, Fault


@pytest.mark.parametrize(
    ("code", "stopping", "warning", "busy"),
    [
        (10001, None, None, False),
        (10000, None, None, False),
        (35078, None, None, False),
        (40000, None, None, False),
        (10003, None, None, True),
        (10023, None, None, True),
        (10006, None, Fault.NO_TONER, False),
        (11304, None, Fault.PAPER_LOW, False),
        (12201, None, Fault.TRAY_MISSING, False),
        (12202, None, None, True),
        (15011, Fault.JAMMED, None, False),
        (15012, Fault.COVER_OPEN, None, False),
        (15019, Fault.UNKNOWN, None, False),
        (10002, Fault.BROKEN, None, False),
        (40010, Fault.NO_TONER, None, False),
        (40021, Fault.COVER_OPEN, None, False),
        (40022, Fault.JAMMED, None, False),
        (40026, Fault.TRAY_MISSING, None, False),
        (40050, Fault.BROKEN, None, False),
        (40079, Fault.BROKEN, None, False),
        (41104, Fault.NO_PAPER, None, False),
        (41504, Fault.NO_PAPER, None, False),
        (42203, Fault.JAMMED, None, False),
        (44012, Fault.JAMMED, None, False),
        (43001, Fault.BROKEN, None, False),
        (50001, Fault.BROKEN, None, False),
        (20001, Fault.UNKNOWN, None, False),
        (40999, Fault.UNKNOWN, None, False),
        (0, Fault.UNKNOWN, None, False),
    ],
)
def test_known_codes(code: int, stopping: Fault | None, warning: Fault | None, busy: bool) -> None:
    found = verdict(code)
    assert (found.stopping, found.warning, found.is_busy) == (stopping, warning, busy)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=4), st.booleans())
def test_every_code_becomes_faults_that_have_an_action(codes: list[int], online: bool) -> None:
    stopping, warnings, _ = reduced(tuple(codes), online=online)
    assert {*stopping, *warnings} <= set(ACTIONS)


def test_every_code_of_five_digits_is_reduced_and_sorted() -> None:
    for code in range(100_000):
        reduced((code, 10006), online=True)


def test_ready_but_not_online_is_not_in_order() -> None:
    assert reduced((10001,), online=False) == ((Fault.UNKNOWN,), (), False)
    assert reduced((35078,), online=False) == ((), (), False)
    assert reduced((10001,), online=True) == ((), (), False)


def test_the_worst_comes_first() -> None:
    assert reduced((40010, 42001), online=False)[0] == (Fault.JAMMED, Fault.NO_TONER)
