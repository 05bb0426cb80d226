"""The programs that a simulated printing system is made of: started, waited for, ended."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from drivers.clock import Clock
from drivers.main_thread import StartError

STEP_S = 0.02
START_S = 10.0
"""Longest time one program may take; all of them together take about half a second."""
_STOP_S = 3.0
_SYSTEM_FOLDERS = ("/usr/sbin", "/sbin")
"""Debian's login.defs(5) leaves them out of an ordinary user's PATH, and cupsd, lpadmin and ippeveprinter lie there."""
_PACKAGES = "cups, cups-ipp-utils, dbus-daemon or util-linux"


def found(program: str) -> str:
    """Where a program lies, looked for on PATH and then in the system's own folders.

    Raises:
        StartError: it is not installed.
    """
    folders = (*os.environ.get("PATH", os.defpath).split(os.pathsep), *_SYSTEM_FOLDERS)
    place = shutil.which(program, path=os.pathsep.join(folders))
    if place is None:
        raise StartError(f"{program} is not installed (one of the Debian packages {_PACKAGES})")
    return place


class Programs:
    """Children that end with us.

    Used from one thread only, the one that lives as long as the process: the children die with the thread that
    started them (prctl(2), PR_SET_PDEATHSIG).

    Args:
        run: their words go below its `log`, their temporary files below its `spool/tmp`.
        clock: for the waits.
    """

    def __init__(self, run: Path, clock: Clock) -> None:
        self._run = run
        self._clock = clock
        self._running: dict[str, tuple[subprocess.Popen[bytes], signal.Signals]] = {}
        for name in ("log", "spool/tmp"):
            (run / name).mkdir(parents=True, exist_ok=True)

    def has(self, name: str) -> bool:
        """Whether it was started and not stopped."""
        return name in self._running

    def spawn(
        self, name: str, argv: Sequence[str], how_to_end: signal.Signals, *, quiet: bool = False, **environment: str
    ) -> None:
        """Start one; its death follows ours: setpriv asks the kernel for the signal before the program begins.

        Raises:
            StartError: it or setpriv is not installed.
        """
        words = Path(os.devnull) if quiet else self._run / "log" / f"{name}.log"
        signal_name = how_to_end.name.removeprefix("SIG")
        command = [found("setpriv"), "--pdeathsig", signal_name, "--", found(argv[0]), *argv[1:]]
        with words.open("ab") as log:
            program = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "HOME": str(self._run), "TMPDIR": str(self._run / "spool/tmp"), **environment},
                start_new_session=True,
            )
        self._running[name] = (program, how_to_end)

    def wait(self, name: str, condition: Callable[[], bool]) -> None:
        """Until it is up.

        Raises:
            StartError: it ended, or took too long.
        """
        deadline = self._clock.monotonic() + START_S
        while not condition():
            if self._running[name][0].poll() is not None or self._clock.monotonic() > deadline:
                raise StartError(f"{name} did not come up; its words are in {self._run}/log")
            self._clock.pause(STEP_S)

    def stop(self, name: str) -> None:
        """End it; nothing where it does not run. What is killed takes its own children with it."""
        program, how = self._running.pop(name, (None, signal.SIGTERM))
        if program is None:
            return
        if how is signal.SIGKILL and program.poll() is None:
            os.killpg(program.pid, how)
        program.send_signal(how)
        try:
            program.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all are well."""
        return next((name for name, (program, _) in self._running.items() if program.poll() is not None), None)
