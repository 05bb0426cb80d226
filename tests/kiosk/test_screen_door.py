"""The core's end of the screens' line: taps and nothing else, however they arrive."""

import contextlib
import json
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waiting import wait_until

from kiosk.screen_door import ScreenDoor
from kiosk.screen_link import MOST_BYTES, LinkError, Unframer, pack_tap, pack_view, unpack_tap, unpack_view
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
