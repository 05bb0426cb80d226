"""When something is said, and what stops it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from config.texts import load_texts
from drivers.keypad import Key
from kiosk.cabinet.workers import Job
from kiosk.speech.dialect import Dialect, load_cantonese
from kiosk.speech.line import hear_key, hear_tap
from kiosk.speech.saying import Say
from kiosk.speech.speaking import Captioned, Speaker
from kiosk.taps import Digit, HeardAgain, Pointed, TapOnPage
from kiosk.view import Choice, Row, View

TEXTS = load_texts()
DIALECT = Dialect(TEXTS, load_cantonese())
PERSONAL = Row(label="姓名", value="测*甲")


@dataclass
class Asked:
    say: Say
    captioned: Captioned
    is_private: Callable[[], bool]
    job: Job = field(default_factory=lambda: Job(lambda _: None))

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.say.sentences]


class Listener:
    """A speaker whose words are written down."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.shown: list[View] = []
        self.listened = 0
        """How often somebody was taken to listen."""
        self.speaker = Speaker(DIALECT, show=self.shown.append, speak=self._speak, listens=self._listens)

    def _listens(self) -> None:
        self.listened += 1

    def _speak(self, say: Say, captioned: Captioned, is_private: Callable[[], bool]) -> Job:
        self.asked.append(Asked(say, captioned, is_private))
        return self.asked[-1].job

    @property
    def last(self) -> Asked:
        return self.asked[-1]

    @property
    def caption(self) -> str:
        return self.shown[-1].caption


def screen(name: str = "lay_card", page: int = 1, **changes: object) -> View:
    view = View(page=page, screen="lay_card", voice="mandarin", words=TEXTS.words("zh-Hans", name, phone="尾号"))
    return replace(view, **changes)  # type: ignore[arg-type]  # fields of View


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_a_new_screen_speaks_and_stops_the_one_before(listener: Listener) -> None:
    listener.speaker.show(screen())
    assert listener.last.texts[0] == "请放好身份证"
    listener.speaker.show(screen("scan", page=2))
    assert listener.asked[0].job.is_stopped()
    assert listener.last.texts[0] == "请出示手机上的二维码"


def test_the_same_screen_says_only_what_is_new(listener: Listener) -> None:
    listener.speaker.show(screen())
    listener.speaker.show(screen(clock="21:41"))
    assert len(listener.asked) == 1
    listener.speaker.show(screen(notice="号码不对，请再看一遍。"))
    assert listener.last.texts == ["号码不对，请再看一遍。"]
    assert listener.asked[0].job.is_stopped()


def test_a_caption_stands_as_long_as_it_is_said(listener: Listener) -> None:
    listener.speaker.show(screen())
    assert listener.caption == ""
    listener.last.captioned("请放好身份证。")
    assert listener.caption == "请放好身份证。"
    listener.last.captioned("")
    assert listener.caption == ""


def test_a_caption_of_what_was_stopped_comes_too_late(listener: Listener) -> None:
    listener.speaker.show(screen())
    listener.speaker.show(screen("scan", page=2))
    shown = len(listener.shown)
    listener.asked[0].captioned("请放好身份证。")
    assert (len(listener.shown), listener.caption) == (shown, "")


def test_any_touch_and_any_key_stop_it(listener: Listener) -> None:
    touches: tuple[Callable[[], None], ...] = (
        lambda: hear_tap(listener.speaker, TapOnPage(1, Digit("5"))),
        lambda: hear_key(listener.speaker, Key.DOWN),
    )
    for touch in touches:
        listener.speaker.show(screen(page=len(listener.asked) + 1))
        listener.last.captioned("请放好身份证。")
        touch()
        assert listener.last.job.is_stopped()
        assert listener.caption == ""


def test_the_repeat_key_and_the_button_say_the_whole_screen_again(listener: Listener) -> None:
    listener.speaker.show(screen())
    whole = listener.last.texts
    listener.speaker.show(screen(notice="号码不对，请再看一遍。"))
    hear_key(listener.speaker, Key.REPEAT)
    assert listener.last.texts == ["号码不对，请再看一遍。", *whole]
    hear_tap(listener.speaker, TapOnPage(1, HeardAgain()))
    assert listener.last.texts == ["号码不对，请再看一遍。", *whole]


def test_a_silent_machine_speaks_when_somebody_asks(listener: Listener) -> None:
    listener.speaker.show(screen(voice="off"))
    assert listener.asked == []
    listener.speaker.again()
    assert (listener.last.texts[0], listener.last.say.voice) == ("请放好身份证", "mandarin")


def test_how_fast_and_how_loud(listener: Listener) -> None:
    listener.speaker.show(screen(pace="slow", volume=9))
    assert (listener.last.say.pace, listener.last.say.volume_percent) == (0.75, 90)
    listener.speaker.show(screen(pace="slow", volume=9, is_night=True))
    listener.speaker.again()
    assert listener.last.say.volume_percent == 40
    listener.speaker.plugged(True)
    assert listener.last.say.volume_percent == 90


