"""The camera's thread, lamp and newest frame against sources that do what a test says; and the models without I/O."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from scripted_wire import FakeClock
from waiting import wait_until

from config.settings import CameraSettings
from drivers.camera import Camera, CameraMode, Frame
from drivers.camera.live import LiveCamera, Picture, age_stamp
from drivers.camera.mjpeg import MjpegSource
from drivers.camera.sequence import SequenceSource
from drivers.camera.usb_device import UsbCamera, camera_at
from drivers.camera.v4l2 import V4l2Source
from drivers.catalog import CAMERAS
from drivers.clock import SystemClock
from drivers.faults import DeviceError, Fault


class RecordedLamp:
    """Notes what happened, together with the source, in one list."""

    def __init__(self, happened: list[str], refuses: str = "") -> None:
        self.happened = happened
        self.refuses = refuses

    def switch_on(self) -> None:
        self._do("lamp on")

    def switch_off(self) -> None:
        self._do("lamp off")

    def _do(self, what: str) -> None:
        if what == self.refuses:
            raise DeviceError(Fault.ABSENT, "lamp")
        self.happened.append(what)


class OrderedSource:
    """Gives a picture whenever the test lets it."""

    def __init__(self) -> None:
        self.happened: list[str] = []
        self.pictures: list[Picture | Fault | None] = []
        self.given = threading.Semaphore(0)
        self.fails_to_open = False

    def give(self, *pictures: "Picture | Fault | None") -> None:
        for picture in pictures:
            self.pictures.append(picture)
            self.given.release()

    def open(self, mode: CameraMode) -> None:
        self.happened.append(f"open {mode.width_px}x{mode.height_px}")
        if self.fails_to_open:
            raise DeviceError(Fault.ABSENT, "ordered")

    def read(self, within_s: float) -> Picture | None:
        if not self.given.acquire(timeout=0.01):
            return None
        picture = self.pictures.pop(0)
        if isinstance(picture, Fault):
            raise DeviceError(picture, "ordered")
        return picture

    def expose(self, exposure_ms: float | None) -> None:
        if exposure_ms == 13:
            raise DeviceError(Fault.REFUSED, "ordered")
        self.happened.append(f"expose {exposure_ms} on {threading.current_thread().name}")

    def close(self) -> None:
        self.happened.append("close")

    def check(self) -> str:
        return "ordered"


def picture(grey: int, taken_s: float = 0.0) -> Picture:
    return Picture(np.full((24, 32, 3), grey, np.uint8), taken_s)


def refusal(call: Callable[[], object]) -> Fault:
    with pytest.raises(DeviceError) as caught:
        call()
    return caught.value.fault


@pytest.fixture
def source() -> OrderedSource:
    return OrderedSource()


@pytest.fixture
def camera(source: OrderedSource) -> Iterator[LiveCamera]:
    camera = LiveCamera(
        source, CameraMode(32, 24), SystemClock(), RecordedLamp(source.happened), open_s=0.3, silence_s=0.3, close_s=0.5
    )
    yield camera
    camera.close()


def test_the_lamp_burns_exactly_as_long_as_the_device_is_open(source: OrderedSource, camera: LiveCamera) -> None:
    assert source.happened == []
    source.give(picture(10))
    camera.open()
    camera.open()
    assert source.happened == ["lamp on", "open 32x24"]
    camera.close()
    camera.close()
    assert source.happened == ["lamp on", "open 32x24", "close", "lamp off"]


def test_without_its_lamp_the_device_is_never_opened(source: OrderedSource) -> None:
    lamp = RecordedLamp(source.happened, "lamp on")
    camera = LiveCamera(source, CameraMode(), SystemClock(), lamp, open_s=0.3)
    assert refusal(camera.open) is Fault.ABSENT
    assert source.happened == []


def test_a_lamp_that_does_not_go_out_is_no_reason_to_keep_the_camera(
    source: OrderedSource, caplog: pytest.LogCaptureFixture
) -> None:
    camera = LiveCamera(source, CameraMode(), SystemClock(), RecordedLamp(source.happened, "lamp off"), open_s=0.3)
    source.give(picture(10))
    camera.open()
    camera.close()
    assert source.happened == ["lamp on", "open 1280x720", "close"]
    assert "lamp does not go out" in caplog.text


def test_a_device_that_does_not_open_puts_the_lamp_out_again(source: OrderedSource, camera: LiveCamera) -> None:
    source.fails_to_open = True
    assert refusal(camera.open) is Fault.ABSENT
    assert source.happened == ["lamp on", "open 32x24", "close", "lamp off"]
    source.fails_to_open = False
    source.give(picture(10))
    camera.open()
    assert camera.newest(0.3).number == 1


def test_only_the_newest_frame_is_kept(source: OrderedSource, camera: LiveCamera) -> None:
    source.give(picture(10))
    camera.open()
    source.give(picture(20), picture(30), picture(40))
    frame = camera.newest(0.5, after=3)
    assert (frame.number, frame.brightness) == (4, 40.0)
    assert camera.newest(0.5) is frame
    assert refusal(lambda: camera.newest(0.05, after=4)) is Fault.TIMED_OUT


def test_frames_that_repeat_are_counted(source: OrderedSource, camera: LiveCamera) -> None:
    source.give(picture(10), picture(10), picture(10))
    camera.open()
    assert camera.newest(0.5, after=2).repeats == 2
    source.give(picture(11))
    assert camera.newest(0.5, after=3).repeats == 0


def test_a_frame_is_gone_with_the_opening(source: OrderedSource, camera: LiveCamera) -> None:
    source.give(picture(10))
    camera.open()
    camera.close()
    assert refusal(lambda: camera.newest(0.1)) is Fault.REFUSED
    assert refusal(lambda: camera.expose(10)) is Fault.REFUSED


def test_what_ends_the_pictures_is_told_and_opening_again_helps(source: OrderedSource, camera: LiveCamera) -> None:
    source.give(picture(10))
    camera.open()
    source.give(Fault.GONE)
    wait_until(lambda: source.happened[-1] == "lamp off", 2, "the end of the opening")
    assert refusal(lambda: camera.newest(0.1)) is Fault.GONE
    source.give(picture(20))
    camera.open()
    assert camera.newest(0.3).brightness == 20


def test_an_open_camera_without_pictures_is_not_waited_for(source: OrderedSource, camera: LiveCamera) -> None:
    assert refusal(camera.open) is Fault.TIMED_OUT
    source.give(picture(10))
    camera.open()
    wait_until(lambda: source.happened[-1] == "lamp off", 2, "the end of the opening")
    assert refusal(lambda: camera.newest(0.1)) is Fault.TIMED_OUT


def test_exposure_is_set_on_the_cameras_own_thread(source: OrderedSource, camera: LiveCamera) -> None:
    source.give(picture(10))
    camera.open()
    camera.expose(8.0)
    assert refusal(lambda: camera.expose(13)) is Fault.REFUSED
    camera.expose(None)
    assert source.happened[2:] == ["expose 8.0 on camera", "expose None on camera"]


def test_a_device_that_does_not_let_go_is_told_and_its_lamp_stays_on() -> None:
    stuck = threading.Event()
    source = OrderedSource()

    def hang(within_s: float) -> Picture | None:
        stuck.wait(5)
        return None

    source.read = hang  # type: ignore[method-assign]  # this one time it hangs
    camera = LiveCamera(source, CameraMode(), SystemClock(), RecordedLamp(source.happened), open_s=0.05, close_s=0.05)
    assert refusal(camera.open) is Fault.TIMED_OUT
    assert source.happened == ["lamp on", "open 1280x720"]
    assert refusal(camera.open) is Fault.TIMED_OUT
    assert source.happened == ["lamp on", "open 1280x720"]
    stuck.set()
    wait_until(lambda: source.happened[-1] == "lamp off", 2, "the device to let go")
    camera.close()


def test_a_frame_shows_no_pixels() -> None:
    frame = Frame(1, 0.0, np.full((2, 2, 3), 77, np.uint8))
    assert "77" not in repr(frame)
    assert "pixels" not in repr(frame)
    assert "77" not in repr(picture(77))
    assert (frame.width_px, frame.height_px, frame.age_s(2.5), frame.age_s(-1)) == (2, 2, 2.5, 0.0)


@pytest.mark.parametrize(("stamp", "taken"), [(99.9, 99.9), (None, 100.0), (0.0, 100.0), (100.1, 100.0), (97.0, 100.0)])
def test_a_stamp_counts_when_it_can_be_true(stamp: float | None, taken: float) -> None:
    assert age_stamp(stamp, 100.0) == taken


@pytest.mark.parametrize(("model", "settings"), [("mjpeg", {"url": "http://127.0.0.1:1/"}), ("sequence", {})])
def test_played_pictures_are_refused_outside_a_demo(model: str, settings: dict[str, Any]) -> None:
    chosen = CameraSettings(model=model, **settings)

    def made(*, demo: bool) -> Camera:
        return CAMERAS[model](chosen, SystemClock(), RecordedLamp([]), demo=demo)

    assert refusal(lambda: made(demo=False)) is Fault.DISABLED
    assert refusal(made(demo=True).open) is Fault.ABSENT


@pytest.mark.parametrize("url", ["http://192.0.2.7/camera", "https://127.0.0.1/", "http://camera.invalid/", ""])
def test_a_camera_over_http_is_on_this_machine(url: str) -> None:
    assert refusal(lambda: MjpegSource(url, SystemClock(), demo=True)) is Fault.DISABLED


def test_a_sequence_plays_its_files_at_their_pace_and_again(tmp_path: Path) -> None:
    for number, grey in enumerate((10, 200)):
        Image.new("RGB", (16, 8), (grey, grey, grey)).save(tmp_path / f"{number}.png")
    (tmp_path / "notes.txt").write_text("no picture")
    clock = FakeClock()
    source = SequenceSource(tmp_path, clock, demo=True)
    assert source.check() == "sequence of 2"
    source.open(CameraMode(frames_per_second=2))
    pictures = [source.read(0.25) for _ in range(8)]
    seen = [(one.taken_s - 1000, int(one.pixels[0, 0, 0])) for one in pictures if one is not None]
    source.close()
    assert seen == [(0.0, 10), (0.5, 200), (1.0, 10), (1.5, 200)]
    assert refusal(lambda: source.expose(5)) is Fault.REFUSED


def test_a_sequence_of_what_is_no_picture(tmp_path: Path) -> None:
    source = SequenceSource(tmp_path, FakeClock(), demo=True)
    assert refusal(source.check) is Fault.ABSENT
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8 no jpeg")
    source.open(CameraMode())
    assert refusal(lambda: source.read(0.1)) is Fault.GARBLED
    (tmp_path / "a.jpg").write_bytes(bytes(16_000_001))
    assert refusal(lambda: source.read(0.1)) is Fault.GARBLED
    (tmp_path / "a.jpg").unlink()
    assert refusal(lambda: source.read(0.1)) is Fault.GONE


@pytest.fixture
def machine(tmp_path: Path) -> "Kernel":
    return Kernel(tmp_path)


class Kernel:
    """A folder that looks like /dev and /sys of a machine with one camera."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sys = folder / "sys"
        self.port = folder / "dev/kiosk-camera"
        (folder / "dev").mkdir()
        (folder / "dev/video2").write_bytes(b"")
        self.port.symlink_to(folder / "dev/video2")

    def camera(self, place: str, subsystem: str) -> Path:
        device = self.sys / "devices" / place
        (device / "video4linux/video2").mkdir(parents=True)
        bus = self.sys / "bus" / subsystem
        bus.mkdir(parents=True)
        (device / "subsystem").symlink_to(bus)
        (device / "video4linux/video2/device").symlink_to(device)
        (self.sys / "class/video4linux").mkdir(parents=True)
        (self.sys / "class/video4linux/video2").symlink_to(device / "video4linux/video2")
        return device

    def look(self) -> UsbCamera:
        return camera_at(self.port, self.sys)


