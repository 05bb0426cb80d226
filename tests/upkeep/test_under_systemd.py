"""A machine of its own: Debian in a folder, systemd as its first process; the whole release installed, broken, removed.

Needs root, debootstrap and a Debian mirror, and takes ten minutes: soak only. `KIOSK_DEBIAN` names a folder that was
made before (`debootstrap --variant=minbase --include=PACKAGES bookworm FOLDER`), `KIOSK_RELEASE` a release; else both
are made here. What does not run in a container: the panel (weston), devices, and user namespaces, which the drop-in
below takes out; the rest of the units' walls stand.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from waiting import soak_only, wait_until

from drivers.clock import BEIJING
from kiosk.sandbox import certificates

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "config" / "terminals" / "huiyang-a2-07.toml"
PACKAGES = (
    "systemd,systemd-sysv,udev,dbus,python3,python3-venv,passwd,util-linux,libgl1,libegl1,libxkbcommon0,libdbus-1-3,"
    "libfontconfig1,libglib2.0-0,libpcsclite1"
)
MIRROR = "http://deb.debian.org/debian"
UNITS = Path("etc/systemd/system")
WITHOUT_USERS = "[Unit]\nStartLimitBurst={burst}\n[Service]\nPrivateUsers=no\n"
WATCHDOG_S, BACK_S = 20.0, 30.0
"""Promise R5: a frozen process is ended after 20 s and serves again 30 s later."""
SPARE = 3.0
"""Times of the promise that a machine that does other things beside gets."""
IN_A_CONTAINER = {"kiosk-core": 5, "kiosk-out-of-service": 0}
"""Services that want user namespaces, and their start limits."""
BOOT = """
set -e
mount --make-rprivate /
mount --bind {root} {root}
mount -t proc proc {root}/proc
mount -t tmpfs -o mode=755 tmpfs {root}/run
mount -t tmpfs -o mode=755 tmpfs {root}/dev
for one in null zero full random urandom tty; do touch {root}/dev/$one; mount --bind /dev/$one {root}/dev/$one; done
mount -t sysfs sysfs {root}/sys
mount -t cgroup2 cgroup2 {root}/sys/fs/cgroup
export container=kiosk-test
cd {root}
exec chroot {root} /lib/systemd/systemd --log-target=journal --show-status=no
"""
IS_ABLE = os.geteuid() == 0 and shutil.which("debootstrap") is not None and shutil.which("unshare") is not None

pytestmark = [
    soak_only,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(not IS_ABLE, reason="needs root, debootstrap and unshare"),
]


@dataclass
class Machine:
    """One that was installed and can be started."""

    root: Path
    first: int = 0
    unshare: "subprocess.Popen[bytes] | None" = None

    def chroot(self, *command: str) -> str:
        done = subprocess.run(["chroot", str(self.root), *command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def boot(self) -> None:
        namespaces = ["--pid", "--mount", "--uts", "--ipc", "--cgroup", "--net", "--fork", "--kill-child"]
        script = BOOT.format(root=self.root)
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

    @property
    def core(self) -> str:
        """Its process, by the machine's own counting."""
        return self.fact("kiosk-core", "MainPID")

    def signals(self, name: str) -> None:
        """To its process: the smallest Debian has no program `kill`."""
        assert self.inside("systemctl", "kill", "--kill-whom=main", f"--signal={name}", "kiosk-core")[0] == 0

    def switch_off(self) -> None:
        if self.unshare is not None:
            # Systemd as a first process hears no polite word; with its parent its whole namespace goes.
            self.unshare.kill()
            self.unshare.wait()
            self.unshare = None


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    made = Machine(tmp_path_factory.mktemp("machine") / "root")
    if ready := os.environ.get("KIOSK_DEBIAN"):
        subprocess.run(["cp", "-a", ready, str(made.root)], check=True)
    else:
        command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(made.root), MIRROR]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    release = made.root / "release"
    if ready := os.environ.get("KIOSK_RELEASE"):
        shutil.copytree(ready, release)
    else:
        subprocess.run(["sh", str(ROOT / "config" / "release.sh"), str(release)], check=True, cwd=ROOT)
    shutil.copy(SAMPLE, made.root / "terminal.toml")
    yield made
    made.switch_off()
    shutil.rmtree(made.root, ignore_errors=True)


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


