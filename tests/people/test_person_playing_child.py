"""“Da!” says the child of two, and hits the glass with both hands."""

from collections.abc import Callable
from random import Random

from at_the_glass import Hand, Toucher
from finger import touch
from PySide6.QtCore import QPointF

from kiosk import effects
from kiosk.view import View

TOUCHES = 40
DEEDS = (effects.Issue, effects.Print, effects.SendCode, effects.CheckCode, effects.LookUp)


def test_nothing_is_done_and_the_next_one_finds_it_as_usual(toucher: Callable[[Hand], Toucher]) -> None:
    child = toucher(Hand())
    usual: View = child.visit.view
    random = Random(2)  # noqa: S311  the same child every time
    for _ in range(TOUCHES):
        at = QPointF(random.uniform(0, child.window.width() - 1), random.uniform(0, child.window.height() - 1))
        touch(child.window, at, at, 55)
    assert len(child.said) > TOUCHES / 4, "the glass was hit"
    assert not any(isinstance(effect, DEEDS) for effect in child.visit.world.asked)
    child.visit.wait(400, step_s=5)
    child.visit.press("nowhere")
    now = child.visit.view
    assert (now.screen, now.size, now.theme, now.language, now.reach, now.hand, now.voice) == (
        *("home", usual.size, usual.theme, usual.language, usual.reach, usual.hand, usual.voice),
    )
    child.gets_the_certificate()
