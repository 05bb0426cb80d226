"""The programs behind the simulated printer, all below one folder: a message bus, ippeveprinter, and a copy of cupsd.

Nothing of the machine's own printing system is touched. Tried on Debian 12 with CUPS 2.4.2:
- ippeveprinter ends at once unless a D-Bus *system* bus answers, so it gets a bus of its own.
- cupsd runs as a copy: the packaged path carries an AppArmor profile that allows only the packaged folders.
- `lpadmin -m everywhere` reports success also when it made a queue without a driver, so the PPD is looked for.
- cupsd as root runs its filters as user lp, who must be able to reach the spool below the folder.
"""

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from drivers.a4_printer.frames import Operation
from drivers.a4_printer.line import NotAnswered, NotIpp, NotReached, to_device
from drivers.clock import Clock

QUEUE = "a4"
_CUPSD = Path("/usr/sbin/cupsd")
_STEP_S = 0.02
_START_S = 10.0
"""Longest time one program may take; all of them together take about half a second."""
_STOP_S = 3.0

_BUS_CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={run}/bus</listen><auth>EXTERNAL</auth>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""

_CUPSD_CONF = """LogLevel warn
MaxLogSize 0
Listen {run}/cups.sock
Browsing Off
BrowseLocalProtocols none
DefaultAuthType None
WebInterface No
IdleExitTimeout 0
PreserveJobHistory No
PreserveJobFiles No
MaxJobs 20
JobRetryInterval 5
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

_CUPS_FILES_CONF = """{users}ServerRoot {run}/cups
RequestRoot {run}/spool
CacheDir {run}/cache
StateDir {run}/state
TempDir {run}/spool/tmp
ServerKeychain {run}/ssl
Printcap
AccessLog {run}/log/access_log
ErrorLog {run}/log/error_log
PageLog {run}/log/page_log
"""


class StartError(Exception):
    """A program did not come up; says which, and where its own words are."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a terminal's configuration needs."""

    queue: str
    cups: str
    """Path of the socket."""
    device: str


