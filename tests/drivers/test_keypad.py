"""The assistive keypad: events, a FIFO, and the simulator as a process on a pty."""

import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulator_process import SimulatorProcess, running

from config.device_settings import KeypadSettings
from drivers.catalog import KEYPADS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault
from drivers.keypad import Key, Keypad, frames, linux_input
from drivers.keypad.frames import InputEvent
from drivers.keypad.linux_input import GRAB

UP = InputEvent(frames.KEY, 103, 1)


def test_an_event_of_the_kernel() -> None:
    # evtest on x86-64: time 1700000000.123456, type 1 (EV_KEY), code 103 (KEY_UP), value 1
    raw = bytes.fromhex("00F1536500000000 40E2010000000000 0100 6700 01000000")
    assert struct.calcsize("@llHHi") == len(raw) == 24
    assert frames.cutter().feed(raw) == [UP]
    assert UP.encoded(1_700_000_000.123456)[:8] == raw[:8]
    cutter = frames.cutter()
    for byte in raw[:-1]:
        assert cutter.feed(bytes([byte])) == []
    assert cutter.feed(raw[-1:]) == [UP]


def test_events_are_found_again_behind_noise() -> None:
    raw = UP.encoded(1_700_000_000.5)
    assert UP in frames.cutter().feed(bytes.fromhex("FF 00 AA AA 81 96") + raw + raw)


@settings(deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=60), st.just(UP.encoded(1.5))), max_size=10))
def test_no_stream_crashes_the_cutter(pieces: list[bytes]) -> None:
    cutter = frames.cutter()
    for piece in pieces:
        for event in cutter.feed(piece):
            assert event.code <= frames.CODE_MAX
        assert cutter.missing > 0


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running("drivers.keypad.simulator", tmp_path_factory.mktemp("keypad")) as process:
        yield process


@pytest.fixture
def simulator(process: SimulatorProcess) -> SimulatorProcess:
    process.ask("plug")
    process.ask("clear")
    return process


@pytest.fixture
def keypad(simulator: SimulatorProcess) -> Iterator[Keypad]:
    keypad = _keypad(simulator.link)
    keypad.discard()
    yield keypad
    keypad.close()


@pytest.mark.parametrize("key", list(Key))
def test_every_key(simulator: SimulatorProcess, keypad: Keypad, key: Key) -> None:
    simulator.ask("press", key=key.value)
    assert keypad.read(1.0) is key
    assert keypad.read(0.02) is None


def test_keys_come_in_order_and_a_held_one_counts_once(simulator: SimulatorProcess, keypad: Keypad) -> None:
    before = simulator.ask("count")["presses"]
    simulator.ask("press", key="up", held=20)
    simulator.ask("press", key="press")
    assert [keypad.read(1.0), keypad.read(1.0), keypad.read(0.02)] == [Key.UP, Key.PRESS, None]
    assert simulator.ask("count")["presses"] == before + 2


def test_keys_that_are_none_of_ours_are_dropped_and_counted(simulator: SimulatorProcess, keypad: Keypad) -> None:
    for code in (56, 15, 111, 0x110):  # Alt, Tab, Delete, a mouse button
        simulator.ask("press", code=code)
    simulator.ask("press", key="back")
    assert keypad.read(1.0) is Key.BACK
    assert keypad.dropped() == 4


def test_what_was_pressed_before_is_forgotten(simulator: SimulatorProcess, keypad: Keypad) -> None:
    simulator.ask("press", key="up")
    simulator.ask("press", key="down")
    assert keypad.read(1.0) is Key.UP
    keypad.discard()
    assert keypad.read(0.02) is None


@pytest.mark.parametrize("name", ["slow", "one_byte_at_a_time", "garbage_before", "garbage_after"])
def test_a_bad_line_loses_no_key(simulator: SimulatorProcess, keypad: Keypad, name: str) -> None:
    simulator.fault(name)
    simulator.ask("press", key="up")
    assert keypad.read(1.0) is Key.UP
    assert keypad.read(0.1) is None
    simulator.ask("press", key="down")
    assert keypad.read(1.0) is Key.DOWN


@pytest.mark.parametrize("name", ["silent", "wrong_checksum", "half_reply", "wrong_length"])
def test_a_worse_line_loses_at_most_that_key(simulator: SimulatorProcess, keypad: Keypad, name: str) -> None:
    simulator.fault(name)
    simulator.ask("press", key="up")
    assert keypad.read(0.2) in (None, Key.UP)
    assert keypad.read(0.1) is None
    simulator.ask("press", key="down")
    assert keypad.read(1.0) is Key.DOWN


def test_pulled_out_in_the_middle_it_comes_back_under_its_path(simulator: SimulatorProcess, keypad: Keypad) -> None:
    simulator.fault("unplug_mid_frame")
    simulator.ask("press", key="up")
    _fails(lambda: [keypad.read(1.0) for _ in range(3)], Fault.GONE)
    _fails(lambda: keypad.read(1.0), Fault.ABSENT)
    _fails(keypad.check, Fault.ABSENT)
    simulator.ask("plug")
    keypad.check()
    simulator.ask("press", key="up")
    assert keypad.read(1.0) is Key.UP


def test_a_fifo_whose_writer_ends_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    os.mkfifo(path)
    keypad = _keypad(path)
    keypad.check()
    writer = os.open(path, os.O_WRONLY)
    os.write(writer, UP.encoded(1_700_000_000.0))
    assert keypad.read(1.0) is Key.UP
    os.close(writer)
    _fails(lambda: keypad.read(1.0), Fault.GONE)
    keypad.close()


def test_a_real_event_device_is_grabbed_and_a_taken_one_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "event0"
    path.touch()
    grabbed: list[tuple[int, int]] = []
    grab = SimpleNamespace(ioctl=lambda _file, request, value: grabbed.append((request, value)))
    monkeypatch.setattr(linux_input, "_is_event_device", lambda _file: True)
    monkeypatch.setattr(linux_input, "fcntl", grab)
    keypad = _keypad(path)
    keypad.check()
    assert grabbed == [(GRAB, 1)]
    keypad.close()

    def taken(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(linux_input, "fcntl", SimpleNamespace(ioctl=taken))
    assert "busy" in _fails(keypad.check, Fault.ABSENT).detail


def test_control_requests_that_make_no_sense_are_refused(simulator: SimulatorProcess) -> None:
    for fields in ({"key": "enter"}, {"code": 0x300}):
        with pytest.raises(ValueError, match=r"."):
            simulator.ask("press", **fields)


def test_a_key_with_an_unknown_name_in_the_settings_is_refused() -> None:
    with pytest.raises(ValueError, match="enter"):
        KEYPADS["linux-input"](KeypadSettings(port=Path("x"), keys={"enter": (28,)}), SystemClock())


def _keypad(path: Path) -> Keypad:
    return KEYPADS["linux-input"](KeypadSettings(port=path), SystemClock())


def _fails(call: Callable[[], object], fault: Fault) -> DeviceError:
    with pytest.raises(DeviceError) as caught:
        call()
    assert caught.value.fault is fault
    return caught.value
