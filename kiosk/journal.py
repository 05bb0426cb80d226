"""The journal: every deed before it is done and again when its outcome is known, chained row to row, on disk.

SQLite, WAL, synchronous=FULL: what `write` returned from survives a power cut (WAL with NORMAL does not). One process
writes; a second one is refused. The file is also the outbox: a print that the platform has not been told of is found
by the absence of its `print-reported` row.

A full disk may have room again. A disk that failed is not believed again: after a failed fsync the kernel calls clean
what never arrived, so that trying again would succeed and prove nothing. Nothing more is written until the next start,
which first moves everything that can be read into the database itself, synced anew.
"""

import fcntl
import json
import sqlite3
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import config
from drivers.clock import Clock
from drivers.outcome import Outcome
from kiosk.journal_rows import FIRST, JournalError, Row, first_bad_row, hashed, read_facts, read_rows
from printing.stationery import Entry

__all__ = ["JOURNAL", "Journal", "JournalError", "OpenDeed", "Row", "allowed_facts", "first_bad_row", "read_rows"]

Facts = Mapping[str, str | int]

JOURNAL = "journal.sqlite"
"""Name of the file in the state folder."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS ledger (
    seq   INTEGER PRIMARY KEY,
    at    TEXT NOT NULL,
    kind  TEXT NOT NULL,
    deed  TEXT NOT NULL,
    facts TEXT NOT NULL,
    prev  TEXT NOT NULL,
    hash  TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS ledger_deed ON ledger (deed, kind);
CREATE INDEX IF NOT EXISTS ledger_kind ON ledger (kind);
CREATE INDEX IF NOT EXISTS ledger_kind_at ON ledger (kind, at);
CREATE INDEX IF NOT EXISTS ledger_paid_for ON ledger (json_extract(facts, '$.for_deed'), seq)
    WHERE kind = 'payment-intended';
CREATE INDEX IF NOT EXISTS ledger_document ON ledger (json_extract(facts, '$.document_no'), seq)
    WHERE kind = 'print-intended';
"""
_ROWS = "SELECT seq, at, kind, deed, facts, prev, hash FROM ledger"
LOCK_TRIES, LOCK_PAUSE_S = 4, 0.1
"""Our choice: a third of a second in all."""
_FINAL = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""Primary result codes of SQLite after which the file is not trusted any more."""
_PRIMARY = 0xFF


@dataclass(frozen=True, slots=True)
class OpenDeed:
    """A deed whose outcome is not known, with all facts written about it so far."""

    deed: str
    kind: str
    facts: dict[str, str | int]


class Journal:
    """The one writer. Its methods may be called from any thread.

    Args:
        path: the database file; its folder must exist.
        clock: for the time of day in the rows (order is by `seq`).

    Raises:
        JournalError: another process holds it, or it cannot be opened.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._guard = threading.Lock()
        self._allowed = allowed_facts()
        self.is_failing = False
        """Whether the newest row could not be written."""
        self._has_failed = False
        try:
            self._lock = (path.parent / f"{path.name}.lock").open("w")
            _take(self._lock, clock)
        except BlockingIOError as error:
            self._lock.close()
            raise JournalError(f"{path.name}: another core is writing it") from error
        except OSError as error:
            raise JournalError(f"{path.name}: {error.strerror}") from error
        try:
            self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode=WAL")
            self._database.execute("PRAGMA synchronous=FULL")
            self._database.executescript(_SCHEMA)
            # What is read from now on is on the disk, also where the process before this one saw a sync fail.
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            self._lock.close()
            raise JournalError(f"{path.name}: {error}") from error

    def write(self, kind: str, deed: str, facts: Facts) -> None:
        """Add a row; when this returns it is on the disk.

        Raises:
            JournalError: disk full, read-only or failing; after it failed once always, until the next start.
            ValueError: a kind or fact that config/ledger-events.toml does not list.
        """
        unknown = set(facts) - self._allowed.get(kind, frozenset()) if kind in self._allowed else {kind}
        if unknown:
            raise ValueError(f"the journal knows no {kind} with {sorted(unknown)}: see config/ledger-events.toml")
        with self._guard:
            if self._has_failed:
                raise JournalError("the disk failed before: nothing is written until the next start")
            try:
                self._append(kind, deed, facts)
            except sqlite3.Error as error:
                self.is_failing = True
                self._has_failed = error.sqlite_errorcode & _PRIMARY in _FINAL
                raise JournalError(str(error)) from error
            self.is_failing = False

    def _append(self, kind: str, deed: str, facts: Facts) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            last = self._database.execute("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
            seq, prev = (last[0] + 1, last[1]) if last else (1, FIRST)
            at = self._clock.now().isoformat(timespec="milliseconds")
            written = json.dumps(dict(facts), sort_keys=True, separators=(",", ":"))
            row = (seq, at, kind, deed, written, prev)
            self._database.execute("INSERT INTO ledger VALUES (?,?,?,?,?,?,?)", (*row, hashed(*row)))
            self._database.execute("COMMIT")
        except sqlite3.Error:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise

    def intend(self, deed: str, kind: str, facts: Facts) -> None:
        """Before the world is moved (see printing.spool.Deeds)."""
        self.write(f"{kind}-intended", deed, facts)

    def note(self, deed: str, kind: str, facts: Facts) -> None:
        """While it moves; `kind` is the whole name of the row."""
        self.write(kind, deed, facts)

    def settle(self, deed: str, kind: str, outcome: Outcome, facts: Facts) -> None:
        """When it is known what became of it."""
        self.write(f"{kind}-settled", deed, {**facts, "outcome": outcome.value})

    def open_deeds(self) -> list[OpenDeed]:
        """Deeds that were intended and never settled, oldest first."""
        return self._deeds("""
            SELECT deed, kind FROM ledger AS i WHERE kind LIKE '%-intended' AND NOT EXISTS
            (SELECT 1 FROM ledger AS s WHERE s.deed = i.deed AND s.kind LIKE '%-settled') ORDER BY seq
        """)

    def unreported_prints(self) -> list[OpenDeed]:
        """Prints of the platform's documents whose outcome it has not been told, oldest first."""
        return self._deeds("""
            SELECT deed, kind FROM ledger AS s WHERE kind = 'print-settled' AND EXISTS
            (SELECT 1 FROM ledger AS i WHERE i.deed = s.deed AND i.kind = 'print-intended'
             AND json_extract(i.facts, '$.document_no') != '') AND NOT EXISTS
            (SELECT 1 FROM ledger AS r WHERE r.deed = s.deed AND r.kind = 'print-reported') ORDER BY seq
        """)

    def unreported(self, kind: str, reported: str) -> list[OpenDeed]:
        """Deeds with a row of a kind and none, yet, that says that the platform has been told; oldest first."""
        return self._deeds(
            """
            SELECT deed, kind FROM ledger AS s WHERE kind = ? AND deed != '' AND NOT EXISTS
            (SELECT 1 FROM ledger AS r WHERE r.deed = s.deed AND r.kind = ?) ORDER BY seq
            """,
            kind,
            reported,
        )

    def untold_grants(self, after: int = 0) -> list[OpenDeed]:
        """Endorsements asked for of which the platform has not been told what became of the card; oldest first.

        Args:
            after: only those asked for in a later row.
        """
        return self._deeds(
            """
            SELECT deed, kind FROM ledger AS i WHERE kind = 'lodgement-intended' AND seq > ?
            AND json_extract(i.facts, '$.what') = 'endorsement' AND NOT EXISTS
            (SELECT 1 FROM ledger AS t WHERE t.deed = i.deed AND t.kind = 'endorsement-told') ORDER BY seq
            """,
            after,
        )

    def unfinished_payments(self, after: int = 0) -> list[OpenDeed]:
        """Orders that nobody has looked at once more since they ended, or that were doubted after it; oldest first.

        Args:
            after: only those begun in a later row.
        """
        return self._deeds(
            """
            SELECT deed, kind FROM ledger AS i WHERE kind = 'payment-intended' AND seq > ? AND NOT EXISTS
            (SELECT 1 FROM ledger AS c WHERE c.deed = i.deed AND c.kind = 'payment-confirmed' AND NOT EXISTS
             (SELECT 1 FROM ledger AS d WHERE d.deed = i.deed AND d.kind = 'payment-doubted' AND d.seq > c.seq))
            ORDER BY seq
            """,
            after,
        )

    def newest_payment_for(self, deed: str) -> str:
        """The order that was begun last to pay for a deed; empty where none was.

        Raises:
            JournalError: it cannot be read.
        """
        query = """SELECT deed FROM ledger WHERE kind = 'payment-intended' AND json_extract(facts, '$.for_deed') = ?
                   ORDER BY seq DESC LIMIT 1"""
        return next((str(order) for (order,) in self._read(query, deed)), "")

    def told_of(self, deed: str) -> dict[str, dict[str, str | int]]:
        """The newest row of each kind about a deed, in the order in which they were written.

        Raises:
            JournalError: it cannot be read.
        """
        query = "SELECT kind, facts FROM ledger WHERE deed = ? ORDER BY seq"
        newest: dict[str, dict[str, str | int]] = {}
        for kind, facts in self._read(query, deed):
            newest.pop(kind, None)
            newest[kind] = read_facts(facts)
        return newest

    def begun(self, deed: str) -> tuple[datetime, dict[str, str | int]]:
        """When a deed was intended, and the facts of that row.

        Raises:
            JournalError: it was not, or it cannot be read.
        """
        query = "SELECT at, facts FROM ledger WHERE deed = ? AND kind LIKE '%-intended' ORDER BY seq LIMIT 1"
        found = self._read(query, deed)
        if not found:
            raise JournalError("no such deed")
        return datetime.fromisoformat(found[0][0]), read_facts(found[0][1])

    def unprinted_issues(self, after: int = 0) -> list[OpenDeed]:
        """Documents that the platform issued and no print was ever begun of, oldest first.

        Args:
            after: only those settled in a later row.
        """
        return self._deeds(
            """
            SELECT deed, kind FROM ledger AS s WHERE kind = 'issue-settled' AND seq > ?
            AND facts LIKE '%"outcome":"done"%'
            AND NOT EXISTS (SELECT 1 FROM ledger AS p WHERE p.kind = 'print-intended' AND p.seq > s.seq
                            AND json_extract(p.facts, '$.document_no') = json_extract(s.facts, '$.document_no'))
            ORDER BY seq
            """,
            after,
        )

    def unknown_issues(self, after: int = 0) -> list[OpenDeed]:
        """Questions for a document whose answer never came, and that the platform has not voided; oldest first.

        Args:
            after: only those settled in a later row.
        """
        return self._deeds(
            """
            SELECT deed, kind FROM ledger AS s WHERE kind = 'issue-settled' AND seq > ?
            AND facts LIKE '%"outcome":"unknown"%'
            AND NOT EXISTS (SELECT 1 FROM ledger AS l WHERE l.deed = s.deed AND l.seq > s.seq
                            AND l.kind IN ('issue-settled', 'issue-withdrawn'))
            ORDER BY seq
            """,
            after,
        )

    def unknown_of(self, kind: str, after: int = 0) -> list[OpenDeed]:
        """Deeds of a kind whose answer never came, and that the platform has not answered about since."""
        return self._deeds(
            """
            SELECT deed, kind FROM ledger AS s WHERE kind = ? || '-settled' AND seq > ?
            AND facts LIKE '%"outcome":"unknown"%'
            AND NOT EXISTS (SELECT 1 FROM ledger AS l WHERE l.deed = s.deed AND l.kind = ? || '-asked')
            ORDER BY seq
            """,
            kind,
            after,
            kind,
        )

    def newest(self) -> int:
        """Number of the last row; 0 where there is none.

        Raises:
            JournalError: it cannot be read.
        """
        ((newest,),) = self._read("SELECT max(seq) FROM ledger")
        return newest or 0

    def entries(self, kinds: tuple[str, ...]) -> list[Entry]:
        """All rows of these kinds, oldest first (see printing.stationery.StockJournal)."""
        marks = ",".join("?" * len(kinds))
        query = f"SELECT kind, deed, facts FROM ledger WHERE kind IN ({marks}) ORDER BY seq"  # noqa: S608 - marks only
        return [Entry(kind, deed, read_facts(facts)) for kind, deed, facts in self._read(query, *kinds)]

    def newest_of(self, kinds: tuple[str, ...], most: int) -> list[Row]:
        """The newest rows of these kinds, `most` at most, however many of others came between; oldest first.

        Raises:
            JournalError: it cannot be read.
        """
        query = f"{_ROWS} WHERE kind = ? ORDER BY seq DESC LIMIT ?"
        found = [row for kind in kinds for row in self._read(query, kind, most)]
        return [Row(*row) for row in sorted(found)[-most:]]

    def since(self, kinds: tuple[str, ...], moment: datetime) -> list[Row]:
        """Every row of these kinds that was written at a moment of the same clock or later, oldest first.

        Raises:
            JournalError: it cannot be read.
        """
        query = f"{_ROWS} WHERE kind = ? AND at >= ?"
        then = moment.isoformat(timespec="milliseconds")
        return [Row(*row) for row in sorted(row for kind in kinds for row in self._read(query, kind, then))]

    def unanswered(self, kind: str) -> list[Row]:
        """Every row about deeds of a kind that nobody knows the end of, however old they are; oldest first.

        Raises:
            JournalError: it cannot be read.
        """
        query = """WHERE deed IN (SELECT deed FROM ledger AS i WHERE kind = ? || '-intended' AND 'unknown' =
            coalesce((SELECT json_extract(s.facts, '$.outcome') FROM ledger AS s WHERE s.deed = i.deed
            AND s.kind IN (? || '-settled', ? || '-asked') ORDER BY s.seq DESC LIMIT 1), 'unknown')) ORDER BY seq"""
        return [Row(*row) for row in self._read(f"{_ROWS} {query}", kind, kind, kind)]

    def open_orders(self) -> list[Row]:
        """Every row about orders that may be paid and are neither delivered nor given back, or are doubted; of any age.

        Raises:
            JournalError: it cannot be read.
        """
        query = """WHERE deed IN (SELECT deed FROM ledger AS i WHERE kind = 'payment-intended' AND (
            EXISTS (SELECT 1 FROM ledger AS d WHERE d.deed = i.deed AND d.kind = 'payment-doubted')
            OR 'not_done' != coalesce((SELECT json_extract(s.facts, '$.outcome') FROM ledger AS s WHERE s.deed = i.deed
            AND s.kind = 'payment-settled' ORDER BY s.seq DESC LIMIT 1), '') AND NOT EXISTS (SELECT 1 FROM ledger AS o
            WHERE o.deed = i.deed AND o.kind IN ('payment-delivered', 'payment-returned')))) ORDER BY seq"""
        return [Row(*row) for row in self._read(f"{_ROWS} {query}")]

    def _read(self, query: str, *values: int | str) -> list[Any]:
        with self._guard:
            try:
                return self._database.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise JournalError(str(error)) from error

    def _deeds(self, query: str, *values: int | str) -> list[OpenDeed]:
        found = self._read(query, *values)
        return [OpenDeed(deed, kind.rsplit("-", 1)[0], self._facts(deed)) for deed, kind in found]

    def _facts(self, deed: str) -> dict[str, str | int]:
        facts: dict[str, str | int] = {}
        for (written,) in self._read("SELECT facts FROM ledger WHERE deed = ? ORDER BY seq", deed):
            facts.update(read_facts(written))
        return facts

    def close(self) -> None:
        """Give the file back to the next writer."""
        with self._guard:
            self._database.close()
            self._lock.close()


def _take(lock: IO[str], clock: Clock) -> None:
    """Whoever asks whether a core runs (kiosk/cabinet/readiness.py) holds the lock for a moment: that is waited for.

    Raises:
        BlockingIOError: a core holds it.
    """
    for _ in range(LOCK_TRIES - 1):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            clock.pause(LOCK_PAUSE_S)
        else:
            return
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def allowed_facts() -> dict[str, frozenset[str]]:
    """Kind of row → the facts it may carry, from config/ledger-events.toml."""
    table: dict[str, Any] = tomllib.loads((Path(config.__file__).parent / "ledger-events.toml").read_text("utf-8"))
    return {kind: frozenset(entry["facts"]) for kind, entry in table.items()}
