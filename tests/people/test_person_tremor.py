"""「我手抖得厉害，点三次才点中一次。」"""

from collections.abc import Callable

from at_the_glass import Hand, Toucher
from test_person_slow import MOST_TOUCHES

from kiosk.taps import Digit, Erased, Missed

TREMOR = Hand(sigma_mm=4.0, roll_mm=6.0, press_ms=150)


def test_i_get_my_paper_all_the_same(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(TREMOR)
    me.gets_the_certificate()
    meant = [tap for tap in me.said if not isinstance(tap, Digit | Erased | Missed)]
    assert len(meant) <= MOST_TOUCHES, "no tremble pressed anything that was not meant"


def test_three_touches_beside_everything_and_larger_buttons_are_offered(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(TREMOR)
    for _ in range(3):
        me.misses()
    assert me.said == [Missed()] * 3
    me.press("bigger-yes")
    assert me.visit.view.size == "elder"
    me.gets_the_certificate()
