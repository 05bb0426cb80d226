"""The one parent in demo and tests (systemd in a hall): starts processes, brings back what ends, stops all by pid."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from drivers.clock import Clock

log = logging.getLogger(__name__)

RESTART_LIMIT = 5
"""Restarts of one process within RESTART_WINDOW_S; then it stays down (promise R5)."""
RESTART_WINDOW_S = 600.0
STOP_S = 5.0
"""From SIGTERM to SIGKILL."""
LOOK_S = 0.05
"""Between two looks at the children."""


class StartError(Exception):
    """A process did not come up; the message names it and its log."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One process."""

    name: str
    argv: Sequence[str]
    says_ready: bool = False
    """Whether it prints a line `ready` on stdout when others may use it."""
    restarts: bool = False
    may_close: bool = False
    """Whether a person may end it: then exit code 0 means that somebody closed it, and it is not brought back."""
    environment: Mapping[str, str] = field(default_factory=dict)
    keeps_pipes: bool = False
    """Whether the launcher's owner talks to it by stdin and stdout."""


@dataclass(slots=True)
class Child:
    """A process as it runs now."""

    spec: Spec
    process: subprocess.Popen[str]
    starts: list[float]
    """Monotonic times of its starts."""
    is_given_up: bool = False
    """Whether it ended too often and stays down."""


class Launcher:
    """Children live in this process's session and die with it.

    Args:
        logs: folder for their stderr, one file each.
        clock: for waits and restart limits.
        on_gone: told the name of a child that is down for good.
    """

    def __init__(self, logs: Path, clock: Clock, on_gone: Callable[[str], None] = lambda _: None) -> None:
        self._logs = logs
        self._clock = clock
        self._on_gone = on_gone
        self._children: dict[str, Child] = {}
        self._guard = threading.Lock()
        self._ending = False

    def start(self, spec: Spec) -> Child:
        """Start a process; one that says ready is waited for by `await_ready`."""
        with self._guard:
            child = Child(spec, self._spawn(spec), [self._clock.monotonic()])
            self._children[spec.name] = child
        return child

    def await_ready(self, name: str, within_s: float) -> None:
        """Wait for its line `ready`.

        Raises:
            StartError: it ended, said something else, or the time passed.
        """
        child = self._children[name]
        answers: list[str] = []

        def read() -> None:
            if child.process.stdout is not None:
                answers.append(child.process.stdout.readline().strip())

        reader = threading.Thread(target=read, name=f"ready {name}", daemon=True)
        reader.start()
        reader.join(within_s)
        if answers != ["ready"]:
            if not answers:
                raise StartError(f"{name} did not come up within {within_s:g} s: {self.last_words(name)}")
            raise StartError(f"{name} did not come up: {answers[0][:80] or self.last_words(name)}")

    def pid(self, name: str) -> int:
        """The running process's id."""
        return self._children[name].process.pid

    def is_running(self, name: str) -> bool:
        """Whether it runs now."""
        child = self._children.get(name)
        return child is not None and child.process.poll() is None

    def is_wanted(self, name: str) -> bool:
        """Whether it runs or will be brought back."""
        child = self._children[name]
        return child.process.poll() is None or not (child.is_given_up or _was_closed(child))

    def was_closed(self, name: str) -> bool:
        """Whether a person closed it."""
        return _was_closed(self._children[name])

    def last_words(self, name: str) -> str:
        """The last line of its log: usually the reason why it ended."""
        try:
            lines = (self._logs / f"{name}.log").read_text("utf-8", "replace").split("\n")
        except OSError:
            return "it left no log"
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def look(self) -> None:
        """Bring back what ended and should run; call it again and again, from one thread."""
        with self._guard:
            if self._ending:
                return
            for child in self._children.values():
                if child.process.poll() is not None and child.spec.restarts and not _was_closed(child):
                    self._bring_back(child)

    def _bring_back(self, child: Child) -> None:
        if child.is_given_up:
            return
        now = self._clock.monotonic()
        child.starts = [start for start in child.starts if now - start < RESTART_WINDOW_S]
        if len(child.starts) > RESTART_LIMIT:
            child.is_given_up = True
            log.error("%s ended %d times in %d s: it stays down", child.spec.name, len(child.starts), RESTART_WINDOW_S)
            self._on_gone(child.spec.name)
            return
        log.warning("%s ended with %s, starting it again", child.spec.name, child.process.returncode)
        if child.process.stdin is not None:
            child.process.stdin.close()
        if child.process.stdout is not None and not child.spec.keeps_pipes:
            child.process.stdout.close()
        child.process = self._spawn(child.spec)
        child.starts.append(now)

    def stop(self, name: str) -> None:
        """End one process and keep it down."""
        with self._guard:
            child = self._children.pop(name)
        self._end(child)

    def stop_all(self) -> None:
        """End everything, the newest first; what does not obey is killed."""
        with self._guard:
            self._ending = True
            children = list(self._children.values())[::-1]
        for child in children:
            if child.process.poll() is None:
                child.process.send_signal(signal.SIGTERM)
        for child in children:
            self._end(child)
        self._children.clear()

    def _end(self, child: Child) -> None:
        if child.process.poll() is None:
            child.process.send_signal(signal.SIGTERM)
        try:
            child.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            child.process.kill()
            child.process.wait()
        _close_pipes(child.process)

    def _spawn(self, spec: Spec) -> subprocess.Popen[str]:
        piped = spec.says_ready or spec.keeps_pipes
        with self._log(spec.name) as errors:
            return subprocess.Popen(
                [*spec.argv],
                stdin=subprocess.PIPE if spec.keeps_pipes else subprocess.DEVNULL,
                stdout=subprocess.PIPE if piped else errors,
                stderr=errors,
                env={**os.environ, "KIOSK_CHILD": "1", **spec.environment},
                text=True,
            )

    def _log(self, name: str) -> IO[str]:
        self._logs.mkdir(parents=True, exist_ok=True)
        return (self._logs / f"{name}.log").open("a")


def _was_closed(child: Child) -> bool:
    return child.spec.may_close and child.process.returncode == 0


def _close_pipes(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of ours with this interpreter."""
    return [sys.executable, "-m", module, *arguments]
