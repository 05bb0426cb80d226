"""Somebody who cannot see: earphone in, keypad in hand. They know what was said, and nothing else.

The core's controller, flow and speech, the real window and its keypad; the world's answers come from the test.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from in_words import CHALLENGE, IDENTITY, ISSUED, ITEM, NOW, RECORD, Kiosk
from on_glass import Windows
from PySide6.QtTest import QTest

from config.texts import load_texts
from drivers.keypad import Key as KeypadKey
from drivers.outcome import Outcome
from kiosk import effects
from kiosk.cabinet.workers import Job
from kiosk.events import CodeSent, DocumentIssued, Identified, RecordFound
from kiosk.screen_link import Key, KeyName
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.line import hear_key, hear_tap
from kiosk.speech.saying import Say
from kiosk.speech.speaking import Captioned, Speaker
from kiosk.taps import TapOnPage
from kiosk.view import View
from screens.keys import Keys
from screens.robot import PRESS_MS, SAME_AGAIN_MS
from screens.window import settle

PHONE = "123456"
MOST_STEPS = 60


class Blind:
    """A person at a whole kiosk. `heard` is all that they know; nothing here looks at a View or at the window."""

    def __init__(self, windows: Windows, panel: str) -> None:
        self._window = windows(panel)
        self._keys = Keys(self._window)
        self._keys.listen()
        self._painted = -1
        self.heard: list[str] = []
        self.everything: list[str] = []
        texts = load_texts()
        self.speaker = Speaker(
            Dialect(texts, load_cantonese()),
            show=self._shown,
            speak=self._hear,
        )
        self.world = Kiosk()
        _with_few_items(self.world)
        self.world.controller._show = self.speaker.show
        self._window.shown.tapped.connect(self._tapped)
        self.world.controller._shown = None
        self.world.controller.beat()

    def close(self) -> None:
        self._window.shown.tapped.disconnect(self._tapped)
        self._keys.close()

    def _shown(self, view: View) -> None:
        self.world.views.append(view)
        self._window.shown.show(view)

    def _hear(self, say: Say, captioned: Captioned, is_private: Callable[[], bool]) -> Job:
        self.heard = [one.text for one in say.sentences]
        self.everything += self.heard
        captioned(self.heard[0])
        return Job(lambda _: None)

    def _tapped(self, tap: TapOnPage) -> None:
        hear_tap(self.speaker, tap)
        self.world.controller.take(tap)
        self.world.deliver()

    def key(self, name: KeyName) -> None:
        # A key before the page was painted is dropped: a person is never as fast.
        if self._window.shown.newest.page != self._painted:
            settle(self._window)
            self._painted = self._window.shown.newest.page
        hear_key(self.speaker, KeypadKey(name))
        self._window.shown.key_came(Key(name))

    def hears(self, words: str) -> bool:
        return any(words in said for said in self.heard)

    def walk_to(self, words: str) -> None:
        """Press down until a control is read out that begins like this."""
        for _ in range(MOST_STEPS):
            self.key("down")
            if self.heard and self.heard[0].startswith(words):
                return
        raise AssertionError(f"nothing called {words} was read out, but {self.everything[-MOST_STEPS:]}")

    def press(self, words: str) -> None:
        self.walk_to(words)
        before = len(self.everything)
        QTest.qWait(SAME_AGAIN_MS)
        self.key("press")
        for _ in range(100):
            if len(self.everything) > before:
                return
            QTest.qWait(10)


def _with_few_items(world: Kiosk) -> None:
    """A home screen whose whole list is soon walked through."""
    session = world.controller._session
    few = {ITEM: session.terminal.catalogue[ITEM]}
    world.controller._session = replace(session, terminal=replace(session.terminal, catalogue=few))


@pytest.fixture
def blind(windows: Windows) -> Iterator[Blind]:
    person = Blind(windows, "portrait")
    yield person
    person.close()


def test_a_proof_by_voice_and_keypad_alone(blind: Blind) -> None:
    blind.speaker.plugged(True)
    assert blind.hears("耳机插好了")
    assert blind.hears("用上下键选")
    assert blind.hears("想办什么")
    blind.press("社保个人参保证明")
    assert blind.hears("现在就能在这里办完")
    blind.press("开始办")
    assert blind.hears("先请您同意")
    assert blind.hears("办完就清除")
    blind.press("同意并继续")
    assert blind.hears("请放好身份证")
    blind.world.lay_card()
    blind.world.answer(effects.SendCode, CodeSent(CHALLENGE))
    assert blind.hears("请输入验证码")
    for digit in PHONE:
        blind.press(digit)
    blind.world.answer(effects.CheckCode, Identified(IDENTITY))
    blind.world.answer(effects.LookUp, RecordFound(RECORD))
    assert blind.hears("请核对")
    assert blind.hears("姓名：测*甲")
    assert blind.hears("24个月")
    blind.press("打印")
    blind.world.answer(effects.Issue, DocumentIssued(ISSUED, NOW))
    assert blind.hears("要打印的就是这份")
    blind.press("打印")
    assert blind.hears("正在打印")
    blind.world.settle(Outcome.DONE, 1)
    assert blind.hears("办好了")
    assert blind.hears("请拿好证件")
    blind.world.slip(is_printed=True)
    blind.press("好的，退出")
    QTest.qWait(PRESS_MS * 2)
    assert blind.hears("想办什么")


def test_the_time_it_is_about_is_heard_and_chosen_by_ear(blind: Blind) -> None:
    blind.speaker.plugged(True)
    blind.press("社保个人参保证明")
    assert blind.hears("要哪段时间的")
    assert blind.hears("最近两年")
    blind.walk_to("最近两年")
    assert blind.hears("已经选好")
    blind.press("最近一年")
    assert blind.heard == ["最近一年"]
    blind.walk_to("最近两年")
    assert not blind.hears("已经选好")


def test_the_key_for_again_says_where_one_is(blind: Blind) -> None:
    blind.speaker.plugged(True)
    blind.press("社保个人参保证明")
    blind.walk_to("上一步")
    blind.key("repeat")
    assert blind.hears("现在就能在这里办完")


def test_on_the_loudspeaker_nobody_hears_a_name_or_a_number(blind: Blind) -> None:
    blind.world.up_to_code()
    before = len(blind.everything)
    blind.world.type_code(PHONE)
    blind.world.answer(effects.CheckCode, Identified(IDENTITY))
    blind.world.answer(effects.LookUp, RecordFound(RECORD))
    blind.speaker.again()
    assert blind.hears("内容已经显示在屏幕上")
    said = "".join(blind.everything)
    assert not any(secret in said for secret in ("测", "0024", "0001", "24个月"))
    since = "".join(blind.everything[before:])
    assert not any(digit in since for digit in PHONE), "each digit is said as a dot, and nothing else has one"
    blind.speaker.plugged(True)
    assert blind.hears("姓名：测*甲")
    blind.speaker.plugged(False)
    assert not blind.hears("姓名")
    assert blind.hears("耳机拔掉了")


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [("voice", "cantonese", "喺屏幕右下方"), ("language", "zh-Hant", "請放好身份證"), ("language", "en", " card")],
)
def test_the_errand_speaks_the_language_that_was_chosen(blind: Blind, setting: str, value: str, words: str) -> None:
    blind.world.choose_look(setting, value)
    blind.everything.clear()
    blind.world.up_to_check()
    assert words in "".join(blind.everything)
