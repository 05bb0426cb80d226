"""Frames of lock boards: every published one, whole, byte by byte and among noise."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.frame_cutter import FrameCutter
from drivers.locker import frames_8a, frames_cu16, frames_wkly
from drivers.locker.frames import BoardSays, LockSays, sum_of

T = TypeVar("T")

NOISE = bytes.fromhex("FF 00 AA AA 81 96")


def hexed(text: str) -> bytes:
    return bytes.fromhex(text)


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (frames_8a.open_one(1, 1), "8A 01 01 11 9B"),
        (frames_8a.open_one(1, 2), "8A 01 02 11 98"),
        (frames_8a.open_one(1, 12), "8A 01 0C 11 96"),
        (frames_8a.open_one(1, 24), "8A 01 18 11 82"),
        (frames_8a.open_one(2, 3), "8A 02 03 11 9A"),
        (frames_8a.open_one(1, 0), "8A 01 00 11 9A"),
        (frames_8a.status(1, 1), "80 01 01 33 B3"),
        (frames_8a.status(1, 2), "80 01 02 33 B0"),
        (frames_8a.status_of_all(1), "80 01 00 33 B2"),
        (frames_8a.status_of_all(2), "80 02 00 33 B1"),
        (frames_8a.checked(hexed("90 01 02 02 02")), "90 01 02 02 02 93"),
        (frames_8a.request(0x9A, 1, 1, 0x11), "9A 01 01 11 8B"),
        (frames_8a.request(0x9B, 1, 1, 0x11), "9B 01 01 11 8A"),
        (frames_8a.request(0x82, 1, 0, 0x22), "82 01 00 22 A1"),
        (frames_8a.request(0x80, 1, 0, 0x99), "80 01 00 99 18"),
        (frames_8a.lock_says(0x8A, 1, 1, 0x00), "8A 01 01 00 8A"),
        (frames_8a.board_says(1, 0xFFFFFE), "80 01 FF FF FE 33 4C"),
    ],
)
def test_8a_frames_are_made_as_published(made: bytes, published: str) -> None:
    assert made == hexed(published)


@pytest.mark.parametrize(
    ("published", "says"),
    [
        ("8A 01 01 00 8A", LockSays(0x8A, 1, 1, 0x00)),
        ("8A 01 01 11 9B", LockSays(0x8A, 1, 1, 0x11)),
        ("8A 01 02 00 89", LockSays(0x8A, 1, 2, 0x00)),
        ("8A 01 18 00 93", LockSays(0x8A, 1, 24, 0x00)),
        ("80 01 01 00 80", LockSays(0x80, 1, 1, 0x00)),
        ("80 01 01 11 91", LockSays(0x80, 1, 1, 0x11)),
        ("82 01 01 00 82", LockSays(0x82, 1, 1, 0x00)),
        ("82 01 01 11 93", LockSays(0x82, 1, 1, 0x11)),
        ("81 01 01 00 81", LockSays(0x81, 1, 1, 0x00)),
        ("81 01 01 11 90", LockSays(0x81, 1, 1, 0x11)),
    ],
)
def test_8a_replies_about_one_lock(published: str, says: frames_8a.Says) -> None:
    _cut_however_it_comes(lambda: frames_8a.cutter(all_asked=False), hexed(published), says)


@pytest.mark.parametrize(
    ("published", "closed"),
    [
        ("80 01 FF FF FF 33 4D", 0xFFFFFF),
        ("80 01 FF FF FE 33 4C", 0xFFFFFE),
        ("80 01 01 01 01 33 B3", 0x010101),
        ("80 01 00 00 00 33 B2", 0x000000),
    ],
)
def test_8a_replies_about_all_locks(published: str, closed: int) -> None:
    says: frames_8a.Says = BoardSays(1, closed)
    _cut_however_it_comes(lambda: frames_8a.cutter(all_asked=True), hexed(published), says)


def test_a_reply_about_all_locks_may_begin_like_one_about_a_single_lock() -> None:
    # locks 1 to 24 with only 8 and 17 shut: 80 01 01 00 80 alone would say that lock 1 is open
    ambiguous = frames_8a.board_says(1, 0x010080)
    assert ambiguous[:5] == hexed("80 01 01 00 80")
    assert frames_8a.cutter(all_asked=True).feed(ambiguous) == [BoardSays(1, 0x010080)]
    assert frames_8a.cutter(all_asked=False).feed(ambiguous[:5]) == [LockSays(0x80, 1, 1, 0)]
    cutter = frames_8a.cutter(all_asked=True)
    assert cutter.feed(ambiguous[:5]) == []
    assert cutter.missing == 2


def test_what_boards_say_unasked_is_found_between_the_bytes_of_replies() -> None:
    stream = hexed("82 01 01 00 82 80 01 FF FF FE 33 4C 81 02 05 11 97")
    assert frames_8a.cutter(all_asked=True).feed(stream) == [
        LockSays(0x82, 1, 1, 0),
        BoardSays(1, 0xFFFFFE),
        LockSays(0x81, 2, 5, 0x11),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        "80 01 01 33 B3",  # our own question, echoed
        "82 01 00 22 A1",  # the question for the version, echoed
        "80 01 01 00 81",  # check
        "80 21 01 00 A0",  # board 33
        "80 01 19 00 98",  # lock 25
        "80 01 00 00 81",  # no lock
        "8B 01 01 00 8B",  # header
    ],
)
def test_8a_frames_that_are_no_reply(wrong: str) -> None:
    cutter = frames_8a.cutter(all_asked=False)
    assert cutter.feed(hexed(wrong)) + cutter.give_up() == []
    assert cutter.noise == 5


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (frames_cu16.status(0), "02 00 30 03 35"),
        (frames_cu16.open_one(0, 1), "02 00 31 03 36"),
        (frames_cu16.open_one(0, 2), "02 01 31 03 37"),
        (frames_cu16.open_one(0, 16), "02 0F 31 03 45"),
        (frames_cu16.open_one(1, 2), "02 11 31 03 47"),
        (frames_cu16.request(15, 0, 0x32), "02 F0 32 03 27"),
        (frames_cu16.request(0, 0, 0x33), "02 00 33 03 38"),
        (frames_cu16.request(0, 0, 0x37, hexed("00 32")), "02 00 37 00 32 03 6E"),
        (frames_cu16.request(0, 0, 0x38), "02 00 38 03 3D"),
        (frames_cu16.request(0, 0, 0x39, b"\x05"), "02 00 39 05 03 43"),
        (frames_cu16.request(0, 0, 0x40, b"\x00"), "02 00 40 00 03 45"),
        (frames_cu16.board_says(0, 0xFFFE, 0), "02 00 35 FE FF 00 00 03 37"),
    ],
)
def test_cu16_frames_are_made_as_published(made: bytes, published: str) -> None:
    assert made == hexed(published)


@pytest.mark.parametrize(
    ("published", "says"),
    [
        ("02 00 35 FF FF 00 00 03 38", BoardSays(0, 0xFFFF, 0)),
        ("02 00 35 FE FF 00 00 03 37", BoardSays(0, 0xFFFE, 0)),
        ("02 00 35 FF FF 01 00 03 39", BoardSays(0, 0xFFFF, 1)),
        ("02 10 35 FF FF 00 00 03 48", BoardSays(1, 0xFFFF, 0)),
        ("02 10 36 FF FF 00 80 03 C9", BoardSays(1, 0xFFFF, 0x8000)),
    ],
)
def test_cu16_replies(published: str, says: BoardSays) -> None:
    _cut_however_it_comes(frames_cu16.cutter, hexed(published), says)


@pytest.mark.parametrize(
    "wrong",
    [
        "02 00 30 03 35 02 00 30 03",  # our own question
        "02 00 35 FF FF 00 00 04 39",  # ETX
        "02 00 35 FF FF 00 00 03 39",  # sum
        "02 01 35 FF FF 00 00 03 39",  # a reply about one lock does not exist
        "02 F0 35 FF FF 00 00 03 28",  # nobody has address 15
    ],
)
def test_cu16_frames_that_are_no_reply(wrong: str) -> None:
    cutter = frames_cu16.cutter()
    assert cutter.feed(hexed(wrong)) + cutter.give_up() == []


WKLY = "57 4B 4C 59 "


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (frames_wkly.open_one(0, 1), "09 00 82 01 83"),
        (frames_wkly.status(0, 1), "09 00 83 01 82"),
        (frames_wkly.frame(0, 0x84, b""), "08 00 84 85"),
        (frames_wkly.frame(0, 0x86, b""), "08 00 86 87"),
        (frames_wkly.frame(0, 0x80, b"\x02\x01\x03"), "0B 00 80 02 01 03 82"),
        (frames_wkly.frame(0, 0x87, b"\x02\x01\x03"), "0B 00 87 02 01 03 85"),
        (frames_wkly.frame(0, 0x81, b"\x01"), "09 00 81 01 80"),
        (frames_wkly.frame(0, 0x81, b"\x00\x01"), "0A 00 81 00 01 83"),
        (frames_wkly.frame(0, 0x88, b"\x01"), "09 00 88 01 89"),
        (frames_wkly.frame(0, 0x89, b"\x01"), "09 00 89 01 88"),
        (frames_wkly.lock_says(0x85, 1, 4, 0), "0A 01 85 04 00 83"),
        (frames_wkly.lock_says(0x82, 0, 1, 0xFF, failed=True), "0B 00 82 FF 01 FF 81"),
    ],
)
def test_wkly_frames_are_made_as_published(made: bytes, published: str) -> None:
    assert made == hexed(WKLY + published)


@pytest.mark.parametrize(
    ("published", "says"),
    [
        ("0B 00 82 00 01 00 81", LockSays(0x82, 0, 1, 0x00)),
        ("0B 00 82 FF 01 FF 81", LockSays(0x82, 0, 1, 0xFF)),
        ("0B 00 83 00 01 01 81", LockSays(0x83, 0, 1, 0x01)),
        ("0B 00 83 00 01 00 80", LockSays(0x83, 0, 1, 0x00)),
        ("0A 01 85 04 00 83", LockSays(0x85, 1, 4, 0x00)),
        ("0A 01 85 04 01 82", LockSays(0x85, 1, 4, 0x01)),
    ],
)
def test_wkly_replies(published: str, says: LockSays) -> None:
    _cut_however_it_comes(frames_wkly.cutter, hexed(WKLY + published), says)


@pytest.mark.parametrize(
    "wrong", ["09 00 83 01 82", "0B 00 83 00 01 01 80", "FF 00 83 00 01 01 81", "0A 01 85 04 02 81", "08 00 84 85"]
)
def test_wkly_frames_that_are_no_reply(wrong: str) -> None:
    cutter = frames_wkly.cutter()
    assert cutter.feed(hexed(WKLY + wrong)) + cutter.give_up() == []


@pytest.mark.parametrize(
    "published",
    [
        "02 00 00 60 03 65",
        "02 00 00 61 03 66",
        "02 00 05 61 03 6B",
        "02 00 2F 61 03 95",
        "02 00 00 75 06 FF FF FF FF FF FF 77",
    ],
)
def test_the_sum_also_fits_boards_that_have_no_model_here(published: str) -> None:
    frame = hexed(published)
    assert sum_of(frame[:-1]) == frame[-1]


def test_a_frame_hidden_behind_a_false_beginning_is_found_when_nothing_more_comes() -> None:
    cutter = frames_cu16.cutter()
    assert cutter.feed(hexed("02 00 35 02 00 35 FF FF 00 00 03 38")[:11]) == []
    assert cutter.feed(b"\x38") + cutter.give_up() == [BoardSays(0, 0xFFFF, 0)]


STREAMS = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from(
            [
                frames_8a.status_of_all(1),
                frames_8a.board_says(1, 3),
                frames_cu16.board_says(2, 1, 1),
                b"\x80\x01",
                b"WKLY\x0b",
            ]
        ),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(STREAMS, st.booleans())
def test_no_stream_crashes_a_cutter(pieces: list[bytes], all_asked: bool) -> None:
    for cutter in (frames_8a.cutter(all_asked=all_asked), frames_cu16.cutter(), frames_wkly.cutter()):
        for piece in pieces:
            cutter.feed(piece)
            assert cutter.missing > 0
        cutter.give_up()
        assert not cutter.has_begun


@settings(deadline=None)
@given(st.integers(1, 32), st.integers(0, 0xFFFFFF), st.binary(max_size=10))
def test_any_8a_board_is_read_back(board: int, closed: int, rest: bytes) -> None:
    cutter = frames_8a.cutter(all_asked=True)
    assert cutter.feed(frames_8a.board_says(board, closed) + rest)[0] == BoardSays(board, closed)


@settings(deadline=None)
@given(st.integers(0, 14), st.integers(0, 0xFFFF), st.integers(0, 0xFFFF))
def test_any_cu16_board_is_read_back(board: int, closed: int, items: int) -> None:
    assert frames_cu16.cutter().feed(frames_cu16.board_says(board, closed, items)) == [BoardSays(board, closed, items)]


def _cut_however_it_comes(made: Callable[[], FrameCutter[T]], frame: bytes, says: T) -> None:
    assert made().feed(frame) == [says]
    assert made().feed(NOISE + frame + NOISE) == [says]
    assert made().feed(frame + frame) == [says, says]
    cutter = made()
    for byte in frame[:-1]:
        assert cutter.feed(bytes([byte])) == []
        assert cutter.missing <= len(frame)
    assert cutter.feed(frame[-1:]) == [says]
