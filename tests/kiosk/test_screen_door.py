"""The core's end of the screens' line: taps and nothing else, however they arrive."""

import contextlib
import fcntl
import json
import socket
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waiting import wait_until

from kiosk.screen_door import ScreenDoor
from kiosk.screen_link import (
    MOST_BYTES,
    Key,
    LinkError,
    Page,
    Picture,
    Unframer,
    pack_tap,
    pack_view,
    unpack_down,
    unpack_tap,
    unpack_view,
)
from kiosk.taps import Chosen, Digit, TapOnPage, WentOn
from kiosk.view import Choice, View

VIEW = View(page=3, screen="home", choices=(Choice(id="a", label="打印"),), words={"title": "您好"})


@pytest.fixture
def heard() -> list[TapOnPage]:
    return []


@pytest.fixture
def door(tmp_path: Path, heard: list[TapOnPage]) -> Iterator[ScreenDoor]:
    door = ScreenDoor(tmp_path / "s.sock", heard.append)
    yield door
    door.close()


@pytest.fixture
def line(door: ScreenDoor, tmp_path: Path) -> Iterator[socket.socket]:
    with connected(tmp_path) as line:
        yield line


def connected(folder: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(2.0)
    line.connect(str(folder / "s.sock"))
    return line


def read_view(line: socket.socket) -> View:
    unframer = Unframer(MOST_BYTES)
    while True:
        for body in unframer.feed(line.recv(65536)):
            return unpack_view(body)


def is_hung_up(line: socket.socket) -> bool:
    try:
        return line.recv(65536) == b""
    except OSError:
        return True


def test_whoever_comes_later_gets_the_newest_view(door: ScreenDoor, tmp_path: Path) -> None:
    door.show(VIEW)
    with connected(tmp_path) as line:
        assert read_view(line) == VIEW


def test_a_newer_screen_takes_the_place_of_an_older_one(door: ScreenDoor, tmp_path: Path) -> None:
    door.show(VIEW)
    with connected(tmp_path) as older:
        read_view(older)
        with connected(tmp_path) as newer:
            assert read_view(newer) == VIEW
            assert is_hung_up(older)


def test_taps_arrive_whole_byte_by_byte_and_many_at_once(line: socket.socket, heard: list[TapOnPage]) -> None:
    taps = [TapOnPage(1, WentOn()), TapOnPage(1, Digit("5")), TapOnPage(2, Chosen("x"))]
    sent = b"".join(pack_tap(tap) for tap in taps)
    line.sendall(sent)
    wait_until(lambda: heard == taps, 2.0)
    for byte in sent:
        line.sendall(bytes((byte,)))
    wait_until(lambda: heard == taps * 2, 2.0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"\xff\xfe",
        b"[1,2,3]",
        b'{"page":1}',
        b'{"page":-1,"tap":{"kind":"left"}}',
        b'{"page":1,"tap":{"kind":"card_read","number":"449901194607010024"}}',
        b'{"page":1,"tap":{"kind":"digit","digit":"12"}}',
        b'{"page":1,"tap":{"kind":"chosen","id":"' + b"x" * 65 + b'"}}',
        b'{"page":1,"tap":{"kind":"left","more":1}}',
        b'{"__class__":"os.system"}',
    ],
)
def test_what_is_no_tap_ends_the_connection_and_not_the_core(
    door: ScreenDoor, line: socket.socket, heard: list[TapOnPage], tmp_path: Path, body: bytes
) -> None:
    line.sendall(struct.pack(">I", len(body)) + body)
    assert is_hung_up(line)
    assert heard == []
    door.show(VIEW)
    with connected(tmp_path) as next_line:
        assert read_view(next_line) == VIEW


def test_a_message_that_claims_to_be_enormous_ends_the_connection(line: socket.socket) -> None:
    line.sendall(b"\xff\xff\xff\xff")
    assert is_hung_up(line)


def test_only_this_user_may_speak_to_the_core(door: ScreenDoor, tmp_path: Path) -> None:
    assert (tmp_path / "s.sock").stat().st_mode & 0o777 == 0o600


@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    unframer = Unframer(1024)
    with contextlib.suppress(LinkError):
        for body in unframer.feed(data):
            unpack_tap(body)


def test_a_view_survives_the_way() -> None:
    (body,) = Unframer(MOST_BYTES).feed(pack_view(VIEW))
    assert unpack_view(body) == VIEW
    assert json.loads(body)["words"] == {"title": "您好"}


def test_a_digit_never_shows_in_a_repr() -> None:
    assert "7" not in repr(TapOnPage(1, Digit("7")))


CAMERA = View(page=4, screen="face", has_camera=True)
JPEG = b"\xff\xd8" + bytes(100_000)
"""As large as a picture of 960x540 becomes at good quality."""


def read_until_picture(line: socket.socket) -> Picture:
    unframer = Unframer(MOST_BYTES)
    while True:
        for body in unframer.feed(line.recv(65536)):
            message = unpack_down(body)
            if isinstance(message, Picture):
                return message


