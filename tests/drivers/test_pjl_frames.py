"""Messages of HP's manual, chapter 7, and of Brother's: whole, byte by byte, with noise, and anything at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.a4_printer.pjl_frames import (
    MESSAGE_AT_MOST,
    Echo,
    JobCancelled,
    JobEnded,
    JobStarted,
    Message,
    MessageParser,
    PageCount,
    PagePrinted,
    Status,
    Unreadable,
    Unsupported,
    commands,
)

VECTORS: list[tuple[bytes, Message]] = [
    (
        b'@PJL INFO STATUS\r\nCODE=10001\r\nDISPLAY="00 READY"\r\nONLINE=TRUE\r\n\x0c',
        Status((10001,), online=True),
    ),
    (
        b'@PJL USTATUS DEVICE\r\nCODE=40021\r\nDISPLAY="12 PRINTER OPEN"\r\nONLINE=FALSE\r\n\x0c',
        Status((40021,), online=False),
    ),
    (b"@PJL USTATUS TIMED\r\nCODE=10001\r\nONLINE=TRUE\r\n\x0c", Status((10001,), online=True)),
    (
        b'@PJL INFO STATUS\r\nCODE=41104\r\nDISPLAY="x"\r\nCODE2=10006\r\nONLINE=FALSE\r\n\x0c',
        Status((41104, 10006), online=False),
    ),
    (b"@PJL INFO PAGECOUNT\r\nPAGECOUNT=183933\r\n\x0c", PageCount(183933)),
    (b"@PJL INFO PAGECOUNT\r\n183933\r\n\x0c", PageCount(183933)),
    (b"@PJL ECHO 12:07:54.5 07-26-92\r\n\x0c", Echo("12:07:54.5 07-26-92")),
    (b'@PJL USTATUS JOB\r\nSTART\r\nNAME="Monitoring Job"\r\n\x0c', JobStarted("Monitoring Job")),
    (b"@PJL USTATUS JOB\r\nSTART\r\n\x0c", JobStarted(None)),
    (b'@PJL USTATUS JOB\r\nEND\r\nNAME="End of Monitor Job"\r\nPAGES=38\r\n\x0c', JobEnded("End of Monitor Job", 38)),
    (b'@PJL USTATUS JOB\r\nEND\r\nNAME = "JOB 88554"\r\nPAGES=5\r\n\x0c', JobEnded("JOB 88554", 5)),
    (b"@PJL USTATUS JOB\r\nEND\r\nPAGES=0\r\n\x0c", JobEnded(None, 0)),
    (b'@PJL USTATUS JOB\r\nCANCELED\r\nNAME="k1"\r\n\x0c', JobCancelled("k1")),
    (b"@PJL USTATUS PAGE\r\n4\r\n\x0c", PagePrinted(4)),
    (b"@PJL INFO PAGECOUNT\r\n?\r\n\x0c", Unsupported("INFO PAGECOUNT")),
    (b"@PJL INFO STATUS\r\nONLINE=TRUE\r\n\x0c", Unreadable(31)),
    (b"@PJL INFO STATUS\r\nCODE=1O001\r\n\x0c", Unreadable(30)),
    (b"@PJL USTATUS JOB\r\nPERHAPS\r\n\x0c", Unreadable(27)),
    (b"hello\x0c", Unreadable(5)),
    (b"\x0c", Unreadable(0)),
]
HEARD = [known for _, known in VECTORS if not isinstance(known, Unreadable)]


@pytest.mark.parametrize(("raw", "known"), VECTORS)
def test_each_message_whole_and_byte_by_byte(raw: bytes, known: Message) -> None:
    assert MessageParser().feed(raw) == [known]
    parser = MessageParser()
    assert [message for byte in raw for message in parser.feed(bytes([byte]))] == [known]


def test_noise_and_a_torn_message_before_one_are_passed_over() -> None:
    whole = b"@PJL INFO PAGECOUNT\r\nPAGECOUNT=7\r\n\x0c"
    assert MessageParser().feed(b"\xff\x00\xaa" + whole) == [PageCount(7)]
    assert MessageParser().feed(b"@PJL INFO PAGECOUNT\r\nPAGECOUNT=9" + whole) == [PageCount(7)]


def test_a_stream_without_an_end_is_not_kept() -> None:
    parser = MessageParser()
    assert parser.feed(b"x" * (MESSAGE_AT_MOST + 1)) == []
    assert parser.feed(b"@PJL USTATUS PAGE\r\n1\r\n\x0c") == [PagePrinted(1)]


def test_a_foreign_jobs_name_is_in_no_repr() -> None:
    for message in (JobStarted("letter to 张三"), JobEnded("letter to 张三", 1), JobCancelled("letter to 张三")):
        assert "张三" not in repr(message)


def test_commands_are_between_two_exits() -> None:
    assert commands("ECHO 1", "INFO STATUS") == (b"\x1b%-12345X@PJL\r\n@PJL ECHO 1\r\n@PJL INFO STATUS\r\n\x1b%-12345X")


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_no_bytes_crash_it(pieces: list[bytes]) -> None:
    parser = MessageParser()
    for piece in pieces:
        parser.feed(piece)


@given(st.lists(st.sampled_from(VECTORS), max_size=8), st.integers(1, 40), st.binary(max_size=30))
def test_whatever_the_pieces_and_the_noise_before_every_message_is_found(
    said: list[tuple[bytes, Message]], size: int, noise: bytes
) -> None:
    stream = noise.replace(b"\x0c", b"").replace(b"@", b"") + b"".join(raw for raw, _ in said)
    parser = MessageParser()
    heard = [message for at in range(0, len(stream), size) for message in parser.feed(stream[at : at + size])]
    assert [message for message in heard if not isinstance(message, Unreadable)] == [
        known for _, known in said if not isinstance(known, Unreadable)
    ]
