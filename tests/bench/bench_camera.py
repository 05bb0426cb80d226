"""`make bench`: the camera at 1280x720, 25 pictures a second asked for: what comes, how old, and what it costs."""

import statistics
import sys
import time
from pathlib import Path

from loopback_simulator import on_loopback

from drivers.camera import CameraMode, NoLamp
from drivers.camera.live import LiveCamera
from drivers.camera.mjpeg import MjpegSource
from drivers.camera.opencv import opencv
from drivers.clock import SystemClock

SECONDS = 4.0


def test_frames_a_second_and_their_age_against_bare_opencv(tmp_path: Path) -> None:
    clock = SystemClock()
    with on_loopback("drivers.camera.simulator", tmp_path) as simulator:
        camera = LiveCamera(MjpegSource(simulator.address["url"], clock, demo=True), CameraMode(), clock, NoLamp())
        began = time.perf_counter()
        camera.open()
        first_s = time.perf_counter() - began
        ages, number = [], camera.newest(2).number
        cpu, began = time.process_time(), time.perf_counter()
        while time.perf_counter() - began < SECONDS:
            frame = camera.newest(2, after=number)
            number = frame.number
            ages.append(frame.age_s(clock.monotonic()) * 1000)
        ours = len(ages) / (time.perf_counter() - began), (time.process_time() - cpu) / SECONDS * 100
        camera.close()
        cv2 = opencv()
        bare = cv2.VideoCapture(simulator.address["url"], cv2.CAP_FFMPEG)
        count = 0
        cpu, began = time.process_time(), time.perf_counter()
        while time.perf_counter() - began < SECONDS:
            count += bool(bare.read()[0])
        theirs = count / (time.perf_counter() - began), (time.process_time() - cpu) / SECONDS * 100
        bare.release()
    ages.sort()
    sys.stdout.write(
        f"\ncamera 1280x720: {ours[0]:.1f} frames/s against {theirs[0]:.1f} bare, first after {first_s * 1000:.0f} ms; "
        f"age {statistics.median(ages):.1f} ms (95 %: {ages[int(len(ages) * 0.95)]:.1f} ms); "
        f"{ours[1]:.0f} % of a core against {theirs[1]:.0f} %\n"
    )
