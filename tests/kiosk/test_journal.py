"""The journal: on disk before the world moves, chained, and nothing in it that is a person."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drivers.outcome import Outcome
from kiosk.journal import Journal, JournalError, allowed_facts, first_bad_row, read_rows


class Clock:
    def now(self) -> datetime:
        return datetime(1970, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    def pause(self, seconds: float) -> None:
        """It stands."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def printed(journal: Journal, deed: str = "d1") -> None:
    journal.intend(deed, "print", {"session": "s", "job": "j1", "serial": "n1", "document_no": "D1", "pages": 2})
    journal.note(deed, "print-submitted", {"queue_job": 7})
    journal.settle(deed, "print", Outcome.DONE, {"sheets": 2})


def test_a_deed_is_open_until_it_is_settled(path: Path) -> None:
    journal = Journal(path, Clock())
    journal.intend("d1", "print", {"job": "j1", "pages": 2})
    journal.note("d1", "print-submitted", {"queue_job": 7})
    (left,) = journal.open_deeds()
    assert (left.deed, left.kind, left.facts) == ("d1", "print", {"job": "j1", "pages": 2, "queue_job": 7})
    journal.settle("d1", "print", Outcome.DONE, {"sheets": 2})
    assert journal.open_deeds() == []
    journal.close()


def test_a_print_is_owed_to_the_platform_until_it_was_reported(path: Path) -> None:
    journal = Journal(path, Clock())
    printed(journal)
    (owed,) = journal.unreported_prints()
    assert owed.facts["outcome"] == "done"
    journal.note("d1", "print-reported", {})
    assert journal.unreported_prints() == []
    journal.close()


def test_what_was_written_survives_kill_9(path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from drivers.clock import SystemClock
from kiosk.journal import Journal
journal = Journal(Path({str(path)!r}), SystemClock())
journal.intend("d1", "print", {{"job": "j1"}})
os.kill(os.getpid(), 9)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    journal = Journal(path, Clock())
    assert [left.deed for left in journal.open_deeds()] == ["d1"]
    journal.close()
    assert first_bad_row(path) is None


def test_the_database_is_told_to_sync_every_commit(path: Path) -> None:
    journal = Journal(path, Clock())
    assert journal._database.execute("PRAGMA synchronous").fetchone() == (2,)
    assert journal._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    journal.close()


def test_two_cores_cannot_write_one_journal(path: Path) -> None:
    journal = Journal(path, Clock())
    with pytest.raises(JournalError, match="another core"):
        Journal(path, Clock())
    journal.close()


@pytest.mark.parametrize("column", ["at", "kind", "deed", "facts", "prev", "hash"])
def test_any_change_of_a_row_is_found_and_named(path: Path, column: str) -> None:
    journal = Journal(path, Clock())
    printed(journal)
    journal.close()
    assert first_bad_row(path) is None
    change(path, " ".join(("UPDATE ledger SET", column, "=", column, "|| ' ' WHERE seq = 2")))
    bad = first_bad_row(path)
    assert bad is not None
    assert bad[0] == 2


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ledger WHERE seq = 2",
        "UPDATE ledger SET facts = 'no json' WHERE seq = 2",
        "UPDATE ledger SET seq = 9 WHERE seq = 2",
        "INSERT INTO ledger SELECT 4, at, kind, deed, facts, prev, hash FROM ledger WHERE seq = 3",
    ],
)
def test_rows_taken_away_moved_or_added_are_found(path: Path, statement: str) -> None:
    journal = Journal(path, Clock())
    printed(journal)
    journal.close()
    change(path, statement)
    assert first_bad_row(path) is not None


def test_a_row_of_an_unknown_kind_or_fact_is_refused(path: Path) -> None:
    journal = Journal(path, Clock())
    with pytest.raises(ValueError, match=r"ledger-events\.toml"):
        journal.write("gossip", "", {})
    with pytest.raises(ValueError, match="name"):
        journal.write("consent", "", {"name": "x"})
    assert list(read_rows(path)) == []
    journal.close()


