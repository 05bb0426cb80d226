"""Two slots and a pointer: what runs, what ran well before, and what is to be tried next.

For the software (`/opt/kiosk`) and for the terminal's file (`/etc/kiosk/config`) alike. Standard library only: an
installation keeps a copy of this file outside every version, run by the system's Python, so that a version that cannot
start is left all the same.

    BASE/versions/NAME/   complete or not there: filled under another name, put on disk, renamed
    BASE/current          link to what is started
    BASE/good             link to what was found healthy last; the way back
    BASE/previous         link to what was good before that: where staff may go back to by hand
    BASE/next             link to what is tried at the next start, between two visits
    BASE/trial            while current is not good yet: how often it was started, since when
    BASE/refused          a line each: what was left again, and why; it is not tried twice

Every change is one rename, on disk before anything relies on it. Killed between any two, `current` names a complete
version, and the next `begin` goes on from there.
"""

import argparse
import ctypes
import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

TRIES = 3
"""Starts that something new gets to become healthy (our choice: the start limit of the core's unit is 5 in 10 min)."""
TRIAL_S = 600.0
"""From its first start until it has to be healthy (promise F7: back alone within 10 minutes)."""
VERSIONS, CURRENT, GOOD, PREVIOUS, NEXT = "versions", "current", "good", "previous", "next"
TRIAL, REFUSED = "trial", "refused"
_UNFINISHED = ".unfinished-"
LONGEST_NAME = 64
READABLE = 0o022
"""The umask of a version: root's to write, everybody's to read."""


class SlotError(Exception):
    """Something cannot be put into a slot; one line."""


