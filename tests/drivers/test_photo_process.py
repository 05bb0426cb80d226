"""A photograph by the face process as the process it is, before a camera that shows a drawn person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_simulator import LoopbackSimulator, on_loopback
from process_watch import written_files
from waiting import wait_until

from config.device_settings import CameraSettings, FaceSettings
from drivers.camera.opencv import opencv
from drivers.clock import SystemClock
from drivers.face import Change, PhotoGuidance
from drivers.face.child import ChildFaceEngine
from drivers.face.motion.people import PEOPLE
from drivers.face.motion.pose import Pose
from drivers.face.motion.scene import noisy, portrayed
from drivers.faults import DeviceError, Fault
from kiosk.photo_kinds import photo_kinds

KIND = photo_kinds().kinds["id-card"].rules


class Lamp:
    burns = False

    def switch_on(self) -> None:
        self.burns = True

    def switch_off(self) -> None:
        self.burns = False


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackSimulator]:
    folder, made = tmp_path_factory.mktemp("pictures"), tmp_path_factory.mktemp("camera")
    for name, pose in (("ahead", Pose()), ("shut", Pose(mouth=1))):
        (folder / name).mkdir()
        frame = portrayed(PEOPLE["resident"], 1280, 720, 95.0).picture(pose)
        for number in range(6):
            (folder / name / f"{number}.jpg").write_bytes(bytes(opencv().imencode(".jpg", noisy(frame, number))[1]))
    with on_loopback("drivers.camera.simulator", made, "--pictures", str(folder / "ahead")) as simulator:
        simulator.folder = folder  # type: ignore[attr-defined]  # for the tests below
        yield simulator


@pytest.fixture(scope="module")
def lamp() -> Lamp:
    return Lamp()


@pytest.fixture(scope="module")
def engine(simulator: LoopbackSimulator, lamp: Lamp) -> Iterator[ChildFaceEngine]:
    camera = CameraSettings(model="mjpeg", url=simulator.address["url"])
    engine = ChildFaceEngine(FaceSettings(session_s=30.0), camera, SystemClock(), lamp, demo=True)
    engine.check()
    yield engine
    engine.close()


def test_a_person_is_guided_and_photographed_and_nothing_is_written_down(engine: ChildFaceEngine, lamp: Lamp) -> None:
    said: list[PhotoGuidance] = []
    previews: list[bytes] = []
    wrote: list[object] = []

    def shown(picture: bytes) -> None:
        previews.append(picture)
        assert engine._running is not None
        wrote.extend(written_files(engine._running.pid))

    photo = engine.photograph(KIND, said.append, shown, lambda: False, lambda: False)
    assert photo.is_good
    assert said[-1].change is None
    assert previews[0].startswith(b"\xff\xd8")
    assert wrote == []
    assert not lamp.burns


def test_the_picture_can_be_taken_at_once_with_what_is_wrong(
    engine: ChildFaceEngine, simulator: LoopbackSimulator
) -> None:
    simulator.ask("play", folder=str(simulator.folder / "shut"))  # type: ignore[attr-defined]  # of the fixture
    said: list[PhotoGuidance] = []
    shoot = lambda: any(one.change is Change.CLOSE_MOUTH for one in said)  # noqa: E731 - asked again and again
    photo = engine.photograph(KIND, said.append, lambda _: None, lambda: False, shoot)
    assert [finding.change for finding in photo.findings if not finding.is_kept][:1] == [Change.CLOSE_MOUTH]
    assert photo.picture
    simulator.ask("play", folder=str(simulator.folder / "ahead"))  # type: ignore[attr-defined]  # of the fixture


def test_a_camera_that_is_pulled_out_ends_the_process_with_all_it_saw(
    engine: ChildFaceEngine, simulator: LoopbackSimulator, lamp: Lamp
) -> None:
    engine.check()
    assert engine._running is not None
    running = engine._running

    def pull(_: bytes) -> None:
        simulator.ask("unplug")

    with pytest.raises(DeviceError) as caught:
        engine.photograph(KIND, lambda _: None, pull, lambda: False, lambda: False)
    simulator.ask("plug")
    assert caught.value.fault in (Fault.GONE, Fault.ABSENT, Fault.TIMED_OUT)
    wait_until(lambda: running.has_ended, 5.0, "the process to be gone")
    assert not lamp.burns


def test_whoever_leaves_leaves_no_process_behind(engine: ChildFaceEngine) -> None:
    engine.check()
    assert engine._running is not None
    running = engine._running
    seen: list[bytes] = []
    with pytest.raises(DeviceError) as caught:
        engine.photograph(KIND, lambda _: None, seen.append, lambda: bool(seen), lambda: False)
    assert caught.value.fault is Fault.CANCELLED
    wait_until(lambda: running.has_ended, 5.0, "the process to be gone")
    assert not Path(f"/proc/{running.pid}/fd").is_dir()
