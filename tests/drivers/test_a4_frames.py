"""IPP messages byte by byte (RFC 8010, appendix A)."""

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drivers.a4_printer.frames import FrameError, Operation, Tag, attribute, decode, encode

HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x05"


def value(tag: int, name: bytes, content: bytes) -> bytes:
    return bytes([tag]) + struct.pack(">H", len(name)) + name + struct.pack(">H", len(content)) + content


def test_a_question_is_written_as_the_standard_shows() -> None:
    raw = encode(
        Operation.PRINT_JOB,
        5,
        [attribute(Tag.URI, "printer-uri", "ipp://p/ipp/print")],
        [
            attribute(Tag.INTEGER, "copies", 1),
            attribute(Tag.KEYWORD, "media", "a", "b"),
            attribute(Tag.BOOLEAN, "x", True),
        ],
        b"%PDF",
    )
    assert raw == (
        b"\x02\x00\x00\x02\x00\x00\x00\x05\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x45\x00\x0bprinter-uri\x00\x11ipp://p/ipp/print"
        b"\x02"
        b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x01"
        b"\x44\x00\x05media\x00\x01a"
        b"\x44\x00\x00\x00\x01b"
        b"\x22\x00\x01x\x00\x01\x01"
        b"\x03%PDF"
    )


def test_an_answer_is_read_with_all_its_types() -> None:
    answer = decode(
        HEAD
        + b"\x01"
        + value(0x47, b"attributes-charset", b"utf-8")
        + b"\x04"
        + value(0x23, b"printer-state", b"\x00\x00\x00\x03")
        + value(0x44, b"printer-state-reasons", b"media-empty-report")
        + value(0x44, b"", b"toner-low-report")
        + value(0x22, b"printer-is-accepting-jobs", b"\x01")
        + value(0x33, b"range", struct.pack(">ii", 1, -9))
        + value(0x13, b"printer-geo-location", b"")
        + value(0x30, b"octets", b"\xff\x00")
        + value(0x41, b"name", "惠阳".encode())
        + b"\x03trailing bytes are the document's"
    )
    assert answer.is_ok
    assert answer.request_id == 5
    printer = answer.all_of(Tag.PRINTER)[0]
    assert printer.integer("printer-state") == 3
    assert printer.texts("printer-state-reasons") == ("media-empty-report", "toner-low-report")
    assert printer.truth("printer-is-accepting-jobs") is True
    assert printer.attributes["range"] == [(1, -9)]
    assert printer.attributes["printer-geo-location"] == [None]
    assert printer.attributes["octets"] == [b"\xff\x00"]
    assert printer.texts("name") == ("惠阳",)
    assert (printer.integer("name"), printer.truth("nothing"), printer.texts("printer-state")) == (None, None, ())


def test_collections_are_passed_over_with_whatever_they_hold() -> None:
    nested = (
        value(0x34, b"media-col", b"")
        + value(0x4A, b"", b"media-size")
        + value(0x34, b"", b"")
        + value(0x4A, b"", b"x-dimension")
        + value(0x21, b"", b"\x00\x00\x52\x08")
        + value(0x37, b"", b"")
        + value(0x37, b"", b"")
    )
    second = nested.replace(b"\x00\x09media-col", b"\x00\x00")
    answer = decode(HEAD + b"\x04" + nested + second + value(0x21, b"after", b"\x00\x00\x00\x07") + b"\x03")
    assert answer.groups[0].attributes == {"media-col": [], "after": [7]}


def test_jobs_come_as_groups_of_their_own() -> None:
    two = b"\x02" + value(0x21, b"job-id", b"\0\0\0\1") + b"\x02" + value(0x21, b"job-id", b"\0\0\0\2")
    assert [job.integer("job-id") for job in decode(HEAD + two + b"\x03").all_of(Tag.JOB)] == [1, 2]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "ends at byte 0"),
        (HEAD[:7], "ends at byte 7"),
        (HEAD, "ends at byte 8"),
        (HEAD + b"\x04", "ends at byte 9"),
        (b"\x09" + HEAD[1:] + b"\x03", "IPP version 9"),
        (HEAD + value(0x21, b"a", b"\0\0\0\1") + b"\x03", "before the first group"),
        (HEAD + b"\x04" + value(0x21, b"", b"\0\0\0\1") + b"\x03", "without a name"),
        (HEAD + b"\x04" + value(0x21, b"a", b"\0\1") + b"\x03", "has 2 bytes"),
        (HEAD + b"\x04" + value(0x22, b"a", b"") + b"\x03", "has 0 bytes"),
        (HEAD + b"\x04" + value(0x33, b"a", b"\0\0\0\1") + b"\x03", "has 4 bytes"),
        (HEAD + b"\x04" + value(0x37, b"a", b"") + b"\x03", "without a name"),
        (HEAD + b"\x04\x21\xff\xff", "were announced"),
        (b"<!DOCTYPE html>", "IPP version 60"),
    ],
)
def test_what_is_no_ipp_is_said_so(raw: bytes, why: str) -> None:
    with pytest.raises(FrameError, match=why):
        decode(raw)


@given(st.binary(max_size=200))
@example(HEAD + b"\x04\x34\x00\x01a\x00\x00\x03")
def test_no_bytes_break_the_reader(tail: bytes) -> None:
    for raw in (tail, HEAD + tail, HEAD + b"\x04" + tail, HEAD + b"\x04" + tail + b"\x03"):
        try:
            decode(raw)
        except FrameError:
            continue


@given(
    names=st.lists(st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True), min_size=1, max_size=5, unique=True),
    numbers=st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1, max_size=3),
)
def test_what_is_written_can_be_read(names: list[str], numbers: list[int]) -> None:
    raw = encode(Operation.GET_JOBS, 1, [attribute(Tag.INTEGER, name, *numbers) for name in names])
    read = decode(raw).groups[0].attributes
    assert all(read[name] == numbers for name in names)


def test_every_torn_answer_is_an_error() -> None:
    whole = HEAD + b"\x04" + value(0x23, b"printer-state", b"\0\0\0\3") + b"\x03"
    for end in range(len(whole)):
        with pytest.raises(FrameError):
            decode(whole[:end])
