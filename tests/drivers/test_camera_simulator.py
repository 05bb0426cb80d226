"""The simulated camera as a process, seen through the demo's driver."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from loopback_simulator import LoopbackSimulator, on_loopback
from PIL import Image
from test_camera import RecordedLamp, refusal
from waiting import wait_until

from config.device_settings import CameraSettings
from drivers.camera import Camera, CameraMode
from drivers.camera.live import LiveCamera
from drivers.camera.mjpeg import MjpegSource
from drivers.camera.opencv import opencv
from drivers.catalog import CAMERAS
from drivers.clock import SystemClock
from drivers.faults import Fault
from drivers.tcp_line import TcpLine


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackSimulator]:
    with on_loopback("drivers.camera.simulator", tmp_path_factory.mktemp("camera"), "--size", "320x240") as process:
        yield process


@pytest.fixture
def simulator(process: LoopbackSimulator) -> LoopbackSimulator:
    for do in ("plug", "clear", "play"):
        process.ask(do)
    return process


@pytest.fixture
def camera(simulator: LoopbackSimulator) -> Iterator[LiveCamera]:
    source = MjpegSource(simulator.address["url"], SystemClock(), demo=True)
    camera = LiveCamera(source, CameraMode(), SystemClock(), RecordedLamp([]), open_s=2.5, silence_s=0.8)
    yield camera
    camera.close()


def test_moving_pictures_arrive_young_at_the_cameras_pace(simulator: LoopbackSimulator, camera: Camera) -> None:
    clock = SystemClock()
    before = simulator.ask("count")["connections"]
    assert camera.check().startswith("mjpeg 127.0.0.1:")
    camera.open()
    began = clock.monotonic()
    ages = []
    number = camera.newest(1).number
    for _ in range(25):
        frame = camera.newest(1, after=number)
        assert (frame.width_px, frame.height_px) == (320, 240)
        assert frame.repeats == 0
        number = frame.number
        ages.append(frame.age_s(clock.monotonic()))
    assert 25 / (clock.monotonic() - began) > 15
    assert sorted(ages)[12] < 0.1
    camera.close()
    assert simulator.ask("count")["connections"] == before + 1
    wait_until(lambda: simulator.ask("count")["watching"] == 0, 2, "the end of the stream")


def test_a_reader_that_was_slow_sees_the_present(simulator: LoopbackSimulator, camera: Camera) -> None:
    camera.open()
    first = camera.newest(1).number
    sent = int(simulator.ask("count")["frames"])
    wait_until(lambda: int(simulator.ask("count")["frames"]) > sent + 12, 3, "half a second of pictures")
    frame = camera.newest(1)
    assert frame.number > first + 8
    assert frame.age_s(SystemClock().monotonic()) < 0.3


def test_a_frozen_picture_and_a_covered_lens_are_seen(simulator: LoopbackSimulator, camera: Camera) -> None:
    camera.open()
    assert camera.newest(1).brightness > 60
    simulator.ask("freeze")
    wait_until(lambda: camera.newest(1).repeats > 10, 3, "ten times the same picture")
    simulator.ask("cover")
    wait_until(lambda: camera.newest(1).brightness < 10, 2, "black")
    assert camera.newest(1, after=camera.newest(1).number).repeats == 0
    simulator.ask("play")
    wait_until(lambda: camera.newest(1).brightness > 60, 2, "light")


@pytest.mark.parametrize(
    ("do", "fault"),
    [("cut", Fault.GONE), ("unplug", Fault.GONE), ("silent", Fault.TIMED_OUT), ("garbage", Fault.GARBLED)],
)
def test_what_ends_the_pictures_and_that_opening_again_helps(
    simulator: LoopbackSimulator, camera: Camera, do: str, fault: Fault
) -> None:
    camera.open()
    number = camera.newest(1).number
    simulator.ask(do)

    def next_one() -> None:
        nonlocal number
        while True:
            number = camera.newest(2, after=number).number

    assert refusal(next_one) is fault
    simulator.ask("plug")
    simulator.ask("play")
    camera.open()
    assert camera.newest(1).number >= 1


@pytest.mark.parametrize(
    "name",
    [
        "slow",
        "silent",
        "half_reply",
        "garbage_before",
        "garbage_after",
        "one_byte_at_a_time",
        "wrong_checksum",
        "wrong_length",
        "stale_reply",
    ],
)
def test_a_bad_picture_is_left_out(simulator: LoopbackSimulator, camera: Camera, name: str) -> None:
    camera.open()
    number = camera.newest(1).number
    simulator.fault(name)
    frame = camera.newest(2, after=number + 5)
    assert frame.brightness > 60


def test_an_unplugged_camera_is_absent_and_comes_back_under_its_address(
    simulator: LoopbackSimulator, camera: Camera
) -> None:
    camera.open()
    simulator.fault("unplug_mid_frame")
    simulator.ask("unplug")
    assert refusal(lambda: camera.newest(2, after=10_000)) is Fault.GONE
    assert refusal(camera.open) is Fault.ABSENT
    assert refusal(camera.check) is Fault.ABSENT
    simulator.ask("plug")
    camera.open()
    assert camera.newest(1).number >= 1


def test_other_pictures_can_be_played(simulator: LoopbackSimulator, camera: Camera, tmp_path: Path) -> None:
    camera.open()
    with pytest.raises(ValueError, match="no pictures"):
        simulator.ask("play", folder=str(tmp_path))
    for number, name in enumerate(("a.png", "b.jpg")):
        Image.new("RGB", (64, 48), (0, 200 + number, 0)).save(tmp_path / name)
    simulator.ask("play", folder=str(tmp_path))
    wait_until(lambda: camera.newest(1).width_px == 64, 2, "the other pictures")


class Babbler:
    """A server that answers a request for pictures with these bytes and nothing more."""

    def __init__(self, said: bytes) -> None:
        self.said = said

    def receive(self, data: bytes) -> list[bytes]:
        return [self.said]

    def quiet(self) -> None:
        raise NotImplementedError

    def with_wrong_checksum(self, reply: bytes) -> bytes:
        raise NotImplementedError

    def with_wrong_length(self, reply: bytes) -> bytes:
        raise NotImplementedError


@contextmanager
def babbling(said: bytes) -> Iterator[str]:
    """Such a server; gives its address."""
    line = TcpLine(0, lambda: Babbler(said), SystemClock())
    try:
        yield f"http://127.0.0.1:{line.port}/"
    finally:
        line.unplug()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (b"", Fault.TIMED_OUT),
        (b"HTTP/1.0 200 OK\r\nContent-", Fault.TIMED_OUT),
        (b"HTTP/1.0 404 Not Found\r\n\r\n", Fault.GARBLED),
        (b"x" * 20_000, Fault.GARBLED),
        (b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n--b\r\n", Fault.TIMED_OUT),
    ],
)
def test_a_server_that_is_no_camera_is_not_waited_for(said: bytes, fault: Fault) -> None:
    clock = SystemClock()
    happened: list[str] = []
    with babbling(said) as url:
        source = MjpegSource(url, clock, demo=True, head_s=0.4)
        camera = LiveCamera(source, CameraMode(), clock, RecordedLamp(happened), silence_s=0.3)
        began = clock.monotonic()
        assert refusal(camera.open) is fault
    assert clock.monotonic() - began < 1.5
    assert happened == ["lamp on", "lamp off"]


def test_of_pictures_that_waited_only_the_newest_is_taken() -> None:
    said = b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n"
    for width in (8, 16, 24):
        data = io.BytesIO()
        Image.new("RGB", (width, 8)).save(data, "JPEG")
        said += b"--b\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(data.getvalue()), data.getvalue())
    with babbling(said) as url:
        source = MjpegSource(url, SystemClock(), demo=True)
        source.open(CameraMode())
        picture = source.read(1)
        source.close()
    assert picture is not None
    assert picture.pixels.shape[1] == 24


def test_the_models_of_the_catalogue(simulator: LoopbackSimulator, tmp_path: Path) -> None:
    Image.new("RGB", (64, 48), (200, 0, 0)).save(tmp_path / "a.png")
    for settings in (
        CameraSettings(model="mjpeg", url=simulator.address["url"]),
        CameraSettings(model="sequence", port=tmp_path),
    ):
        camera = CAMERAS[settings.model](settings, SystemClock(), RecordedLamp([]), demo=True)
        camera.open()
        assert camera.newest(1).width_px in (64, 320)
        camera.close()


def test_opencv_leaves_no_qt_paths_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_FONTDIR", "/ours")
    monkeypatch.delenv("QT_QPA_PLATFORM_PLUGIN_PATH", raising=False)
    for name in [name for name in sys.modules if name == "cv2" or name.startswith("cv2.")]:
        monkeypatch.delitem(sys.modules, name)
    opencv()
    assert os.environ.get("QT_QPA_FONTDIR") == "/ours"
    assert "QT_QPA_PLATFORM_PLUGIN_PATH" not in os.environ
