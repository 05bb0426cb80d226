"""What is left of paper and rolls, read beside a running core: what staff wrote down, less what the devices counted."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.cabinet.book import Count

SUPPLIES = (("a4", "a4_printer", Count.SHEETS), ("roll", "receipt_printer", Count.SLIPS))
"""Name in the staff's book, device, its counter."""


@dataclass(frozen=True, slots=True)
class Left:
    """Of one supply."""

    name: str
    left: int
    filled: int


def stock_left(journal: Path) -> tuple[Left, ...]:
    """Of every supply that staff ever filled up; nothing where there is no journal yet."""
    try:
        with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as database:
            return tuple(_read(database))
    except sqlite3.Error:
        return ()


def _read(database: sqlite3.Connection) -> Iterator[Left]:
    for name, device, counter in SUPPLIES:
        kept = database.execute("SELECT value FROM staff_value WHERE name = ?", (f"filled:{name}",)).fetchone()
        if kept is None:
            continue
        told = json.loads(kept[0])
        row = database.execute(
            "SELECT value FROM counter WHERE device = ? AND name = ?", (device, counter.value)
        ).fetchone()
        used = max(0, (int(row[0]) if row else 0) - int(told["counted"]))
        yield Left(name, max(0, int(told["filled"]) - used), int(told["filled"]))
