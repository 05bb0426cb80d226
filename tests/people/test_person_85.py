"""「我八十五了，看得慢，按得慢，别催我。」"""

from collections.abc import Callable

from at_the_glass import Hand, Toucher
from people import OLD

READING_S = 80
"""On every page."""


def test_large_text_and_all_the_time_that_i_need(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(Hand(roll_mm=6.0, press_ms=350))
    me.press("bigger")
    assert me.visit.view.size == "elder"
    screens: list[str] = []

    def reads_slowly() -> None:
        if me.visit.screen not in screens:
            screens.append(me.visit.screen)
            me.visit.wait(READING_S, step_s=10)

    me.before_each = reads_slowly
    me.gets_the_certificate(OLD)
    assert "veil" not in screens
    assert all(view.still_there_s is None for view in me.visit.views)
