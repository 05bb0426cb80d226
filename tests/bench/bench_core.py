"""`make bench`: figures side by side, in one run, as ratios. Nothing here asserts a speed."""

import json
import sqlite3
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from in_words import Kiosk
from side_by_side import pairs

from drivers.clock import SystemClock
from kiosk.journal import Journal
from kiosk.screen_link import MOST_BYTES, Unframer, pack_view, unpack_view


def test_a_row_of_the_journal_against_a_bare_synced_commit(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite", SystemClock())
    database = sqlite3.connect(tmp_path / "bare.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE t (a TEXT)")
    pairs(
        "journal row",
        lambda: journal.write("consent", "", {"visit": "v" * 32, "answer": "yes"}),
        lambda: database.execute("INSERT INTO t VALUES (?)", ("v" * 200,)),
        300,
    )
    journal.close()
    database.close()


def test_a_view_on_its_way_to_the_screens(tmp_path: Path) -> None:
    kiosk = Kiosk()
    kiosk.up_to_check()
    view = kiosk.view
    pairs(
        "a View packed and unpacked",
        lambda: [unpack_view(body) for body in Unframer(MOST_BYTES).feed(pack_view(view))],
        lambda: json.loads(json.dumps(asdict(view))),
        300,
    )


def test_the_core_starts(tmp_path: Path) -> None:
    pairs(
        "import of the core",
        lambda: subprocess.run([sys.executable, "-c", "import kiosk.app"], check=True),
        lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        5,
    )
