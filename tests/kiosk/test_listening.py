"""Keys of the assistive keypad: given on at once, and never into another person's visit."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from in_words import ITEM, Kiosk

from drivers.faults import DeviceError, Fault
from drivers.keypad import Key
from kiosk import screen_link
from kiosk.cabinet.listening import LISTEN_S, Listening
from kiosk.health import DeviceState
from kiosk.presence_events import KeyUsed, Listened
from kiosk.screen_door import ScreenDoor
from kiosk.screen_link import MOST_BYTES, LinkError, Page, Picture, Unframer, pack_key, unpack_down
from kiosk.view import View


class Keypad:
    """Keys that lie there; one of them may come while the visit ends."""

    def __init__(self, *keys: Key) -> None:
        self.keys = list(keys)
        self.waited: list[float] = []
        self.is_gone = False
        self.visit = "first"
        self.visit_after_reading = ""

    def read(self, within_s: float) -> Key | None:
        self.waited.append(within_s)
        self.visit = self.visit_after_reading or self.visit
        return self.keys.pop(0) if self.keys else None

    def discard(self) -> None:
        self.keys.clear()

    def dropped(self) -> int:
        return 0

    def check(self) -> None:
        if self.is_gone:
            raise DeviceError(Fault.ABSENT, "no keypad")

    def close(self) -> None:
        """Nothing is open."""


def listening(keypad: Keypad) -> tuple[Listening, list[Key]]:
    heard: list[Key] = []
    return Listening(keypad, lambda: keypad.visit, heard.append), heard


def test_each_look_waits_for_one_key_and_gives_it_on() -> None:
    keypad = Keypad()
    ear, heard = listening(keypad)
    ear.look()
    keypad.keys = [Key.DOWN, Key.PRESS]
    assert [ear.look() for _ in range(3)] == [DeviceState(faults=())] * 3
    assert heard == [Key.DOWN, Key.PRESS]
    assert keypad.waited == [LISTEN_S] * 4


def test_what_was_pressed_before_the_visit_is_forgotten() -> None:
    keypad = Keypad(Key.PRESS)
    ear, heard = listening(keypad)
    ear.look()
    keypad.keys, keypad.visit = [Key.PRESS, Key.PRESS], "second"
    ear.look()
    assert heard == []


def test_a_key_pressed_while_its_visit_ended_does_nothing() -> None:
    keypad = Keypad()
    ear, heard = listening(keypad)
    ear.look()
    keypad.keys, keypad.visit_after_reading = [Key.PRESS], "second"
    ear.look()
    assert heard == []


def test_a_keypad_that_is_gone_is_the_watchs_matter() -> None:
    keypad = Keypad()
    ear, _ = listening(keypad)
    keypad.is_gone = True
    with pytest.raises(DeviceError):
        ear.look()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[ScreenDoor]:
    door = ScreenDoor(tmp_path / "s.sock", lambda _: None)
    yield door
    door.close()


def read(line: socket.socket, count: int) -> list[View | Picture | Page | screen_link.Key]:
    unframer = Unframer(MOST_BYTES)
    found: list[View | Picture | Page | screen_link.Key] = []
    while len(found) < count:
        found += [unpack_down(body) for body in unframer.feed(line.recv(65536))]
    return found


def test_a_key_comes_behind_one_picture_at_most(door: ScreenDoor, tmp_path: Path) -> None:
    door.press(screen_link.Key("up"))
    view = View(page=4, screen="face", has_camera=True)
    door.show(view)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2.0)
        line.connect(str(tmp_path / "s.sock"))
        assert read(line, 1) == [view], "a key from before is nobody's"
        for _ in range(20):
            door.preview(bytes(100_000))
        door.press(screen_link.Key("press"))
        assert [type(one).__name__ for one in read(line, 2)] == ["Picture", "Key"]


@pytest.mark.parametrize("key", list(Key))
def test_every_key_has_its_message(key: Key) -> None:
    message = screen_link.Key(key.value)
    (body,) = Unframer(MOST_BYTES).feed(pack_key(message))
    assert unpack_down(body) == message


@pytest.mark.parametrize("body", [b"\x00K", b"\x00Kdelete", b"\x00K\xff", b"\x00Kupup"])
def test_what_is_no_key_is_refused(body: bytes) -> None:
    with pytest.raises(LinkError):
        unpack_down(body)


def test_a_key_begins_the_time_without_a_touch_anew() -> None:
    kiosk = Kiosk()
    kiosk.press(f"choice-{ITEM}")
    for _ in range(4):
        kiosk.controller.touched(KeyUsed())
        kiosk.deliver()
        kiosk.wait(170)
        assert kiosk.view.still_there_s is None
    kiosk.wait(11)
    assert kiosk.view.still_there_s is not None


def test_an_earphone_wakes_the_terminal_and_pulling_it_out_does_not() -> None:
    kiosk = Kiosk()
    kiosk.wait(61)
    assert kiosk.screen == "attract"
    kiosk.controller.touched()
    kiosk.deliver()
    assert kiosk.screen == "attract"
    kiosk.controller.touched(Listened())
    kiosk.deliver()
    assert kiosk.screen == "home"


def test_an_earphone_is_no_keypad() -> None:
    kiosk = Kiosk()
    kiosk.controller.touched(Listened())
    kiosk.deliver()
    assert not kiosk.controller._session.has_keys
    kiosk.controller.touched(KeyUsed())
    kiosk.deliver()
    assert kiosk.controller._session.has_keys
