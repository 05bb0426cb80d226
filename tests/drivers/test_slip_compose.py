"""A slip becomes bytes: columns, breaks, rare characters, QR codes; nothing in a text is obeyed."""

import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.faults import DeviceError, Fault
from drivers.receipt_printer import Align, Line, Pair, Part, Qr, Rule, Slip
from drivers.receipt_printer.command_stream import TEXT, CommandStream
from drivers.receipt_printer.compose import Composer, columns_of, cut_of, paper_of, wrapped

FONT = Path(sys.prefix) / "share" / "kiosk" / "fonts" / "NotoSansSC-Regular.ttf"


WITH_FONT = Composer(paper_of(80), (FONT,))


def _composed(*parts: Part, paper_mm: int = 80, fonts: tuple[Path, ...] = ()) -> bytes:
    return b"".join(Composer(paper_of(paper_mm), fonts).compose(Slip(parts)))


def _text(data: bytes) -> str:
    commands = CommandStream().feed(data)
    return b"".join(command.operands for command in commands if command.name == TEXT).decode("gb18030")


@pytest.mark.parametrize(("paper_mm", "columns"), [(80, 48), (58, 32), (76, 32)])
def test_paper_widths(paper_mm: int, columns: int) -> None:
    assert paper_of(paper_mm).columns == columns
    assert _text(_composed(Rule(), paper_mm=paper_mm)) == "-" * columns + "\n"


def test_a_slip_begins_with_a_printer_in_a_known_state() -> None:
    assert _composed().hex(" ") == "1b 40 1d 61 00 1b 52 0f 1c 26"


def test_a_line_in_all_its_looks() -> None:
    assert _composed(Line("测试", Align.CENTRE, bold=True, large=True))[10:] == bytes.fromhex(
        "1B 61 01 1B 45 01 1D 21 11 1C 21 0C 1B 33 3A B2 E2 CA D4 0A"
    )


def test_values_of_pairs_stand_below_each_other_and_break_with_an_indent() -> None:
    data = _composed(Pair("办理人", "演*"), Pair("业务流水号", "0042"), Pair("地点", "演示" * 10), paper_mm=58)
    assert _text(data).splitlines() == [
        "办理人      演*",
        "业务流水号  0042",
        "地点        " + "演示" * 5,
        "            " + "演示" * 5,
    ]


def test_a_name_that_is_very_wide_gets_a_line_of_its_own() -> None:
    data = _composed(Pair("名" * 10, "值"), Pair("办理人", "演*"), paper_mm=58)
    assert _text(data).splitlines() == ["名" * 10, "  值", "办理人  演*"]


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("演示文字演示", 8, ["演示文字", "演示"]),
        ("演示文字，演示", 8, ["演示文", "字，演示"]),
        ("printed on paper", 10, ["printed on", "paper"]),
        ("abcdefghijklmnop", 10, ["abcdefghij", "klmnop"]),
        ("一行\n两行\r\n三行", 10, ["一行", "两行", "三行"]),
        ("演a演", 4, ["演a", "演"]),
        ("宽", 1, ["宽"]),
    ],
)
def test_breaking_lines(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped(text, columns) == lines


def test_large_text_has_half_as_many_columns() -> None:
    assert _text(_composed(Line("字" * 13, large=True))).splitlines() == ["字" * 12, "字"]


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(2, 48))
def test_no_line_is_ever_too_wide_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert all(columns_of(line) <= columns for line in lines)
    wanted = [
        character
        for character in text
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and not character.isspace()
    ]
    assert [character for line in lines for character in line if not character.isspace()] == wanted


@settings(deadline=None)
@given(st.text(max_size=60))
def test_a_text_is_never_obeyed(text: str) -> None:
    try:
        data = b"".join(WITH_FONT.compose(Slip((Line(text), Pair(text[:5], text), Line("end")))))
    except DeviceError as error:
        assert error.fault is Fault.REFUSED  # noqa: PT017 - a character without a glyph, also right
        return
    names = {command.name for command in CommandStream().feed(data)}
    assert names <= {
        TEXT,
        b"\x1b@",
        b"\x1da",
        b"\x1bR",
        b"\x1c&",
        b"\x1ba",
        b"\x1bE",
        b"\x1d!",
        b"\x1c!",
        b"\x1b3",
        b"\x1bJ",
        b"\x1dv",
    }
    assert data.endswith(b"end\n")


def test_a_line_with_a_rare_character_becomes_a_picture_of_full_width() -> None:
    data = _composed(Line("演𬴊", Align.CENTRE), Line("完"), fonts=(FONT,))
    pictures = [command for command in CommandStream().feed(data) if command.name == b"\x1dv"]
    assert [picture.operands[:6] for picture in pictures] == [bytes.fromhex("30 00 48 00 18 00")]
    assert any(pictures[0].operands[6:])
    assert _text(data) == "完\n"


def test_a_missing_font_hurts_only_where_it_is_needed() -> None:
    data = _composed(Line("演𬴊"), fonts=(FONT, Path("/nowhere/rare.ttf")))
    assert b"\x1dv0" in data


def test_a_large_rare_line_is_twice_as_high() -> None:
    data = _composed(Line("𬴊", large=True), fonts=(FONT,), paper_mm=58)
    picture = next(command for command in CommandStream().feed(data) if command.name == b"\x1dv")
    assert picture.operands[:6] == bytes.fromhex("30 00 30 00 30 00")


@pytest.mark.parametrize("fonts", [(), (Path("/nowhere/font.ttf"),), (FONT,)])
def test_what_no_font_has_is_refused_and_not_named(fonts: tuple[Path, ...]) -> None:
    with pytest.raises(DeviceError) as caught:
        _composed(Line("演\U0002a70e"), fonts=fonts)
    assert caught.value.fault is Fault.REFUSED
    assert "\U0002a70e" not in str(caught.value)
    assert "2A70E" not in str(caught.value).upper()


def test_a_qr_code_is_as_large_as_the_paper_allows() -> None:
    for paper_mm, dots in ((80, 8), (58, 7)):
        assert bytes.fromhex(f"31 43 {dots:02X}") in _composed(Qr("https://example.invalid/c/AB"), paper_mm=paper_mm)
    assert bytes.fromhex("31 43 03") in _composed(Qr("x" * 900), paper_mm=58)
    with pytest.raises(DeviceError):
        _composed(Qr("x" * 1001))


def test_the_cut_asks_for_the_mark_only_where_marks_are_known() -> None:
    assert cut_of(None).endswith(bytes.fromhex("1D 56 42 18"))
    assert cut_of("AB12").endswith(bytes.fromhex("1D 56 42 18 1D 28 48 06 00 30 30 41 42 31 32"))
