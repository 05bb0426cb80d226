"""Motion JPEG: the stream whole, in pieces, and full of noise."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from drivers.camera.frames import (
    HEAD_BYTES_MAX,
    JPEG_BYTES_MAX,
    FrameError,
    PartCutter,
    boundary_of,
    is_whole,
    jpeg_size,
)
from drivers.camera.opencv import decoded
from drivers.faults import DeviceError


def jpeg(width: int = 8, height: int = 6, **options: bool) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (9, 90, 200)).save(data, "JPEG", **options)
    return data.getvalue()


SMALL = jpeg()
WITH_LENGTH = b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\nX-Timestamp: 12.5\r\n\r\n%s\r\n" % (
    len(SMALL),
    SMALL,
)
WITHOUT = b"--b\r\nContent-Type: image/jpeg\r\n\r\n" + SMALL + b"\r\n"


def test_a_part_with_its_length_is_there_with_its_last_byte() -> None:
    cutter = PartCutter(b"b")
    assert cutter.feed(WITH_LENGTH[:-3]) == []
    (part,) = cutter.feed(WITH_LENGTH[-3:-2])
    assert (part.jpeg, part.stamp_s) == (SMALL, 12.5)
    assert cutter.feed(WITH_LENGTH[-2:]) == []


def test_a_part_without_a_length_ends_where_the_next_begins() -> None:
    cutter = PartCutter(b"b")
    assert cutter.feed(WITHOUT) == []
    assert [part.jpeg for part in cutter.feed(WITHOUT)] == [SMALL]


@pytest.mark.parametrize("stream", [WITH_LENGTH * 3, WITHOUT * 4])
def test_byte_by_byte(stream: bytes) -> None:
    cutter = PartCutter(b"b")
    parts = [part for at in range(len(stream)) for part in cutter.feed(stream[at : at + 1])]
    assert [part.jpeg for part in parts] == [SMALL] * 3
    assert cutter.bad_in_a_row == 0


@pytest.mark.parametrize(
    "spoilt",
    [
        b"\xff\x00noise--",
        WITH_LENGTH[: len(WITH_LENGTH) // 2],
        WITH_LENGTH.replace(b"Length: ", b"Length: 9"),
        WITH_LENGTH.replace(b"Length: ", b"Length: 999999"),
        WITH_LENGTH[:-4] + b"\x00\x01\r\n",
        b"--b\r\nContent-Length: 5\r\n\r\nhello\r\n",
        b"--b\r\n\r\n\r\n",
        b"--b" + b"x" * 2 * HEAD_BYTES_MAX,
    ],
)
def test_what_is_no_picture_swallows_none_behind_it(spoilt: bytes) -> None:
    cutter = PartCutter(b"b")
    parts = cutter.feed(WITH_LENGTH + spoilt + WITH_LENGTH + WITH_LENGTH)
    assert [part.jpeg for part in parts] == [SMALL] * 3


def test_bad_parts_in_a_row_are_counted_until_a_good_one() -> None:
    cutter = PartCutter(b"b")
    bad = b"--b\r\nContent-Length: 5\r\n\r\nhello\r\n"
    cutter.feed(bad * 7)
    assert cutter.bad_in_a_row == 7
    cutter.feed(WITH_LENGTH)
    assert cutter.bad_in_a_row == 0


def test_a_part_without_an_end_is_dropped_at_a_limit() -> None:
    cutter = PartCutter(b"b")
    cutter.feed(b"--b\r\n\r\n\xff\xd8")
    for _ in range(JPEG_BYTES_MAX // 500_000 + 2):
        assert cutter.feed(b"\x01" * 500_000) == []
    assert cutter.bad_in_a_row >= 1
    assert [part.jpeg for part in cutter.feed(WITH_LENGTH)] == [SMALL]


@pytest.mark.parametrize(
    ("head", "boundary"),
    [
        (b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=picture", b"picture"),
        (b'HTTP/1.1 200 OK\r\ncontent-type: multipart/x-mixed-replace;boundary="a b"\r\nX: y', b"a"),
        (b"HTTP/1.1 200\r\nContent-Type: multipart/x-mixed-replace; boundary=--frame", b"frame"),
    ],
)
def test_the_boundary_of_a_head(head: bytes, boundary: bytes) -> None:
    assert boundary_of(head) == boundary


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.0 404 Not Found\r\nContent-Type: multipart/x-mixed-replace; boundary=x",
        b"HTTP/1.0 200 OK\r\nContent-Type: text/html",
        b"HTTP/1.0 200 OK",
        b"\xff\xfe\x00",
        b"",
    ],
)
def test_a_head_of_something_else(head: bytes) -> None:
    with pytest.raises(FrameError):
        boundary_of(head)


def test_the_size_is_read_from_the_head() -> None:
    assert jpeg_size(jpeg(640, 360)) == (640, 360)
    assert jpeg_size(jpeg(33, 17, progressive=True)) == (33, 17)
    assert jpeg_size(b"\xff\xd8\xff\xff\xff\x01\xff\xc0\x00\x11\x08\x00\x02\x00\x03\x00\x00") == (3, 2)
    assert jpeg_size(SMALL[:20]) is None
    assert jpeg_size(b"") is None


def test_a_picture_too_large_to_decode_is_none() -> None:
    data = bytearray(SMALL)
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    assert jpeg_size(bytes(data)) == (65_535, 65_535)
    assert not is_whole(bytes(data))
    assert is_whole(SMALL + b"\r\n")
    assert not is_whole(SMALL + bytes(JPEG_BYTES_MAX))


def test_decoded_pixels_are_blue_green_red_and_garbage_has_none() -> None:
    pixels = decoded(SMALL)
    assert pixels.shape == (6, 8, 3)
    assert pixels[0, 0, 0] > 180 > 120 > pixels[0, 0, 1] > 60 > pixels[0, 0, 2]
    with pytest.raises(DeviceError, match="cannot be decoded"):
        decoded(b"\xff\xd8 garbage")
    with pytest.raises(DeviceError, match="cannot be decoded"):
        decoded(b"")


PIECES = st.one_of(
    st.binary(max_size=60), st.sampled_from([WITH_LENGTH, WITHOUT, b"--b\r\n", b"Content-Length: 7\r\n\r\n", SMALL])
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=15))
def test_no_stream_crashes_the_cutter_and_the_next_pictures_come_through(pieces: list[bytes]) -> None:
    cutter = PartCutter(b"b")
    for piece in pieces:
        for part in cutter.feed(piece):
            assert is_whole(part.jpeg)
    cutter.feed(WITH_LENGTH + b"\r\n")
    assert [part.jpeg for part in cutter.feed(WITH_LENGTH + WITH_LENGTH)][-1] == SMALL


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_size_reader(data: bytes) -> None:
    jpeg_size(b"\xff\xd8" + data)
