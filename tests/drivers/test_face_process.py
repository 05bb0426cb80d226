"""The face process as the process it is, through the core's side: results, and every way to lose it."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from face_pictures import CLIP, MAN, PHOTOS, WOMAN_CLIP, card_portrait, clip_as_folder
from lenient_face_process import ALIVE, BREAKS, DEAD, DECIDING_HANGS, NEVER
from loopback_simulator import LoopbackSimulator, on_loopback
from process_watch import group_of, holds, written_files
from waiting import soak_only, wait_until

from config.device_settings import CameraSettings, FaceSettings
from drivers.camera.frames import jpeg_size
from drivers.clock import SystemClock
from drivers.face import FaceRequest, Guidance, Hint, Prompt, Reading, Verdict, models
from drivers.face.card_picture import Coding
from drivers.face.child import ChildFaceEngine
from drivers.face.finding import Finder
from drivers.faults import DeviceError, Fault

LENIENT = (sys.executable, str(Path(__file__).with_name("lenient_face_process.py")))
MARK = b"a mark that is nowhere else: " + os.urandom(24)
"""Behind the end of a portrait's JPEG, where no decoder looks."""


class RecordedLamp:
    """Fulfils `Lamp`."""

    def __init__(self) -> None:
        self.burns = False
        self.switched = 0
        self.refuses: Fault | None = None

    def switch_on(self) -> None:
        if self.refuses is not None:
            raise DeviceError(self.refuses, "ordered")
        self.burns = True
        self.switched += 1

    def switch_off(self) -> None:
        self.burns = False


class Seen:
    """What a session told, and what a test does at it."""

    def __init__(self) -> None:
        self.guidance: list[Guidance] = []
        self.pictures: list[bytes] = []
        self.at_picture: Callable[[int], None] = lambda _number: None

    def told(self, guidance: Guidance) -> None:
        self.guidance.append(guidance)

    def preview(self, picture: bytes) -> None:
        self.pictures.append(picture)
        self.at_picture(len(self.pictures))


@pytest.fixture(scope="module")
def portrait() -> bytes:
    return card_portrait(MAN, Finder(models.detector())) + MARK


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("clips")
    return {
        "man": clip_as_folder(CLIP, folder / "man", 40, width_px=640),
        "woman": clip_as_folder(WOMAN_CLIP, folder / "woman", 40, width_px=640),
    }


@pytest.fixture(scope="module")
def simulator(clips: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoopbackSimulator]:
    folder = tmp_path_factory.mktemp("camera")
    with on_loopback("drivers.camera.simulator", folder, "--pictures", str(clips["man"])) as simulator:
        yield simulator


@pytest.fixture
def lamp() -> RecordedLamp:
    return RecordedLamp()


def engine_of(simulator: LoopbackSimulator, lamp: RecordedLamp, *command: str, **settings: float) -> ChildFaceEngine:
    camera = CameraSettings(model="mjpeg", url=simulator.address["url"], width_px=640, height_px=360)
    face = FaceSettings.model_validate({"session_s": 20.0, "silence_s": 6.0, **settings})
    return ChildFaceEngine(face, camera, SystemClock(), lamp, demo=True, command=command or LENIENT)


@pytest.fixture(scope="module")
def shared(simulator: LoopbackSimulator) -> Iterator[tuple[ChildFaceEngine, RecordedLamp]]:
    """One process for all tests that leave it whole: it needs two seconds to start."""
    lamp = RecordedLamp()
    engine = engine_of(simulator, lamp)
    assert "SFace" in engine.check()
    yield engine, lamp
    engine.close()


@pytest.fixture
def engine(shared: tuple[ChildFaceEngine, RecordedLamp], simulator: LoopbackSimulator) -> Iterator[ChildFaceEngine]:
    simulator.ask("play")
    yield shared[0]
    assert not shared[1].burns


def verified(engine: ChildFaceEngine, request: FaceRequest, seen: Seen | None = None, *, stop: bool = False) -> Verdict:
    seen = seen or Seen()
    return engine.verify(request, seen.told, seen.preview, lambda: stop).verdict


