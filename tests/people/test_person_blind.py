"""「我什么都看不见。耳机给我，按键给我。」

Every control is found by what is read out, nothing is looked at. tests/screens/test_by_voice_alone.py tries more of it.
"""

from at_the_glass import Walker
from people import ANYBODY

from kiosk.taps import Digit


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
