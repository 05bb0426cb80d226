"""Whether the terminal may serve, as the platform and the disk tell it; and the reports that it owes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from in_words import Clock

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.events import DeviceSeen, Event, TerminalClosed
from kiosk.health import PLATFORM, DeviceState
from kiosk.journal import Journal, JournalError, read_rows
from kiosk.platform.errors import ClockWrong, NoConnection, PlatformError, Refused, WrongAnswer
from kiosk.platform.values import ErrorCode, PrintReport, TerminalState, TerminalStatus
from kiosk.standing import LOW_BYTES, Standing

SEEN = DeviceSeen(PLATFORM, DeviceState(faults=()))
GONE = DeviceSeen(PLATFORM, DeviceState(faults=(Fault.ABSENT,)))


@dataclass
class Platform:
    state: TerminalState = TerminalState.APPROVED
    trouble: PlatformError | None = None
    report_trouble: PlatformError | None = None
    trouble_with: str = ""
    """Only the report of this document meets it; empty for all."""
    reports: list[PrintReport] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    def status(self) -> TerminalStatus:
        if self.trouble is not None:
            raise self.trouble
        return TerminalStatus(terminal="t-01", state=self.state)

    def withdraw_issue(self, deed: str) -> None:
        if self.report_trouble is not None and self.trouble_with in ("", deed):
            raise self.report_trouble
        self.withdrawn.append(deed)

    def report_print(self, report: PrintReport, *, deed: str) -> None:
        if self.report_trouble is not None and self.trouble_with in ("", report.document_no):
            raise self.report_trouble
        self.reports.append(report)


@dataclass
class Bench:
    platform: Platform
    standing: Standing
    journal: Journal
    heard: list[Event]
    free: list[int]
    path: Path
    visit: list[str]
    """The one that runs."""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    heard: list[Event] = []
    platform, free = Platform(), [LOW_BYTES]
    journal = Journal(tmp_path / "journal.sqlite", Clock())
    visit = [""]
    standing = Standing(
        platform,  # type: ignore[arg-type]  # the part that it asks
        journal,
        heard.append,
        lambda: free[0],
        lambda: visit[0],
    )
    yield Bench(platform, standing, journal, heard, free, tmp_path / "journal.sqlite", visit)
    journal.close()


def test_an_approved_terminal_serves_and_says_it_once(bench: Bench) -> None:
    bench.standing.look()
    bench.standing.look()
    assert bench.heard == [SEEN, TerminalClosed("")]


@pytest.mark.parametrize(
    ("state", "key"), [(TerminalState.PENDING, "terminal_pending"), (TerminalState.REVOKED, "terminal_revoked")]
)
def test_a_terminal_that_is_not_approved_is_closed(bench: Bench, state: TerminalState, key: str) -> None:
    bench.platform.state = state
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed(key)
    bench.platform.state = TerminalState.APPROVED
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed("")


@pytest.mark.parametrize(
    ("trouble", "key"),
    [
        (Refused(ErrorCode.TERMINAL_REVOKED), "terminal_revoked"),
        (Refused(ErrorCode.TERMINAL_UNKNOWN), "terminal_unknown"),
        (ClockWrong("skew"), "clock_wrong"),
    ],
)
def test_a_refusal_that_concerns_the_terminal_closes_it(bench: Bench, trouble: PlatformError, key: str) -> None:
    bench.platform.trouble = trouble
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed(key)


def test_a_line_that_is_cut_closes_items_and_not_the_terminal(bench: Bench) -> None:
    bench.standing.look()
    bench.platform.trouble = NoConnection("reset")
    bench.standing.look()
    assert bench.heard[-1] == GONE


def test_a_full_disk_closes_the_terminal_and_space_opens_it(bench: Bench) -> None:
    bench.free[0] = LOW_BYTES - 1
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed("disk_full")
    bench.free[0] = LOW_BYTES
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed("")


def test_a_journal_that_takes_nothing_closes_the_terminal_until_it_does_again(bench: Bench) -> None:
    bench.standing.look()
    bench.journal._database.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError):
        bench.journal.write("consent", "", {"answer": "yes"})
    bench.standing.look()
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed("disk_full")
    bench.journal._database.execute("PRAGMA query_only = OFF")
    bench.standing.look()
    assert bench.heard[-1] == TerminalClosed("")


def test_what_became_of_a_print_is_reported_once_and_again_until_heard(bench: Bench) -> None:
    bench.journal.intend("d1", "print", {"document_no": "D1", "serial": "S1"})
    bench.journal.settle("d1", "print", Outcome.NOT_DONE, {"sheets": 1})
    bench.platform.report_trouble = NoConnection("reset")
    bench.standing.look()
    assert bench.platform.reports == []
    bench.platform.report_trouble = None
    bench.standing.look()
    bench.standing.look()
    assert bench.platform.reports == [PrintReport(document_no="D1", serial="S1", outcome="not_done", sheets=1)]


def test_a_busy_platform_will_hear_the_report_later(bench: Bench) -> None:
    bench.journal.intend("d1", "print", {"document_no": "D1", "serial": "S1"})
    bench.journal.settle("d1", "print", Outcome.DONE, {"sheets": 1})
    bench.platform.report_trouble = Refused(ErrorCode.BUSY)
    bench.standing.look()
    assert len(bench.journal.unreported_prints()) == 1


def test_a_report_that_the_platform_will_never_take_does_not_hold_up_the_others(bench: Bench) -> None:
    for deed in ("d1", "d2"):
        bench.journal.intend(deed, "print", {"document_no": deed, "serial": deed})
        bench.journal.settle(deed, "print", Outcome.DONE, {"sheets": 1})
    bench.platform.report_trouble = Refused(ErrorCode.NOT_FOUND)
    bench.standing.look()
    assert bench.journal.unreported_prints() == []
    refusals = [row.facts for row in read_rows(bench.path) if row.kind == "print-reported"]
    assert refusals == [{"refused": "not_found"}] * 2, "the staff see which were not taken"


def test_a_report_that_gets_nonsense_for_an_answer_stays_owed_and_holds_up_no_other(bench: Bench) -> None:
    for deed in ("d1", "d2"):
        bench.journal.intend(deed, "print", {"document_no": deed, "serial": deed})
        bench.journal.settle(deed, "print", Outcome.DONE, {"sheets": 1})
    bench.platform.report_trouble, bench.platform.trouble_with = WrongAnswer("a body"), "d1"
    bench.standing.look()
    assert [report.document_no for report in bench.platform.reports] == ["d2"]
    assert [left.deed for left in bench.journal.unreported_prints()] == ["d1"]


def issued(journal: Journal, deed: str, visit: str) -> None:
    journal.intend(deed, "issue", {"session": visit, "item": "any"})
    journal.settle(deed, "issue", Outcome.DONE, {"document_no": f"no-{deed}"})


def test_a_document_that_no_print_was_begun_of_is_void_as_soon_as_its_visit_is_over(bench: Bench) -> None:
    issued(bench.journal, "d1", "visit-1")
    bench.visit[0] = "visit-1"
    bench.standing.look()
    assert bench.platform.reports == [], "this visit may print it yet"
    bench.visit[0] = "visit-2"
    bench.standing.look()
    bench.standing.look()
    void = PrintReport(document_no="no-d1", serial="NONE-D1", outcome="not_done", sheets=0)
    assert bench.platform.reports == [void]


def test_a_document_that_is_printed_is_not_void_at_the_end_of_its_visit(bench: Bench) -> None:
    issued(bench.journal, "d1", "visit-1")
    bench.journal.intend("p1", "print", {"document_no": "no-d1", "serial": "S1"})
    bench.visit[0] = "visit-2"
    bench.standing.look()
    assert bench.platform.reports == []


def test_what_a_running_visit_may_print_yet_is_still_found_after_others(bench: Bench) -> None:
    issued(bench.journal, "d1", "visit-1")
    bench.visit[0] = "visit-1"
    bench.standing.look()
    issued(bench.journal, "d2", "visit-0")
    bench.standing.look()
    bench.visit[0] = "visit-2"
    bench.standing.look()
    assert [report.document_no for report in bench.platform.reports] == ["no-d2", "no-d1"]


def test_a_document_whose_answer_never_came_is_withdrawn_once_and_again_until_heard(bench: Bench) -> None:
    bench.journal.intend("deed-lost", "issue", {"session": "visit-1", "item": "any"})
    bench.journal.settle("deed-lost", "issue", Outcome.UNKNOWN, {})
    bench.visit[0] = "visit-1"
    bench.standing.look()
    assert bench.platform.withdrawn == [], "this visit may ask again under the same deed"
    bench.visit[0], bench.platform.report_trouble = "visit-2", NoConnection("reset")
    bench.standing.look()
    bench.platform.report_trouble = None
    bench.standing.look()
    bench.standing.look()
    assert bench.platform.withdrawn == ["deed-lost"]


def test_a_question_that_was_answered_the_second_time_is_not_withdrawn(bench: Bench) -> None:
    bench.journal.intend("deed-lost", "issue", {"session": "visit-1", "item": "any"})
    bench.journal.settle("deed-lost", "issue", Outcome.UNKNOWN, {})
    issued(bench.journal, "deed-lost", "visit-1")
    bench.visit[0] = "visit-2"
    bench.standing.look()
    assert bench.platform.withdrawn == []
    assert [report.document_no for report in bench.platform.reports] == ["no-deed-lost"]


@pytest.mark.parametrize("answer", [Refused(ErrorCode.BROKEN), WrongAnswer("not in the form")], ids=["broken", "wrong"])
def test_one_that_is_never_withdrawn_holds_up_no_other_and_is_asked_for_again(
    bench: Bench, answer: PlatformError
) -> None:
    for deed in ("deed-first", "deed-second"):
        bench.journal.intend(deed, "issue", {"session": "visit-1", "item": "any"})
        bench.journal.settle(deed, "issue", Outcome.UNKNOWN, {})
    bench.platform.report_trouble, bench.platform.trouble_with = answer, "deed-first"
    bench.standing.look()
    assert bench.platform.withdrawn == ["deed-second"]
    bench.platform.report_trouble = None
    bench.standing.look()
    assert bench.platform.withdrawn == ["deed-second", "deed-first"]