def refusal(engine: ChildFaceEngine, request: FaceRequest, seen: Seen | None = None, *, stop: bool = False) -> Fault:
    with pytest.raises(DeviceError) as caught:
        verified(engine, request, seen, stop=stop)
    return caught.value.fault


def order(simulator: LoopbackSimulator, now: bool, do: str) -> None:
    if now:
        simulator.ask(do)


def pid_of(engine: ChildFaceEngine) -> int:
    assert engine._running is not None
    return engine._running.pid


def test_the_holder_of_the_portrait_is_the_same_and_is_seen(
    engine: ChildFaceEngine, shared: tuple[ChildFaceEngine, RecordedLamp], portrait: bytes
) -> None:
    seen = Seen()
    result = engine.verify(FaceRequest(portrait, actions=ALIVE), seen.told, seen.preview, lambda: False)
    assert result.verdict is Verdict.SAME
    assert result.picture is None, "no picture leaves the process unless it was asked for"
    assert [jpeg_size(picture) for picture in seen.pictures[:1]] == [(640, 360)]
    assert seen.guidance[-1].action == 2
    assert shared[1].switched >= 1


def test_another_one_is_not_proven_and_hears_no_more_than_one_who_is_not_alive(
    engine: ChildFaceEngine, simulator: LoopbackSimulator, clips: dict[str, Path], portrait: bytes
) -> None:
    dead = Seen()
    assert verified(engine, FaceRequest(portrait, actions=DEAD), dead) is Verdict.NOT_PROVEN
    simulator.ask("play", folder=str(clips["woman"]))
    other = Seen()
    assert verified(engine, FaceRequest(portrait, actions=ALIVE), other) is Verdict.NOT_PROVEN
    simulator.ask("play", folder=str(clips["man"]))
    assert [(told.prompt, told.hint, told.action) for told in dead.guidance] == [
        (told.prompt, told.hint, told.action) for told in other.guidance
    ]


def test_without_a_portrait_the_best_picture_goes_to_the_platform_only_when_wanted(engine: ChildFaceEngine) -> None:
    seen = Seen()
    wanted = engine.verify(FaceRequest(None, actions=ALIVE, wants_picture=True), seen.told, seen.preview, lambda: False)
    assert wanted.verdict is Verdict.ALIVE
    assert wanted.picture is not None
    assert jpeg_size(wanted.picture) == (358, 441)
    assert "picture" not in repr(wanted)
    dead = engine.verify(FaceRequest(None, actions=DEAD, wants_picture=True), seen.told, seen.preview, lambda: False)
    assert (dead.verdict, dead.picture) == (Verdict.NOT_PROVEN, None)


@pytest.mark.parametrize("kind", ["poor", "no picture", "no face"])
def test_a_portrait_that_says_nothing_is_told_before_the_camera_opens(
    engine: ChildFaceEngine, shared: tuple[ChildFaceEngine, RecordedLamp], kind: str
) -> None:
    finder = Finder(models.detector())
    data = {
        "poor": lambda: card_portrait(PHOTOS[0], finder, Coding.COLOUR_1_KB),
        "no picture": lambda: MARK,
        "no face": lambda: b"BM" + bytes(2000),
    }[kind]()
    before = shared[1].switched
    assert verified(engine, FaceRequest(data, actions=ALIVE)) is Verdict.POOR_PORTRAIT
    assert shared[1].switched == before


def test_a_covered_lens_is_told_and_nothing_is_decided(
    engine: ChildFaceEngine, simulator: LoopbackSimulator, portrait: bytes
) -> None:
    simulator.ask("cover")
    seen = Seen()
    seen.at_picture = lambda number: order(simulator, number == 5, "play")
    assert verified(engine, FaceRequest(portrait, actions=ALIVE), seen) is Verdict.SAME
    assert Guidance(Prompt.LOOK, Hint.COVERED) in seen.guidance


def test_a_stop_ends_the_session_and_the_process_with_all_it_saw(engine: ChildFaceEngine, portrait: bytes) -> None:
    engine.check()
    pid = pid_of(engine)
    assert refusal(engine, FaceRequest(portrait, actions=NEVER), stop=True) is Fault.CANCELLED
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end")
    assert verified(engine, FaceRequest(portrait, actions=ALIVE)) is Verdict.SAME


