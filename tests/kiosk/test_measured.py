"""How long an item takes here: from the journal's own rows, and only where enough people have come."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.journal import Journal
from kiosk.measured import LEAST, Measuring, MinutesMeasured

ITEM = "ss-enrolment-certificate"


class Hand:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    def pause(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def visit(journal: Journal, clock: Hand, number: int, seconds: float, outcome: str = "done") -> None:
    name = f"visit-{number}"
    journal.write("consent", "", {"visit": name, "item": ITEM, "kind": "data", "answer": "yes"})
    intended: dict[str, str | int] = {
        "session": name,
        "job": "j",
        "serial": "s",
        "document_no": "d",
        "sha256": "0",
        "pages": 1,
    }
    journal.write("print-intended", f"deed-{number}", intended)
    clock.pause(seconds)
    journal.write("print-settled", f"deed-{number}", {"outcome": outcome, "sheets": 1})


def test_the_median_of_those_who_got_their_paper(tmp_path: Path) -> None:
    clock = Hand()
    journal = Journal(tmp_path / "journal.sqlite", clock)
    try:
        for number, seconds in enumerate((60, 90, 100, 130, 600)):
            visit(journal, clock, number, seconds)
        visit(journal, clock, 9, 3000, outcome="not_done")
        assert Measuring(journal).look(0.0) == MinutesMeasured({ITEM: 2})
    finally:
        journal.close()


def test_few_visits_say_nothing_and_nothing_is_looked_for_before_its_time(tmp_path: Path) -> None:
    clock = Hand()
    journal = Journal(tmp_path / "journal.sqlite", clock)
    try:
        for number in range(LEAST - 1):
            visit(journal, clock, number, 60)
        measuring = Measuring(journal, again_s=100.0)
        assert measuring.look(0.0) is None
        visit(journal, clock, LEAST, 60)
        assert measuring.look(50.0) is None
        assert measuring.look(100.0) == MinutesMeasured({ITEM: 1})
        assert measuring.look(200.0) is None, "nothing new"
    finally:
        journal.close()
