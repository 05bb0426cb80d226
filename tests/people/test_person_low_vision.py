"""「我只看得见一点点，要最大的字，黑底黄字。」"""

from collections.abc import Callable

from at_the_glass import Hand, Toucher
from geometry import commonest, complaints
from on_glass import MM_PER_PX


def test_every_page_is_large_and_clear_to_the_end(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(Hand())
    me.press("display", "size-huge", "theme-contrast", "primary")
    found: list[str] = []
    seen: set[int] = set()

    def looks_closely() -> None:
        view = me.visit.view
        assert (view.size, view.theme) == ("huge", "contrast")
        if view.page not in seen:
            seen.add(view.page)
            assert commonest(me.window)[:2] == ["#000000", "#ffff00"], "yellow on black"
            found.extend(f"{view.screen}: {one}" for one in complaints(me.window, MM_PER_PX))

    me.before_each = looks_closely
    me.gets_the_certificate()
    assert found == []
