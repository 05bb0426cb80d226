"""A real systemd with its networkd, in namespaces of their own over this machine's files: what the unit lays is so.

Needs root, and a Debian with systemd as the one that the tests run on: soak only, ten seconds. Nothing of this
machine is changed: what is written lies in memory, and both ends of the cable are in a network of their own.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from booted_machine import Machine
from waiting import soak_only, wait_until

from kiosk.upkeep import gate
from kiosk.upkeep.network_file import CURES, NETWORKD, UNIT, Obstacle
from kiosk.upkeep.pieces import CONFIG, OPT, UNITS

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "config" / "terminals" / "huiyang-a2-07.toml").read_text("utf-8")
START = """
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs {memory}
mkdir {memory}/upper {memory}/work {{root}}
mount -t overlay overlay -o lowerdir=/,upperdir={memory}/upper,workdir={memory}/work {{root}}
for one in {read}; do
    mkdir -p {{root}}$one; mount --bind $one {{root}}$one; mount -o remount,bind,ro {{root}}$one
done
mount -t proc proc {{root}}/proc
mount -t tmpfs -o mode=755 tmpfs {{root}}/run
mount -t tmpfs -o mode=755 tmpfs {{root}}/dev
for one in null zero full random urandom tty; do touch {{root}}/dev/$one; mount --bind /dev/$one {{root}}/dev/$one; done
ln -s pts/ptmx {{root}}/dev/ptmx
mount -t sysfs -o ro sysfs {{root}}/sys
mount -t cgroup2 cgroup2 {{root}}/sys/fs/cgroup
cp -a {laid}/. {{root}}/
ip link add wired0 type veth peer name hall0
ip link set hall0 up
export container=kiosk-test
cd {{root}}
exec chroot {{root}} /lib/systemd/systemd --log-target=journal --show-status=no --unit=kiosk.target
"""
"""With a read-only /sys networkd asks no udev, which is left out: it would ask the devices of the machine below."""
PYTHON = '#!/bin/sh\nPYTHONPATH={root} exec {python} "$@"\n'
HALL = "[Match]\nName=wired0\n[Network]\nAddress=192.168.9.9/24\n"
SECTION = '[network]\ninterface = "wired0"\naddressing = "fixed"\n'
FILES = {
    "nothing": "",
    "fixed": f'{SECTION}address = "10.20.30.40/24"\ngateway = "10.20.30.1"\n',
    "other": f'{SECTION}address = "2001:db8::5/64"\ngateway = "fe80::1"\n',
}
SOON_S = 30.0
LEFT_OUT = (
    "systemd-udevd",
    "systemd-udev-trigger",
    "systemd-sysctl",
    "systemd-modules-load",
    "systemd-tmpfiles-setup",
    "networking",
)
IS_ABLE = os.geteuid() == 0 and all(shutil.which(one) for one in ("unshare", "nsenter", "networkctl", "ip"))

pytestmark = [soak_only, pytest.mark.skipif(not IS_ABLE, reason="needs root, unshare and systemd-networkd")]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    laid, memory = tmp_path / "laid", tmp_path / "memory"
    memory.mkdir()
    _lay(laid)
    read = " ".join(str(one) for one in (ROOT, sys.prefix, sys.base_prefix))
    made = Machine(memory / "root", START.format(memory=memory, read=read, laid=laid))
    made.boot()
    yield made
    made.cut_the_power()


def _lay(root: Path) -> None:
    """A kiosk of which the unit alone starts, with this checkout in the place of a version."""
    for name in gate.FILES:
        target = root / OPT / "gate" / "kiosk" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "kiosk" / name, target)
    (root / OPT / "gate" / "__main__.py").write_text(gate.STARTS)
    python = root / OPT / "versions" / "here" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(PYTHON.format(root=ROOT, python=sys.executable))
    python.chmod(0o755)
    (root / OPT / "current").symlink_to("versions/here")
    for name, section in FILES.items():
        file = root / CONFIG / "versions" / name / "terminal.toml"
        file.parent.mkdir(parents=True)
        file.write_text(f"{SAMPLE}\n{section}", "utf-8")
    (root / CONFIG / "current").symlink_to("versions/fixed")
    wants = root / UNITS / "kiosk.target.wants"
    wants.mkdir(parents=True)
    shutil.copy(ROOT / "config" / "systemd" / UNIT, root / UNITS)
    # Where whoever tests has this checkout and its Python is no matter of the unit's walls.
    (root / UNITS / f"{UNIT}.d").mkdir()
    (root / UNITS / f"{UNIT}.d" / "here.conf").write_text("[Service]\nProtectHome=no\nPrivateTmp=no\n")
    # Not basic.target: what else this machine would start is none of this test's.
    (root / UNITS / "kiosk.target").write_text("[Unit]\nDescription=A network\n")
    for unit in (NETWORKD, "dbus.service"):
        (wants / unit).symlink_to(f"/lib/systemd/system/{unit}")
    (wants / UNIT).symlink_to(f"../{UNIT}")
    for name in LEFT_OUT:
        (root / UNITS / f"{name}.service").symlink_to("/dev/null")


def addresses(machine: Machine) -> str:
    return machine.inside("ip", "-brief", "address", "show", "wired0")[1]


def runs(machine: Machine, name: str) -> bool:
    """That file is the terminal's from now on, and the core starts: whether the unit did what it says."""
    machine.inside("ln", "-sfn", f"versions/{name}", f"/{CONFIG}/current")
    return machine.inside("systemctl", "start", UNIT)[0] == 0


def test_the_network_of_the_file_is_the_machines_and_goes_with_it(machine: Machine) -> None:
    wait_until(lambda: "10.20.30.40/24" in addresses(machine), SOON_S, "the address of the file")
    assert "default via 10.20.30.1 dev wired0" in machine.inside("ip", "route")[1]
    laid = int(machine.fact(UNIT, "ExecMainExitTimestampMonotonic"))
    assert 0 < laid <= int(machine.fact(NETWORKD, "InactiveExitTimestampMonotonic")), "before networkd begins"
    assert not re.search("ordering cycle", machine.inside("journalctl", "-b", "-o", "cat", "--no-pager")[1])
    assert runs(machine, "other")
    wait_until(lambda: "2001:db8::5/64" in addresses(machine), SOON_S, "another one")
    assert "10.20.30.40" not in addresses(machine)
    # Without the table it is the machine's own again.
    machine.inside("sh", "-c", f"printf '{HALL}' >/etc/systemd/network/20-hall.network")
    assert runs(machine, "nothing")
    wait_until(lambda: "192.168.9.9/24" in addresses(machine), SOON_S, "the machine's own")
    assert "2001:db8::5" not in addresses(machine)
    # What else looks after an interface is seen from behind the unit's walls, and nothing of ours stays.
    assert runs(machine, "fixed")
    wait_until(lambda: "10.20.30.40/24" in addresses(machine), SOON_S, "that of the file once more")
    assert machine.inside("systemd-run", "--unit=NetworkManager", "sleep", "600")[0] == 0
    try:
        assert not runs(machine, "fixed")
    finally:
        # Control groups are this machine's: none is left behind.
        machine.inside("systemctl", "stop", "NetworkManager")
    assert CURES[Obstacle.OTHER] in machine.log(UNIT)
    wait_until(lambda: "192.168.9.9/24" in addresses(machine), SOON_S, "the machine's own, which nobody fights with")
    assert "10.20.30.40" not in addresses(machine)
