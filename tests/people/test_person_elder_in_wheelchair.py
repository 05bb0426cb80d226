"""「我八十五，坐轮椅，字要最大，右手抬不起来。」 All of it at once, in each language."""

from collections.abc import Callable

import pytest
from at_the_glass import Hand, Toucher
from geometry import complaints
from hall_of_people import POLICE, card_of, slip_words
from on_glass import MM_PER_PX
from people import EXPIRED

from kiosk.view import Language
from screens.items import area, targets

REACH_MM = 270.0
"""Of a glass whose lower edge is 950 mm above the floor."""


@pytest.fixture(params=["zh-Hans", "zh-Hant", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param  # type: ignore[no-any-return]  # one of the three


@pytest.fixture
def me(toucher: Callable[[Hand], Toucher], language: Language) -> Toucher:
    me = toucher(Hand())
    me.visit.hangs_high(REACH_MM)
    me.press("display", "hand-left", "reach-low", f"language-{language}", "size-huge", "primary")
    return me


def looks_closely(me: Toucher) -> list[str]:
    """What is wrong with any page from here on; each is looked at before it is touched."""
    found: list[str] = []
    seen: set[int] = set()

    def look() -> None:
        view = me.visit.view
        line = me.window.height() - view.reach_mm / MM_PER_PX
        if view.page not in seen:
            seen.add(view.page)
            found.extend(f"{view.screen}: {one}" for one in complaints(me.window, MM_PER_PX))
            high = [name for name, item in targets(me.window).items() if area(item).top() < line - 1]
            found.extend(f"{view.screen}: {name} is out of reach" for name in high)

    me.before_each = look
    return found


def test_my_paper_comes_out(me: Toucher) -> None:
    found = looks_closely(me)
    me.gets_the_certificate()
    assert found == []


def test_my_card_has_expired_and_the_slip_says_where_to_go(me: Toucher) -> None:
    found = looks_closely(me)
    me.press("choice-ss-enrolment-certificate")
    me.until("lay_card")
    me.visit.lays(card_of(EXPIRED))
    me.press("asked")
    assert POLICE.name in slip_words(me.visit.world.slips[-1])
    assert me.visit.world.papers == []
    assert found == []
