"""What the staff's screens remember: tables of their own beside the ledger in the journal's file.

They prove nothing; who did what stands in the journal. Errors of the way in are kept here because they have to be
counted down as well as up.
"""

import sqlite3
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.clock import Clock
from kiosk.journal import JournalError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS staff_try (account TEXT PRIMARY KEY, errors INTEGER NOT NULL, step INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS staff_switch (what TEXT NOT NULL, name TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (what, name));
CREATE TABLE IF NOT EXISTS staff_value (name TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL);
"""
_BUSY_MS = 2000


class StaffBook:
    """Reads and writes the tables; its methods may be called from any thread.

    Args:
        path: the journal's file, which exists.
        clock: for the time of day in the rows.

    Raises:
        JournalError: it cannot be opened.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        try:
            self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._database.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            # Errors of the way in have to survive that somebody pulls the plug to try on.
            self._database.execute("PRAGMA synchronous=FULL")
            self._database.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise JournalError(f"{path.name}: {error}") from error

    def errors(self, account: str) -> int:
        """How often that account was wrong since it was right."""
        found = self._read("SELECT errors FROM staff_try WHERE account = ?", (account,))
        return int(found[0][0]) if found else 0

    def set_errors(self, account: str, errors: int) -> None:
        """Count anew.

        Raises:
            JournalError: it cannot be written.
        """
        self._write(
            "INSERT INTO staff_try VALUES (?,?,0) ON CONFLICT (account) DO UPDATE SET errors = excluded.errors",
            (account, errors),
        )

    def used_step(self, account: str) -> int:
        """The newest 30-second step whose one-time code that account has used."""
        found = self._read("SELECT step FROM staff_try WHERE account = ?", (account,))
        return int(found[0][0]) if found else 0

    def use_step(self, account: str, step: int) -> None:
        """A code of that step was used: it and those before are worth nothing now.

        Raises:
            JournalError: it cannot be written.
        """
        self._write(
            "INSERT INTO staff_try VALUES (?,0,?) ON CONFLICT (account) DO UPDATE SET step = excluded.step",
            (account, step),
        )

    def switched_off(self, what: str) -> Mapping[str, str]:
        """Names of that kind that staff have switched off, and when."""
        return dict(self._read("SELECT name, at FROM staff_switch WHERE what = ? ORDER BY name", (what,)))

    def switch(self, what: str, name: str, *, off: bool) -> None:
        """Switch off, or on again.

        Raises:
            JournalError: it cannot be written.
        """
        if off:
            self._write("INSERT OR IGNORE INTO staff_switch VALUES (?,?,?)", (what, name, self._now()))
        else:
            self._write("DELETE FROM staff_switch WHERE what = ? AND name = ?", (what, name))

    def value(self, name: str) -> tuple[str, str]:
        """What was kept under a name, and when; empty words where nothing was."""
        found = self._read("SELECT value, at FROM staff_value WHERE name = ?", (name,))
        return (str(found[0][0]), str(found[0][1])) if found else ("", "")

    def keep(self, name: str, value: str) -> None:
        """Keep something under a name.

        Raises:
            JournalError: it cannot be written.
        """
        self._write("INSERT OR REPLACE INTO staff_value VALUES (?,?,?)", (name, value, self._now()))

    def close(self) -> None:
        """Give the file back."""
        with self._guard:
            self._database.close()

    def _now(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")

    def _write(self, query: str, values: tuple[Any, ...]) -> None:
        with self._guard:
            try:
                self._database.execute(query, values)
            except sqlite3.Error as error:
                raise JournalError(str(error)) from error

    def _read(self, query: str, values: tuple[Any, ...]) -> list[Any]:
        with self._guard:
            try:
                return self._database.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise JournalError(str(error)) from error
