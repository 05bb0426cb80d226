"""A paper that came out spoiled: called so by two of the staff, told to the platform now or later, counted once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from staff_bench import Shift

from drivers.outcome import Outcome
from kiosk.hall.staff_people import PEOPLE
from kiosk.journal import Facts, JournalError
from kiosk.platform.api import Question
from kiosk.platform.errors import NoConnection, PlatformError, Refused
from kiosk.platform.values import ErrorCode, PrintReport, SpoiledReport
from kiosk.recovery import settle_open_deeds
from kiosk.reports import report_prints, report_spoiled
from kiosk.staff.pages.rows import papers
from kiosk.staff.rights import Role
from kiosk.taps import Chosen

SECOND = PEOPLE[5]
PATROL = next(one for one in PEOPLE if one.role is Role.PATROL)


class Province:
    """What the platform hears."""

    def __init__(self) -> None:
        self.trouble: PlatformError | None = None
        self.heard: list[str] = []
        self.spoiled: list[SpoiledReport] = []

    def report_print(self, report: PrintReport, *, deed: str) -> None:
        self.heard.append(f"{report.serial} {report.outcome}")

    def done(self, question: Question) -> None:
        if self.trouble is not None:
            raise self.trouble
        assert (question.path, question.idempotency_key) == ("/voidings", "d1")
        self.spoiled.append(SpoiledReport.model_validate_json(question.body))


@pytest.fixture
def shift(tmp_path: Path) -> Iterator[Shift]:
    made = Shift(tmp_path, reader=False)
    facts: Facts = {"session": "f" * 32, "serial": "T-1", "document_no": "D", "sha256": "ab" * 32, "pages": 1}
    made.journal.intend("d1", "print", facts)
    made.journal.settle("d1", "print", Outcome.DONE, {"sheets": 1})
    yield made
    made.close()


def call_spoiled(shift: Shift, why: str = "smeared") -> None:
    shift.open("prints")
    shift.choose("job:d1")
    shift.choose(f"why:{why}")
    shift.yes()


def by_two(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    call_spoiled(shift)
    shift.clock.jump(30)
    shift.by_code(SECOND)


def test_two_call_a_paper_spoiled_and_one_alone_does_not(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    shift.choose("job:d1")
    assert "废纸袋" in shift.said, "where the sheets go is said before anything is signed"
    assert "f" * 32 not in shift.said
    call_spoiled(shift)
    assert shift.rows("print-voided") == [], "one person voids nothing"
    shift.clock.jump(30)
    shift.by_code(SECOND)
    (row,) = shift.rows("print-voided")
    assert (row.deed, row.facts) == ("d1", {"reason": "smeared", "account": "1001", "second": "1006"})
    assert shift.acts() == [("1001", "void-print", "T-1", "1006")]
    assert shift.outcomes() == ["done"]
    assert "居民再来办一次" in shift.view.notice
    assert "已作废" in shift.said
    assert "还没告诉平台" in shift.said
    assert "job:d1" not in shift.offered, "nobody calls it so twice"
    assert shift.workers["standing"].looks == 1
    assert papers(shift.rows("print-settled", "print-voided")) == 0
    assert papers(shift.rows("print-settled")) == 1


def test_an_auditor_sees_the_job_and_calls_nothing_spoiled(shift: Shift) -> None:
    shift.enter(Role.AUDIT)
    shift.open("prints")
    shift.choose("job:d1")
    shift.choose("why:torn")
    assert shift.view.staff is not None
    assert shift.view.staff.question is None
    assert (shift.acts(), shift.rows("print-voided")) == ([], [])


@pytest.mark.parametrize("role", [Role.PATROL, Role.ADMIN])
def test_others_do_not_even_see_the_jobs(shift: Shift, role: Role) -> None:
    shift.enter(role)
    assert "page:prints" not in shift.offered


def test_a_second_person_without_the_right_signs_nothing(shift: Shift) -> None:
    shift.enter(Role.MAINTENANCE)
    call_spoiled(shift)
    shift.clock.jump(30)
    shift.by_code(PATROL)
    assert shift.rows("print-voided") == []


def told(shift: Shift, province: Any) -> None:
    report_prints(shift.journal, province)
    report_spoiled(shift.journal, province)


def test_a_platform_that_is_silent_is_told_later_once_and_after_the_print(shift: Shift) -> None:
    province = Province()
    by_two(shift)
    report_spoiled(shift.journal, province)  # type: ignore[arg-type]  # the part that it asks
    assert province.spoiled == [], "the print itself was not heard of yet"
    province.trouble = NoConnection("reset")
    told(shift, province)
    assert (province.heard, province.spoiled) == (["T-1 done"], [])
    province.trouble = None
    told(shift, province)
    told(shift, province)
    (report,) = province.spoiled
    assert (report.document_no, report.serial, report.reason) == ("D", "T-1", "smeared")
    assert (report.account, report.second) == ("1001", "1006")
    shift.open("prints")
    assert "平台已知道" in shift.said


def test_what_the_platform_never_takes_is_laid_aside_and_said(shift: Shift) -> None:
    province = Province()
    by_two(shift)
    province.trouble = Refused(ErrorCode.CONFLICT)
    told(shift, province)
    province.trouble = None
    told(shift, province)
    assert province.spoiled == []
    shift.open("prints")
    assert "平台不接受（conflict）" in shift.said


def test_a_core_killed_between_intent_and_result_voids_nothing_and_it_is_said_anew(shift: Shift) -> None:
    shift.journal.intend(
        "a1", "staff-act",
        {"account": "1001", "role": "maintenance", "second": "1006", "action": "void-print", "about": "T-1"},
    )  # fmt: skip
    settle_open_deeds(shift.journal, None, prints_only=False)  # type: ignore[arg-type]  # no print is open
    assert shift.outcomes() == ["unknown"]
    by_two(shift)
    assert len(shift.rows("print-voided")) == 1
    assert shift.outcomes() == ["unknown", "done"]


def test_after_a_day_and_on_a_numbered_sheet_it_is_not_called_spoiled_here(shift: Shift) -> None:
    shift.journal.write("stationery-loaded", "", {"first": "GD00000001", "count": 5})
    shift.journal.write("stationery-taken", "d2", {"first": "GD00000001", "count": 1})
    shift.journal.intend("d2", "print", {"session": "s", "serial": "T-2", "document_no": "E"})
    shift.journal.settle("d2", "print", Outcome.DONE, {"sheets": 1})
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    shift.choose("job:d2")
    assert "“耗材”页作废" in shift.said
    assert not any(one.startswith("why:") for one in shift.offered)
    shift.choose("back")
    assert {"job:d1", "job:d2"} <= shift.offered
    shift.leave()
    shift.clock.jump(86_401)
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    assert not any(one.startswith("job:") for one in shift.offered)


def test_a_clock_set_back_brings_no_day_back_on_which_it_could_be_called_so(shift: Shift) -> None:
    shift.clock.wall -= timedelta(days=3)
    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    assert not any(one.startswith("job:") for one in shift.offered)


def test_a_journal_that_cannot_be_read_still_leads_through_a_jam(shift: Shift, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise JournalError("the disk failed")

    shift.enter(Role.MAINTENANCE)
    shift.open("prints")
    monkeypatch.setattr(shift.journal, "since", broken)
    shift.tap(Chosen("jam"))
    assert "next" in shift.offered
