"""What the voices are given: polyphones by the word they stand in; numbers, dates and codes in words."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound import Language
from drivers.sound.numerals import COUNTABLE_MAX, counted, spelled
from drivers.sound.reading import as_read, in_pinyin


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("重庆", "chong2 qing4"),
        ("重新", "chong2 xin1"),
        ("重要", "zhong4 yao4"),
        ("银行", "yin2 hang2"),
        ("行政", "xing2 zheng4"),
        ("长者", "zhang3 zhe3"),
        ("有效期很长", "you3 xiao4 qi1 hen3 chang2"),
        ("会计", "kuai4 ji4"),
        ("开会", "kai1 hui4"),
        ("音乐", "yin1 yue4"),
        ("参保", "can1 bao3"),
        ("绿色", "lv4 se4"),
    ],
)
def test_a_character_is_read_by_the_word_it_stands_in(written: str, read: str) -> None:
    assert in_pinyin(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("共2张，第2张", "共两张，第二张"),
        ("24个月", "二十四个月"),
        ("105元", "一百零五元"),
        ("10001元", "一万零一元"),
        ("10.50元", "十点五零元"),
        ("99%", "百分之九十九"),
        ("2024.12 — 2026.11", "二零二四年十二月到二零二六年十一月"),
        ("2026年7月1日8:30可办", "二零二六年七月一日八点半可办"),
        ("2026-11-21", "二零二六年十一月二十一日"),
        ("14:00停，2:05开", "十四点停，两点零五分开"),
        ("验证码123456", "验证码一二三四五六"),
        ("编号007", "编号零零七"),
        ("110、120、119 和12345", "幺幺零、幺二零、幺幺九 和幺二三四五"),
        ("120张，110个", "一百二十张，一百一十个"),
        ("4499**********0024", "尾号零零二四"),
        ("138****0001", "尾号零零零一"),
        ("测*甲", "测某甲"),
        ("A2-07", "A二，零七"),
    ],
)
def test_numbers_dates_and_codes_are_words(written: str, read: str) -> None:
    assert as_read(written, Language.CANTONESE) == read


def test_letters_have_names() -> None:
    assert as_read("最后一位是X", Language.MANDARIN).endswith("ai2 ke5 si5")


def test_english_spells_codes_and_never_says_stars() -> None:
    assert as_read("code 123456, sheet 2 of 12", Language.ENGLISH) == "code 1 2 3 4 5 6, sheet 2 of 12"
    assert as_read("to 138****0001", Language.ENGLISH) == "to ending in 0 0 0 1"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (10_010, "一万零一十"),
        (120_034, "十二万零三十四"),
        (10_000_000, "一千万"),
        (100_000_001, "一亿零一"),
    ],
)
def test_quantities(number: int, said: str) -> None:
    assert counted(number) == said


PLACES = {"十": 10, "百": 100, "千": 1000}


def understood(said: str) -> int:
    """As somebody who hears it would write it down."""
    whole = group = digit = 0
    for one in said:
        if one in PLACES:
            group += (digit or 1) * PLACES[one]
            digit = 0
        elif one in "万亿":
            whole += (group + digit) * (10**4 if one == "万" else 10**8)
            group = digit = 0
        else:
            digit = "零一二三四五六七八九".index(one)
    return whole + group + digit


@given(st.integers(0, COUNTABLE_MAX))
def test_whoever_hears_a_quantity_knows_the_number(number: int) -> None:
    assert understood(counted(number)) == number


@pytest.mark.parametrize("number", [-1, COUNTABLE_MAX + 1])
def test_what_is_no_quantity_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no quantity"):
        counted(number)


def test_what_is_no_digit_stays() -> None:
    assert spelled("A07²") == "A零七²"


@given(st.text(max_size=80), st.sampled_from(Language))
def test_any_text_is_read_without_digits_or_commands(text: str, language: Language) -> None:
    read = as_read(text, language)
    assert not re.search(r"[\x00-\x08\x0e-\x1f]", read)
    if language is Language.CANTONESE:
        assert not re.search(r"[0-9]", read)


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_program_knows_every_syllable_of_what_it_is_given() -> None:
    """A syllable that it does not know is read in English letters."""
    texts = "请把身份证平放在亮灯的地方，按X键，女儿绿色，二维码，恩，ABCDEFGHIJKLMNOPQRSTUVWXYZ，零一二三四五"
    command = ["espeak-ng", "-q", "-x", "-b", "1", "-v", Language.MANDARIN.value, "--stdin"]
    given_text = as_read(texts, Language.MANDARIN)
    said = subprocess.run(command, input=given_text, capture_output=True, text=True, check=True).stdout
    assert "(en)" not in said