class PrivateCups:
    """Starts and stops the three programs.

    Used from one thread only, the one that lives as long as the process: the children die with the thread that
    started them (prctl(2), PR_SET_PDEATHSIG).

    Args:
        run: an empty folder.
        engine_socket: where print_command.py finds the engine.
        clock: for the waits.
    """

    def __init__(self, run: Path, engine_socket: Path, clock: Clock) -> None:
        self._run = run
        self._clock = clock
        self._port = _free_port()
        self._programs: dict[str, subprocess.Popen[bytes]] = {}
        for name in ("log", "spool/tmp", "ippspool", "tray", "cups/ppd", "cache", "state", "ssl"):
            (run / name).mkdir(parents=True, exist_ok=True)
        _let_filters_in(run)
        self._bin = _folder_for_programs(run)
        command = self._bin / f"print_command-{os.getpid()}"
        script = Path(__file__).with_name("print_command.py")
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{script}" "{engine_socket}" "$1"\n')
        command.chmod(0o755)
        self._command = command
        (run / "bus.conf").write_text(_BUS_CONF.format(run=run))
        (run / "cupsd.conf").write_text(_CUPSD_CONF.format(run=run))
        (run / "cups-files.conf").write_text(_CUPS_FILES_CONF.format(run=run, users=_users()))

    @property
    def addresses(self) -> Addresses:
        """Where queue and printer are."""
        device = f"ipp://localhost:{self._port}/ipp/print"
        return Addresses(QUEUE, str(self._run / "cups.sock"), device)

    def start(self) -> None:
        """Start everything and make the queue.

        Raises:
            StartError: a program is not installed or did not come up.
        """
        self._spawn("bus", ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={self._run}/bus.conf"])
        self.start_cups()
        self._wait("bus", (self._run / "bus").exists)
        self.start_printer()
        self._make_queue()

    def start_printer(self) -> None:
        """Switch the printer on; nothing where it is on.

        Raises:
            StartError: as `start`.
        """
        if "printer" in self._programs:
            return
        self._spawn(
            "printer",
            [
                "ippeveprinter",
                *("-r", "off", "-n", "localhost", "-p", str(self._port)),
                *("-a", str(Path(__file__).with_name("simulator.conf"))),
                *("-d", str(self._run / "ippspool"), "-c", str(self._command), "Kiosk A4 Simulator"),
            ],
            DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={self._run}/bus",
        )
        self._wait("printer", self._printer_answers)

    def stop_printer(self) -> None:
        """Switch it off as people do: without warning."""
        self._stop("printer", signal.SIGKILL)

    def start_cups(self) -> None:
        """Start the queue's daemon; nothing where it runs.

        Raises:
            StartError: as `start`.
        """
        if "cupsd" in self._programs:
            return
        cupsd = self._bin / "cupsd"
        if not cupsd.exists():
            shutil.copyfile(_CUPSD, cupsd)
            cupsd.chmod(0o755)
        files = str(self._run / "cups-files.conf")
        self._spawn("cupsd", [str(cupsd), "-f", "-c", str(self._run / "cupsd.conf"), "-s", files])
        self._wait("cupsd", self._cups_answers)

    def stop_cups(self) -> None:
        """End it; what it held stays in its spool."""
        self._stop("cupsd", signal.SIGTERM)

    def stop(self) -> None:
        """End everything."""
        for name, how in (("cupsd", signal.SIGTERM), ("printer", signal.SIGKILL), ("bus", signal.SIGTERM)):
            self._stop(name, how)
        self._command.unlink(missing_ok=True)

    def ended(self) -> str | None:
        """The name of a program that ended by itself; None while all are well."""
        return next((name for name, program in self._programs.items() if program.poll() is not None), None)

    def _spawn(self, name: str, argv: Sequence[str], **environment: str) -> None:
        """Its death follows ours: setpriv asks the kernel for the signal before the program begins."""
        how = "TERM" if name == "cupsd" else "KILL"
        # ippeveprinter writes a dozen lines for every question it is asked, and cannot be told not to.
        words = Path(os.devnull) if name == "printer" else self._run / "log" / f"{name}.log"
        with words.open("ab") as log:
            try:
                self._programs[name] = subprocess.Popen(
                    ["setpriv", "--pdeathsig", how, "--", *argv],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env={**os.environ, "HOME": str(self._run), "TMPDIR": str(self._run / "spool/tmp"), **environment},
                    start_new_session=True,
                )
            except FileNotFoundError as error:
                raise StartError("setpriv is not installed (Debian package util-linux)") from error

    def _wait(self, name: str, condition: Callable[[], bool]) -> None:
        deadline = self._clock.monotonic() + _START_S
        while not condition():
            if self._programs[name].poll() is not None or self._clock.monotonic() > deadline:
                raise StartError(f"{name} did not come up; its words are in {self._run}/log")
            self._clock.pause(_STEP_S)

    def _stop(self, name: str, how: signal.Signals) -> None:
        program = self._programs.pop(name, None)
        if program is None:
            return
        program.send_signal(how)
        try:
            program.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()

    def _printer_answers(self) -> bool:
        try:
            return to_device(self.addresses.device).ask(Operation.GET_PRINTER_ATTRIBUTES, within_s=1).is_ok
        except (NotReached, NotAnswered, NotIpp):
            return False

    def _cups_answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, suppress(OSError):
            line.connect(str(self._run / "cups.sock"))
            return True
        return False

    def _make_queue(self) -> None:
        """Ask the printer what it can do and make the queue from that (IPP Everywhere)."""
        where = self.addresses
        words = ["lpadmin", "-h", where.cups, "-p", where.queue, "-E", "-v", where.device]
        options = ["-o", "printer-error-policy=abort-job", "-m", "everywhere"]
        deadline = self._clock.monotonic() + _START_S
        while True:
            made = subprocess.run([*words, *options], capture_output=True, check=False, timeout=_START_S)
            if (self._run / "cups" / "ppd" / f"{where.queue}.ppd").exists():
                return
            if self._clock.monotonic() > deadline:
                said = made.stderr.decode(errors="replace").strip()
                raise StartError(f"lpadmin made no driver for the queue: {said or 'no words'}")
            self._clock.pause(_STEP_S)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _users() -> str:
    """As root, filters run as lp; as a plain user, everything runs as that user."""
    if os.geteuid() == 0:
        return "SystemGroup root\nUser lp\nGroup lp\n"
    return f"SystemGroup {grp.getgrgid(os.getegid()).gr_name}\n"


def _let_filters_in(run: Path) -> None:
    """As root only: group lp may pass through (not read) the folders above the spool that are closed to it."""
    if os.geteuid() != 0:
        return
    group = pwd.getpwnam("lp").pw_gid
    for folder in (run, *run.parents):
        if not folder.stat().st_mode & 0o001:
            os.chown(folder, -1, group)
            folder.chmod((folder.stat().st_mode & 0o777) | 0o010)


def _folder_for_programs(run: Path) -> Path:
    """Below the run folder, or in the virtual environment where the run folder's file system forbids programs."""
    forbidden = os.statvfs(run).f_flag & os.ST_NOEXEC
    folder = Path(sys.prefix) / "share" / "kiosk" / "bin" if forbidden else run / "bin"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
