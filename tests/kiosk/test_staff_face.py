"""Staff see live figures of the camera and of the face before it; nobody is kept, shown or named."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from face_counter import card_of
from staff_bench import Shift

from config.device_settings import CameraSettings, FaceSettings
from config.texts import load_texts
from drivers.face import Reading, Scores, Verdict, liveness
from drivers.face.liveness_cues import Cue
from drivers.faults import DeviceError, Fault
from drivers.idcard import IdCard
from kiosk.cabinet.book import SCORE_COLUMNS
from kiosk.cabinet.workers import Job, Work
from kiosk.sandbox.citizens import generated, sample_numbers
from kiosk.staff.face_figures import LONGEST_S
from kiosk.staff.opening import TEXTS
from kiosk.staff.rights import Role
from kiosk.staff.showing import LANGUAGES

FIT = Reading(
    second=1,
    frames=25,
    look_ms=9.2,
    look_most_ms=13.1,
    gap_most_ms=41.0,
    late_ms=22.5,
    faces=1,
    hint="",
    eyes_px=96.5,
    brightness=120.0,
    sharpness=40.0,
    similarity=0.73,
    distance=0.41,
)
FAR = Reading(2, 25, 9.2, 13.1, 140.0, 22.5, 1, "too_far", 50.0, 60.0, 30.0)


class Worker:
    """The face's: what it is given is done when the test says so."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def submit(self, work: Work) -> Job:
        self.jobs.append(Job(work))
        return self.jobs[-1]

    def run(self) -> None:
        job = self.jobs[-1]
        job.work(job.is_stopped)

    def look_soon(self) -> None:
        """Nobody looks at it here."""


@dataclass
class Engine:
    """The face process: tells what the test lays before it, and looks after each second whether to stop."""

    seconds: tuple[Reading, ...] = (FIT,)
    between: Callable[[], None] = lambda: None
    fault: Fault | None = None
    portraits: list[bytes | None] = field(default_factory=list)
    stopped: bool = False

    def measure(
        self, portrait: bytes | None, seconds: int, told: Callable[[Reading], None], stop: Callable[[], bool]
    ) -> None:
        assert seconds == LONGEST_S
        self.portraits.append(portrait)
        for reading in self.seconds:
            told(reading)
            self.between()
        if self.fault is not None:
            raise DeviceError(self.fault, "the test says so")
        self.stopped = stop()


class CardReader:
    """With a card of nobody, or without."""

    def __init__(self, card: IdCard | None) -> None:
        self._card = card

    def card_present(self) -> bool:
        return self._card is not None

    def read(self) -> IdCard:
        assert self._card is not None
        return self._card


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def make(tmp_path: Path, engine: Engine) -> Iterator[Callable[..., Shift]]:
    shifts: list[Shift] = []

    def made(card: IdCard | None = None) -> Shift:
        devices = {"face": engine, "idcard": CardReader(card)}
        shift = Shift(tmp_path, devices=devices, settings={"face": FaceSettings(), "camera": CameraSettings()})
        shift.workers["face"] = Worker()  # type: ignore[assignment]  # one that waits
        shifts.append(shift)
        shift.enter(Role.MAINTENANCE)
        shift.open("face")
        return shift

    yield made
    for shift in shifts:
        shift.close()


def worker_of(shift: Shift) -> Worker:
    worker = shift.workers["face"]
    assert isinstance(worker, Worker)
    return worker


def row(shift: Shift, label: str) -> tuple[str, str]:
    assert shift.view.staff is not None
    found = (entry for block in shift.view.staff.blocks for entry in block.entries if entry.label.startswith(label))
    entry = next(found)
    return entry.value, entry.tone


def seen_while_it_runs(shift: Shift, engine: Engine, look: Callable[[], None]) -> None:
    def between() -> None:
        shift.pass_s(1.25)
        look()

    engine.between = between
    shift.choose("measure")
    worker_of(shift).run()


def test_each_second_stands_on_the_page_against_its_limits(make: Callable[..., Shift], engine: Engine) -> None:
    shift, told = make(), []

    def look() -> None:
        told.append((row(shift, "会对"), row(shift, "脸上的亮度"), row(shift, "相似度"), row(shift, "画面最长间隔")))

    engine.seconds = (FIT, FAR)
    seen_while_it_runs(shift, engine, look)
    assert told[0] == (("合适", "good"), ("120", "good"), ("0.73 / 0.5", "good"), ("41 ms", "good"))
    assert told[1][0] == ("有点远，请靠近一些", "careful")
    assert told[1][1:] == (("60", "careful"), ("— / 0.5", "plain"), ("140 ms", "careful"))
    assert engine.portraits == [None]


