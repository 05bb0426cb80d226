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

from config.device_settings import CameraSettings
from drivers.camera import Camera, CameraMode, Frame
from drivers.camera.live import LiveCamera, Picture, age_stamp
from drivers.camera.mjpeg import MjpegSource
from drivers.camera.sequence import SequenceSource
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
    pictures = [picture(10)]

    def hang(within_s: float) -> Picture | None:
        if pictures:
            return pictures.pop()
        stuck.wait(5)
        return None

    source.read = hang  # type: ignore[method-assign]  # this one time it hangs
    lamp = RecordedLamp(source.happened)
    camera = LiveCamera(source, CameraMode(), SystemClock(), lamp, open_s=1, close_s=0.05)
    camera.open()
    assert refusal(camera.close) is Fault.TIMED_OUT
    assert refusal(lambda: camera.newest(0.01)) is Fault.TIMED_OUT
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
