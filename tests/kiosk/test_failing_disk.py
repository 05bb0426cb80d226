"""A disk that is full or fails, at every call that writes the journal: what was said to be written is there.

strace makes the call fail (promise R7). Afterwards a sound disk: the journal opens, its chain is whole, every row that
`write` returned from is in it, and nothing that nobody tried to write.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from in_words import Clock
from waiting import shared

from kiosk.events import Event, TerminalClosed
from kiosk.journal import JOURNAL, Journal, JournalError, first_bad_row, read_rows
from kiosk.platform.errors import NoConnection
from kiosk.platform.values import TerminalStatus
from kiosk.standing import LOW_BYTES, Standing

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
ROOMS_MB = 2
MOST_POINTS = 200
"""Of one call in one story; none has half as many."""
STEP = {"pwrite64": 16}
"""One in so many of its points in every run; of the others one in six."""
STORY = """
import json, sys
from pathlib import Path
from drivers.clock import SystemClock
from kiosk.journal import Journal, JournalError
from drivers.outcome import Outcome

told, path = sys.stdout, Path(sys.argv[1])
def say(what, deed):
    told.write(json.dumps([what, deed]) + "\\n")
    told.flush()
try:
    journal = Journal(path, SystemClock())
except JournalError:
    say("closed", "")
    sys.exit(0)
for number in range(4):
    deed = f"d{number}"
    say("tries", deed)
    try:
        journal.intend(deed, "print", {"job": deed, "pages": 1})
        say("intended", deed)
        journal.settle(deed, "print", Outcome.DONE, {"sheets": 1})
        say("settled", deed)
    except JournalError:
        say("refused", deed)
"""
FAULTS = ("pwrite64:EIO", "pwrite64:ENOSPC", "fdatasync:EIO", "fsync:EIO", "ftruncate:EIO", "write:EIO")
"""How SQLite writes; EIO for good or once, ENOSPC once or for good."""


def told(path: Path, *inject: str) -> tuple[list[tuple[str, str]], bool]:
    """What the story said, and whether the fault was met at all."""
    trace = path.with_name("trace")
    command = ["strace", "-qq", "-o", str(trace), *inject, sys.executable, "-B", "-c", STORY, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    said = [(what, deed) for what, deed in map(json.loads, done.stdout.splitlines())]
    return said, "(INJECTED)" in trace.read_text("utf-8", "replace")


@needs_strace
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("fault", shared(FAULTS, 2))
def test_what_was_said_to_be_written_is_there_and_nothing_else(fault: str, for_good: bool, tmp_path: Path) -> None:
    call, error = fault.split(":")
    met = 0
    for when in shared(range(1, MOST_POINTS), STEP.get(call, 6)):
        path = tmp_path / f"{when}" / JOURNAL
        path.parent.mkdir()
        # Only calls on the journal's own files: what Python does beside is not the disk of the terminal.
        of = [word for name in ("", "-wal", "-journal") for word in ("-P", f"{path}{name}")]
        at = f"{when}+" if for_good else f"{when}"
        said, was_met = told(path, *of, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={at}")
        if not was_met:
            break
        met += 1
        if path.exists():
            _is_true(path, said)
    else:
        pytest.fail(f"{fault}: more than {MOST_POINTS} calls")
    assert met or call in ("fsync", "ftruncate", "write"), f"{fault} was never met"


def _is_true(path: Path, said: list[tuple[str, str]]) -> None:
    journal = Journal(path, Clock())
    try:
        assert first_bad_row(path) is None
        found = {(row.kind.removeprefix("print-"), row.deed) for row in read_rows(path)}
        written = {one for one in said if one[0] in ("intended", "settled")}
        tried = {deed for what, deed in said if what == "tries"}
        assert written <= found, "something was said to be written"
        assert {deed for _, deed in found} <= tried
        for deed in tried:
            # What may have been done and nobody wrote down stays open, and is asked about.
            is_open = ("intended", deed) in found and ("settled", deed) not in found
            assert is_open == (deed in {left.deed for left in journal.open_deeds()})
    finally:
        journal.close()


@needs_strace
def test_after_a_sync_that_failed_once_nothing_is_believed_until_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / JOURNAL
    Journal(path, Clock()).close()
    said, was_met = told(path, "-P", f"{path}-wal", "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=1")
    assert was_met
    assert [what for what, _ in said] == ["tries", "refused"] * 4


class _Nobody:
    """A platform that does not answer."""

    def status(self) -> TerminalStatus:
        raise NoConnection("the test's")


def _standing(journal: Journal, heard: list[Event]) -> Standing:
    return Standing(_Nobody(), journal, heard.append, lambda: LOW_BYTES, lambda: "")  # type: ignore[arg-type]  # the part


class _Failing:
    """A database whose next sync fails; everything else is its own."""

    def __init__(self, inner: sqlite3.Connection) -> None:
        self._inner = inner
        self.fails = True

    def execute(self, query: str, *values: Any) -> Any:
        if query == "COMMIT" and self.fails:
            self.fails = False
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR | (4 << 8)
            raise error
        return self._inner.execute(query, *values)

    @property
    def in_transaction(self) -> bool:
        return self._inner.in_transaction

    def close(self) -> None:
        self._inner.close()


def test_a_terminal_whose_disk_failed_serves_nobody_until_it_was_started_anew(tmp_path: Path) -> None:
    heard: list[Event] = []
    journal = Journal(tmp_path / JOURNAL, Clock())
    standing = _standing(journal, heard)
    standing.look()
    journal._database = _Failing(journal._database)  # type: ignore[assignment]  # the part that is used
    with pytest.raises(JournalError):
        journal.write("closed", "", {"reason": "x"})
    for _ in range(3):
        standing.look()
    assert heard[-1] == TerminalClosed("disk_full")
    with pytest.raises(JournalError, match="until the next start"):
        journal.write("closed", "", {"reason": "x"})
    journal.close()
    heard.clear()
    again = Journal(tmp_path / JOURNAL, Clock())
    _standing(again, heard).look()
    assert TerminalClosed("disk_full") not in heard
    again.write("closed", "", {"reason": ""})
    again.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, soon full."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOMS_MB}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _write_on(journal: Journal) -> None:
    """Room that SQLite had is used up first."""
    for _ in range(10_000):
        journal.write("closed", "", {"reason": "more"})


def test_a_full_disk_closes_the_terminal_and_room_opens_it_again(small_disk: Path) -> None:
    heard: list[Event] = []
    journal = Journal(small_disk / JOURNAL, Clock())
    standing = _standing(journal, heard)
    standing.look()
    journal.write("closed", "", {"reason": "before"})
    (small_disk / "full").write_bytes(b"\0" * (os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize))
    with pytest.raises(JournalError, match="full"):
        _write_on(journal)
    standing.look()
    assert heard[-1] == TerminalClosed("disk_full")
    assert first_bad_row(small_disk / JOURNAL) is None
    (small_disk / "full").unlink()
    standing.look()
    assert heard[-1] != TerminalClosed("disk_full")
    kept = [row.facts["reason"] for row in read_rows(small_disk / JOURNAL)]
    assert "before" in kept
    journal.close()
