"""printer-state-reasons become faults: every word of the standard that stops a printer, under every suffix."""

import pytest

from drivers.a4_printer.reasons import STOPPING, WARNING, faults_in
from drivers.a4_printer.simulator import KNOWN_REASONS
from drivers.faults import ACTIONS, Fault


@pytest.mark.parametrize("suffix", ["", "-report", "-warning", "-error"])
@pytest.mark.parametrize("word", STOPPING)
def test_a_stopping_word_stops_under_any_suffix(word: str, suffix: str) -> None:
    assert faults_in((word + suffix,)) == ((STOPPING[word],), ())


@pytest.mark.parametrize("suffix", ["", "-report", "-warning", "-error"])
@pytest.mark.parametrize("word", WARNING)
def test_a_warning_only_warns(word: str, suffix: str) -> None:
    assert faults_in((word + suffix,)) == ((), (WARNING[word],))


@pytest.mark.parametrize("reasons", [(), ("none",), ("none", "none")])
def test_nothing_is_nothing(reasons: tuple[str, ...]) -> None:
    assert faults_in(reasons) == ((), ())


@pytest.mark.parametrize("word", ["hamster-tired", "hamster-tired-error", "MEDIA-EMPTY", "", "-error"])
def test_an_unknown_word_is_never_counted_as_in_order(word: str) -> None:
    stopping, warnings = faults_in((word,))
    assert (stopping, warnings) == (((), ()) if word in ("", "-error") else ((Fault.UNKNOWN,), ()))


@pytest.mark.parametrize("word", ["hamster-tired-report", "hamster-tired-warning"])
def test_an_unknown_word_that_the_printer_plays_down_only_warns(word: str) -> None:
    assert faults_in((word,)) == ((), (Fault.UNKNOWN,))


def test_the_worst_comes_first() -> None:
    assert faults_in(("media-empty-warning", "toner-low-report", "media-jam-error", "cover-open"))[0] == (
        Fault.JAMMED,
        Fault.COVER_OPEN,
        Fault.NO_PAPER,
    )


def test_every_word_the_simulated_printer_knows_has_a_fault_with_an_action() -> None:
    for word in KNOWN_REASONS:
        fault = {**STOPPING, **WARNING}[word]
        assert fault in ACTIONS
