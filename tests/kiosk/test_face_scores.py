"""Figures of face sessions: kept for a city's thresholds, and of no use to anybody who looks for a person."""

import csv
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from in_words import Clock

from drivers.clock import SystemClock
from drivers.face import Scores, Verdict
from kiosk.cabinet.book import SCORE_COLUMNS, DeviceBook
from kiosk.commands import face as face_commands
from kiosk.journal import Journal, JournalError

SCORES = Scores("5-point", is_alive=True, portrait_eyes_px=27.0, frames=6, similarity=0.71, distance=0.33)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> DeviceBook:
    Journal(tmp_path / "journal.sqlite", SystemClock()).close()
    return DeviceBook(tmp_path / "journal.sqlite", clock)


def kept(book: DeviceBook) -> list[dict[str, object]]:
    return [dict(zip(SCORE_COLUMNS, row, strict=True)) for row in book.face_scores()]


def test_they_are_kept_by_the_hour_with_every_figure(book: DeviceBook, clock: Clock) -> None:
    clock.wall = datetime(2026, 11, 21, 21, 59, 59, tzinfo=UTC)
    book.scored("card_face", Verdict.SAME, SCORES)
    (row,) = kept(book)
    assert row["hour"] == "2026-11-21T21+00:00"
    assert (row["route"], row["verdict"], row["similarity"], row["portrait_sharpness"]) == (
        "card_face",
        "same",
        0.71,
        None,
    )
    assert set(row) == {"hour", "route", "verdict"} | {field.name for field in fields(Scores)}
    book.close()


def test_within_an_hour_nobody_can_tell_who_came_first(book: DeviceBook, tmp_path: Path) -> None:
    for frames in range(40):
        book.scored("card_face", Verdict.SAME, Scores("5-point", frames=frames))
    book.close()
    again = DeviceBook(tmp_path / "journal.sqlite", SystemClock())
    order = [row["frames"] for row in kept(again)]
    again.close()
    assert sorted(map(str, order)) == sorted(map(str, range(40)))
    assert order not in ([*range(40)], [*range(40)][::-1])


def test_after_a_year_they_go(book: DeviceBook, clock: Clock) -> None:
    book.scored("card_face", Verdict.SAME, SCORES)
    clock.wall += timedelta(days=367)
    book.scored("typed_face", Verdict.ALIVE, SCORES)
    assert [row["route"] for row in kept(book)] == ["typed_face"]
    book.close()


def test_they_go_out_as_a_table(book: DeviceBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book.scored("card_face", Verdict.NOT_PROVEN, SCORES)
    book.close()
    monkeypatch.setattr(face_commands, "load", lambda _: type("Of", (), {"state_folder": tmp_path}))
    arguments = ["scores", "--config", "x.toml", "--out", str(tmp_path / "scores.csv")]
    told = CliRunner().invoke(face_commands.face, arguments)
    assert told.exit_code == 0, told.output
    with (tmp_path / "scores.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["verdict"], row["similarity"], row["is_alive"]) == ("not_proven", "0.71", "1")


def test_without_a_journal_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_commands, "load", lambda _: type("Of", (), {"state_folder": tmp_path}))
    arguments = ["scores", "--config", "x.toml", "--out", str(tmp_path / "scores.csv")]
    assert isinstance(CliRunner().invoke(face_commands.face, arguments).exception, JournalError)
