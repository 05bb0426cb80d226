"""What a crash left open is settled once, by asking; a journal that cannot be written is tried again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from in_words import Clock

from drivers.faults import Fault
from drivers.outcome import Outcome
from kiosk.events import AfterRestart
from kiosk.journal import Journal
from kiosk.recovery import Recovery
from printing.evidence import PrintResult


@dataclass
class Spool:
    journal: Journal
    result: PrintResult = field(default_factory=lambda: PrintResult(Outcome.NOT_DONE, 1, Fault.CANCELLED))
    asked: list[str] = field(default_factory=list)

    def settle_left(self, deed: str, facts: object) -> PrintResult:
        self.asked.append(deed)
        self.journal.settle(deed, "print", self.result.outcome, {"sheets": self.result.sheets_out})
        return self.result


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "journal.sqlite", Clock())
    yield journal
    journal.close()


def recovery(journal: Journal, told: list[AfterRestart]) -> tuple[Recovery, Spool]:
    spool = Spool(journal)
    return Recovery(journal, spool, told.append), spool  # type: ignore[arg-type]  # the part it asks


def test_an_open_print_is_settled_and_told_once(journal: Journal) -> None:
    told: list[AfterRestart] = []
    journal.intend("d1", "print", {"document_no": "D1", "serial": "S1", "job": "k1"})
    ours, spool = recovery(journal, told)
    assert ours.settle()
    assert ours.settle()
    assert spool.asked == ["d1"]
    assert told == [AfterRestart(Outcome.NOT_DONE, 1)]
    assert journal.open_deeds() == []


def test_open_issues_and_slips_are_unknown_and_a_document_that_was_never_printed_is_reported(journal: Journal) -> None:
    told: list[AfterRestart] = []
    journal.intend("i1", "issue", {"session": "s", "item": "x"})
    journal.intend("i2", "issue", {"session": "s", "item": "x"})
    journal.settle("i2", "issue", Outcome.DONE, {"document_no": "D2"})
    journal.intend("i3", "issue", {"session": "s", "item": "x"})
    journal.settle("i3", "issue", Outcome.DONE, {"document_no": "D3"})
    journal.intend("p3", "print", {"document_no": "D3", "serial": "S3"})
    journal.settle("p3", "print", Outcome.DONE, {"sheets": 1})
    journal.write("slip-intended", "s1", {"mark": "AB12"})
    ours, spool = recovery(journal, told)
    assert ours.settle()
    assert spool.asked == []
    assert told == []
    assert journal.open_deeds() == []
    owed = {str(deed.facts["document_no"]): deed.facts["outcome"] for deed in journal.unreported_prints()}
    assert owed == {"D2": "not_done", "D3": "done"}


def test_a_journal_that_takes_nothing_is_tried_again(journal: Journal) -> None:
    told: list[AfterRestart] = []
    journal.intend("d1", "print", {"job": "k1"})
    journal._database.execute("PRAGMA query_only = ON")
    ours, _ = recovery(journal, told)
    assert not ours.settle()
    assert told == []
    journal._database.execute("PRAGMA query_only = OFF")
    assert ours.settle()
    assert told == [AfterRestart(Outcome.NOT_DONE, 1)]


def test_while_the_core_serves_only_prints_are_left(journal: Journal) -> None:
    told: list[AfterRestart] = []
    ours, spool = recovery(journal, told)
    assert ours.settle()
    journal.intend("i1", "issue", {"session": "s", "item": "x"})
    journal.intend("d1", "print", {"job": "k1"})
    ours.begin_again()
    assert ours.settle()
    assert spool.asked == ["d1"]
    assert told == []
    assert [left.deed for left in journal.open_deeds()] == ["i1"]
