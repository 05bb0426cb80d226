"""When something is said and what stops it; what the loudspeaker's worker does; which voices there are."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from in_words import Clock

from config.texts import Texts, load_texts
from drivers.faults import DeviceError, Fault
from drivers.keypad import Key
from drivers.sound import Language as Tongue
from drivers.sound import Prompt, SoundState, Speech
from kiosk.dialect import Dialect, load_cantonese
from kiosk.speaking import Captioned, Speaker
from kiosk.speech import Say, Sentence
from kiosk.speech_hand import CAPTION_S, MADE, SpeechHand
from kiosk.taps import Digit, HeardAgain, Pointed, TapOnPage
from kiosk.view import Row, View
from kiosk.voice_line import hear_key, hear_tap
from kiosk.voices import FOLDER, Pack, VoiceError, load_packs, prompts, read_pack
from kiosk.workers import Job, Work

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
        self.now = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
        self.speaker = Speaker(DIALECT, show=self.shown.append, speak=self._speak, now=lambda: self.now)

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
    listener.now = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
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


# The loudspeaker's worker


class Loudspeaker:
    """Takes one second a sentence of a clock that the test moves."""

    def __init__(self, clock: Clock, fault: Fault | None = None) -> None:
        self.clock = clock
        self.fault = fault
        self.said: list[Prompt | Speech] = []
        self.volumes: list[int] = []
        self.stops = 0
        self.until = 0.0

    def say(self, what: Prompt | Speech) -> None:
        if self.fault is not None:
            raise DeviceError(self.fault, "no sound")
        self.said.append(what)
        self.until = self.clock.monotonic() + 1.0

    def stop(self) -> None:
        self.stops += 1
        self.until = 0.0

    def state(self) -> SoundState:
        return SoundState.SPEAKING if self.clock.monotonic() < self.until else SoundState.QUIET

    def set_volume(self, percent: int) -> None:
        self.volumes.append(percent)

    def check(self) -> str:
        return "test"

    def close(self) -> None:
        pass


def say(*texts: str, personal: tuple[str, ...] = (), **changes: object) -> Say:
    said = (*(Sentence(text) for text in texts), *(Sentence(text, is_personal=True) for text in personal))
    whole = Say(said, "zh-Hans", "mandarin", 1.0, 60)
    return replace(whole, **changes)  # type: ignore[arg-type]  # fields of Say


class Studio:
    """A hand whose work is done at once, on this thread."""

    def __init__(self, fault: Fault | None = None, packs: dict[str, Pack] | None = None) -> None:
        self.clock = Clock()
        self.sound = Loudspeaker(self.clock, fault)
        self.stops_at: float | None = None
        self.captions: list[tuple[float, str]] = []
        self.hand = SpeechHand(self.sound, self._work, packs or {}, self.clock)

    def speak(self, wanted: Say, is_private: Callable[[], bool] = lambda: True) -> float:
        """How long it took."""
        began = self.clock.monotonic()

        def captioned(caption: str) -> None:
            self.captions.append((self.clock.monotonic() - began, caption))

        self.hand.speak(wanted, captioned, is_private)
        return self.clock.monotonic() - began

    def _work(self, work: Work) -> Job:
        work(lambda: self.stops_at is not None and self.clock.monotonic() >= self.stops_at)
        return Job(work)


def test_sentences_are_said_one_after_the_other_and_a_caption_stays_five_seconds() -> None:
    studio = Studio()
    took = studio.speak(say("请放好身份证", "先不要拿走。"))
    assert [one.text for one in studio.sound.said if isinstance(one, Speech)] == ["请放好身份证", "先不要拿走。"]
    assert [text for _, text in studio.captions] == ["请放好身份证。先不要拿走。", ""]
    assert CAPTION_S <= took < CAPTION_S + 0.1
    assert studio.sound.volumes == [60, 60]


def test_what_does_not_fit_stands_there_one_after_the_other() -> None:
    studio = Studio()
    studio.speak(say("一" * 20, "二" * 20))
    assert [text for _, text in studio.captions] == ["一" * 20 + "。", "二" * 20 + "。", ""]
    assert studio.captions[1][0] >= CAPTION_S


def test_a_long_sentence_is_said_once_and_shown_in_parts() -> None:
    studio = Studio(Fault.ABSENT)
    studio.speak(say("一" * 30 + "，" + "二" * 30))
    assert [text for _, text in studio.captions] == ["一" * 30 + "，", "二" * 30, ""]
    assert len(studio.hand.record) == 1
    assert studio.captions[1][0] == pytest.approx(31 * 0.27, abs=0.1)
    assert studio.captions[2][0] == pytest.approx(61 * 0.27, abs=0.1)


def test_stopped_it_is_silent_within_an_eye_blink() -> None:
    studio = Studio()
    studio.stops_at = studio.clock.monotonic() + 0.5
    took = studio.speak(say("一", "二", "三"))
    assert 0.5 <= took < 0.55
    assert (len(studio.sound.said), studio.sound.stops) == (1, 1)


def test_what_is_personal_is_not_begun_when_the_earphone_is_out() -> None:
    studio = Studio()
    studio.speak(say("请核对", personal=("姓名：测*甲",)), is_private=lambda: False)
    assert [one.text for one in studio.sound.said if isinstance(one, Speech)] == ["请核对"]


@pytest.mark.parametrize("fault", [Fault.ABSENT, Fault.DISABLED, Fault.BROKEN])
def test_without_a_sound_there_are_captions_as_long_as_it_would_have_taken(fault: Fault) -> None:
    studio = Studio(fault)
    assert studio.speak(say("说" * 30)) >= 30 * 0.27
    assert studio.captions[0][1] == "说" * 30 + "。"
    assert list(studio.hand.record) == [MADE]


def test_what_was_recorded_is_played_and_only_ids_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "screen.lay_card.title.ogg"
    pack = Pack("mandarin", "普通话", "mandarin", {"请放好身份证": ("screen.lay_card.title", file)})
    studio = Studio(packs={"mandarin": pack})
    studio.speak(say("请放好身份证", personal=("姓名：测*甲",), pace=0.75))
    assert studio.sound.said[0] == Prompt(file, 0.75)
    assert studio.sound.said[1] == Speech("姓名：测*甲", Tongue.MANDARIN, 0.75)
    assert list(studio.hand.record) == ["screen.lay_card.title", MADE]


def test_each_language_has_its_tongue() -> None:
    studio = Studio()
    studio.speak(say("唔該", voice="cantonese"))
    studio.speak(say("Thank you", language="en"))
    assert [one.language for one in studio.sound.said if isinstance(one, Speech)] == [Tongue.CANTONESE, Tongue.ENGLISH]


# Recorded voices

PACK = """name = "潮汕话"
speaks = "mandarin"
by = "Somebody"
licence = "CC0-1.0"

