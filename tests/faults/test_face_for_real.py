"""The face at a real core with the real engine: an invented person stands before the camera, or something else does."""

import csv
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from at_the_kiosk import LIMIT_S, Kiosk
from process_watch import holds
from waiting import soak_only, wait_until

from drivers.clock import SystemClock
from drivers.face.motion.people import PEOPLE
from kiosk.cabinet.book import Count, DeviceBook
from kiosk.demo.certificate import ITEM
from kiosk.hall.launcher import python
from kiosk.hall.surroundings import Hall, make_run_folder
from kiosk.hall.visit import start_core
from kiosk.hands.faces import ANSWER_S
from kiosk.platform.enrol import enrol
from kiosk.view import View

SESSION_S = 100.0
"""The limit of a session (config/device_settings.py), its answer, and a slow machine."""
QUICK = {"device_poll_s": 0.5, "card_poll_s": 0.1, "farewell_s": 1.0, "choosing_s": 120.0, "personal_s": 120.0}
TRIES = 3
A_PORTRAIT = b"IHDR" + (102).to_bytes(4, "big") + (126).to_bytes(4, "big")
"""How a picture of an ID card's size begins as PNG."""


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Hall]:
    hall = Hall(make_run_folder(), SystemClock(), limits=QUICK, fitted=("camera", "face"))
    try:
        settings = hall.start()
        hall.tell("platform", "auto_approve", value=True)
        hall.tell("platform", "limits", copies_a_day=1000, face_draws_a_day=100)
        enrol(settings, hall.clock, limit_s=20.0)
        yield hall
    finally:
        hall.remove()


