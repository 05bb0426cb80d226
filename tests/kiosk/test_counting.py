"""What is counted of a device in use, and what is not."""

import pytest
from hands_bench import PRINT, Bench

from drivers.faults import DeviceError, Fault
from drivers.outcome import Outcome
from drivers.receipt_printer import Slip, SlipOutcome
from kiosk import effects
from kiosk.cabinet.book import Count
from kiosk.events import CardRead, Failed, PrintSettled, SlipSettled
from printing.spool import PrintResult


def counted(bench: Bench, device: str) -> dict[Count, int]:
    found: dict[Count, int] = {}
    for name, count, by in bench.world.counted:
        if name == device:
            found[count] = found.get(count, 0) + by
    return found


def test_a_card_that_was_read(bench: Bench) -> None:
    assert isinstance(bench.ask(effects.ReadCard()), CardRead)
    assert counted(bench, "idcard") == {Count.GOOD_READS: 1}


def test_a_card_that_could_not_be_read(bench: Bench) -> None:
    bench.world.trouble = DeviceError(Fault.CARD_UNREADABLE, "SW3 41")
    assert isinstance(bench.ask(effects.ReadCard()), Failed)
    assert counted(bench, "idcard") == {Count.FAILED_READS: 1}


def test_two_lost_answers_of_the_reader_send_nobody_away_and_three_do(bench: Bench) -> None:
    bench.world.missing = 2
    assert isinstance(bench.ask(effects.ReadCard()), CardRead)
    assert counted(bench, "idcard") == {Count.COMMUNICATION_ERRORS: 2, Count.GOOD_READS: 1}
    bench.heard.clear()
    bench.world.missing = 3
    assert bench.ask(effects.ReadCard()) == Failed("absent", can_try_again=True)


@pytest.mark.parametrize(
    ("result", "counts"),
    [
        (PrintResult(Outcome.DONE, 3, None), {Count.SHEETS: 3}),
        (PrintResult(Outcome.NOT_DONE, 1, Fault.JAMMED), {Count.SHEETS: 1, Count.FAILED_PRINTS: 1}),
        (PrintResult(Outcome.UNKNOWN, 0, None), {Count.SHEETS: 0, Count.UNKNOWN_PRINTS: 1}),
    ],
)
def test_sheets_of_a_print(bench: Bench, result: PrintResult, counts: dict[Count, int]) -> None:
    bench.world.result = result
    bench.wait_for(PRINT, PrintSettled)
    assert counted(bench, "a4_printer") == counts


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        (SlipOutcome.PRINTED, {Count.SLIPS: 1, Count.CUTS: 1}),
        (SlipOutcome.CONSUMED, {Count.SLIPS: 1}),
        (SlipOutcome.NOT_PRINTED, {Count.FAILED_PRINTS: 1}),
        (SlipOutcome.UNKNOWN, {Count.UNKNOWN_PRINTS: 1}),
    ],
)
def test_slips_and_cuts(bench: Bench, outcome: SlipOutcome, counts: dict[Count, int]) -> None:
    bench.world.slip = outcome
    assert isinstance(bench.ask(effects.PrintSlip(Slip(()), "c" * 32)), SlipSettled)
    assert counted(bench, "receipt_printer") == counts