def test_no_kind_of_row_can_carry_a_person() -> None:
    personal = {"name", "number", "address", "phone", "birth", "card", "face", "subject"}
    assert all(not facts & personal for facts in allowed_facts().values())


def test_a_full_disk_is_an_error_and_the_rows_before_it_stay(path: Path) -> None:
    journal = Journal(path, Clock())
    printed(journal)
    pages = journal._database.execute("PRAGMA page_count").fetchone()[0]
    journal._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError, match="full"):
        fill(journal)
    journal._database.execute("PRAGMA max_page_count = 1000000")
    journal.intend("later", "print", {"job": "j2"})
    journal.close()
    assert first_bad_row(path) is None


def test_a_file_that_is_no_journal_is_named(tmp_path: Path) -> None:
    path = tmp_path / "poem.sqlite"
    path.write_text("this is no database, it is a poem of more than a hundred characters " * 20)
    with pytest.raises(JournalError, match=r"poem\.sqlite"):
        list(read_rows(path))
    with pytest.raises(JournalError, match=r"poem\.sqlite"):
        Journal(path, Clock())


def fill(journal: Journal) -> None:
    for number in range(10_000):
        journal.intend(f"d{number}", "print", {"job": "j" * 50})


def change(path: Path, statement: str) -> None:
    database = sqlite3.connect(path)
    with database:
        database.execute(statement)
    database.close()


def test_what_is_written_after_the_core_and_another_program_looked_in_is_read_by_all(path: Path) -> None:
    # A reader in this process must leave its locks alone: else the last program to go takes the core's log with it.
    journal = Journal(path, Clock())
    printed(journal)
    assert first_bad_row(path) is None
    program = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM ledger'); c.close()"
    subprocess.run([sys.executable, "-c", program, str(path)], check=True, timeout=60)
    printed(journal, "d2")
    assert {row.deed for row in read_rows(path)} == {"d1", "d2"}
    journal.close()
    assert {row.deed for row in read_rows(path)} == {"d1", "d2"}


def test_the_newest_rows_of_a_kind_are_found_behind_any_number_of_others(path: Path) -> None:
    journal = Journal(path, Clock())
    for visit in "abc":
        journal.write("identified", "", {"visit": visit})
    for _ in range(9):
        journal.write("device", "", {"device": "locker", "state": "online"})
    assert [row.facts["visit"] for row in journal.newest_of(("identified", "closed"), 2)] == ["b", "c"]
    assert len(journal.since(("identified", "device"), datetime(1970, 1, 1, tzinfo=UTC))) == 12
    assert journal.since(("identified",), datetime(1970, 1, 2, tzinfo=UTC)) == []
    journal.close()


def test_what_nobody_knows_the_end_of_is_open_until_somebody_answers(path: Path) -> None:
    journal = Journal(path, Clock())
    journal.intend("running", "submission", {"session": "s"})
    for deed, outcome in (("done", Outcome.DONE), ("lost", Outcome.UNKNOWN), ("asked", Outcome.UNKNOWN)):
        journal.intend(deed, "submission", {"session": "s"})
        journal.settle(deed, "submission", outcome, {})
    journal.write("submission-asked", "asked", {"outcome": "done"})
    assert {row.deed for row in journal.unanswered("submission")} == {"running", "lost"}
    journal.close()


def test_an_order_is_open_while_it_may_be_paid_and_is_neither_delivered_nor_given_back(path: Path) -> None:
    journal = Journal(path, Clock())
    for deed in ("begun", "paid", "left", "delivered", "doubted"):
        journal.intend(deed, "payment", {"session": "s", "amount_fen": 1})
    for deed, outcome in (("left", Outcome.NOT_DONE), ("paid", Outcome.NOT_DONE), ("paid", Outcome.DONE)):
        journal.settle(deed, "payment", outcome, {})
    for deed in ("delivered", "doubted"):
        journal.settle(deed, "payment", Outcome.DONE, {})
        journal.write("payment-delivered", deed, {"amount_fen": 1})
    journal.write("payment-doubted", "doubted", {"listed": "closed"})
    assert {row.deed for row in journal.open_orders()} == {"begun", "paid", "doubted"}
    journal.close()
