"""Sound: WAV without I/O, espeak-ng for real where it is installed, and programs that stand in for aplay."""

import contextlib
import io
import os
import shutil
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waiting import wait_until

from config.device_settings import SoundSettings
from drivers.catalog import SOUNDS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.sound import Language, Prompt, Sound, SoundState, Speech
from drivers.sound.aplay import AplaySound
from drivers.sound.frames import FrameError, Wave, at_volume, wav_of, wave_of
from drivers.sound.reading import as_read
from drivers.sound.recorder import Recorder
from drivers.sound.voice import spoken

SENTENCE = Speech("请把身份证放在读卡器上。")


def refusal(call: Callable[[], object]) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault


def file_of(samples: bytes, *, rate: int = 8000, channels: int = 1, width: int = 2) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples)
    return data.getvalue()


LOUD = (b"\x00\x40" * 8000, b"\x00\xc0" * 8000)


def test_a_wav_goes_in_and_out() -> None:
    data = file_of(LOUD[0], rate=16_000, channels=2)
    read = wave_of(data)
    assert (read.rate_hz, read.channels, read.samples, read.seconds) == (16_000, 2, LOUD[0], 0.25)
    assert wav_of(read) == data
    assert "samples" not in repr(read)


def test_a_wav_out_of_a_pipe_says_a_wrong_length_and_is_read_all_the_same() -> None:
    data = bytearray(file_of(LOUD[0]))
    data[4:8] = data[40:44] = bytes.fromhex("00F0FF7F")
    assert wave_of(bytes(data) + b"\x01").samples == LOUD[0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF....WAVE",
        b"OggS" + bytes(100),
        file_of(LOUD[0], width=1),
        file_of(LOUD[0], rate=96_000),
        file_of(bytes(2 * 8000 * 61)),
        file_of(LOUD[0])[:40],
        b"RIFF....WAVEdata\x02\x00\x00\x00ab",
    ],
)
def test_what_is_no_sound_that_we_play(data: bytes) -> None:
    with pytest.raises(FrameError):
        wave_of(data)


@given(st.binary(max_size=100))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    with contextlib.suppress(FrameError):
        wave_of(b"RIFF\x00\x00\x00\x00WAVE" + data)


def test_volume_on_the_ears_scale() -> None:
    loud = Wave(8000, 1, LOUD[0])

    def level(percent: int) -> int:
        return int.from_bytes(at_volume(loud, percent).samples[:2], "little", signed=True)

    assert [level(percent) for percent in (100, 50, 1, 0)] == [16384, 1638, 171, 0]
    assert int.from_bytes(at_volume(Wave(8000, 1, LOUD[1]), 50).samples[:2], "little", signed=True) == -1638


def standing_in(folder: Path, name: str, does: str) -> str:
    program = folder / name
    program.write_text(f"#!{sys.executable}\nimport os, sys, threading\n{does}\n")
    program.chmod(0o700)
    return str(program)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    cards = tmp_path / "cards"
    cards.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0xf7\n")
    return cards


@pytest.fixture
def prompt(tmp_path: Path) -> Prompt:
    file = tmp_path / "welcome.wav"
    file.write_bytes(file_of(LOUD[0]))
    return Prompt(file)


@pytest.fixture
def lasting(tmp_path: Path, cards: Path) -> Iterator[AplaySound]:
    """A player that keeps what it got beside its process number, and plays for half a minute."""
    does = f"""import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)
heard = sys.stdin.buffer.read()
with open({str(tmp_path)!r} + f"/heard-{{os.getpid()}}.tmp", "wb") as file: file.write(heard)
os.rename(file.name, file.name[:-3] + "wav")
threading.Event().wait(30)"""
    player = standing_in(tmp_path, "aplay", does)
    sound = AplaySound("default", SystemClock(), volume_percent=100, cards=cards, player=player)
    yield sound
    sound.close()


def heard(folder: Path) -> list[Path]:
    return list(folder.glob("heard-*.wav"))


def test_a_prompt_is_played_and_ends_with_a_word(tmp_path: Path, lasting: AplaySound, prompt: Prompt) -> None:
    clock = SystemClock()
    assert lasting.check() == "0 [PCH            ]: HDA-Intel - HDA Intel PCH"
    assert lasting.state() is SoundState.QUIET
    lasting.say(prompt)
    assert lasting.state() is SoundState.SPEAKING
    wait_until(lambda: len(heard(tmp_path)) == 1, 5, "the player")
    assert heard(tmp_path)[0].read_bytes() == prompt.file.read_bytes()
    began = clock.monotonic()
    lasting.stop()
    assert clock.monotonic() - began < 0.2
    assert lasting.state() is SoundState.QUIET
    number = int(heard(tmp_path)[0].stem.removeprefix("heard-"))
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_what_is_new_stops_what_is_old(tmp_path: Path, lasting: AplaySound, prompt: Prompt) -> None:
    lasting.say(prompt)
    wait_until(lambda: len(heard(tmp_path)) == 1, 5, "the player")
    first = int(heard(tmp_path)[0].stem.removeprefix("heard-"))
    lasting.set_volume(50)
    lasting.say(prompt)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
    wait_until(lambda: len(heard(tmp_path)) == 2, 5, "the second player")
    levels = {wave_of(file.read_bytes()).samples[:2] for file in heard(tmp_path)}
    assert levels == {b"\x00\x40", (1638).to_bytes(2, "little")}


def test_hardware_that_is_not_there_is_a_state(tmp_path: Path, prompt: Prompt) -> None:
    for cards in (tmp_path / "none", tmp_path / "empty"):
        if cards.name == "empty":
            cards.write_text("--- no soundcards ---\n")
        sound = AplaySound("default", SystemClock(), cards=cards)
        assert sound.state() is SoundState.ABSENT
        assert refusal(partial(sound.say, prompt)) is Fault.ABSENT
        sound.stop()
        sound.close()