[prompts]
"screen.lay_card.title" = "{text}"
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    folder = tmp_path / "teochew"
    folder.mkdir()
    (folder / "pack.toml").write_text(PACK.format(text=text), "utf-8")
    (folder / "screen.lay_card.title.ogg").write_bytes(b"OggS")
    return tmp_path


def test_a_city_records_a_voice_by_adding_a_folder(tmp_path: Path) -> None:
    packs = load_packs(TEXTS, load_cantonese(), folder_with(tmp_path, "请放好身份证"))
    pack = packs["teochew"]
    assert (pack.name, pack.speaks) == ("潮汕话", "mandarin")
    file = tmp_path / "teochew" / "screen.lay_card.title.ogg"
    traditional = TEXTS.text("zh-Hant", "screen.lay_card.title")
    assert pack.recordings == dict.fromkeys(("请放好身份证", traditional), ("screen.lay_card.title", file))


def test_a_recording_of_words_that_have_changed_is_not_used(tmp_path: Path) -> None:
    assert load_packs(TEXTS, load_cantonese(), folder_with(tmp_path, "请放身份证"))["teochew"].recordings == {}


@pytest.mark.parametrize(
    ("written", "message"),
    [("name = 7\n", "name"), ("name", "not TOML"), ('name = "x"\nspeaks = "klingon"\nby = ""\nlicence = ""', "speaks")],
)
def test_a_pack_that_is_none_is_one_clear_line(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "pack.toml").write_text(written, "utf-8")
    with pytest.raises(VoiceError, match=message):
        read_pack(tmp_path / "pack.toml")
    with pytest.raises(VoiceError, match="cannot be read"):
        read_pack(tmp_path / "none.toml")


def test_numbers_are_recorded_and_what_is_personal_is_not() -> None:
    fixed = prompts(TEXTS, "zh-Hans")
    assert fixed["notice.code_wrong-2"] == "验证码不对，还可以试2次。"
    assert not any(key.startswith(("staff.", "label.")) for key in fixed)
    assert not any("{" in text for text in fixed.values())


def test_all_files_of_the_packs_are_of_their_pack_and_small() -> None:
    files = list(FOLDER.rglob("*.ogg"))
    packs = load_packs(TEXTS, load_cantonese())
    for pack_id, pack in packs.items():
        assert {path.stem for path in files if path.parent.name == pack_id} == set(
            read_pack(FOLDER / pack_id / "pack.toml").prompts
        )
        assert pack.recordings
    assert sum(path.stat().st_size for path in files) < 10_000_000


@pytest.mark.skipif(shutil.which("sox") is None, reason="sox is not installed")
@pytest.mark.parametrize("pack_id", ["mandarin", "cantonese"])
def test_a_recording_is_sound_of_a_sensible_length(pack_id: str) -> None:
    from drivers.clock import SystemClock
    from drivers.sound.recording import read

    pack = load_packs(TEXTS, load_cantonese())[pack_id]
    for text, (_, file) in sorted(pack.recordings.items())[::60]:
        usual = read(Prompt(file), SystemClock())
        assert 0.1 < usual.seconds / len(text) < 0.8 or usual.seconds < 2.0, text
        assert read(Prompt(file, 2.0), SystemClock()).seconds == pytest.approx(usual.seconds / 2, rel=0.1)


def test_the_texts_of_the_tests_are_those_of_the_house() -> None:
    assert isinstance(TEXTS, Texts)
