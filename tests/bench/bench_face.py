"""`make bench`: the face engine on one core at 1280x720: each step, frame to decision, the preview while deciding."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from face_pictures import CLIP, MAN, card_portrait, clip_as_folder, face_of, frames_of, pixels_of
from lenient_face_process import NEVER
from loopback_simulator import on_loopback

from config.device_settings import CameraSettings, FaceSettings
from drivers.camera import Frame, NoLamp, Pixels
from drivers.camera.opencv import opencv
from drivers.clock import SystemClock
from drivers.face import FaceRequest, models
from drivers.face.child import ChildFaceEngine
from drivers.face.finding import Finder
from drivers.face.matcher import Matcher, decided, fused, similarity
from drivers.face.measure import Observer
from drivers.face.points import PointFinder
from drivers.face.portrait import read
from drivers.face.preview import for_screen
from drivers.face.second_opinion import cut_out, described
from drivers.faults import DeviceError

FRAMES = 72
SECONDS = 8.0
LENIENT = Path(__file__).parents[1] / "drivers" / "lenient_face_process.py"


@contextmanager
def one_core() -> Iterator[None]:
    """This process on one core, as on a kiosk whose other one draws the screens."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    opencv().setNumThreads(1)
    yield
    os.sched_setaffinity(0, before)


def timed(run: Callable[[Pixels], Any], frames: list[Pixels]) -> list[float]:
    """Milliseconds of the processor for each frame, sorted: what else the machine does is not counted."""
    times = []
    for pixels in frames:
        began = time.thread_time()
        run(pixels)
        times.append((time.thread_time() - began) * 1000)
    return sorted(times)


def line(name: str, times: list[float], aim: str = "") -> str:
    """Median and 95th percentile."""
    return f"{name}: {statistics.median(times):.1f} ms (95 %: {times[int(len(times) * 0.95)]:.1f} ms){aim}\n"


def test_a_frame_on_one_core() -> None:
    import dlib
    from face_recognition import api

    settings = FaceSettings()
    finder, matcher = Finder(models.detector()), Matcher(models.recognizer())
    frames = list(frames_of(CLIP, FRAMES, width_px=1280))
    portrait = read(card_portrait(MAN, finder), finder, matcher)
    assert portrait is not None
    of_portrait = matcher.embedding(portrait.aligned)
    faces = [finder.people(pixels)[0] for pixels in frames]
    report = f"\nface, one core, 1280x720, {len(frames)} frames of a free clip\n"
    with one_core():
        for landmarks in ("5-point", "68-point"):
            observer = Observer(finder, PointFinder(landmarks), matcher)
            times = timed(lambda pixels, looks=observer: looks.look(Frame(1, 0.0, pixels)), frames)  # type: ignore[misc] # bound now
            report += line(f"tracking, {landmarks}", times, "; aim 15 ms")
        before = [matcher.embedding(matcher.aligned(pixels, face)) for pixels, face in zip(frames, faces, strict=True)][
            :4
        ]

        def decision(pixels: Pixels) -> None:
            look = observer.look(Frame(1, 0.0, pixels))
            if look.aligned is not None:
                last = matcher.embedding(look.aligned)
                decided(similarity(of_portrait, fused([*before, last])), 0.4, settings)

        report += line("frame to decision", timed(decision, frames), "; aim 100 ms at 95 %")
        report += line("preview picture", timed(for_screen, frames))
        steps: dict[str, Callable[[Pixels], Any]] = {
            "YuNet at 320": lambda pixels: finder.faces(pixels),
            "YuNet at 1280": lambda pixels: finder.faces(pixels, 1280),
            "dlib HOG at 640": lambda pixels: api.face_detector(opencv().resize(pixels, (640, 360)), 0),
            "dlib HOG at 1280": lambda pixels: api.face_detector(pixels, 0),
            "SFace embedding": lambda pixels: matcher.embedding(matcher.aligned(pixels, faces[0])),
            "dlib embedding": lambda pixels: described(api, *cut_out(pixels, faces[0]), 1.0),
        }
        for name, run in steps.items():
            report += line(f"  {name}", timed(run, frames[:24]))
    sys.stdout.write(report)
    assert dlib.DLIB_USE_CUDA is False, "figures of a graphics card would say nothing of a kiosk"
    assert np.median(timed(decision, frames[:10])) < 400


def test_the_preview_while_deciding_on_one_core(tmp_path: Path) -> None:
    folder = clip_as_folder(CLIP, tmp_path / "clip", FRAMES, width_px=1280)
    portrait = card_portrait(MAN, Finder(models.detector()))
    core = str(min(os.sched_getaffinity(0)))
    stamps: list[float] = []
    with on_loopback("drivers.camera.simulator", tmp_path, "--pictures", str(folder)) as simulator:
        os.sched_setaffinity(simulator.process.pid, os.sched_getaffinity(0) - {int(core)} or {int(core)})
        engine = ChildFaceEngine(
            FaceSettings(session_s=SECONDS + 10),
            CameraSettings(model="mjpeg", url=simulator.address["url"]),
            SystemClock(),
            NoLamp(),
            demo=True,
            command=("taskset", "-c", core, sys.executable, str(LENIENT)),
        )
        began = time.perf_counter()
        engine.check()
        started_s = time.perf_counter() - began
        began = time.perf_counter()
        with pytest.raises(DeviceError, match="stopped"):
            engine.verify(
                FaceRequest(portrait, actions=NEVER),
                lambda _told: None,
                lambda _picture: stamps.append(time.perf_counter()),
                lambda: time.perf_counter() - began > SECONDS,
            )
        engine.close()
    gaps = sorted(float(gap) for gap in np.diff(stamps) * 1000)
    rate, late = 1000 / statistics.mean(gaps), gaps[int(len(gaps) * 0.95)]
    sys.stdout.write(
        f"\nface process on one core: starts in {started_s:.1f} s; preview {rate:.1f} pictures/s (aim 25) while SFace "
        f"and dlib decide, gaps 95 %: {late:.0f} ms, longest {gaps[-1]:.0f} ms (aim 60), first picture after "
        f"{(stamps[0] - began) * 1000:.0f} ms\n"
    )


def test_a_portrait_is_read_in_no_time() -> None:
    finder, matcher = Finder(models.detector()), Matcher(models.recognizer())
    data = card_portrait(MAN, finder)
    pixels = pixels_of(MAN.file)
    face_of(MAN, pixels, finder)
    with one_core():
        times = []
        for _ in range(20):
            began = time.thread_time()
            found = read(data, finder, matcher)
            assert found is not None
            matcher.embedding(found.aligned)
            times.append((time.thread_time() - began) * 1000)
    sys.stdout.write("\n" + line("portrait of a card, file to embedding", sorted(times)))
