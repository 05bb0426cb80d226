"""ESC/POS: the bytes of the protocol sheet, and every status in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.faults import Fault
from drivers.receipt_printer import Align, Condition, frames
from drivers.receipt_printer.frames import Answer, AnswerParser, Cleared, Mark, Noise, PaperByte, StatusByte

FINE = 0x12


@pytest.mark.parametrize(
    ("command", "written"),
    [
        (frames.INITIALISE, "1B 40"),
        (frames.STATUS_BACK_OFF, "1D 61 00"),
        (frames.CHINESE_ON, "1C 26"),
        (frames.CHINA, "1B 52 0F"),
        (frames.PAPER_SENSOR, "1D 72 01"),
        (frames.RECOVER_AFTER_CLEARING, "10 05 02"),
        (frames.CLEAR_BUFFERS, "10 14 08 01 03 14 01 06 02 08"),
        (frames.status_request(1), "10 04 01"),
        (frames.status_request(4), "10 04 04"),
        (frames.align(Align.CENTRE), "1B 61 01"),
        (frames.bold(on=True), "1B 45 01"),
        (frames.large(on=True), "1D 21 11 1C 21 0C"),
        (frames.large(on=False), "1D 21 00 1C 21 00"),
        (frames.line_spacing(34), "1B 33 22"),
        (frames.feed(10), "1B 4A 0A"),
        (frames.partial_cut(24), "1D 56 42 18"),
        (frames.mark_request("0042"), "1D 28 48 06 00 30 30 30 30 34 32"),
        (frames.raster(2, b"\xff\x00\x0f\xf0"), "1D 76 30 00 02 00 02 00 FF 00 0F F0"),
        (
            frames.qr(b"TEST", 6),
            # model, size, error correction, contents, print
            """1D 28 6B 04 00 31 41 32 00  1D 28 6B 03 00 31 43 06  1D 28 6B 03 00 31 45 31
               1D 28 6B 07 00 31 50 30 54 45 53 54  1D 28 6B 03 00 31 51 30""",
        ),
    ],
)
def test_commands_are_those_of_the_protocol_sheet(command: bytes, written: str) -> None:
    assert command == bytes.fromhex(written)


def test_a_full_width_row_has_72_bytes() -> None:
    assert frames.raster(72, bytes(72))[4:8] == bytes.fromhex("48 00 01 00")


@pytest.mark.parametrize("second", [0x04, 0x05, 0x14])
def test_no_picture_reads_as_a_command_that_old_firmware_obeys(second: int) -> None:
    picture = frames.raster(4, bytes([0, 0x10, second, 1]) * 3)
    assert bytes([0x10, second]) not in picture[8:]
    assert picture[8:] == bytes([0, 0x18, second, 1]) * 3


@pytest.mark.parametrize(("width", "rows"), [(2, b"\xff"), (1, b"")])
def test_a_picture_of_broken_rows_is_refused(width: int, rows: bytes) -> None:
    with pytest.raises(ValueError, match="rows"):
        frames.raster(width, rows)


@pytest.mark.parametrize("mark", ["", "004", "00421", "00a2", "00 2", "\x1b@00", "００４２"])
def test_a_mark_is_four_plain_characters(mark: str) -> None:
    with pytest.raises(ValueError, match="mark"):
        frames.mark_request(mark)


@pytest.mark.parametrize(
    ("answers", "condition"),
    [
        ((FINE, FINE, FINE, FINE), Condition(())),
        ((0x1A, 0x16, FINE, FINE), Condition((Fault.COVER_OPEN,))),
        ((0x1A, 0x32, FINE, 0x72), Condition((Fault.NO_PAPER,))),
        ((FINE, FINE, FINE, 0x72), Condition((Fault.NO_PAPER,))),
        ((0x1A, 0x32, FINE, FINE), Condition((Fault.NO_PAPER,))),
        ((FINE, FINE, FINE, 0x1E), Condition((), (Fault.PAPER_LOW,))),
        ((0x1A, 0x32, FINE, 0x7E), Condition((Fault.NO_PAPER,), (Fault.PAPER_LOW,))),
        ((0x1A, 0x52, 0x1A, FINE), Condition((Fault.CUTTER,))),
        ((0x1A, 0x52, 0x32, FINE), Condition((Fault.BROKEN,))),
        ((0x1A, 0x52, 0x52, FINE), Condition((Fault.OVERHEATED,))),
        ((0x1A, 0x52, 0x16, FINE), Condition((Fault.JAMMED,))),
        ((0x1A, 0x1A, FINE, FINE), Condition((Fault.REFUSED,))),
        ((0x1A, 0x52, FINE, FINE), Condition((Fault.UNKNOWN,))),
        ((0x1A, FINE, FINE, FINE), Condition((Fault.UNKNOWN,))),
        ((0x1A, 0x76, 0x1A, 0x72), Condition((Fault.COVER_OPEN, Fault.NO_PAPER, Fault.CUTTER))),
        ((FINE, None, FINE, FINE), Condition((Fault.UNKNOWN,))),
        ((FINE, FINE, None, FINE), Condition((Fault.UNKNOWN,))),
        ((FINE, FINE, FINE, None), Condition((Fault.UNKNOWN,))),
        ((None, None, None, None), Condition((Fault.UNKNOWN,))),
        ((FINE, 0x16, None, None), Condition((Fault.COVER_OPEN, Fault.UNKNOWN))),
    ],
)
def test_the_four_answers_in_words(
    answers: tuple[int | None, int | None, int | None, int | None], condition: Condition
) -> None:
    assert frames.condition_of(answers) == condition


ANSWERS: list[tuple[str, list[Answer]]] = [
    ("12", [StatusByte(0x12)]),
    ("1A 16 32 52 1E 72 7E", [StatusByte(value) for value in bytes.fromhex("1A 16 32 52 1E 72 7E")]),
    ("00", [PaperByte(0)]),
    ("03 0C", [PaperByte(3), PaperByte(0x0C)]),
    ("37 22 30 30 34 32 00", [Mark("0042")]),
    ("37 25 00", [Cleared()]),
    ("11 13", []),
    ("11 37 22 41 42 31 32 00 13 12", [Mark("AB12"), StatusByte(0x12)]),
    ("FF 81", [Noise(0xFF), Noise(0x81)]),
    ("14 00 00 0F 12", [StatusByte(0x12)]),
    ("18 00 0F 0F 38 00 00 0F 03", [PaperByte(3)]),
    ("18 08 12", [StatusByte(0x12)]),
    ("37 22 30 30 00", [Noise(value) for value in bytes.fromhex("37 22 30 30 00")]),
]


@pytest.mark.parametrize(("written", "answers"), ANSWERS)
def test_answers_are_told_apart_whole_and_byte_by_byte(written: str, answers: list[Answer]) -> None:
    data = bytes.fromhex(written)
    assert AnswerParser().feed(data) == answers
    parser = AnswerParser()
    assert [answer for byte in data for answer in parser.feed(bytes([byte]))] == answers


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_noise_crashes_or_blocks_the_parser(noise: bytes) -> None:
    parser = AnswerParser()
    parser.feed(noise)
    parser.feed(bytes(20))
    assert parser.feed(b"\x12") == [StatusByte(0x12)]
