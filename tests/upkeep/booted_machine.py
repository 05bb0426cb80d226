"""A Debian in a folder with systemd as its first process: started, entered, cut off, compared with what it was."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from waiting import wait_until

from kiosk.upkeep.pieces import STATE, WANTED

BOOT = """
set -e
mount --make-rprivate /
mount --bind {root} {root}
mount -t proc proc {root}/proc
mount -t tmpfs -o mode=755 tmpfs {root}/run
mount -t tmpfs -o mode=755 tmpfs {root}/dev
for one in null zero full random urandom tty; do touch {root}/dev/$one; mount --bind /dev/$one {root}/dev/$one; done
ln -s pts/ptmx {root}/dev/ptmx
mount -t sysfs sysfs {root}/sys
mount -t cgroup2 cgroup2 {root}/sys/fs/cgroup
export container=kiosk-test
cd {root}
exec chroot {root} /lib/systemd/systemd --log-target=journal --show-status=no
"""
"""Without /dev/ptmx no service with a /dev of its own (PrivateDevices) starts."""
VERSIONS = """
import pathlib, sys
sys.path.insert(0, str(next(pathlib.Path("/opt/kiosk/current/lib").glob("python3*/site-packages"))))
from kiosk.upkeep.__main__ import main
main(["versions"])
"""


@dataclass
class Machine:
    """One that was installed and can be started."""

    root: Path
    start: str = BOOT
    """The script whose last process becomes the first one of the machine."""
    first: int = 0
    unshare: "subprocess.Popen[bytes] | None" = None

    def chroot(self, *command: str) -> str:
        done = subprocess.run(["chroot", str(self.root), *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def boot(self) -> None:
        namespaces = ["--pid", "--mount", "--uts", "--ipc", "--cgroup", "--net", "--fork", "--kill-child"]
        script = self.start.format(root=self.root)
        self.unshare = subprocess.Popen(["unshare", *namespaces, "sh", "-c", script], stdin=subprocess.DEVNULL)
        children = Path(f"/proc/{self.unshare.pid}/task/{self.unshare.pid}/children")
        wait_until(lambda: bool(children.read_text().strip()), 30.0, "the first process")
        self.first = int(children.read_text().split()[0])
        wait_until(
            lambda: self.inside("systemctl", "is-system-running")[1] in ("running", "degraded"), 120.0, "systemd"
        )

    def inside(self, *command: str) -> tuple[int, str]:
        enter = ["nsenter", "-t", str(self.first), "-m", "-p", "-u", "-i", "-n", "-C", "chroot", str(self.root)]
        done = subprocess.run([*enter, *command], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.strip()

    def fact(self, unit: str, name: str) -> str:
        return self.inside("systemctl", "show", unit, "--property", name, "--value")[1]

    def serves(self, other_than: str = "0") -> bool:
        return self.fact("kiosk-core", "ActiveState") == "active" and self.core not in ("0", other_than)

    def serves_by(self, version: str) -> bool:
        """Whether the core that serves is of that version."""
        if not self.serves():
            return False
        started = Path(f"/proc/{self.first}/root/proc/{self.core}/cmdline")
        try:
            return f"/versions/{version}/" in started.read_text("utf-8")
        except OSError:
            # It ended in between.
            return False

    @property
    def core(self) -> str:
        """Its process, by the machine's own counting."""
        return self.fact("kiosk-core", "MainPID")

    def signals(self, name: str) -> None:
        """To its process: the smallest Debian has no program `kill`."""
        assert self.inside("systemctl", "kill", "--kill-whom=main", f"--signal={name}", "kiosk-core")[0] == 0

    def is_on(self) -> bool:
        """Whether its first process is there."""
        return Path(f"/proc/{self.first}").exists()

    def log(self, unit: str) -> str:
        """What one service has said since the machine was made."""
        return self.inside("journalctl", "-u", unit, "-o", "cat", "--no-pager")[1]

    def versions(self) -> dict[str, str]:
        """As `kiosk versions` has it: runs, good, before, tried next, and why what was refused was."""
        said = self.inside("python3", "-I", "-c", VERSIONS)[1]
        return {line[:12].strip(): line[12:] for line in said.splitlines()}

    def wants(self, name: str, source: Path | None = None) -> None:
        """What the core lays for the service with rights, as the core: whole, in one rename."""
        folder = self.root / STATE / WANTED
        owner = folder.parent.stat()
        folder.mkdir(exist_ok=True)
        fresh = folder / f".{name}"
        shutil.copytree(source, fresh) if source is not None else fresh.touch()
        for path in (folder, fresh, *fresh.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)
        fresh.rename(folder / name)

    def cut_the_power(self) -> None:
        """Everything that runs ends at once, with no word before; what was given to the disk stays."""
        if self.unshare is not None:
            # With its parent its whole namespace goes.
            self.unshare.kill()
            self.unshare.wait()
            self.unshare = None


def below(root: Path) -> dict[str, str]:
    """Every path of the machine with kind, mode and size; what systemd writes at each start is left out."""
    cups = ("etc/cups/ssl", "var/spool/cups")
    # The print service sets the modes of its own folders whenever it starts.
    left_out = (
        *cups,
        "proc",
        "sys",
        "dev",
        "run",
        "release",
        "tmp",
        "var/log",
        "var/lib/systemd",
        "var/tmp",
        "var/cache",
    )
    found = {}
    for folder, _, files in os.walk(root):
        inside = Path(folder).relative_to(root).as_posix()
        if inside.startswith(left_out):
            continue
        for name in ("", *files):
            path = Path(folder) / name
            facts = path.lstat()
            size = facts.st_size if name else 0
            found[f"{inside}/{name}"] = f"{facts.st_mode:o} {size}"
    # useradd's and userdel's own copies of what was before the last change.
    return {path: told for path, told in found.items() if not path.startswith("etc/") or not path.endswith("-")}
