"""「我坐轮椅，上面的够不着。」"""

from collections.abc import Callable

from at_the_glass import Hand, Toucher
from on_glass import MM_PER_PX

from screens.items import area, targets

REACH_MM = 270.0
"""Of a glass whose lower edge is 950 mm above the floor."""


def test_all_that_can_be_touched_is_within_my_reach(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(Hand())
    me.visit.hangs_high(REACH_MM)
    me.press("low")
    line = me.window.height() - me.visit.view.reach_mm / MM_PER_PX
    above: list[str] = []
    screens: set[str] = set()

    def measure() -> None:
        screens.add(me.visit.screen)
        above.extend(name for name, item in targets(me.window).items() if area(item).top() < line - 1)

    me.before_each = measure
    me.gets_the_certificate()
    assert above == []
    assert {"home", "consent", "code", "check", "paper"} <= screens
