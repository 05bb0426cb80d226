"""Deeds whose end nobody knows: one that the platform will never tell of keeps none of the others waiting."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from in_words import Clock

from drivers.outcome import Outcome
from kiosk.journal import Journal, read_rows
from kiosk.platform import lodgements, submissions
from kiosk.platform.errors import NoConnection, PlatformError, Refused, WrongAnswer
from kiosk.platform.submission_values import SubmissionStanding
from kiosk.platform.values import ErrorCode
from kiosk.unknown_lodgements import UnknownLodgements
from kiosk.unknown_submissions import UnknownSubmissions

DEEDS = ("a" * 32, "b" * 32)
KINDS = ("lodgement", "submission")
PLATFORM: Any = SimpleNamespace()
"""Nothing of it is used."""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path / "journal.sqlite", Clock())
    for deed in DEEDS:
        made.intend(deed, "lodgement", {"session": "s" * 32, "item": "property-mailing", "what": "express"})
        made.settle(deed, "lodgement", Outcome.UNKNOWN, {})
        made.intend(deed, "submission", {"session": deed, "item": "residence-permit"})
        made.settle(deed, "submission", Outcome.UNKNOWN, {})
    yield made
    made.close()


class Asking:
    """Asks about all, at rest, again and again; the first is answered as the test says, the others were never got."""

    def __init__(self, journal: Journal, kind: str, patch: pytest.MonkeyPatch) -> None:
        self._journal, self._kind = journal, kind
        self._lodgements, self._submissions = UnknownLodgements(journal), UnknownSubmissions(journal)
        self._first: PlatformError | None = None
        patch.setattr(lodgements, "outcome", self._outcome)
        patch.setattr(submissions, "standing", self._standing)

    def known(self, first: PlatformError | None, running_visit: str = "") -> list[str]:
        """Which deeds are known after one more round."""
        self._first = first
        if self._kind == "lodgement":
            self._lodgements.ask(PLATFORM)
        else:
            self._submissions.ask(PLATFORM, running_visit)
        return [row.deed for row in read_rows(self._journal.path) if row.kind == f"{self._kind}-asked"]

    def _outcome(self, _: object, __: str, deed: str, kind: type[Any]) -> Any:
        self._answer(deed)
        raise NoConnection("the platform never got it", Outcome.NOT_DONE)

    def _standing(self, _: object, deed: str) -> SubmissionStanding:
        self._answer(deed)
        return SubmissionStanding(deed=deed, state="never")

    def _answer(self, deed: str) -> None:
        if deed == DEEDS[0] and self._first is not None:
            raise self._first


UNANSWERED = (
    ("lodgement", WrongAnswer("not in the form")),
    ("submission", WrongAnswer("not in the form")),
    ("submission", Refused(ErrorCode.NOT_FOUND)),
    ("submission", Refused(ErrorCode.BROKEN)),
)


@pytest.mark.parametrize(("kind", "answer"), UNANSWERED, ids=lambda one: getattr(one, "detail", one))
def test_one_that_is_never_told_of_holds_up_no_other_and_is_asked_again(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, kind: str, answer: PlatformError
) -> None:
    asking = Asking(journal, kind, monkeypatch)
    assert asking.known(answer) == [DEEDS[1]]
    assert asking.known(answer) == [DEEDS[1]], "only a definite answer ends the asking"
    assert asking.known(None) == [DEEDS[1], DEEDS[0]]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_about_the_others_while_there_is_no_line(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    asking = Asking(journal, kind, monkeypatch)
    assert asking.known(NoConnection("no line")) == []
    assert asking.known(None) == [*DEEDS]


def test_what_the_running_visit_asks_about_itself_holds_up_no_other(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = Asking(journal, "submission", monkeypatch)
    assert asking.known(None, running_visit=DEEDS[0]) == [DEEDS[1]]
    assert asking.known(None) == [DEEDS[1], DEEDS[0]], "when the visit is over"


def test_what_a_version_before_this_one_lodged_holds_up_no_other(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.intend("c" * 32, "lodgement", {"session": "s" * 32, "item": "exit-endorsement", "what": "writing"})
    journal.settle("c" * 32, "lodgement", Outcome.UNKNOWN, {})
    assert Asking(journal, "lodgement", monkeypatch).known(None) == [*DEEDS]
