"""What a chapter of the demo leaves behind when it does not come to its end."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from drivers.outcome import Outcome
from kiosk import demo
from kiosk.demo import certificate, face
from kiosk.hall.person import LostError, Passed
from kiosk.hall.visit import Report

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


def test_a_screen_that_does_not_come_is_summed_up_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> Report:
        raise LostError("waited 150 s for what follows face")

    monkeypatch.setattr(demo, "CHAPTERS", {"certificate": lost})
    with pytest.raises(LostError):
        played("certificate", tmp_path)
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert (summary["outcome"], summary["reason"]) == ("not printed", "waited 150 s for what follows face")