USB = "pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0"


def test_a_camera_on_usb_is_known_by_its_port_and_serial_number(machine: Kernel) -> None:
    device = machine.camera(USB, "usb")
    for name, text in (("idVendor", "046d\n"), ("idProduct", "0825\n"), ("serial", "5A0F1234\n")):
        (device.parent / name).write_text(text)
    camera = machine.look()
    assert str(camera) == "046d:0825 5A0F1234 at 1-4:1.0"
    assert camera.node.name == "video2"
    (device.parent / "serial").unlink()
    assert str(machine.look()) == "046d:0825 at 1-4:1.0"


@pytest.mark.parametrize(
    ("place", "subsystem"),
    [
        ("virtual/video4linux-loopback", "usb"),
        ("platform/vivid.0", "platform"),
        ("platform/dummy_hcd.0/usb3/3-1/3-1:1.0", "usb"),
        ("platform/vhci_hcd.0/usb5/5-1/5-1:1.0", "usb"),
        ("pci0000:00/0000:00:1f.0", "pci"),
    ],
)
def test_a_virtual_camera_is_refused(machine: Kernel, place: str, subsystem: str) -> None:
    machine.camera(place, subsystem)
    assert refusal(machine.look) is Fault.REFUSED


def test_a_camera_that_is_not_there_and_a_file_that_is_none(machine: Kernel) -> None:
    assert refusal(machine.look) is Fault.REFUSED
    machine.port.resolve().unlink()
    assert refusal(machine.look) is Fault.ABSENT


