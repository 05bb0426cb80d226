"""The hall's camera: which one may look, and how OpenCV is asked, without a camera."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scripted_wire import FakeClock
from test_camera import RecordedLamp, refusal

from config.device_settings import CameraSettings
from drivers.camera import CameraMode
from drivers.camera.usb_device import UsbCamera, camera_at
from drivers.camera.v4l2 import V4l2Source
from drivers.catalog import CAMERAS
from drivers.clock import SystemClock
from drivers.faults import Fault


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