def untaken(line: socket.socket) -> int:
    """Bytes that lie there unread."""
    (count,) = struct.unpack("i", fcntl.ioctl(line, termios.FIONREAD, b"\0" * 4))
    return int(count)


def test_a_picture_of_the_camera_comes_with_its_number(door: ScreenDoor, line: socket.socket) -> None:
    door.show(CAMERA)
    assert read_view(line) == CAMERA
    door.preview(JPEG)
    picture = read_until_picture(line)
    assert (picture.number, picture.jpeg) == (1, JPEG)
    assert "jpeg" not in repr(picture)


def test_pictures_are_never_queued_and_the_newest_one_comes_when_the_last_was_taken(
    door: ScreenDoor, line: socket.socket
) -> None:
    door.show(CAMERA)
    read_view(line)
    for number in range(50):
        door.preview(JPEG + bytes([number]))
    assert untaken(line) < 1.1 * len(JPEG)
    assert read_until_picture(line).jpeg[-1] == 0
    wait_until(lambda: untaken(line) == 0, 2.0, "an empty line")
    door.preview(JPEG + b"new")
    assert read_until_picture(line).jpeg.endswith(b"new")


def test_screens_that_take_no_picture_get_a_view_at_once(door: ScreenDoor, line: socket.socket) -> None:
    door.show(CAMERA)
    read_view(line)
    door.preview(JPEG)
    began = time.monotonic()
    door.show(VIEW)
    door.show(CAMERA)
    assert time.monotonic() - began < 0.5, "a View waits for no picture"
    unframer = Unframer(MOST_BYTES)
    seen: list[object] = []
    while len(seen) < 3:
        seen += [unpack_down(body) for body in unframer.feed(line.recv(65536))]
    assert [type(one).__name__ for one in seen] == ["Picture", "View", "View"]


def test_without_a_camera_on_the_view_no_picture_goes_out(door: ScreenDoor, line: socket.socket) -> None:
    door.show(VIEW)
    read_view(line)
    door.preview(JPEG)
    door.show(CAMERA)
    assert read_view(line) == CAMERA
    assert untaken(line) == 0


def test_a_picture_beyond_all_measure_is_left_out(door: ScreenDoor, line: socket.socket) -> None:
    door.show(CAMERA)
    read_view(line)
    door.preview(bytes(MOST_BYTES))
    door.show(VIEW)
    assert read_view(line) == VIEW


def test_before_anyone_is_connected_a_picture_is_nobodys(door: ScreenDoor) -> None:
    door.show(CAMERA)
    door.preview(JPEG)


@pytest.mark.parametrize("body", [b"\x00P", b"\x00P\x00\x00\x01"])
def test_a_picture_without_a_number_is_refused(body: bytes) -> None:
    with pytest.raises(LinkError):
        unpack_down(body)


PRINTING = View(page=4, screen="printing", paper_page=1, paper_pages=2)


def read_down(line: socket.socket, count: int) -> list[View | Picture | Page | Key]:
    unframer = Unframer(MOST_BYTES)
    found: list[View | Picture | Page | Key] = []
    while len(found) < count:
        found += [unpack_down(body) for body in unframer.feed(line.recv(65536))]
    return found


def test_a_page_follows_its_view_and_comes_again_to_screens_that_come_later(door: ScreenDoor, tmp_path: Path) -> None:
    door.show(PRINTING)
    with connected(tmp_path) as line:
        assert read_down(line, 1) == [PRINTING]
        door.show_page(1, b"one")
        assert read_down(line, 1) == [Page(1, b"one")]
    with connected(tmp_path) as later:
        assert read_down(later, 2) == [PRINTING, Page(1, b"one")]


@pytest.mark.parametrize(
    "after",
    [
        View(page=5, screen="done"),
        View(page=4, screen="printing", paper_page=2, paper_pages=2),
        View(page=9, screen="printing", paper_page=1, paper_pages=2),
    ],
)
def test_a_page_is_forgotten_with_the_view_that_shows_it(door: ScreenDoor, tmp_path: Path, after: View) -> None:
    door.show(PRINTING)
    door.show_page(1, b"one")
    door.show(after)
    with connected(tmp_path) as line:
        assert read_down(line, 1) == [after]
        door.show(PRINTING)
        assert read_down(line, 1) == [PRINTING]


def test_a_page_that_no_view_shows_is_sent_to_nobody(door: ScreenDoor, line: socket.socket) -> None:
    door.show(VIEW)
    assert read_down(line, 1) == [VIEW]
    door.show_page(1, b"one")
    door.show(PRINTING)
    door.show_page(2, b"two")
    door.show(VIEW)
    assert read_down(line, 2) == [PRINTING, VIEW]


def test_a_page_larger_than_any_message_is_dropped(door: ScreenDoor, line: socket.socket) -> None:
    door.show(PRINTING)
    assert read_down(line, 1) == [PRINTING]
    door.show_page(1, bytes(MOST_BYTES))
    door.show(VIEW)
    assert read_down(line, 1) == [VIEW]
