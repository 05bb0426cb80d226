"""A pcscd of the simulator's own, in its own mount and network namespace: nothing of the machine's is touched or seen.

pcscd has its socket folder compiled in, so the run folder is laid over it; clients outside find the socket by the
environment variable PCSCLITE_CSOCK_NAME. The folder of USB drivers is hidden as well, or it would take the readers of
the machine. vpcd listens on all addresses, but only on those of the namespace, which has loopback alone.
"""

import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from drivers.clock import Clock
from drivers.main_thread import StartError

READER = "Virtual PCD 00 00"
SERVICE = Path("/run/pcscd")
DRIVERS = Path("/usr/lib/pcsc/drivers")
VPCD = "libifdvpcd.so"
CAME_FROM = "--came-from"
"""Option of the command line inside the namespaces: the mount namespace it was started in."""
_MOUNTS = Path("/proc/self/ns/mnt")
_SIOCSIFFLAGS = 0x8914
_IFF_UP_RUNNING = 0x41
_SYSTEM_FOLDERS = "/usr/sbin:/sbin"
"""Where Debian has pcscd; an ordinary user's PATH does not name them."""
_STEP_S = 0.01
_START_S = 5.0
"""pcscd is there after 20 ms."""
_STOP_S = 2.0

_READER_CONF = """FRIENDLYNAME "Virtual PCD"
DEVICENAME /dev/null:0x8C7B
LIBPATH {library}
CHANNELID 0x8C7B
"""


def enter() -> NoReturn:
    """Run this same command line again inside the namespaces, in this same process.

    Raises:
        StartError: unshare is not installed.
    """
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = ["unshare", "--mount", "--net", *as_root, "--", *sys.orig_argv, CAME_FROM, str(_MOUNTS.readlink())]
    try:
        os.execvp(command[0], command)  # noqa: S606  a list of arguments, no shell
    except FileNotFoundError as error:
        raise StartError("unshare is not installed (Debian package util-linux)") from error


class PrivatePcscd:
    """Starts and stops it; to be used inside the namespaces, and from the main thread only, with which it dies.

    Args:
        run: a folder for its files.
        clock: for the waits.
    """

    def __init__(self, run: Path, clock: Clock) -> None:
        self._clock = clock
        self._sockets = run / "pcscd"
        self._drivers = run / "drivers"
        self._conf = run / "reader.conf"
        self._log = run / "pcscd.log"
        self._hidden = run / "no_drivers"
        self._process: subprocess.Popen[bytes] | None = None
        for folder in (self._sockets, self._drivers, self._hidden):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def socket(self) -> Path:
        """What PCSCLITE_CSOCK_NAME has to say."""
        return self._sockets / "pcscd.comm"

    def prepare(self, came_from: str) -> None:
        """Lay the folders over the machine's and bring loopback up.

        Args:
            came_from: the mount namespace that must not be touched.

        Raises:
            StartError: a package is missing, or this user may not do it.
        """
        if str(_MOUNTS.readlink()) == came_from:
            raise StartError("not in a namespace of its own: the machine's folders would be hidden")
        if not (DRIVERS / "serial" / VPCD).exists():
            raise StartError("the virtual reader is not installed (Debian package vsmartcard-vpcd)")
        if not SERVICE.exists():
            try:
                SERVICE.mkdir()
            except OSError as error:
                raise StartError(f"make the folder {SERVICE} once, as root") from error
        _mount(self._sockets, SERVICE)
        _mount(DRIVERS / "serial", self._drivers)
        _mount(self._hidden, DRIVERS)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            fcntl.ioctl(line, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP_RUNNING))

    def start(self, *, with_reader: bool = True) -> None:
        """Start the service; nothing where it runs.

        Args:
            with_reader: False is a machine whose reader was unplugged.

        Raises:
            StartError: it is not installed or did not come up.
        """
        if self._process is not None:
            return
        conf = _READER_CONF.format(library=self._drivers / VPCD) if with_reader else ""
        self._conf.write_text(conf)
        for left in self._sockets.iterdir():
            left.unlink()
        program = shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:{_SYSTEM_FOLDERS}") or "pcscd"
        self._process = self._spawn([program, "--foreground", "--error", "--config", str(self._conf)])
        deadline = self._clock.monotonic() + _START_S
        while not self._answers():
            if self._process.poll() is not None or self._clock.monotonic() > deadline:
                raise StartError(f"pcscd did not come up; its words are in {self._log}")
            self._clock.pause(_STEP_S)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the service; nothing where it does not run."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def has_ended(self) -> bool:
        """Whether it ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def _spawn(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as log:
            try:
                return subprocess.Popen(
                    ["setpriv", "--pdeathsig", "KILL", "--", *command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            except FileNotFoundError as error:
                raise StartError("setpriv is not installed (Debian package util-linux)") from error

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line, suppress(OSError):
            line.connect(str(self.socket))
            return True
        return False


def _mount(folder: Path, over: Path) -> None:
    command = ["mount", "--bind", str(folder), str(over)]
    try:
        made = subprocess.run(command, capture_output=True, check=False, timeout=10)
    except FileNotFoundError as error:
        raise StartError("mount is not installed (Debian package mount)") from error
    if made.returncode:
        said = made.stderr.decode(errors="replace").strip()
        raise StartError(f"a private mount failed: {said}")
