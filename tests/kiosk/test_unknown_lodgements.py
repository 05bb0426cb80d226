"""Deeds whose end nobody knows: one that the platform will never tell of keeps none of the others waiting."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from in_words import Clock

from drivers.outcome import Outcome
from kiosk.journal import Journal, read_rows
from kiosk.platform import lodgements
from kiosk.platform.errors import NoConnection, PlatformError, WrongAnswer
from kiosk.unknown_lodgements import UnknownLodgements

DEEDS = ("a" * 32, "b" * 32)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite", Clock())
    for deed in DEEDS:
        made.intend(deed, "lodgement", {"session": "s" * 32, "item": "property-mailing", "what": "express"})
        made.settle(deed, "lodgement", Outcome.UNKNOWN, {})
    yield made
    made.close()


def asked(journal: Journal, monkeypatch: pytest.MonkeyPatch, first: PlatformError | None) -> list[str]:
    """Which deeds are known after it was asked about all, where the first is answered so."""

    def outcome(_: object, __: str, deed: str, kind: type[Any]) -> Any:
        if deed == DEEDS[0] and first is not None:
            raise first
        raise NoConnection("the platform never got it", Outcome.NOT_DONE)

    monkeypatch.setattr(lodgements, "outcome", outcome)
    UnknownLodgements(journal).ask(SimpleNamespace())  # type: ignore[arg-type]  # nothing of it is used
    return [row.deed for row in read_rows(journal.path) if row.kind == "lodgement-asked"]


def test_one_that_is_never_told_of_holds_up_no_other_and_is_asked_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(journal, monkeypatch, WrongAnswer("not in the form")) == [DEEDS[1]]
    assert asked(journal, monkeypatch, None) == [DEEDS[1], DEEDS[0]]


def test_nobody_is_asked_about_the_others_while_there_is_no_line(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(journal, monkeypatch, NoConnection("no line")) == []