@pytest.mark.skipif(shutil.which("aplay") is None, reason="alsa-utils is not installed")
def test_the_real_aplay(cards: Path, prompt: Prompt) -> None:
    sound = AplaySound("null", SystemClock(), cards=cards)
    sound.say(prompt)
    wait_until(lambda: sound.state() is SoundState.QUIET, 5, "the end")
    wrong = AplaySound("no-such-device", SystemClock(), cards=cards)
    wrong.say(prompt)
    wait_until(lambda: wrong.state() is SoundState.ABSENT, 5, "aplay's refusal")
    wrong.close()


def test_without_the_player_and_with_files_that_are_none(tmp_path: Path, cards: Path, prompt: Prompt) -> None:
    sound = AplaySound("default", SystemClock(), cards=cards, player=str(tmp_path / "none"))
    assert refusal(lambda: sound.say(prompt)) is Fault.DISABLED
    assert refusal(lambda: sound.say(Prompt(tmp_path / "none.wav"))) is Fault.GARBLED
    prompt.file.write_bytes(b"no sound")
    assert refusal(lambda: sound.say(prompt)) is Fault.GARBLED
    for percent in (-1, 101):
        assert refusal(partial(sound.set_volume, percent)) is Fault.REFUSED


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_both_languages_are_spoken_and_are_not_the_same() -> None:
    mandarin = spoken(SENTENCE, SystemClock())
    cantonese = spoken(Speech(SENTENCE.text, Language.CANTONESE), SystemClock())
    slow = spoken(Speech(SENTENCE.text, pace=0.5), SystemClock())
    assert 1 < mandarin.seconds < 8
    assert 1 < cantonese.seconds < 8
    assert mandarin.samples != cantonese.samples
    assert slow.seconds > 1.4 * mandarin.seconds


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_voice_reads_han_characters_and_not_letters() -> None:
    command = ["espeak-ng", "-q", "-x", "-b", "1", "-v", Language.MANDARIN.value, "--stdin"]
    read = as_read("中国重庆", Language.MANDARIN)
    phonemes = subprocess.run(command, input=read, capture_output=True, text=True, check=True).stdout
    assert "(en)" not in phonemes
    assert len(phonemes.split()) == 4


@pytest.mark.parametrize(
    ("does", "fault"),
    [
        ("sys.exit(1)", Fault.BROKEN),
        ("print('no sound')", Fault.GARBLED),
        ("threading.Event().wait(30)", Fault.TIMED_OUT),
        ("while True: sys.stdout.write('x' * 1_000_000)", Fault.GARBLED),
    ],
)
def test_a_voice_that_fails_is_a_fault_within_its_limit(tmp_path: Path, does: str, fault: Fault) -> None:
    program = standing_in(tmp_path, "espeak-ng", does)
    # Whoever only hangs is found out soon; the others get the time that a busy machine needs to start them.
    limit_s = 0.5 if fault is Fault.TIMED_OUT else 20.0
    assert refusal(lambda: spoken(SENTENCE, SystemClock(), program=program, within_s=limit_s)) is fault


def test_what_cannot_be_spoken_starts_no_program(tmp_path: Path) -> None:
    program = str(tmp_path / "none")
    for speech in (Speech("长" * 501), Speech("快", pace=2.1), Speech("慢", pace=0.4)):
        assert refusal(partial(spoken, speech, SystemClock(), program=program)) is Fault.REFUSED
    assert refusal(lambda: spoken(SENTENCE, SystemClock(), program=program)) is Fault.DISABLED


def test_the_text_is_on_no_command_line_and_carries_no_commands(tmp_path: Path) -> None:
    does = f"""text = sys.stdin.buffer.read()
with open({str(tmp_path / "seen")!r}, "wb") as file: file.write(repr(sys.argv).encode() + b"|" + text)
sys.exit(1)"""
    program = standing_in(tmp_path, "espeak-ng", does)
    speech = Speech("您\x01好\n!")
    assert refusal(lambda: spoken(speech, SystemClock(), program=program)) is Fault.BROKEN
    arguments, text = (tmp_path / "seen").read_bytes().split(b"|")
    assert text.decode() == "nin2 hao3 !"
    assert "hao" not in arguments.decode()
    assert "好" not in repr(speech)


def test_the_recorder_keeps_what_was_said_and_how_often_it_was_stopped(prompt: Prompt) -> None:
    recorder = Recorder(SystemClock(), keep=2)
    for what in (prompt, SENTENCE, prompt):
        recorder.say(what)
    assert (list(recorder.said), recorder.count, recorder.stops) == ([SENTENCE, prompt], 3, 2)
    assert recorder.state() is SoundState.SPEAKING
    recorder.finish()
    recorder.stop()
    assert (recorder.state(), recorder.stops) == (SoundState.QUIET, 2)
    recorder.set_volume(30)
    assert (recorder.volume_percent, refusal(lambda: recorder.set_volume(200))) == (30, Fault.REFUSED)
    recorder.close()
    assert not recorder.said


def test_the_models_of_the_catalogue() -> None:
    for model in ("aplay", "recorder"):
        settings = SoundSettings(model=model, device="null")
        sound: Sound = SOUNDS[model](settings, SystemClock())
        assert sound.state() in SoundState
        sound.close()
    hall = SOUNDS["recorder"](SoundSettings(), SystemClock())
    hall.say(SENTENCE)
    assert isinstance(hall, Recorder)
    assert (hall.count, len(hall.said)) == (1, 0)