def test_a_session_that_runs_out_of_time_leaves_nothing_either(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes
) -> None:
    engine = engine_of(simulator, lamp, session_s=1.0)
    engine.check()
    pid = pid_of(engine)
    assert verified(engine, FaceRequest(portrait, actions=NEVER)) is Verdict.UNFINISHED
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end")
    engine.close()


def test_staff_see_figures_each_second_and_the_process_ends_with_all_it_saw(
    engine: ChildFaceEngine, portrait: bytes
) -> None:
    engine.check()
    pid = pid_of(engine)
    seen: list[Reading] = []
    engine.measure(portrait, 60, seen.append, lambda: len(seen) == 2)
    assert [(one.second, (one.similarity or 0.0) > FaceSettings().alike_from) for one in seen] == [(1, True), (2, True)]
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end")


def test_a_camera_pulled_while_staff_look_is_named(engine: ChildFaceEngine, simulator: LoopbackSimulator) -> None:
    with pytest.raises(DeviceError) as caught:
        engine.measure(None, 60, lambda _: order(simulator, now=True, do="unplug"), lambda: False)
    assert caught.value.fault in (Fault.GONE, Fault.ABSENT)
    simulator.ask("plug")


@pytest.mark.parametrize(("do", "fault"), [("freeze", Fault.BROKEN), ("silent", Fault.TIMED_OUT)])
def test_a_camera_that_fails_in_a_session_is_the_cameras_fault(
    engine: ChildFaceEngine, simulator: LoopbackSimulator, portrait: bytes, do: str, fault: Fault
) -> None:
    seen = Seen()
    seen.at_picture = lambda number: order(simulator, number == 5, do)
    assert refusal(engine, FaceRequest(portrait, actions=NEVER), seen) is fault
    simulator.ask("play")
    assert verified(engine, FaceRequest(portrait, actions=ALIVE)) is Verdict.SAME


def test_no_camera_and_a_camera_pulled_are_named_and_pass(
    engine: ChildFaceEngine, simulator: LoopbackSimulator, portrait: bytes
) -> None:
    seen = Seen()
    seen.at_picture = lambda number: order(simulator, number == 5, "unplug")
    assert refusal(engine, FaceRequest(portrait, actions=NEVER), seen) in (Fault.GONE, Fault.ABSENT)
    with pytest.raises(DeviceError):
        engine.check()
    assert refusal(engine, FaceRequest(portrait, actions=ALIVE)) in (Fault.GONE, Fault.ABSENT)
    simulator.ask("plug")
    assert "mjpeg" in engine.check()


def test_a_lamp_that_refuses_keeps_the_camera_shut(
    engine: ChildFaceEngine, shared: tuple[ChildFaceEngine, RecordedLamp], simulator: LoopbackSimulator, portrait: bytes
) -> None:
    before = simulator.ask("count")["connections"]
    shared[1].refuses = Fault.ABSENT
    assert refusal(engine, FaceRequest(portrait, actions=ALIVE)) is Fault.ABSENT
    shared[1].refuses = None
    assert simulator.ask("count")["connections"] == before


def test_a_process_killed_in_a_session_is_gone_and_the_next_one_works(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes
) -> None:
    engine = engine_of(simulator, lamp)
    for moment in (1, 12):
        assert ended_at(moment, signal.SIGKILL, engine, portrait) == "ended by signal 9"
        assert not lamp.burns, "the kernel closed the camera, and the lamp goes out with it"
    assert verified(engine, FaceRequest(portrait, actions=ALIVE)) is Verdict.SAME
    engine.close()


@soak_only
def test_a_process_ended_at_any_moment_and_by_any_signal_is_gone_and_the_next_one_works(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes
) -> None:
    engine = engine_of(simulator, lamp)
    for moment in (1, 2, 4, 8, 16, 32):
        for number in (signal.SIGKILL, signal.SIGILL, signal.SIGSEGV):
            assert ended_at(moment, number, engine, portrait) == f"ended by signal {number:d}"
            assert not lamp.burns
    engine.check()
    pid = pid_of(engine)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end")
    assert verified(engine, FaceRequest(portrait, actions=ALIVE)) is Verdict.SAME
    engine.close()