class FakeCapture:
    """In place of cv2.VideoCapture."""

    def __init__(self) -> None:
        self.is_there = True
        self.takes = True
        self.reads: list[tuple[bool, Any]] = []
        self.was_set: dict[int, float] = {}
        self.released = 0

    def isOpened(self) -> bool:  # noqa: N802 - OpenCV's name
        return self.is_there

    def set(self, what: int, value: float) -> bool:
        self.was_set[what] = value
        return self.takes

    def get(self, what: int) -> float:
        return 999_950.0

    def read(self) -> tuple[bool, Any]:
        return self.reads.pop(0)

    def release(self) -> None:
        self.released += 1


def v4l2(capture: FakeCapture, port: Path) -> V4l2Source:
    camera = UsbCamera(port, "1-4:1.0", "046d:0825", "")
    return V4l2Source(port, FakeClock(), find=lambda _port: camera, capture=lambda _node: capture)


def test_v4l2_asks_for_its_mode_and_takes_the_kernels_stamp(tmp_path: Path) -> None:
    import cv2

    capture = FakeCapture()
    capture.reads = [(True, np.zeros((720, 1280, 3), np.uint8))]
    source = v4l2(capture, tmp_path)
    source.open(CameraMode(exposure_ms=8.0))
    assert capture.was_set == {
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),
        cv2.CAP_PROP_FRAME_WIDTH: 1280,
        cv2.CAP_PROP_FRAME_HEIGHT: 720,
        cv2.CAP_PROP_FPS: 25.0,
        cv2.CAP_PROP_BUFFERSIZE: 1,
        cv2.CAP_PROP_AUTO_EXPOSURE: 1,
        cv2.CAP_PROP_EXPOSURE: 80.0,
        cv2.CAP_PROP_AUTO_WB: 0,
    }
    picture = source.read(0.2)
    assert picture is not None
    assert picture.taken_s == 999.95
    source.expose(None)
    assert (capture.was_set[cv2.CAP_PROP_AUTO_EXPOSURE], capture.was_set[cv2.CAP_PROP_AUTO_WB]) == (3, 1)
    capture.takes = False
    assert refusal(lambda: source.expose(5)) is Fault.REFUSED
    source.close()
    source.close()
    assert capture.released == 1
    assert source.check() == "046d:0825 at 1-4:1.0"


