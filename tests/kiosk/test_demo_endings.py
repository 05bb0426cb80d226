"""What a chapter of the demo leaves behind when it does not come to its end."""

import json
import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from whole_catalogue import whole_catalogue

from drivers.clock import SystemClock
from drivers.control import ask
from drivers.outcome import Outcome
from kiosk import demo
from kiosk.demo import apply, certificate, copy, endorse, face, medical, photo
from kiosk.demo.stage import _seen
from kiosk.hall.person import LostError, Passed, Person, Seen
from kiosk.hall.visit import Report
from kiosk.items.catalogue import offered

REASON = "这次没有确认成功"
FAILED = Report(
    certificate.ITEM, Outcome.NOT_DONE, REASON, "answer", 0, (), None, (Passed("face", "请看镜头", 900, ""),), 900
)


def played(chapter: str, out: Path) -> int:
    stage: Any = SimpleNamespace(hall=SimpleNamespace(state=out))
    return demo._by_robot(chapter, stage, out)


def test_a_face_that_was_not_proven_is_told_in_plain_words_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(face, "resident", lambda *_: FAILED)
    assert played("face", tmp_path) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"it ended at '{REASON}': {face.ADVICE}"]
    assert "journal" not in said.out + said.err
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert (summary["outcome"], summary["reason"]) == ("not printed", REASON)
    assert summary["steps"][0]["screen"] == "face"


def test_a_screen_that_does_not_come_is_summed_up_too_and_what_to_do_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lost(*_: object) -> Report:
        raise LostError("waited 150 s for what follows face")

    monkeypatch.setattr(demo, "CHAPTERS", {"face": lost})
    with pytest.raises(LostError):
        played("face", tmp_path)
    assert capsys.readouterr().err.splitlines() == [face.ADVICE]
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert (summary["outcome"], summary["reason"]) == ("not printed", "waited 150 s for what follows face")


class Robot:
    """Says its lines as screens/robot.py does, one after each press."""

    def __init__(self, lines: list[dict[str, Any]]) -> None:
        self.lines = lines
        self.pressed: list[str] = []

    def newest(self) -> Seen:
        return _seen(self.lines[0], "")

    def press(self, name: str) -> None:
        self.pressed.append(name)
        self.lines.pop(0)


def test_the_robot_sees_the_ways_that_it_chooses_from() -> None:
    ways = ["choice-card_code", "choice-card_face", "back"]
    screens = [("home", [f"choice-{certificate.ITEM}"]), ("lay_card", ["other-way"]), ("pick", ways), ("done", [])]
    robot = Robot([{"page": page, "screen": screen, "targets": there} for page, (screen, there) in enumerate(screens)])
    person = Person(certificate.ITEM, "", route="card_face", hand=robot, tell=lambda *_, **__: {}, clock=SystemClock())
    assert person.visit(5.0).screen == "done"
    assert robot.pressed == [f"choice-{certificate.ITEM}", "other-way", "choice-card_face"]


def test_a_counterpart_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as silent:
        silent.bind(str(tmp_path / "camera.sock"))
        silent.listen()
        with pytest.raises(TimeoutError, match="camera does not answer 'act'"):
            ask(tmp_path / "camera.sock", "act", within_s=0.05)


STATIONS = (apply, copy, endorse, medical, photo)


@pytest.mark.parametrize("chapter", STATIONS, ids=lambda chapter: chapter.__name__.rpartition(".")[2])
def test_the_item_of_a_chapter_stands_on_the_shelf_where_it_is_looked_for(chapter: Any) -> None:
    there = offered(whole_catalogue(), "demo")
    assert there[chapter.ITEM].settings.group == chapter.SHELF
