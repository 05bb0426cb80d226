"""Two slots and a pointer: what runs, what ran well before, and what is to be tried next.

For the software (`/opt/kiosk`) and for the terminal's file (`/etc/kiosk/config`) alike. Standard library only: an
installation keeps a copy of this file outside every version (gate.py).

    BASE/versions/NAME/   complete or not there: filled under another name, put on disk, renamed
    BASE/current          link to what is started
    BASE/good             link to what was found healthy last; the way back
    BASE/previous         link to what was good before that: where staff may go back to by hand
    BASE/next             link to what is tried at the next start, between two visits
    BASE/trial            while current is not good yet: how often it was started, since when
    BASE/left             what did not become healthy, until it is known whose fault that was
    BASE/undecided        what was left, and the one before was not healthy either: nobody's verdict, it may come again
    BASE/refused          a line each: what was left again, and why; it is not tried twice

Every change is one rename, on disk before anything relies on it. Killed between any two, `current` names a complete
version, and the next `begin` goes on from there.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kiosk.upkeep import on_disk

TRIES = 3
"""Starts that something new gets to become healthy (our choice: the start limit of the core's unit is 5 in 10 min)."""
TRIAL_S = 600.0
"""From its first start until it has to be healthy (promise F7: back alone within 10 minutes)."""
HEEDS_S = 60.0
"""After that, until what runs is ended by force although nobody is served (our choice: a core looks every second)."""
VERDICT_S = 180.0
"""That the one before gets to be healthy where what was left was not (our choice: 60 s to start, 30 to say so)."""
VERSIONS, CURRENT, GOOD, PREVIOUS, NEXT = "versions", "current", "good", "previous", "next"
TRIAL, LEFT, UNDECIDED, REFUSED = "trial", "left", "undecided", "refused"
NOTED = {
    TRIAL: {"name", "starts", "since", "boot"},
    LEFT: {"name", "why", "since"},
    UNDECIDED: {"name", "why"},
}
"""What each note says."""
_UNFINISHED = ".unfinished-"
LONGEST_NAME = 64


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

    @property
    def is_in_question(self) -> bool:
        """Whether something is on trial, or was left and it is not known yet whose fault that was."""
        return self.is_on_trial or (self.base / LEFT).exists()

    def folder(self, name: str) -> Path:
        """Where a version lies, or would."""
        return self.base / VERSIONS / name

    def refused(self) -> dict[str, str]:
        """What was left again, and why."""
        try:
            lines = (self.base / REFUSED).read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return {}
        return dict(line.partition("\t")[::2] for line in lines)

    def undecided(self) -> dict[str, str]:
        """What was left without a verdict, so far or for good, and why."""
        noted = (self._noted(name) for name in (LEFT, UNDECIDED))
        return {told["name"]: told["why"] for told in noted if told}

    def verdicts(self) -> dict[str, str]:
        """What was left, with a verdict or without one, and why; the newest last."""
        return {**self.refused(), **self.undecided()}

    def refuse_again(self, name: str) -> None:
        """Raise what is to be said of a version that was refused before.

        Raises:
            SlotError: it was.
        """
        if name in (refused := self.refused()):
            raise SlotError(f"{name} was tried and left again: {refused[name]}: correct it, or see try-again")

    @contextmanager
    def filling(self, name: str) -> Iterator[Path]:
        """An empty folder to fill; when the block ends well it is the version `name`, complete and on disk.

        Raises:
            SlotError: the name is none, there is such a version, or it was refused before.
        """
        if not name or len(name) > LONGEST_NAME or name.startswith(".") or {"/", "\0", "\t", "\n"} & set(name):
            raise SlotError(f"'{name}' cannot be the name of a version")
        self.refuse_again(name)
        if self.folder(name).exists():
            raise SlotError(f"{name} is installed already")
        unfinished = self.folder(_UNFINISHED + name)
        # Whoever fills it, with whatever umask: who runs it is another user, and reads it.
        before = os.umask(on_disk.READABLE)
        try:
            unfinished.mkdir(parents=True, exist_ok=True)
            with on_disk.held(unfinished) as is_ours:
                if not is_ours:
                    raise SlotError(f"{name} is being filled by somebody else: wait for its end")
                on_disk.empty(unfinished)
                try:
                    yield unfinished
                    on_disk.sync_all_below(unfinished)
                    on_disk.rename(unfinished, self.folder(name))
                finally:
                    shutil.rmtree(unfinished, ignore_errors=True)
        finally:
            os.umask(before)

    def install_first(self, name: str) -> None:
        """Point to the first version: there is nothing to go back to."""
        self._point(GOOD, name)
        self._point(CURRENT, name)

    def try_next(self, name: str) -> None:
        """Have a complete version tried at the next start, whatever was said of it before.

        Raises:
            SlotError: there is no such version.
        """
        if not self.folder(name).is_dir():
            raise SlotError(f"there is no version {name}")
        with on_disk.alone(self.base):
            self._pardon(name)
            self._point(NEXT, name)

    def try_again(self, name: str) -> bool:
        """Take back what was said against a version that was left.

        Returns:
            Whether it still lies here and is tried at the next start; else it may be brought again.

        Raises:
            SlotError: nothing was said against it.
        """
        if name not in self.verdicts():
            raise SlotError(f"{name} was not left: it may be tried as it is")
        if is_here := self.folder(name).is_dir():
            self.try_next(name)
        else:
            with on_disk.alone(self.base):
                self._pardon(name)
        return is_here

    def begin(self) -> str:
        """Called before each start: take what is to be tried next, or leave what does not get healthy.

        Returns:
            What is started from now on.
        """
        with on_disk.alone(self.base):
            waiting = self.waiting or (self.good if self._is_over() else "")
            if waiting and waiting != self.current:
                try:
                    on_disk.write(self.base / TRIAL, _trial(waiting, 0))
                except OSError:
                    # On a full disk nothing new is begun; the way back needs no note.
                    if waiting != self.good:
                        return self.current
                self._point(CURRENT, waiting)
            on_disk.remove(self.base / NEXT)
            left = self._noted(LEFT)
            if not self.is_on_trial:
                on_disk.remove(self.base / TRIAL)
                if left:
                    # From now on the one before is held to the same measure.
                    on_disk.write(self.base / LEFT, json.dumps({**left, "since": _now()}))
                return self.current
            if left and left["name"] != self.current:
                on_disk.rename(self.base / LEFT, self.base / UNDECIDED)
            starts, since = self._tried()
            if starts >= TRIES:
                with suppress(OSError):
                    self._refuse(self.current, f"it was started {starts} times and never became healthy")
                self._point(CURRENT, self.good)
                on_disk.remove(self.base / TRIAL)
            else:
                self._count(starts + 1, since)
            return self.current

    def _count(self, starts: int, since: float) -> None:
        """A trial that cannot be counted would never end: on a disk that it has filled, the one before starts."""
        try:
            on_disk.write(self.base / TRIAL, _trial(self.current, starts, since))
        except OSError:
            self._point(CURRENT, self.good)

    def confirm(self, word: Path | None = None) -> bool:
        """What runs is healthy: it is the way back from now on. Older versions are taken away.

        Args:
            word: the file by which it says so. `begin` takes it away before it switches, so where it still lies once
                nobody else is at work here, it is the word of what is current.

        Returns:
            Whether it was on trial, and is kept.
        """
        with on_disk.alone(self.base):
            if not self.is_on_trial or self._is_over() or (word is not None and not word.exists()):
                return False
            self._point(PREVIOUS, self.good)
            self._point(GOOD, self.current)
            on_disk.remove(self.base / TRIAL)
            self._prune()
            return True

    def judge(self, *, is_healthy: bool) -> bool:
        """End a trial whose time is over, and say whose fault it was.

        What runs is not ended here: it sees that something waits, and goes between two visits. What was left is refused
        only where the one before it is healthy soon; where that is not either, the cause is neither's.

        Args:
            is_healthy: whether what runs says so.

        Returns:
            Whether what runs should have gone by now.
        """
        with on_disk.alone(self.base):
            if not self.is_on_trial:
                self._decide(is_healthy=is_healthy)
                return False
            late = _now() - self._tried()[1] - TRIAL_S
            if late > 0 and not self._is_over():
                why = f"it did not become healthy within {TRIAL_S:.0f} s"
                on_disk.write(self.base / LEFT, json.dumps({"name": self.current, "why": why, "since": _now()}))
            if self._is_over() and not self.waiting:
                self._point(NEXT, self.good)
            return self._is_over() and late > HEEDS_S

    def go_back(self, why: str) -> str:
        """Refuse what is on trial: what was good runs from the next start on.

        Raises:
            SlotError: nothing is on trial.
        """
        with on_disk.alone(self.base):
            if not self.is_on_trial:
                raise SlotError("nothing is on trial: there is nothing to go back from")
            self._refuse(self.current, why)
            self._point(NEXT, self.good)
            return self.current

    def want_previous(self) -> str:
        """Have the version before this one tried at the next start, or leave what is on trial.

        Returns:
            What runs from the next start on.

        Raises:
            SlotError: there is no version before this one.
        """
        if self.is_on_trial:
            self.go_back("staff went back")
            return self.good
        if not self.previous or self.previous == self.current:
            raise SlotError("there is no version before this one")
        self.try_next(self.previous)
        return self.previous

    def prune(self) -> None:
        """Take away every version that nothing points to."""
        with on_disk.alone(self.base):
            self._prune()

    def _prune(self) -> None:
        kept = {self.current, self.good, self.previous, self.waiting}
        for folder in (self.base / VERSIONS).iterdir():
            if folder.name in kept:
                continue
            # Not a version any more before its first file goes; what somebody is filling stays.
            dying = folder if folder.name.startswith(_UNFINISHED) else self.folder(_UNFINISHED + folder.name)
            if dying.exists():
                with on_disk.held(dying) as is_ours:
                    if is_ours:
                        shutil.rmtree(dying)
            if dying != folder and not dying.exists():
                folder.rename(dying)
                shutil.rmtree(dying)

    def _is_over(self) -> bool:
        """Whether what runs was left already, and goes at the next start."""
        return self.is_on_trial and self.current in {**self.refused(), self._noted(LEFT).get("name", ""): ""}

    def _decide(self, *, is_healthy: bool) -> None:
        left = self._noted(LEFT)
        if left and is_healthy:
            self._refuse(left["name"], left["why"])
            on_disk.remove(self.base / LEFT)
        elif left and _now() - left["since"] > VERDICT_S:
            on_disk.rename(self.base / LEFT, self.base / UNDECIDED)

    def _refuse(self, name: str, why: str) -> None:
        self._write_refused({**self.refused(), name: why})

    def _pardon(self, name: str) -> None:
        refused = self.refused()
        if refused.pop(name, None) is not None:
            self._write_refused(refused)
        for noted in (LEFT, UNDECIDED):
            if self._noted(noted).get("name") == name:
                on_disk.remove(self.base / noted)

    def _write_refused(self, refused: dict[str, str]) -> None:
        on_disk.write(self.base / REFUSED, "".join(f"{name}\t{why}\n" for name, why in refused.items()))

    def _named(self, link: str) -> str:
        try:
            return (self.base / link).readlink().name
        except OSError:
            return ""

    def _point(self, link: str, name: str) -> None:
        on_disk.point(self.base / link, Path(VERSIONS) / name)

    def _tried(self) -> tuple[int, float]:
        """How often what runs was started on trial, and since when (CLOCK_BOOTTIME in s; a reboot begins anew)."""
        told = self._noted(TRIAL)
        if told.get("name") != self.current:
            return 0, _now()
        return told["starts"], told["since"] if told["boot"] == _boot() else _now()

    def _noted(self, name: str) -> dict[str, Any]:
        """One of our notes; empty where there is none, or none that can be read."""
        try:
            told = json.loads((self.base / name).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) and told.keys() >= NOTED[name] else {}


def _trial(name: str, starts: int, since: float | None = None) -> str:
    return json.dumps({"name": name, "starts": starts, "since": _now() if since is None else since, "boot": _boot()})


def _now() -> float:
    """In s, whatever the clock on the wall says; a new start of the machine begins anew."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