def test_v4l2_survives_a_lost_frame_and_not_three(tmp_path: Path) -> None:
    capture = FakeCapture()
    lost, good = (False, None), (True, np.zeros((2, 2, 3), np.uint8))
    capture.reads = [lost, lost, good, lost, lost, lost]
    source = v4l2(capture, tmp_path)
    source.open(CameraMode())
    assert [source.read(0.1) is None for _ in range(5)] == [True, True, False, True, True]
    assert refusal(lambda: source.read(0.1)) is Fault.GONE
    source.close()


def test_v4l2_that_was_pulled_out_is_gone_at_once(tmp_path: Path) -> None:
    capture = FakeCapture()
    capture.reads = [(False, None)]
    source = v4l2(capture, tmp_path / "pulled")
    source.open(CameraMode())
    assert refusal(lambda: source.read(0.1)) is Fault.GONE
    source.close()


def test_v4l2_that_another_program_has_is_absent(tmp_path: Path) -> None:
    capture = FakeCapture()
    capture.is_there = False
    source = v4l2(capture, tmp_path)
    assert refusal(lambda: source.open(CameraMode())) is Fault.ABSENT
    source.close()


def test_the_v4l2_of_the_catalogue_is_absent_on_a_machine_without_a_camera(tmp_path: Path) -> None:
    settings = CameraSettings(port=tmp_path / "camera")
    camera = CAMERAS[settings.model](settings, SystemClock(), RecordedLamp([]), demo=False)
    assert refusal(camera.check) is Fault.ABSENT
    assert refusal(camera.open) is Fault.ABSENT
