"""「我右手打着石膏，只有左手。」"""

from collections.abc import Callable

from at_the_glass import Hand, Toucher


def test_what_i_press_stands_at_my_left(toucher: Callable[[Hand], Toucher]) -> None:
    me = toucher(Hand())
    me.press("display", "hand-left", "primary")
    assert me.visit.screen == "home"
    me.gets_the_certificate()
    assert me.places["primary"].x() < me.window.width() / 2
    assert me.visit.view.hand == "left"