@pytest.fixture(scope="module")
def standing(cabinet: Hall, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    kiosk = Kiosk(cabinet, tmp_path_factory.mktemp("face"))
    yield kiosk
    kiosk.close()


@pytest.fixture
def kiosk(standing: Kiosk) -> Iterator[Kiosk]:
    """At its home screen, with the right person before the camera."""
    standing.tell("camera", "plug")
    standing.tell("camera", "play")
    standing.tell("camera", "person", name=portrait(standing))
    yield standing
    if standing.view.screen != "home":
        standing.press("leave")
        standing.until_screen("home")
    standing.tell("idcard", "remove")


def portrait(kiosk: Kiosk) -> str:
    """Whose portrait the card shows."""
    return str(kiosk.tell("platform", "citizen", number=kiosk.citizen)["portrait"])


def somebody_else(kiosk: Kiosk) -> str:
    """Whose portrait it does not show."""
    return next(name for name in PEOPLE if name != portrait(kiosk))


def at_work(kiosk: Kiosk) -> bool:
    seen = {str(row.facts["device"]): row.facts["state"] for row in kiosk.rows("device")}
    return all(seen.get(device) == "online" for device in ("idcard", "camera", "face"))


def up_to_camera(kiosk: Kiosk) -> None:
    """Card and consent: the camera is open."""
    wait_until(lambda: at_work(kiosk), LIMIT_S, "camera and face process")
    kiosk.until(lambda view: any(choice.id == ITEM and choice.is_open for choice in view.choices), "the item")
    kiosk.press(f"choice-{ITEM}")
    kiosk.until_screen("before_start")
    kiosk.press("primary")
    kiosk.until_screen("consent")
    kiosk.press("primary")
    kiosk.until_screen("lay_card")
    kiosk.press("other-way")
    kiosk.until_screen("pick")
    kiosk.press("choice-card_face")
    kiosk.until_screen("lay_card")
    kiosk.lay_card()
    kiosk.until_screen("consent")
    kiosk.press("primary")
    kiosk.until_screen("face")
    kiosk.until(lambda view: bool(view.prompt), "the first word of the engine")


def obey(kiosk: Kiosk, *screens: str, also_until: str = "") -> View:
    """Whoever stands there does what the screen asks, until something else is shown, or something is asked."""
    read = ""

    def over(view: View) -> bool:
        nonlocal read
        if view.prompt != read:
            read = view.prompt
            if read:
                kiosk.tell("camera", "act", prompt=read)
        return view.screen in screens or (bool(also_until) and read != also_until)

    return kiosk.until(over, "the end of the session", SESSION_S)


def is_not_proven(kiosk: Kiosk) -> tuple[dict[str, str], float]:
    """The words that are shown, and how long after the camera was closed."""
    obey(kiosk, "working", "trouble")
    began = kiosk.hall.clock.monotonic()
    shown = kiosk.until_screen("trouble").words
    return shown, kiosk.hall.clock.monotonic() - began


def face_process(kiosk: Kiosk) -> int:
    """Its number: a child of this kiosk's core."""
    core = kiosk.hall.launcher.pid("core")
    children = Path(f"/proc/{core}/task").glob("*/children")
    for pid in (int(word) for file in children for word in file.read_text().split()):
        if b"drivers.face.process" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise AssertionError("no face process")


def takes_all_and_goes(kiosk: Kiosk) -> None:
    """Paper and card: a card that stays is called for, whoever looked quickly enough."""
    kiosk.until_screen("done")
    kiosk.tell("idcard", "remove")
    kiosk.until_screen("home")


def goes_on_by_code(kiosk: Kiosk) -> None:
    """The same visit, in another way, to its end."""
    kiosk.press("other-way")
    kiosk.until_screen("pick")
    kiosk.press("choice-card_code")
    kiosk.until_screen("lay_card")
    kiosk.tell("idcard", "remove")
    kiosk.lay_card()
    kiosk.until_screen("code")
    kiosk.type_code()
    kiosk.until_screen("check")
    kiosk.press("primary")
    kiosk.until_screen("paper")
    kiosk.press("primary")
    takes_all_and_goes(kiosk)


def test_who_looks_like_the_card_comes_through_and_leaves_nothing(kiosk: Kiosk) -> None:
    up_to_camera(kiosk)
    seen_by = face_process(kiosk)
    for _ in range(TRIES):
        if obey(kiosk, "check", "trouble").screen == "check":
            break
        # As on any machine that is too busy for its camera.
        kiosk.press("primary")
        kiosk.until_screen("face")
    kiosk.press("primary")
    kiosk.until_screen("paper")
    kiosk.press("primary")
    takes_all_and_goes(kiosk)
    (row,) = kiosk.rows("identified")
    assert row.facts["route"] == "card_face"
    assert {(one.facts["kind"], one.facts["answer"]) for one in kiosk.rows("consent")} == {
        ("data", "yes"),
        ("face", "yes"),
    }
    wait_until(lambda: not Path(f"/proc/{seen_by}").exists(), LIMIT_S, "the process that saw somebody to be gone")
    card = kiosk.tell("platform", "citizen", number=kiosk.citizen)
    written = kiosk.journal.read_bytes() + (kiosk.hall.run / "log" / "core.log").read_bytes()
    for word in (card["number"], card["name"], card["address"]):
        assert word.encode() not in written
    core = kiosk.hall.launcher.pid("core")
    # As the interpreter keeps words, as they are sent, and the picture of the card.
    words = [word.encode(kind) for word in (card["name"], card["address"]) for kind in ("utf-8", "utf-16-le")]
    marks = (card["number"].encode(), *words, A_PORTRAIT)
    wait_until(
        lambda: not any(holds(core, mark) for mark in marks), LIMIT_S, "the core to have forgotten who was there"
    )


def test_nobody_is_told_to_come_and_may_take_another_way(kiosk: Kiosk) -> None:
    kiosk.tell("camera", "nobody")
    up_to_camera(kiosk)
    shown = kiosk.until(lambda view: bool(view.words.get("hint")), "a hint")
    assert "没有看到脸" in shown.words["hint"]
    assert shown.words["other_way"]
    kiosk.press("other-way")
    kiosk.until_screen("pick")


def test_a_covered_lens_is_said_plainly(kiosk: Kiosk) -> None:
    up_to_camera(kiosk)
    kiosk.tell("camera", "cover")
    kiosk.until(lambda view: "挡住" in view.words.get("hint", ""), "the hint")


def test_a_killed_face_process_is_a_trouble_and_the_visit_goes_on_by_code(kiosk: Kiosk) -> None:
    up_to_camera(kiosk)
    obey(kiosk, also_until="look")
    os.kill(face_process(kiosk), signal.SIGKILL)
    shown = kiosk.until_screen("trouble")
    assert shown.words["title"] == "刷脸现在用不了"
    assert shown.words["other_way"]
    goes_on_by_code(kiosk)
    assert kiosk.rows("identified")[-1].facts["route"] == "card_code"
    wait_until(lambda: at_work(kiosk), LIMIT_S, "the next face process")
    seen = [(row.facts["state"], row.facts["fault"]) for row in kiosk.rows("device") if row.facts["device"] == "face"]
    assert seen[-2:] == [("out", "gone"), ("online", "")]
    assert faults_of_face(kiosk) == 1
    log = (kiosk.hall.run / "log" / "core.log").read_text("utf-8")
    assert "face failed at its work: gone: ended by signal 9" in log


@soak_only
def test_a_face_process_that_stands_still_is_a_fault_of_the_machine_and_not_the_persons(kiosk: Kiosk) -> None:
    before = faults_of_face(kiosk)
    up_to_camera(kiosk)
    os.kill(face_process(kiosk), signal.SIGSTOP)
    assert kiosk.until_screen("trouble").words["title"] == "刷脸现在用不了"
    assert faults_of_face(kiosk) == before + 1


def faults_of_face(kiosk: Kiosk) -> int:
    """How often the book says that it failed."""
    book = DeviceBook(kiosk.journal, kiosk.hall.clock)
    try:
        return book.counters()["face"].get(Count.FAULTS.value, 0)
    finally:
        book.close()


def test_a_camera_that_is_unplugged_in_the_middle_leaves_the_other_ways(kiosk: Kiosk) -> None:
    up_to_camera(kiosk)
    kiosk.tell("camera", "unplug")
    shown = kiosk.until_screen("trouble")
    assert shown.words["title"] == "刷脸现在用不了"
    kiosk.press("other-way")
    kiosk.until(lambda view: any(choice.id == "card_code" for choice in view.choices), "the other ways")


def test_another_person_is_not_proven(kiosk: Kiosk) -> None:
    kiosk.tell("camera", "person", name=somebody_else(kiosk))
    up_to_camera(kiosk)
    told, after_s = is_not_proven(kiosk)
    assert told["title"] == "这次没有确认成功"
    assert after_s == pytest.approx(ANSWER_S, abs=1.0)
    assert told["other_way"]


@soak_only
def test_another_person_and_a_photo_are_told_the_same_after_the_same_time(kiosk: Kiosk) -> None:
    kiosk.tell("camera", "person", name=somebody_else(kiosk))
    up_to_camera(kiosk)
    other, other_s = is_not_proven(kiosk)
    kiosk.tell("camera", "photo", name=portrait(kiosk))
    kiosk.press("primary")
    kiosk.until_screen("face")
    photo, photo_s = is_not_proven(kiosk)
    assert other == photo
    assert other_s == pytest.approx(photo_s, abs=0.5)


def test_figures_go_out_without_a_person(kiosk: Kiosk, tmp_path: Path) -> None:
    table = tmp_path / "scores.csv"
    command = python("kiosk", "face", "scores", "--config", str(kiosk.config), "--out", str(table))
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    proven = [row for row in rows if row["verdict"] == "same"]
    assert len(proven) == 1
    assert float(proven[0]["similarity"]) > 0.5
    assert all(row["hour"].endswith("+08:00") and row["hour"][13] == "+" for row in rows)


def test_staff_see_figures_of_whoever_stands_there_where_no_core_runs(kiosk: Kiosk) -> None:
    command = python("kiosk", "face", "bench", "--config", str(kiosk.config), "--card", "--seconds", "2", "--json")
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "stop it first" in refused.stderr
    kiosk.hall.launcher.stop("core")
    try:
        kiosk.lay_card()
        seen = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    finally:
        kiosk.hand.close()
        start_core(kiosk.hall, kiosk.settings)
        kiosk.look_again()
        kiosk.until_screen("home")
    readings = [json.loads(line) for line in seen.stdout.splitlines()]
    assert [reading["second"] for reading in readings] == [1, 2]
    assert any((reading["similarity"] or 0) > 0.5 for reading in readings)
    assert kiosk.citizen not in seen.stdout + seen.stderr