class Slots:
    """One pair of slots.

    Args:
        base: their folder.
    """

    def __init__(self, base: Path) -> None:
        self.base = base

    @property
    def current(self) -> str:
        """What is started; empty before the first."""
        return self._named(CURRENT)

    @property
    def good(self) -> str:
        """What was healthy last."""
        return self._named(GOOD)

    @property
    def previous(self) -> str:
        """What was good before; empty when there is none."""
        return self._named(PREVIOUS)

    @property
    def waiting(self) -> str:
        """What is tried at the next start; empty when nothing is."""
        return self._named(NEXT)

    @property
    def is_on_trial(self) -> bool:
        """Whether what runs has yet to show that it is healthy."""
        return self.current != self.good

    def folder(self, name: str) -> Path:
        """Where a version lies, or would."""
        return self.base / VERSIONS / name

    def refused(self) -> dict[str, str]:
        """What was left again, and why."""
        try:
            lines = (self.base / REFUSED).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return {}
        return dict(line.partition("\t")[::2] for line in lines)

    @contextmanager
    def filling(self, name: str) -> Iterator[Path]:
        """An empty folder to fill; when the block ends well it is the version `name`, complete and on disk.

        Raises:
            SlotError: the name is none, there is such a version, or it was refused before.
        """
        if not name or len(name) > LONGEST_NAME or name.startswith(".") or {"/", "\0", "\t", "\n"} & set(name):
            raise SlotError(f"'{name}' cannot be the name of a version")
        if name in self.refused():
            raise SlotError(f"{name} was tried and left again: {self.refused()[name]}")
        if self.folder(name).exists():
            raise SlotError(f"{name} is installed already")
        unfinished = self.folder(_UNFINISHED + name)
        shutil.rmtree(unfinished, ignore_errors=True)
        # Whoever fills it, with whatever umask: who runs it is another user, and reads it.
        before = os.umask(READABLE)
        try:
            unfinished.mkdir(parents=True)
            yield unfinished
            _sync_all_below(unfinished)
            unfinished.rename(self.folder(name))
            _sync(self.base / VERSIONS)
        finally:
            os.umask(before)
            shutil.rmtree(unfinished, ignore_errors=True)

    def install_first(self, name: str) -> None:
        """Point to the first version: there is nothing to go back to."""
        self._point(GOOD, name)
        self._point(CURRENT, name)

    def try_next(self, name: str) -> None:
        """Have a complete version tried at the next start.

        Raises:
            SlotError: there is no such version.
        """
        if not self.folder(name).is_dir():
            raise SlotError(f"there is no version {name}")
        self._point(NEXT, name)

    def begin(self) -> str:
        """Called before each start: take what is to be tried next, or leave what does not get healthy.

        Returns:
            What is started from now on.
        """
        with self._alone():
            waiting = self.waiting
            if waiting and waiting != self.current:
                self._write(TRIAL, _trial(waiting, 0))
                self._point(CURRENT, waiting)
            self._remove(NEXT)
            if not self.is_on_trial:
                self._remove(TRIAL)
                return self.current
            starts, since = self._tried()
            if starts >= TRIES:
                self._leave(f"it was started {starts} times and never became healthy")
            else:
                self._write(TRIAL, _trial(self.current, starts + 1, since))
            return self.current

    def confirm(self, word: Path | None = None) -> bool:
        """What runs is healthy: it is the way back from now on. Older versions are taken away.

        Args:
            word: the file by which it says so. `begin` takes it away before it switches, so where it still lies once
                nobody else is at work here, it is the word of what is current.

        Returns:
            Whether it was on trial, and is kept.
        """
        with self._alone():
            if not self.is_on_trial or (word is not None and not word.exists()):
                return False
            self._point(PREVIOUS, self.good)
            self._point(GOOD, self.current)
            self._remove(TRIAL)
            self._prune()
            return True

    def judge(self) -> bool:
        """Leave what runs when its time to become healthy is over.

        Returns:
            Whether it was left: what is current now has to be started.
        """
        with self._alone():
            if not self.is_on_trial:
                return False
            _, since = self._tried()
            if time.clock_gettime(time.CLOCK_BOOTTIME) - since <= TRIAL_S:
                return False
            self._leave(f"it did not become healthy within {TRIAL_S:.0f} s")
            return True

    def go_back(self, why: str) -> str:
        """Leave what is on trial now.

        Raises:
            SlotError: nothing is on trial.
        """
        with self._alone():
            if not self.is_on_trial:
                raise SlotError("nothing is on trial: there is nothing to go back from")
            return self._leave(why)

    def want_previous(self) -> str:
        """Have the version before this one tried at the next start, or leave what is on trial.

        Returns:
            What runs from the next start on.

        Raises:
            SlotError: there is no version before this one.
        """
        if self.is_on_trial:
            self.go_back("staff went back")
            return self.current
        if not self.previous or self.previous == self.current:
            raise SlotError("there is no version before this one")
        self.try_next(self.previous)
        return self.previous

    def prune(self) -> None:
        """Take away every version that nothing points to."""
        with self._alone():
            self._prune()

    def _prune(self) -> None:
        kept = {self.current, self.good, self.previous, self.waiting}
        for folder in (self.base / VERSIONS).iterdir():
            if folder.name not in kept:
                # Not a version any more before its first file goes.
                dying = folder if folder.name.startswith(_UNFINISHED) else self.folder(_UNFINISHED + folder.name)
                if dying != folder:
                    shutil.rmtree(dying, ignore_errors=True)
                    folder.rename(dying)
                shutil.rmtree(dying)

    def _leave(self, why: str) -> str:
        left = self.current
        self._write(REFUSED, "".join(f"{name}\t{told}\n" for name, told in {**self.refused(), left: why}.items()))
        self._point(CURRENT, self.good)
        self._remove(TRIAL)
        return left

    def _tried(self) -> tuple[int, float]:
        """How often what runs was started on trial, and since when (CLOCK_BOOTTIME in s; a reboot begins anew)."""
        now = time.clock_gettime(time.CLOCK_BOOTTIME)
        try:
            told = json.loads((self.base / TRIAL).read_text("utf-8"))
            is_this = told["name"] == self.current
            starts, since = int(told["starts"]), float(told["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, now
        return (starts, since if told.get("boot") == _boot() else now) if is_this else (0, now)

    def _named(self, link: str) -> str:
        try:
            return (self.base / link).readlink().name
        except OSError:
            return ""

    def _point(self, link: str, name: str) -> None:
        fresh = self.base / f".{link}.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path(VERSIONS) / name)
        fresh.rename(self.base / link)
        _sync(self.base)

    def _write(self, name: str, text: str) -> None:
        fresh = self.base / f".{name}.new"
        with fresh.open("w", encoding="utf-8") as file:
            # The core and the staff's pages read why something was left.
            os.fchmod(file.fileno(), 0o666 & ~READABLE)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(self.base / name)
        _sync(self.base)

    def _remove(self, name: str) -> None:
        path = self.base / name
        if path.is_symlink() or path.exists():
            path.unlink()
            _sync(self.base)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        handle = os.open(self.base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _trial(name: str, starts: int, since: float | None = None) -> str:
    now = time.clock_gettime(time.CLOCK_BOOTTIME)
    return json.dumps({"name": name, "starts": starts, "since": now if since is None else since, "boot": _boot()})


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_all_below(folder: Path) -> None:
    """Put the whole file system on disk: one call for the ten thousand files of a version (syncfs(2))."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), "syncfs", str(folder))
    finally:
        os.close(handle)


def _restart(units: Sequence[str]) -> None:
    if units:
        subprocess.run(["systemctl", "--no-block", "try-restart", *units], check=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """`begin` before each start of the core, `gate` while something is on trial, `run` a program of what is current."""
    parser = argparse.ArgumentParser(prog="slots.py")
    commands = parser.add_subparsers(dest="command", required=True)
    begin = commands.add_parser("begin")
    gate = commands.add_parser("gate")
    for each in (begin, gate):
        each.add_argument("--restart", action="append", default=[], metavar="UNIT")
        each.add_argument("bases", nargs="+", type=Path)
    begin.add_argument("--asked", type=Path, metavar="FILE")
    begin.add_argument("--healthy", type=Path)
    gate.add_argument("--healthy", required=True, type=Path)
    run = commands.add_parser("run")
    run.add_argument("base", type=Path)
    run.add_argument("program", nargs=argparse.REMAINDER)
    told = parser.parse_args(arguments)
    if told.command == "run":
        # By its own path, not through `current`: what runs never imports half of itself from its successor.
        python = Slots(told.base).folder(Slots(told.base).current) / "bin" / "python"
        os.execv(python, [str(python), *told.program])  # noqa: S606  no shell is wanted
    every = [Slots(base) for base in told.bases]
    if told.command == "begin":
        before = [slots.current for slots in every]
        if told.healthy is not None:
            # Said by the one before: what never comes to speak for itself is not kept by another's word.
            told.healthy.unlink(missing_ok=True)
        is_asked = told.asked is not None and os.path.lexists(told.asked)
        if is_asked:
            told.asked.unlink()
        if [slots.begin() for slots in every] != before or is_asked:
            _restart(told.restart)
        return 0
    if told.healthy.exists():
        for slots in every:
            slots.confirm(told.healthy)
    else:
        left = [slots.judge() for slots in every]
        if any(left):
            _restart(told.restart)
    return 0


if __name__ == "__main__":
    sys.exit(main())