def test_installed_started_killed_stopped_and_taken_away_again(machine: Machine) -> None:
    before = below(machine.root)
    assert "is installed" in machine.chroot("sh", "/release/install.sh", "--config", "/terminal.toml")
    _let_it_run_here(machine)
    machine.boot()
    # No panel here: the core alone.
    assert machine.inside("systemctl", "start", "kiosk-core")[0] == 0, machine.inside("journalctl", "-n", "30")[1]
    wait_until(machine.serves, SPARE * 8.0, "READY=1 of the core")
    killed = machine.core
    machine.signals("KILL")
    wait_until(lambda: machine.serves(killed), SPARE * BACK_S, "the core after kill -9")
    frozen = machine.core
    begun = time.monotonic()
    machine.signals("STOP")
    wait_until(lambda: machine.serves(frozen), SPARE * (WATCHDOG_S + BACK_S), "the core after SIGSTOP")
    assert time.monotonic() - begun > WATCHDOG_S / 2, "it was the watchdog that ended it, not something else"
    assert "watchdog" in machine.inside("journalctl", "-u", "kiosk-core", "-o", "cat", "--no-pager")[1].lower()
    machine.inside("systemctl", "stop", "kiosk-core")
    _the_page_after_five_starts(machine)
    machine.switch_off()
    for name in IN_A_CONTAINER:
        shutil.rmtree(machine.root / UNITS / f"{name}.service.d")
    shutil.rmtree(machine.root / "etc" / "kiosk" / "platform")
    code = "import sys; from kiosk.upkeep.__main__ import main; sys.exit(main(['uninstall', '--everything']))"
    packages = next((machine.root / "opt/kiosk/current/lib").glob("python3*/site-packages")).relative_to(machine.root)
    machine.chroot("env", f"PYTHONPATH=/{packages}", "python3", "-s", "-c", code)
    assert {path: told for path, told in below(machine.root).items() if before.get(path) != told} == {}
    assert set(before) == set(below(machine.root))


def _let_it_run_here(machine: Machine) -> None:
    """What a container does not have is taken out; a province is laid whose line leads nowhere."""
    for name, burst in IN_A_CONTAINER.items():
        folder = machine.root / UNITS / f"{name}.service.d"
        folder.mkdir()
        (folder / "container.conf").write_text(WITHOUT_USERS.format(burst=burst))
    (machine.root / UNITS / "multi-user.target.wants" / "kiosk.target").unlink()
    keys = machine.root.parent / "keys"
    keys.mkdir()
    certificates.make(keys, datetime.now(BEIJING))
    trust = machine.root / "etc" / "kiosk" / "platform" / "trust"
    shutil.copytree(keys / "trust", trust)
    (trust / "sandbox.toml").rename(trust / "province.toml")
    for path in (trust.parent, trust, *trust.iterdir()):
        path.chmod(0o755)


def _the_page_after_five_starts(machine: Machine) -> None:
    """A core that cannot start: five times, then the page, and the machine anew a quarter of an hour later."""
    trusted = machine.root / "etc" / "kiosk" / "platform" / "trust" / "province.toml"
    content = trusted.read_bytes()
    trusted.unlink()
    machine.inside("systemctl", "reset-failed")
    machine.inside("systemctl", "start", "--no-block", "kiosk-core")
    wait_until(
        lambda: machine.fact("kiosk-start-anew.timer", "ActiveState") == "active", SPARE * 60.0, "the page's timer"
    )
    assert machine.fact("kiosk-core", "NRestarts") == "5" or machine.fact("kiosk-core", "Result") != "success"
    assert Path(f"/proc/{machine.first}").exists(), "the machine has not started anew at once"
    trusted.write_bytes(content)