def test_it_is_stopped_by_hand_and_what_was_seen_is_gone(make: Callable[..., Shift], engine: Engine) -> None:
    shift = make()
    seen_while_it_runs(shift, engine, lambda: shift.choose("stop"))
    assert engine.stopped
    assert "0.73" not in shift.said
    assert "measure" in shift.offered
    assert [act[1:3] for act in shift.acts()] == [("measure-face", ""), ("measure-face", "stop")]


def test_it_ends_when_the_page_says_so(make: Callable[..., Shift], engine: Engine) -> None:
    shift = make()
    seen_while_it_runs(shift, engine, lambda: shift.pass_s(LONGEST_S))
    assert engine.stopped


@pytest.mark.parametrize("way", ["leave", "card"])
def test_whoever_leaves_or_locks_closes_the_camera(make: Callable[..., Shift], engine: Engine, way: str) -> None:
    shift = make()

    def go() -> None:
        if way == "leave":
            shift.leave()
        else:
            shift.insert("")
            for _ in range(30):
                shift.pass_s(1.0)

    shift.choose("measure")
    engine.between = go
    worker_of(shift).run()
    assert engine.stopped


def test_whoever_goes_to_another_page_closes_the_camera(make: Callable[..., Shift], engine: Engine) -> None:
    shift = make()

    def go() -> None:
        shift.open("calibration")
        shift.pass_s(5.0)

    shift.choose("measure")
    engine.between = go
    worker_of(shift).run()
    assert engine.stopped
    shift.open("face")
    assert "measure" in shift.offered


def test_what_was_asked_for_by_somebody_who_left_meanwhile_opens_no_camera(make: Callable[..., Shift]) -> None:
    shift = make()
    asked = shift.means.face.turn
    shift.leave()
    shift.means.face.begin(None, asked)
    assert worker_of(shift).jobs == []


def test_a_camera_that_is_pulled_ends_it_in_plain_words(make: Callable[..., Shift], engine: Engine) -> None:
    engine.fault = Fault.GONE
    shift = make()
    shift.choose("measure")
    worker_of(shift).run()
    shift.pass_s(1.25)
    assert shift.means.texts.text("zh-Hans", "staff.gone") in shift.said
    assert {"measure", "export"} <= shift.offered


def test_a_card_that_lies_there_is_compared_with(make: Callable[..., Shift], engine: Engine) -> None:
    citizen = generated(1, next(sample_numbers(1)))
    assert citizen is not None
    card = card_of(citizen)
    assert card.portrait
    shift = make(card)
    shift.choose("measure")
    worker_of(shift).run()
    assert engine.portraits == [card.portrait]
    shift.pass_s(1.25)
    assert card.name not in shift.said
    assert card.number not in shift.said


def test_the_sessions_figures_leave_signed_and_name_nobody(make: Callable[..., Shift]) -> None:
    shift = make()
    shift.counters.scored("card_face", Verdict.NOT_PROVEN, Scores(path="5-point", ended_by="flat"))
    shift.counters.scored("card_face", Verdict.SAME, Scores(path="5-point", is_alive=True, similarity=0.7))
    shift.pass_s(1.25)
    assert row(shift, "是本人") == ("1", "plain")
    assert "没通过时停在：像平的照片 1" in shift.said
    shift.choose("export")
    (path,) = (shift.settings.state_folder / "exports").glob("*face-scores*.txt")
    written = list(csv.reader(path.read_text().splitlines()))
    assert tuple(written[0]) == SCORE_COLUMNS
    assert len(written) == 3


def test_whatever_ends_a_draw_has_words_in_every_language() -> None:
    source = Path(liveness.__file__).read_text("utf-8")
    ends = {cue.value for cue in Cue} | set(re.findall(r'self\._ends\("([^"]+)"\)', source))
    assert "time-out" in ends
    for language in LANGUAGES:
        assert set(load_texts(TEXTS).below(language, "face.ended_by")) == {end.replace(" ", "-") for end in ends}


def test_what_a_version_before_wrote_of_an_end_stands_as_it_was_written(make: Callable[..., Shift]) -> None:
    shift = make()
    shift.counters.scored("card_face", Verdict.NOT_PROVEN, Scores(path="5-point", ended_by="blinked twice"))
    shift.pass_s(1.25)
    assert "blinked twice 1" in shift.said


def test_a_terminal_without_faces_says_so(tmp_path: Path) -> None:
    shift = Shift(tmp_path)
    shift.enter(Role.MAINTENANCE)
    shift.open("face")
    assert "没有人脸比对" in shift.said
    assert not {"measure", "stop", "export"} & shift.offered
    shift.close()