def test_a_change_of_the_voice_is_heard_at_once(listener: Listener) -> None:
    listener.speaker.show(screen())
    listener.speaker.show(screen(volume=8))
    assert (listener.last.texts, listener.last.say.volume_percent) == (["声音这么大。"], 80)
    listener.speaker.show(screen(volume=8, pace="fast"))
    assert listener.last.texts == ["说得这么快。"]
    listener.speaker.show(screen(volume=8, pace="fast", voice="cantonese"))
    assert listener.last.say.voice == "cantonese"
    listener.speaker.show(screen(volume=8, pace="fast", voice="off"))
    assert listener.last.job.is_stopped()


def test_an_earphone_begins_the_voice_by_itself_and_opens_what_is_personal(listener: Listener) -> None:
    listener.speaker.show(screen(voice="off", rows=(PERSONAL,)))
    assert (listener.asked, listener.shown[-1].is_by_voice) == ([], False)
    listener.speaker.plugged(True)
    assert listener.last.texts[0] == TEXTS.text("zh-Hans", "speech.plugged")
    assert "姓名：测*甲" in listener.last.texts
    assert listener.last.is_private()
    assert listener.shown[-1].is_by_voice


def test_pulled_out_it_stops_at_once_and_says_nothing_personal_any_more(listener: Listener) -> None:
    listener.speaker.plugged(True)
    listener.speaker.show(screen(rows=(PERSONAL,)))
    private = listener.last
    assert any(one.is_personal for one in private.say.sentences)
    listener.speaker.plugged(False)
    assert private.job.is_stopped()
    assert not private.is_private()
    assert not any(one.is_personal for one in listener.last.say.sentences)
    assert not listener.shown[-1].is_by_voice


def test_marked_controls_are_read_out_on_their_page_only(listener: Listener) -> None:
    listener.speaker.show(screen(page=3))
    hear_tap(listener.speaker, TapOnPage(3, Pointed("primary", "打印")))
    assert listener.last.texts == ["打印"]
    count = len(listener.asked)
    hear_tap(listener.speaker, TapOnPage(2, Pointed("primary", "打印")))
    assert len(listener.asked) == count


def test_a_key_of_a_secret_is_silent_on_the_loudspeaker(listener: Listener) -> None:
    code = replace(screen(), screen="code")
    listener.speaker.show(code)
    count = len(listener.asked)
    hear_tap(listener.speaker, TapOnPage(1, Pointed("digit-5", "5")))
    assert len(listener.asked) == count
    listener.speaker.plugged(True)
    hear_tap(listener.speaker, TapOnPage(1, Pointed("digit-5", "5")))
    assert listener.last.texts == ["5"]


def test_who_hears_a_page_in_their_earphone_is_there_while_it_is_said(listener: Listener) -> None:
    listener.speaker.show(screen())
    listener.last.captioned("请放好身份证。")
    assert listener.listened == 0, "the loudspeaker speaks to whoever is there, or to nobody"
    listener.speaker.plugged(True)
    listener.speaker.show(screen("scan", page=2))
    listener.last.captioned("请出示手机上的二维码。")
    listener.last.captioned("打开手机。")
    assert listener.listened == 2
    listener.last.captioned("")
    assert listener.listened == 2, "when all is said they have to move"
    listener.speaker.again()
    listener.last.captioned("请出示手机上的二维码。")
    assert listener.listened == 3


def test_neither_a_reminder_nor_the_question_who_is_there_answers_itself(listener: Listener) -> None:
    listener.speaker.plugged(True)
    listener.speaker.show(screen())
    listener.speaker.show(screen(notice="请拿好证件。"))
    listener.last.captioned("请拿好证件。")
    listener.speaker.show(screen(still_there_s=40))
    listener.last.captioned("您还在吗？")
    assert listener.listened == 0
    listener.speaker.show(screen())
    listener.last.captioned("请放好身份证。")
    assert listener.listened == 1, "whoever has answered hears the page to its end"


def test_what_a_touch_made_of_one_of_several_is_heard(listener: Listener) -> None:
    def several(*chosen: str) -> View:
        choices = tuple(Choice(id=one, label=one, is_chosen=one in chosen) for one in ("a", "b"))
        return View(page=7, screen="answer", voice="mandarin", words={"title": "要哪些？"}, choices=choices)

    listener.speaker.plugged(True)
    listener.speaker.show(several())
    listener.speaker.pointed_at(7, "choice-a", "办税")
    listener.speaker.show(several("a"))
    assert listener.last.texts == ["办税", "已经选好"]
    listener.speaker.show(several())
    assert listener.last.texts == ["已经取消"]
    listener.speaker.plugged(False)
    asked = len(listener.asked)
    listener.speaker.pointed_at(7, "choice-a", "办税")
    listener.speaker.show(several("a"))
    assert len(listener.asked) == asked + 1, "the hall hears what is touched, not what is chosen"
