"""What the sandbox must remember: one SQLite file for writes; everything else is derived.

Whatever names a person is sealed (Fernet) with a key beside the file, so that a search of the run folder for a
citizen's number, name or address finds only what a terminal left there.
"""

import hashlib
import hmac
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

_TABLES = """
CREATE TABLE IF NOT EXISTS terminals (name TEXT PRIMARY KEY, public_key TEXT NOT NULL, state TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS terminal_reports (
    name TEXT PRIMARY KEY, at REAL NOT NULL, report TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS challenges (
    challenge TEXT PRIMARY KEY, terminal TEXT NOT NULL, sealed BLOB NOT NULL, code_hash TEXT NOT NULL,
    expires REAL NOT NULL, tries INTEGER NOT NULL, open INTEGER NOT NULL, acting TEXT) STRICT;
CREATE TABLE IF NOT EXISTS identities (
    token_hash TEXT PRIMARY KEY, terminal TEXT NOT NULL, subject TEXT NOT NULL, sealed BLOB NOT NULL,
    expires REAL NOT NULL, acting TEXT) STRICT;
CREATE TABLE IF NOT EXISTS consents (
    consent TEXT PRIMARY KEY, terminal TEXT NOT NULL, kind TEXT NOT NULL, receiver TEXT NOT NULL, item TEXT NOT NULL,
    visit TEXT NOT NULL, text TEXT NOT NULL, given TEXT NOT NULL, withdrawn INTEGER NOT NULL,
    used INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY, document_no TEXT UNIQUE, terminal TEXT NOT NULL, subject TEXT NOT NULL,
    item TEXT NOT NULL, day TEXT NOT NULL, code_hash TEXT NOT NULL UNIQUE, issued REAL NOT NULL, acting TEXT,
    sealed BLOB) STRICT;
CREATE TABLE IF NOT EXISTS reprints (
    id INTEGER PRIMARY KEY, code_hash TEXT NOT NULL UNIQUE, document_no TEXT NOT NULL, void TEXT NOT NULL,
    sealed BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS files (code_hash TEXT PRIMARY KEY, subject TEXT NOT NULL, sealed BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS prints (
    serial TEXT NOT NULL, terminal TEXT NOT NULL, document_no TEXT NOT NULL, outcome TEXT NOT NULL,
    sheets INTEGER NOT NULL, reported TEXT NOT NULL, PRIMARY KEY (terminal, serial)) STRICT;
CREATE TABLE IF NOT EXISTS replies (
    terminal TEXT NOT NULL, path TEXT NOT NULL, key TEXT NOT NULL, asked TEXT NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (terminal, path, key)) STRICT;
CREATE TABLE IF NOT EXISTS submissions (
    deed TEXT PRIMARY KEY, terminal TEXT NOT NULL, state TEXT NOT NULL, asked TEXT NOT NULL, subject TEXT, item TEXT,
    at REAL, case_no TEXT UNIQUE, sealed BLOB, acting TEXT) STRICT;
CREATE TABLE IF NOT EXISTS drafts (
    subject TEXT NOT NULL, item TEXT NOT NULL, code_hash TEXT NOT NULL, sealed BLOB NOT NULL, saved REAL NOT NULL,
    PRIMARY KEY (subject, item)) STRICT;
CREATE TABLE IF NOT EXISTS beginning (province INTEGER PRIMARY KEY CHECK (province = 1), at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS marks (kind TEXT NOT NULL, subject TEXT NOT NULL, at REAL NOT NULL) STRICT;
"""


def digest(text: str) -> str:
    """What is stored of a secret: its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()


class Store:
    """The file. Safe to use from several threads.

    Args:
        folder: where `sandbox.sqlite` and `sandbox.key` lie; both are made when they are not there.
    """

    def __init__(self, folder: Path) -> None:
        key_file = folder / "sandbox.key"
        if not key_file.exists():
            with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(Fernet.generate_key())
        key = key_file.read_bytes()
        self._fernet = Fernet(key)
        self._pseudonym_key = hashlib.sha256(b"subject" + key).digest()
        self._lock = threading.RLock()
        self._file = sqlite3.connect(folder / "sandbox.sqlite", isolation_level=None, check_same_thread=False)
        self._file.row_factory = sqlite3.Row
        self._file.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _TABLES)

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Run one statement and give its rows."""
        with self._lock:
            return self._file.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """Run one statement and give its first row."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def seal(self, text: str) -> bytes:
        """Make it unreadable without the key file."""
        return self._fernet.encrypt(text.encode())

    def opened(self, sealed: bytes) -> str:
        """What was sealed."""
        return self._fernet.decrypt(sealed).decode()

    def subject(self, number: str) -> str:
        """The pseudonym of the person with this number: the same within this sandbox, meaningless outside."""
        return hmac.new(self._pseudonym_key, number.encode(), hashlib.sha256).hexdigest()[:32]

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()
