"""「我什么都看不见。耳机给我，按键给我。」

Every control is found by what is read out, nothing is looked at. tests/screens/test_by_voice_alone.py tries more of it.
"""

from at_the_glass import Walker
from people import ANYBODY
from PySide6.QtCore import QPointF

from kiosk.taps import Digit

EMPTY = QPointF(540, 500)


def comes_to_what_is_found(walker: Walker) -> None:
    """Earphone in, card in the reader, the code typed."""
    walker.ear.speaker.plugged(True)
    walker.press("社保个人参保证明")
    while walker.visit.screen != "lay_card":
        walker.press("同意并继续" if walker.ear.hears("先请您同意") else "开始")
    walker.visit.lays_card_of(ANYBODY)
    for digit in walker.visit.code_of(ANYBODY):
        walker.press(digit)
    assert walker.visit.screen == "check"


def test_i_do_it_by_ear_and_keypad_alone(walker: Walker) -> None:
    ear = walker.ear
    ear.speaker.plugged(True)
    assert ear.hears("用上下键选")
    walker.press("社保个人参保证明")
    while walker.visit.screen != "lay_card":
        walker.press("同意并继续" if ear.hears("先请您同意") else "开始")
    assert ear.hears("身份证")
    walker.visit.lays_card_of(ANYBODY)
    assert ear.hears("验证码")
    for digit in walker.visit.code_of(ANYBODY):
        walker.press(digit)
    assert ear.hears("姓名：测*甲")
    walker.press("打印")
    assert ear.hears("要打印的就是这份")
    walker.press("打印")
    assert ear.hears("办好了")
    walker.visit.holds_the_paper_of(ANYBODY)
    assert sum(not isinstance(tap, Digit) for tap in walker.touched) == 5


def test_what_was_covered_comes_back_by_the_keypad(walker: Walker) -> None:
    comes_to_what_is_found(walker)
    walker.visit.wait(91)
    assert walker.ear.hears("您的信息已经盖住")
    walker.press("接着办")
    assert walker.visit.screen == "check"
    assert walker.ear.hears("请核对")


def test_what_is_long_is_heard_to_its_end_and_then_covered(walker: Walker) -> None:
    comes_to_what_is_found(walker)
    for _ in range(30):
        walker.visit.wait(6)
        walker.ear.says("缴费的第几个月")
    assert walker.visit.screen == "check", "three minutes of it, and no key was pressed"
    walker.ear.says("")
    walker.visit.wait(91)
    assert walker.visit.screen == "veil"


def test_what_was_covered_comes_back_by_a_touch_anywhere(walker: Walker) -> None:
    comes_to_what_is_found(walker)
    walker.visit.wait(91)
    walker.touches(EMPTY)
    assert walker.visit.screen == "check"


def test_the_question_takes_a_touch_anywhere_or_a_key_for_an_answer(walker: Walker) -> None:
    def is_asked() -> bool:
        return walker.visit.view.still_there_s is not None

    comes_to_what_is_found(walker)
    walker.visit.wait(181)
    assert is_asked()
    walker.touches(EMPTY)
    assert not is_asked()
    walker.visit.wait(181)
    assert is_asked()
    walker.key("down")
    assert not is_asked()


def test_the_loop_ends_by_a_touch_anywhere(walker: Walker) -> None:
    walker.ear.speaker.plugged(True)
    walker.visit.wait(130)
    assert walker.visit.screen == "attract"
    walker.touches(EMPTY)
    assert walker.visit.screen == "home"
    assert walker.ear.hears("想办什么")


def test_the_loop_ends_by_a_key(walker: Walker) -> None:
    walker.ear.speaker.plugged(True)
    walker.visit.wait(130)
    assert walker.visit.screen == "attract"
    walker.key("down")
    assert walker.visit.screen == "home"
