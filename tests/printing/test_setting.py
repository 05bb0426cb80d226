"""Lines are broken the way Chinese is set."""

from hypothesis import given
from hypothesis import strategies as st

from printing.fonts import width
from printing.setting import NEVER_FIRST, NEVER_LAST, wrap


def test_punctuation_neither_begins_nor_ends_a_line_wrongly() -> None:
    assert wrap("一二三四，五六", 10, 40) == ["一二三", "四，五六"]
    assert wrap("一二三（四五）", 10, 40) == ["一二三", "（四五）"]


def test_words_and_numbers_stay_whole_where_they_fit() -> None:
    assert wrap("编号 HY07-2026 号", 10, 60) == ["编号", "HY07-2026", "号"]


def test_no_character_ends_a_paragraph_alone() -> None:
    assert wrap("惠州市示例公司", 10, 60) == ["惠州市示例", "公司"]
    assert wrap("一二三四，五", 10, 50) == ["一二三四，", "五"], "punctuation cannot go along"


def test_nothing_is_one_empty_line() -> None:
    assert wrap("", 10, 40) == [""]


@given(st.text("中文，。（）《》Ab1- ", max_size=60), st.integers(25, 200))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, room: int) -> None:
    lines = wrap(text, 10, room)
    assert all(width(line, 10) <= room or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text("中文，（", min_size=1, max_size=40).filter(lambda text: "，，" not in text and "（（" not in text))
def test_kinsoku_holds_wherever_pieces_are_short(text: str) -> None:
    for line in wrap(text, 10, 120)[1:]:
        assert line[0] not in NEVER_FIRST or line[0] == text[0]
    for line in wrap(text, 10, 120)[:-1]:
        assert line[-1] not in NEVER_LAST
