import re
from pathlib import Path

import pytest

from config.texts import FOLDER, LANGUAGES, TextError, Texts, load_texts, placeholders
from drivers.faults import Fault
from kiosk.platform.values import ErrorCode

HAN = re.compile(r"[\u3400-\u9fff]")
OFFICE_WORDS = ("事项", "申请人", "办件", "事項", "申請人", "辦件")
BUTTONS = ("primary", "secondary", "back", "stop", "erase", "still_stay", "still_end", "home", "leave")
OWN_TROUBLES = (
    "network",
    "timeout",
    "not_trusted",
    "platform_broken",
    "wrong_answer",
    "clock_wrong",
    "cannot_draw",
    "disk_full",
    "print_unknown",
    "print_not_done",
    "social_card_changed",
    "social_card_taken",
    "pin_timed_out",
    "permit_other_kind",
    "code_too_soon",
    "person_no_phone",
    "person_helped_unknown",
    "child_needs_guardian",
    "not_enough",
)


CLAIMS = (
    *(
        "通知",
        "已经知道",
        "正在来",
        "正在重新",
        "正在校准",
        "自己重新连接",
        "自动继续",
        "会帮您",
        "销毁",
        "没有损坏",
        "马上就好",
    ),
    *("已經知道", "正在來", "正在校準", "自己重新連接", "自動繼續", "會幫您", "銷燬", "銷毀", "沒有損壞", "馬上就好"),
    *(
        "have been told",
        "on the way",
        "being restarted",
        "reconnecting",
        "by itself once",
        "will destroy",
        "not damaged",
    ),
    *("大多数单位", "大多數單位", "Most employers", "Our staff", "会帮", "會幫"),
)
"""What a machine that alone knows of its fault cannot promise."""
COUNTED = ("次数", "次數", "counted")
UNKNOWN = ("network", "timeout", "platform_broken", "wrong_answer", "not_trusted", "print_unknown")
"""Troubles after which nobody knows whether the platform has counted the print."""
MAINLAND = (
    *(
        "列印",
        "裡",
        "著",
        "采用",
        "燬",
        "芯片",
        "聯繫",
        "存儲",
        "程序",
        "墨粉",
        "一會兒",
        "字號",
        "複印",
        "小票",
        "點一下",
    ),
    *("手機號就", '身份證號"'),
)
"""What a converting tool leaves, or what is said otherwise in Hong Kong."""


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


@pytest.mark.parametrize("key", [*(fault.value for fault in Fault), *(code.value for code in ErrorCode), *OWN_TROUBLES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_says_what_happened_what_is_safe_and_what_to_do(texts: Texts, language: str, key: str) -> None:
    words = texts.trouble(language, key)
    assert all(words[part] for part in ("title", "lead", "safe", "next", "primary", "back"))


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_a_line_for_the_staff(texts: Texts, fault: Fault) -> None:
    assert texts.text("zh-Hans", f"staff.{fault.value}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_claims_what_nobody_does(texts: Texts, language: str) -> None:
    """`help_call` is said where the platform has noted the call (tests/visits/test_asking_for_a_person.py)."""
    claimed = {key: text for key, text in said(texts, language).items() if any(claim in text for claim in CLAIMS)}
    found = {key: text for key, text in claimed.items() if not key.startswith("help_call.")}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_counting_where_nobody_knows(texts: Texts, language: str) -> None:
    for prefix in (*(f"trouble.{key}" for key in UNKNOWN), "aftermath.unknown"):
        assert not any(word in text for text in texts.below(language, prefix).values() for word in COUNTED), prefix


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", ["done", "not_done", "unknown"])
def test_after_a_restart_people_are_told_what_to_do(texts: Texts, language: str, outcome: str) -> None:
    assert all(texts.text(language, f"aftermath.{outcome}.{part}") for part in ("title", "lead", "safe", "next"))


def test_traditional_chinese_is_written_as_in_hong_kong(texts: Texts) -> None:
    for key, text in said(texts, "zh-Hant", staff=True).items():
        assert not any(word in f'{text}"' for word in MAINLAND), key
        if key != "bar.zh-Hans":
            text.encode("big5hkscs")


@pytest.mark.parametrize("outcome", ["done", "not_done", "unknown"])
def test_after_a_restart_people_are_told_without_a_name(texts: Texts, outcome: str) -> None:
    assert placeholders(texts.text("zh-Hans", f"aftermath.{outcome}.lead")) == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_words(texts: Texts, language: str) -> None:
    for key in texts.keys():  # noqa: SIM118  # Texts is no mapping
        last = key.rpartition(".")[2]
        if key.startswith("staff."):
            continue
        text = texts.below(language, key.rpartition(".")[0])[last]
        assert not any(word in text for word in OFFICE_WORDS), key
        if last in BUTTONS:
            assert len(HAN.findall(text)) <= 12, key


def said(texts: Texts, language: str, *, staff: bool = False) -> dict[str, str]:
    """Every text by its key."""
    return {
        key: texts.below(language, key.rpartition(".")[0])[key.rpartition(".")[2]]
        for key in texts.keys()  # noqa: SIM118  # Texts is no mapping
        if staff or not key.startswith("staff.")
    }


def test_placeholders_are_filled(texts: Texts) -> None:
    assert "138****0000" in texts.words("en", "code", phone="138****0000")["lead"]
    assert texts.text("zh-Hans", "notice.code_wrong", tries=2) == "验证码不对，还可以试2次。"


def test_a_missing_value_is_named(texts: Texts) -> None:
    with pytest.raises(TextError, match=r"zh-Hans\.toml: 'notice\.code_wrong' needs a value for \{tries\}"):
        texts.text("zh-Hans", "notice.code_wrong")


def test_an_unknown_key_is_named(texts: Texts) -> None:
    with pytest.raises(TextError, match=r"en\.toml: no text 'screen\.party\.title'"):
        texts.text("en", "screen.party.title")
    with pytest.raises(TextError, match=r"en\.toml: no texts below 'screen\.party'"):
        texts.words("en", "party")


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("en.toml", 'open = "Open 24 hours"\n', "", r"en\.toml: no text 'bar\.open', another language has it"),
        ("en.toml", "[bar]\n", '[bar]\nmore = "x"\n', r"zh-Hans\.toml: no text 'bar\.more'"),
        ("zh-Hant.toml", "{tries}", "", r"zh-Hant\.toml: 'notice\.code_wrong' has placeholders \[\]"),
        ("zh-Hans.toml", '"首页"', "7", r"zh-Hans\.toml: 'bar\.home' is no text"),
        ("zh-Hans.toml", '"首页"', '"首{页"', r"zh-Hans\.toml: 'bar\.home' has a brace"),
        ("zh-Hans.toml", "[bar]", "[bar", r"zh-Hans\.toml: not TOML"),
    ],
)
def test_a_broken_file_is_one_clear_line(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8")
        assert path.name != file or old in text
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.name == file else text, "utf-8")
    with pytest.raises(TextError, match=message):
        load_texts(tmp_path)


def test_texts_are_read_once() -> None:
    assert load_texts() is load_texts()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextError, match=r"zh-Hans\.toml: cannot be read"):
        load_texts(tmp_path)


def test_english_quotes_are_straight(texts: Texts) -> None:
    """The faces of Han draw curly ones as wide as a Han character: a hole in an English sentence."""
    curly = [key for key in texts.keys() if set(texts.written("en", key)) & set("“”‘’")]  # noqa: SIM118  # no mapping
    assert curly == []
