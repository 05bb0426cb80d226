"""Rows of the journal's file, and what they have to keep: read without the one who writes them."""

import errno
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from printing.deeds import DeedsError

FIRST = "0" * 64
"""Stands where the first row names the hash of the row before it."""


class JournalError(DeedsError):
    """The journal cannot be written or opened: nothing may be done that would have to be written down."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the journal."""

    seq: int
    at: str
    kind: str
    deed: str
    written: str
    """The facts as they stand in the file, to the letter."""
    prev: str
    hash: str

    @property
    def facts(self) -> dict[str, str | int]:
        """The facts as values."""
        return read_facts(self.written)


def read_rows(path: Path) -> Iterator[Row]:
    """All rows, oldest first, also while a core is writing.

    Raises:
        JournalError: the file is not there, or no journal.
    """
    # Never opened as a plain file: to close it would drop the locks of this process's other connections (POSIX), and
    # the next program that looks in and goes would take the log from under the core (sqlite.org/howtocorrupt, 2.2).
    try:
        path.stat()
    except OSError as error:
        raise JournalError(f"{path}: cannot be read ({error.strerror}): check the path") from error
    if not os.access(path, os.R_OK):
        raise JournalError(f"{path}: cannot be read ({os.strerror(errno.EACCES)}): check the path")
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise JournalError(f"{path}: {error}") from error
    try:
        for row in database.execute("SELECT seq, at, kind, deed, facts, prev, hash FROM ledger ORDER BY seq"):
            yield Row(*row)
    except sqlite3.Error as error:
        raise JournalError(f"{path}: not a journal of a terminal, or a damaged one ({error})") from error
    finally:
        database.close()


def first_bad_row(path: Path) -> tuple[int, str] | None:
    """The first row that was changed, added or taken away, and what is wrong there; None when the chain holds.

    Rows cut off at the end cannot be seen from the file alone.

    Raises:
        JournalError: the file is no journal.
    """
    prev = FIRST
    for seq, row in enumerate(read_rows(path), 1):
        if row.seq != seq:
            return seq, f"row {seq} is missing"
        if row.prev != prev:
            return seq, "it does not follow the row before it"
        if hashed(row.seq, row.at, row.kind, row.deed, row.written, row.prev) != row.hash:
            return seq, "its content was changed"
        prev = row.hash
    return None


def read_facts(written: str) -> dict[str, str | int]:
    """A row's facts as values; what cannot be read is said so."""
    try:
        facts = json.loads(written)
    except ValueError:
        return {"unreadable": written[:40]}
    return facts if isinstance(facts, dict) else {"unreadable": written[:40]}


def hashed(*parts: str | int) -> str:
    """What links a row to the one before it: SHA-256, hex, over its parts."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()
