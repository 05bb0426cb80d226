"""Traditional Chinese is one language in every file: of two words for one thing, one is written."""

import re
from pathlib import Path

import config

FOLDER = Path(config.__file__).parent
WRITTEN = {"甚麼": "什麼", "服務台": "服務枱", "螢幕": "屏幕", "信息": "資料", "“": "「", "”": "」"}
"""What is not written, and what is instead."""
WEEKDAY = re.compile("周[一二三四五六日]")
OF_A_WORDING = re.compile(r'zh-Hant"? = "([^"]*)"')


def test_traditional_chinese_has_one_word_for_a_thing() -> None:
    found = [f"{line}: {text}" for line, text in said() if any(other in text for other in WRITTEN)]
    assert found == []


def test_the_days_of_the_week_are_written_as_traditional_chinese_writes_them() -> None:
    assert [f"{line}: {text}" for line, text in said() if WEEKDAY.search(text)] == []


def said() -> list[tuple[str, str]]:
    """Where, and the text."""
    found = []
    for path in sorted(FOLDER.rglob("*.toml")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            is_texts = path.name == "zh-Hant.toml" and not line.startswith("#")
            texts = [line] if is_texts else OF_A_WORDING.findall(line)
            found += [(f"{path.relative_to(FOLDER)}:{number}", text) for text in texts]
    return found
