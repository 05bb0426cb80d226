"""What is remembered of the devices over years: counters, self-tests, how each was last seen, and figures of faces.

Six tables beside the ledger in the journal's file. They prove nothing and are chained to nothing: a row that a power
cut takes is counted again by the next event. Names of counters follow JavaPOS (UnifiedPOS 1.16, device statistics).
"""

import secrets
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from drivers.clock import Clock
from drivers.face import Scores, Verdict
from kiosk.health import DeviceState
from kiosk.journal import JournalError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS counter (
    device TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (device, name)
);
CREATE TABLE IF NOT EXISTS self_test (
    device TEXT NOT NULL, at TEXT NOT NULL, passed INTEGER NOT NULL, said TEXT NOT NULL, PRIMARY KEY (device)
);
CREATE TABLE IF NOT EXISTS last_seen (
    device TEXT NOT NULL, at TEXT NOT NULL, status TEXT NOT NULL, faults TEXT NOT NULL, warnings TEXT NOT NULL,
    PRIMARY KEY (device)
);
CREATE TABLE IF NOT EXISTS face_score (
    key BLOB PRIMARY KEY, hour TEXT NOT NULL, route TEXT NOT NULL, path TEXT NOT NULL, verdict TEXT NOT NULL,
    is_alive INTEGER NOT NULL, ended_by TEXT NOT NULL, portrait_eyes_px REAL, portrait_sharpness REAL,
    portrait_contrast REAL, frames INTEGER NOT NULL, similarity REAL, distance REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS own_number (
    device TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL, known TEXT NOT NULL, seen TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS closing (
    who TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (who)
);
"""
_SCORES_KEPT = timedelta(days=366)
"""Our choice: a year of every light and season."""
_BUSY_MS = 2000
"""How long we wait for the ledger's own write (a synced commit takes some milliseconds)."""
SCORE_COLUMNS = (
    "hour",
    "route",
    "path",
    "verdict",
    "is_alive",
    "ended_by",
    "portrait_eyes_px",
    "portrait_sharpness",
    "portrait_contrast",
    "frames",
    "similarity",
    "distance",
)
"""Of what is kept of a face session; drivers/face says what each is."""


class Count(Enum):
    """What is counted; the value is the JavaPOS name, ours where JavaPOS has none."""

    MINUTES_IN_ORDER = "MinutesInOrderCount"
    """JavaPOS counts hours powered; this is when somebody could have used it."""
    COMMUNICATION_ERRORS = "CommunicationErrorCount"
    FAULTS = "FaultCount"
    GOOD_READS = "GoodReadCount"
    FAILED_READS = "FailedReadCount"
    SHEETS = "PrintedSheetCount"
    SLIPS = "PrintedSlipCount"
    CUTS = "PaperCutCount"
    FAILED_PRINTS = "FailedPrintCount"
    UNKNOWN_PRINTS = "UnknownPrintCount"
    """Nobody can say whether they came out."""
    DOOR_OPENINGS = "DoorOpenCount"
    FORCED_DOORS = "ForcedDoorCount"


@dataclass(frozen=True, slots=True)
class SelfTest:
    """The newest self-test of a device."""

    at: str
    """ISO 8601, Beijing time."""
    passed: bool
    said: str
    """What the device said of itself, or why it failed; never a word of a person."""


@dataclass(frozen=True, slots=True)
class LastSeen:
    """A device's state when it last changed."""

    at: str
    status: str
    faults: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """What a device says is its own number."""

    known: str
    """Of the device that belongs here."""
    seen: str
    """Of the one that answered last."""

    @property
    def is_other(self) -> bool:
        """Whether somebody has put another device in its place."""
        return self.known != self.seen


class DeviceBook:
    """Reads and writes the six tables; its methods may be called from any thread.

    Args:
        path: the journal's file, which exists (kiosk/journal.py made it).
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
            self._database.execute("PRAGMA synchronous=NORMAL")
            self._database.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise JournalError(f"{path.name}: {error}") from error

    def count(self, device: str, name: Count, by: int = 1) -> None:
        """Add to a counter.

        Raises:
            JournalError: the disk is full, or failing.
        """
        self._write(
            "INSERT INTO counter VALUES (?,?,?)"
            " ON CONFLICT (device, name) DO UPDATE SET value = value + excluded.value",
            (device, name.value, by),
        )

    def tested(self, device: str, *, passed: bool, said: str) -> SelfTest:
        """Remember the outcome of a self-test in place of the one before.

        Raises:
            JournalError: as `count`.
        """
        record = SelfTest(self._now(), passed, said)
        self._write(
            "INSERT OR REPLACE INTO self_test VALUES (?,?,?,?)", (device, record.at, int(record.passed), record.said)
        )
        return record

    def saw(self, device: str, state: DeviceState) -> None:
        """Remember how a device is now.

        Raises:
            JournalError: as `count`.
        """
        faults = " ".join(fault.value for fault in state.faults)
        warnings = " ".join(fault.value for fault in state.warnings)
        self._write(
            "INSERT OR REPLACE INTO last_seen VALUES (?,?,?,?,?)",
            (device, self._now(), state.status.value, faults, warnings),
        )

    def numbered(self, device: str, number: str) -> OwnNumber:
        """Remember the number that a device says is its own: the first one is known from then on.

        Raises:
            JournalError: as `count`.
        """
        before = self.number_of(device)
        known = number if before is None else before.known
        if before is None or before.seen != number:
            self._write("INSERT OR REPLACE INTO own_number VALUES (?,?,?,?)", (device, self._now(), known, number))
        return OwnNumber(known, number)

    def number_of(self, device: str) -> OwnNumber | None:
        """What is known of a device's own number; None where it never said one.

        Raises:
            JournalError: the file cannot be read.
        """
        rows = self._read("SELECT known, seen FROM own_number WHERE device = ?", (device,))
        return next((OwnNumber(known, seen) for known, seen in rows), None)

    def accept(self, device: str) -> None:
        """The number that a device said last belongs here from now on.

        Raises:
            JournalError: as `count`.
        """
        self._write("UPDATE own_number SET known = seen, at = ? WHERE device = ?", (self._now(), device))

    def scored(self, route: str, verdict: Verdict, scores: Scores) -> None:
        """Keep the figures of a face session: no person, no picture, no time finer than the hour, and in no order.

        Raises:
            JournalError: as `count`.
        """
        now = self._clock.now()
        values: tuple[Any, ...] = (
            secrets.token_bytes(8),
            _hour(now),
            route,
            scores.path,
            verdict.value,
            int(scores.is_alive),
            scores.ended_by,
            scores.portrait_eyes_px,
            scores.portrait_sharpness,
            scores.portrait_contrast,
            scores.frames,
            scores.similarity,
            scores.distance,
        )
        self._write(f"INSERT INTO face_score VALUES ({','.join('?' * len(values))})", values)  # noqa: S608 - marks only
        self._write("DELETE FROM face_score WHERE hour < ?", (_hour(now - _SCORES_KEPT),))

    def face_scores(self) -> list[tuple[Any, ...]]:
        """What `scored` kept, by the columns SCORE_COLUMNS.

        Raises:
            JournalError: the file cannot be read.
        """
        # By nothing that says which of an hour came first.
        return self._read(f"SELECT {','.join(SCORE_COLUMNS)} FROM face_score ORDER BY hour, key")  # noqa: S608 - names only

    def closed(self, who: str, reason: str) -> None:
        """Remember why a voice of kiosk.health.ClosedBy says that nobody is served; empty when it says so no more.

        Raises:
            JournalError: as `count`.
        """
        self._write("INSERT OR REPLACE INTO closing VALUES (?,?,?)", (who, self._now(), reason))

    def closings(self) -> Mapping[str, str]:
        """Who → the reason, for those that close the terminal.

        Raises:
            JournalError: the file cannot be read.
        """
        return dict(self._read("SELECT who, reason FROM closing WHERE reason <> ''"))

    def counters(self) -> Mapping[str, Mapping[str, int]]:
        """Device → counter → value.

        Raises:
            JournalError: the file cannot be read.
        """
        found: dict[str, dict[str, int]] = {}
        for device, name, value in self._read("SELECT device, name, value FROM counter ORDER BY device, name"):
            found.setdefault(device, {})[name] = value
        return found

    def tests(self) -> Mapping[str, SelfTest]:
        """Device → its newest self-test.

        Raises:
            JournalError: the file cannot be read.
        """
        rows = self._read("SELECT device, at, passed, said FROM self_test")
        return {device: SelfTest(at, bool(passed), said) for device, at, passed, said in rows}

    def last_seen(self) -> Mapping[str, LastSeen]:
        """Device → how a core last saw it.

        Raises:
            JournalError: the file cannot be read.
        """
        rows = self._read("SELECT device, at, status, faults, warnings FROM last_seen")
        return {
            device: LastSeen(at, status, tuple(faults.split()), tuple(warnings.split()))
            for device, at, status, faults, warnings in rows
        }

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

    def _read(self, query: str, values: tuple[str, ...] = ()) -> list[Any]:
        with self._guard:
            try:
                return self._database.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise JournalError(str(error)) from error


def _hour(at: datetime) -> str:
    return at.isoformat(timespec="hours")
