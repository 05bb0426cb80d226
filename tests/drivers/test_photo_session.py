"""The session before the camera: guidance, the moment of the picture, the end."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from drivers.camera import Frame
from drivers.face import Change, Finding, PhotoGuidance, PhotoKind, PhotoRule, PhotoTaken, photo_session
from drivers.face.photo_measure import Measured
from drivers.face.photo_session import HOLD_S, SAID_S, Outline, PhotoSession
from drivers.faults import DeviceError, Fault

KIND = PhotoKind(358, 441, 350, (193, 221), (7, 21))
FRAME_S = 0.1
GOOD = tuple(Finding(rule, is_kept=True, value=300.0) for rule in PhotoRule)


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@dataclass
class Camera:
    clock: Clock
    repeats: int = 0
    is_open: bool = False
    number: int = 0
    goes_after: int = 10_000

    def open(self) -> None:
        self.is_open = True

    def newest(self, within_s: float, after: int = 0) -> Frame:
        if self.number >= self.goes_after:
            raise DeviceError(Fault.GONE, "cut")
        self.number += 1
        self.clock.seconds += FRAME_S
        return Frame(self.number, self.clock.seconds, np.zeros((72, 128, 3), np.uint8), self.repeats)

    def close(self) -> None:
        self.is_open = False


@dataclass
class Screen:
    said: list[PhotoGuidance] = field(default_factory=list)
    beats: int = 0

    def guided(self, guidance: PhotoGuidance) -> None:
        self.said.append(guidance)

    def preview(self, picture: bytes) -> None:
        pass

    def beat(self) -> None:
        self.beats += 1


class Silent:
    """No picture for the screen: its thread would take the frames of the script."""

    def __init__(self, *_: object) -> None:
        pass

    def end(self) -> None:
        pass


def broken(change: Change) -> Measured:
    return Measured((Finding(PhotoRule.SIZE, is_kept=False, change=change), *GOOD[1:]))


@dataclass
class Bench:
    clock: Clock
    camera: Camera
    screen: Screen
    session: PhotoSession
    script: list[Measured] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    shooting: threading.Event = field(default_factory=threading.Event)

    def run(self, script: Sequence[Measured]) -> PhotoTaken:
        self.script = list(script)
        return self.session.run(KIND, self.screen, self.stopping, self.shooting)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    clock = Clock()
    camera, screen = Camera(clock), Screen()
    session = PhotoSession(camera, None, 20.0, clock)  # type: ignore[arg-type]  # measured by the script
    made = Bench(clock, camera, screen, session)

    def measured(_pixels: object, _kind: object, _loaded: object, *, whole: bool) -> Measured:
        made.whole.append(whole)
        return made.script.pop(0) if len(made.script) > 1 else made.script[0]

    def taken(_pixels: object, of: Measured, _kind: object) -> PhotoTaken:
        made.pictures.append(round(of.findings[-2].value))
        return PhotoTaken(of.findings, b"picture")

    monkeypatch.setattr(photo_session, "measure", measured)
    monkeypatch.setattr(photo_session, "taken", taken)
    monkeypatch.setattr(photo_session, "PreviewThread", Silent)
    return made


def test_the_picture_is_taken_when_all_was_right_for_a_while(bench: Bench) -> None:
    assert bench.run([broken(Change.NEARER)] * 5 + [Measured(GOOD)]).is_good
    assert bench.clock.seconds == pytest.approx(6 * FRAME_S + HOLD_S, abs=FRAME_S)
    assert not bench.camera.is_open
    assert bench.screen.said[0].change is Change.NEARER
    assert bench.screen.said[-1].change is None


def test_whoever_only_passes_through_the_right_place_is_not_photographed(bench: Bench) -> None:
    passing = [Measured(GOOD)] * 5 + [broken(Change.FARTHER)] * 5
    assert bench.run([*passing, *passing, Measured(GOOD)]).is_good
    assert bench.clock.seconds > 20 * FRAME_S + HOLD_S - FRAME_S


def test_the_sharpest_of_the_good_frames_is_the_picture(bench: Bench) -> None:
    def sharp(value: float) -> Measured:
        return Measured(tuple(Finding(one.rule, is_kept=True, value=value) for one in GOOD))

    bench.run([sharp(220), sharp(700), sharp(300)])
    assert bench.pictures == [700]


def test_the_picture_is_taken_at_once_when_the_person_says_so(bench: Bench) -> None:
    bench.shooting.set()
    photo = bench.run([broken(Change.OPEN_EYES)])
    assert (photo.is_good, bench.whole, bench.camera.number) == (False, [True], 1)


def test_at_the_end_of_the_time_it_is_taken_as_it_is(bench: Bench) -> None:
    assert not bench.run([broken(Change.NO_SHADOW)]).is_good
    assert bench.clock.seconds == pytest.approx(20.0, abs=2 * FRAME_S)


def test_a_word_stands_for_a_while(bench: Bench) -> None:
    flicker = [broken(Change.NEARER), broken(Change.FARTHER)] * 20
    bench.run([*flicker, Measured(GOOD)])
    changes = [said.change for said in bench.screen.said]
    assert len(changes) <= len(flicker) * FRAME_S / SAID_S + 3
    assert bench.screen.beats == bench.camera.number


@pytest.mark.parametrize(("what", "fault"), [("stop", Fault.CANCELLED), ("frozen", Fault.BROKEN), ("gone", Fault.GONE)])
def test_a_session_that_cannot_go_on_closes_the_camera(bench: Bench, what: str, fault: Fault) -> None:
    if what == "stop":
        bench.stopping.set()
    bench.camera.repeats = 60 if what == "frozen" else 0
    bench.camera.goes_after = 3 if what == "gone" else 10_000
    with pytest.raises(DeviceError) as caught:
        bench.run([broken(Change.NEARER)])
    assert (caught.value.fault, bench.camera.is_open) == (fault, False)


def test_the_outline_is_drawn_into_a_copy_and_turns_green() -> None:
    outline, frame = Outline(KIND), np.zeros((540, 960, 3), np.uint8)
    white = outline.drawn(frame)
    outline.is_good = True
    green = outline.drawn(frame)
    assert (frame.max(), white.max()) == (0, 255)
    assert not np.array_equal(white, green)
