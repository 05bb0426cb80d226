"""A CUPS of our own below one folder; nothing of the machine's own printing system is touched.

Tried on Debian 12 with CUPS 2.4.2:
- cupsd runs as a copy: the packaged path carries an AppArmor profile that allows only the packaged folders.
- `lpadmin` reports success also when it made a queue without a driver, so the PPD is looked for.
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
from contextlib import suppress
from pathlib import Path

from drivers.a4_printer.programs import START_S, STEP_S, Programs, found
from drivers.clock import Clock
from drivers.main_thread import StartError

QUEUE = "a4"

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


class PrivateCups:
    """Starts and stops cupsd and makes its one queue.

    Args:
        run: an empty folder.
        programs: starts and stops.
        clock: for the waits.
    """

    def __init__(self, run: Path, programs: Programs, clock: Clock) -> None:
        self._run = run
        self._programs = programs
        self._clock = clock
        for name in ("cups/ppd", "cache", "state", "ssl"):
            (run / name).mkdir(parents=True, exist_ok=True)
        _let_filters_in(run)
        self.bin = _folder_for_programs(run)
        """Where programs may be put and run."""
        (run / "cupsd.conf").write_text(_CUPSD_CONF.format(run=run))
        (run / "cups-files.conf").write_text(_CUPS_FILES_CONF.format(run=run, users=_users()))

    @property
    def socket(self) -> str:
        """Path of the socket that it listens on."""
        return str(self._run / "cups.sock")

    def start(self) -> None:
        """Start the queue's daemon; nothing where it runs.

        Raises:
            StartError: it is not installed or did not come up.
        """
        if self._programs.has("cupsd"):
            return
        cupsd = self.bin / "cupsd"
        if not cupsd.exists():
            shutil.copyfile(found("cupsd"), cupsd)
            cupsd.chmod(0o755)
        files = str(self._run / "cups-files.conf")
        arguments = [str(cupsd), "-f", "-c", str(self._run / "cupsd.conf"), "-s", files]
        self._programs.spawn("cupsd", arguments, signal.SIGTERM)
        self._programs.wait("cupsd", self._answers)

    def stop(self) -> None:
        """End it; what it held stays in its spool."""
        self._programs.stop("cupsd")

    def make_queue(self, device: str, *driver: str) -> None:
        """Make the queue for a device.

        Args:
            device: its URI.
            driver: options of lpadmin that name the driver, e.g. `-m everywhere` (asks the printer what it can do).

        Raises:
            StartError: lpadmin is not installed, or no driver came of it.
        """
        words = [found("lpadmin"), "-h", self.socket, "-p", QUEUE, "-E", "-v", device]
        options = ["-o", "printer-error-policy=abort-job", *driver]
        deadline = self._clock.monotonic() + START_S
        while True:
            made = subprocess.run([*words, *options], capture_output=True, check=False, timeout=START_S)
            if (self._run / "cups" / "ppd" / f"{QUEUE}.ppd").exists():
                return
            if self._clock.monotonic() > deadline:
                said = made.stderr.decode(errors="replace").strip()
                raise StartError(f"lpadmin made no driver for the queue: {said or 'no words'}")
            self._clock.pause(STEP_S)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, suppress(OSError):
            line.connect(self.socket)
            return True
        return False


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
