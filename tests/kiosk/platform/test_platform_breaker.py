"""The breaker, with a clock that only we move."""

from datetime import UTC, datetime

from kiosk.platform.breaker import FAILURES_TO_OPEN, OPEN_S, Breaker


class HandClock:
    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.at

    def pause(self, seconds: float) -> None:
        self.at += seconds


def opened() -> tuple[Breaker, HandClock]:
    clock = HandClock()
    breaker = Breaker(clock)
    for _ in range(FAILURES_TO_OPEN):
        assert breaker.may_ask()
        breaker.failed()
    return breaker, clock


def test_it_opens_after_failures_in_a_row_only() -> None:
    breaker = Breaker(HandClock())
    for _ in range(FAILURES_TO_OPEN - 1):
        breaker.failed()
    breaker.worked()
    for _ in range(FAILURES_TO_OPEN - 1):
        breaker.failed()
    assert breaker.may_ask()
    breaker.failed()
    assert not breaker.may_ask()


def test_after_the_pause_one_probe_goes_out_and_closes_it() -> None:
    breaker, clock = opened()
    clock.at += OPEN_S - 0.1
    assert not breaker.may_ask()
    clock.at += 0.1
    assert breaker.may_ask()
    assert not breaker.may_ask(), "one probe, not two"
    breaker.worked()
    assert breaker.may_ask()
    assert breaker.may_ask()


def test_a_failed_probe_opens_it_for_the_whole_time_again() -> None:
    breaker, clock = opened()
    clock.at += OPEN_S
    assert breaker.may_ask()
    breaker.failed()
    clock.at += OPEN_S - 0.1
    assert not breaker.may_ask()
    clock.at += 0.1
    assert breaker.may_ask()


def test_a_probe_that_showed_nothing_may_be_sent_again_at_once() -> None:
    breaker, clock = opened()
    clock.at += OPEN_S
    assert breaker.may_ask()
    breaker.showed_nothing()
    assert breaker.may_ask()


def test_a_late_failure_does_not_keep_it_open_longer() -> None:
    breaker, clock = opened()
    clock.at += OPEN_S - 1
    breaker.failed()
    clock.at += 1
    assert breaker.may_ask()
