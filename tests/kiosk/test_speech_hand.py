"""What the loudspeaker's worker does with sentences, and which recorded voices there are."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from in_words import Clock

from config.texts import Texts, load_texts
from drivers.faults import DeviceError, Fault
from drivers.sound import Language as Tongue
from drivers.sound import Prompt, SoundState, Speech
from kiosk.cabinet.workers import Job, Work
from kiosk.speech.dialect import load_cantonese
from kiosk.speech.hand import CAPTION_S, MADE, SpeechHand
from kiosk.speech.saying import Say, Sentence
from kiosk.speech.voices import FOLDER, Pack, VoiceError, load_packs, prompts, read_pack

TEXTS = load_texts()


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


def test_a_name_that_nobody_translated_is_said_in_its_own_tongue() -> None:
    studio = Studio()
    studio.speak(say("Please check", "Office: 样例河道管理处", language="en"))
    assert [one.language for one in studio.sound.said if isinstance(one, Speech)] == [Tongue.ENGLISH, Tongue.MANDARIN]


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