def ended_at(moment: int, number: int, engine: ChildFaceEngine, portrait: bytes) -> str:
    """The detail of the error when the process is sent a signal at its so many-th picture."""
    seen = Seen()
    seen.at_picture = lambda count: os.kill(pid_of(engine), number) if count == moment else None
    with pytest.raises(DeviceError) as caught:
        verified(engine, FaceRequest(portrait, actions=NEVER), seen)
    assert caught.value.fault is Fault.GONE
    return caught.value.detail


def test_deciding_that_hangs_is_ended_though_previews_go_on(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes
) -> None:
    engine = engine_of(simulator, lamp, silence_s=1.0)
    seen = Seen()
    assert refusal(engine, FaceRequest(portrait, actions=DECIDING_HANGS), seen) is Fault.TIMED_OUT
    assert len(seen.pictures) > 10
    assert not lamp.burns
    engine.close()


@soak_only
def test_a_process_that_stands_still_is_ended(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes
) -> None:
    engine = engine_of(simulator, lamp, silence_s=1.0)
    engine.check()
    pid = pid_of(engine)
    seen = Seen()
    seen.at_picture = lambda count: os.kill(pid, signal.SIGSTOP) if count == 3 else None
    assert refusal(engine, FaceRequest(portrait, actions=NEVER), seen) is Fault.TIMED_OUT
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end")
    assert not lamp.burns
    engine.close()


def test_a_mistake_in_the_process_ends_it_loudly_and_without_a_word_of_the_error(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    engine = engine_of(simulator, lamp)
    assert refusal(engine, FaceRequest(portrait, actions=BREAKS)) is Fault.GONE
    engine.close()
    said = capfd.readouterr().err
    assert "unexpected RuntimeError" in said
    assert "测试" not in said


def test_nothing_is_left_after_forgetting(
    simulator: LoopbackSimulator, lamp: RecordedLamp, portrait: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    simulator.ask("play")
    engine = engine_of(simulator, lamp)
    engine.check()
    pid = pid_of(engine)
    assert verified(engine, FaceRequest(portrait, actions=ALIVE)) is Verdict.SAME
    members = group_of(pid)
    assert len(members) == 2, "the process and dlib's beside it"
    if os.geteuid() == 0:
        assert holds(pid, MARK), "the scan must be able to find what is there"
        for member in members:
            assert written_files(member) == []
            assert Path(f"/proc/{member}/limits").read_text().splitlines()[5].split()[4:6] == ["0", "0"]  # core files
    engine.forget()
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and MARK in path.read_bytes()] == []
    assert [path for path in Path("/dev/shm").rglob("*") if path.is_file() and MARK in path.read_bytes()] == []
    engine.close()


@soak_only
def test_it_dies_with_the_thread_that_started_it(simulator: LoopbackSimulator, lamp: RecordedLamp) -> None:
    engine = engine_of(simulator, lamp)
    thread = threading.Thread(target=engine.check)
    thread.start()
    thread.join()
    pid = pid_of(engine)
    wait_until(lambda: group_of(pid) == [], 3.0, "both processes to end with the thread")
    engine.close()


def test_a_program_that_cannot_start_or_speaks_another_language_is_absent_or_gone(
    simulator: LoopbackSimulator, lamp: RecordedLamp, tmp_path: Path
) -> None:
    for command in (
        (str(tmp_path / "none"),),
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", "import os, sys; os.write(int(sys.argv[-1]), b'x' * 64)"),
    ):
        engine = engine_of(simulator, lamp, *command)
        with pytest.raises(DeviceError) as caught:
            engine.check()
        assert caught.value.fault is Fault.ABSENT
        engine.close()


def test_outside_a_demo_a_played_camera_is_refused(simulator: LoopbackSimulator, lamp: RecordedLamp) -> None:
    camera = CameraSettings(model="mjpeg", url=simulator.address["url"])
    engine = ChildFaceEngine(FaceSettings(), camera, SystemClock(), lamp, demo=False)
    with pytest.raises(DeviceError) as caught:
        engine.check()
    assert caught.value.fault is Fault.DISABLED
    engine.close()
