"""kill -9 at every step of handing in: the books agree, and the second slip says what the first one did.

In one process: the journal's file and the province live on; everything else is made anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest
from applying_bench import Applicant, submissions
from province_in_process import Hall, InProcess, StandingClock, province_in
from waiting import shared

from kiosk import effects
from kiosk.events import Event
from kiosk.hands import applying
from kiosk.journal import Journal, JournalError, first_bad_row, read_rows
from kiosk.platform import submissions as platform_submissions
from kiosk.platform.errors import TimedOut
from kiosk.recovery import settle_open_deeds
from kiosk.unknown_submissions import UnknownSubmissions

ITEM = "old-age-allowance"
POINTS = (
    "before the intent",
    "after the intent",
    "before it is sent",
    "after the platform has it",
    "while it is asked for",
    "before the result is written",
    "after the result is written",
    "before the slip",
    "after the slip",
)
ARRIVED = POINTS[3:]
"""From here on the province has it."""


class Killed(BaseException):
    """The process is gone."""


def dies(*_: object, **__: object) -> NoReturn:
    raise Killed


def then(first: Callable[..., Any], second: Callable[..., Any]) -> Callable[..., Any]:
    def both(*told: Any, **more: Any) -> Any:
        first(*told, **more)
        return second()

    return both


@pytest.fixture
def there(tmp_path: Path) -> Iterator[InProcess]:
    with province_in(tmp_path) as made:
        yield made


class MortalHall(Hall):
    """Dies before or after the slip."""

    dies_at = ""

    def _put_out(self, effect: effects.Effect) -> list[Event]:
        if isinstance(effect, effects.PrintSlip) and self.dies_at:
            if self.dies_at == "after the slip":
                super()._put_out(effect)
            raise Killed
        return super()._put_out(effect)


def kill_at(there: InProcess, person: Applicant, point: str, patch: pytest.MonkeyPatch) -> None:
    """The core is killed when it comes to this point."""
    journal = there.journal
    match point:
        case "before the intent":
            patch.setattr(journal, "intend", dies)
        case "after the intent":
            patch.setattr(journal, "intend", then(journal.intend, dies))
        case "before it is sent":
            patch.setattr(platform_submissions, "submit", dies)
        case "after the platform has it":
            patch.setattr(platform_submissions, "submit", then(platform_submissions.submit, dies))
        case "while it is asked for":
            lost = then(platform_submissions.submit, _no_answer)
            patch.setattr(platform_submissions, "submit", lost)
            patch.setattr(platform_submissions, "standing", then(platform_submissions.standing, dies))
        case "before the result is written":
            patch.setattr(journal, "settle", dies)
        case "after the result is written":
            patch.setattr(journal, "settle", then(journal.settle, dies))
        case _:
            assert isinstance(person.hall, MortalHall)
            person.hall.dies_at = point


def _no_answer() -> NoReturn:
    raise TimedOut("no answer within the limit")


def restarted(there: InProcess) -> InProcess:
    """The core comes up again: recovery, then the platform is asked what is not known."""
    there.journal.close()
    journal = Journal(there.state, StandingClock(there.province))
    alive = replace(there, journal=journal)
    settle_open_deeds(journal, None)  # type: ignore[arg-type]  # no print is open
    UnknownSubmissions(journal).ask(there.platform, running_visit="")
    return alive


def known_outcome(there: InProcess) -> tuple[str, str]:
    """What the journal ends in for the submission, and its case; nothing where none was intended."""
    found = [row for row in read_rows(there.state) if row.kind in ("submission-settled", "submission-asked")]
    return (str(found[-1].facts["outcome"]), str(found[-1].facts.get("case_no", ""))) if found else ("", "")


@pytest.mark.parametrize("point", shared(POINTS, 3))
def test_books_agree_and_whoever_comes_back_gets_one_application(
    there: InProcess, point: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Applicant(there, ITEM, hall=MortalHall)
    person.to("提交前，请您确认")
    with monkeypatch.context() as patch:
        kill_at(there, person, point, patch)
        with pytest.raises(Killed):
            person.press("primary")
    alive = restarted(there)
    try:
        taken = submissions(alive)
        assert len(taken) == (1 if point in ARRIVED else 0)
        outcome, case_no = known_outcome(alive)
        assert (outcome, case_no) == (
            ("done", taken[0]["case_no"]) if taken else ("" if point == "before the intent" else "not_done", "")
        )
        assert alive.journal.open_deeds() == []
        assert first_bad_row(there.state) is None
        again = Applicant(alive, ITEM)
        if taken:
            again.to("这件事您已经申请过了")
            again.press("primary")
        else:
            again.to("已经受理")
        assert len(submissions(alive)) == 1, "one person, one application"
        assert submissions(alive)[0]["case_no"] in str([part.value for part in pairs(again)])
        if point == "after the slip":
            assert pairs(again) == pairs(person), "the second slip says what the first said"
    finally:
        alive.journal.close()


def pairs(person: Applicant) -> list[Any]:
    """The slip's own lines, without where and when it was printed."""
    return [
        part for part in person.hall.taken.slips[0].parts if hasattr(part, "name") and part.name not in ("终端", "打印")
    ]


def test_a_submission_that_recovery_cannot_ask_about_is_asked_later(
    there: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Applicant(there, ITEM)
    person.to("提交前，请您确认")
    with monkeypatch.context() as patch:
        kill_at(there, person, "after the platform has it", patch)
        with pytest.raises(Killed):
            person.press("primary")
    there.journal.close()
    journal = Journal(there.state, StandingClock(there.province))
    try:
        settle_open_deeds(journal, None)  # type: ignore[arg-type]  # no print is open
        asking = UnknownSubmissions(journal)
        with monkeypatch.context() as patch:
            patch.setattr(platform_submissions, "standing", _raises)
            asking.ask(there.platform, running_visit="")
        assert known_outcome(there) == ("unknown", "")
        asking.ask(there.platform, running_visit="")
        assert known_outcome(there) == ("done", submissions(there)[0]["case_no"])
        asking.ask(there.platform, running_visit="")
        assert sum(row.kind == "submission-asked" for row in read_rows(there.state)) == 1, "asked once it is known"
    finally:
        journal.close()


def _raises(*_: object, **__: object) -> NoReturn:
    _no_answer()


def test_a_disk_that_is_full_after_it_was_accepted_hides_nothing_from_the_person(
    there: InProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Applicant(there, ITEM)
    person.to("提交前，请您确认")
    with monkeypatch.context() as patch:
        patch.setattr(there.journal, "settle", _is_full)
        person.press("primary")
    assert person.title == "已经受理"
    alive = restarted(there)
    assert known_outcome(alive) == ("done", submissions(alive)[0]["case_no"]), "found out at the next start"
    alive.journal.close()


def _is_full(*_: object, **__: object) -> NoReturn:
    raise JournalError("no room")


def test_the_deed_itself_is_what_the_platform_keys_on(there: InProcess) -> None:
    person = Applicant(there, ITEM)
    person.to("已经受理")
    intended = [row.deed for row in read_rows(there.state) if row.kind == f"{applying.KIND}-intended"]
    assert intended == [submissions(there)[0]["deed"]]
