"""「我按得慢，手指一歪就滑开。」 The shortest way, by real touches that roll and last."""

from collections.abc import Callable

from at_the_glass import Hand, Toucher

from kiosk.taps import Digit

MOST_TOUCHES = 5
"""Besides the digits of the code."""


def test_the_certificate_takes_five_touches(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(Hand(beyond_mm=8.0, press_ms=450))
    me.gets_the_certificate()
    assert me.touches == len(me.said)
    assert sum(not isinstance(tap, Digit) for tap in me.said) <= MOST_TOUCHES
