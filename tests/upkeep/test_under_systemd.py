"""A machine of its own: Debian in a folder, systemd as its first process; the whole release installed, broken, cut off,
updated well and badly, brought back, removed.

Needs root, debootstrap and a Debian mirror, and takes twenty minutes: soak only. `KIOSK_DEBIAN` names a folder that was
made before (`debootstrap --variant=minbase --include=PACKAGES bookworm FOLDER`), `KIOSK_RELEASE` a release; else both
are made here. What does not run in a container: the panel (weston), devices, the hardware watchdog, and user
namespaces, which the drop-in below takes out; the rest of the units' walls stand. Nor are there screens and a platform,
without which no core calls itself healthy: that word is the test's. A power cut here ends every process at once; what
the kernel has not written yet is not lost by it (the journal's own cuts: tests/faults).
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from booted_machine import Machine, below
from securesystemslib.signer import CryptoSigner
from waiting import soak_only, wait_until

from config.settings import load
from drivers.clock import BEIJING
from kiosk.sandbox import certificates
from kiosk.upkeep.pieces import ROLLBACK, UPDATE
from kiosk.upkeep.publishing import Keys, begin_repository, publish
from kiosk.upkeep.release import write_list

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "config" / "terminals" / "huiyang-a2-07.toml"
PACKAGES = (
    "systemd,systemd-sysv,udev,dbus,python3,python3-venv,passwd,util-linux,libgl1,libegl1,libxkbcommon0,libdbus-1-3,"
    "libfontconfig1,libglib2.0-0,libpcsclite1,libpam-systemd,polkitd,iproute2"
)
MIRROR = "http://deb.debian.org/debian"
UNITS = Path("etc/systemd/system")
WITHOUT_USERS = "[Unit]\nStartLimitBurst={burst}\n[Service]\nPrivateUsers=no\n"
WITHOUT_PANEL = "[Unit]\nConditionPathExists=/dev/dri\n"
SOON = "[Timer]\nOnActiveSec=\nOnActiveSec=5\n"
AT_ONCE = "[Unit]\nSuccessAction=reboot-immediate\n"
"""A container may not unmount what it shares with the machine that it stands on."""
SERVING_S = 60.0
"""Promise R4: from power to serving."""
WATCHDOG_S, BACK_S = 20.0, 30.0
"""Promise R5: a frozen process is ended after 20 s and serves again 30 s later."""
GATE_S = 35.0
"""Between two looks of the gate, as its timer has it."""
SPARE = 3.0
"""Times of the promise that a machine that does other things beside gets."""
SEEN = Path("var/lib/kiosk")
"""Where what a service sees from inside its walls is written down."""
FROM_THE_CORE = """
{log} >/var/lib/kiosk/seen-log 2>&1
busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager {may} \\
    >/var/lib/kiosk/seen-may 2>&1
"""
BY_THE_CORE = "ExecStartPost=-/bin/sh /release/from-the-core.sh\n"
"""What its screen's buttons do, from where they do it."""
AS_JSON = "ExecStart=\nExecStart=/bin/sh /release/self-check.sh\n"
IN_A_CONTAINER = {
    "kiosk-core.service": WITHOUT_USERS.format(burst=5) + BY_THE_CORE,
    "kiosk-out-of-service.service": WITHOUT_USERS.format(burst=0),
    "kiosk-nightly.service": WITHOUT_USERS.format(burst=0),
    "kiosk-self-check.service": WITHOUT_USERS.format(burst=0) + AS_JSON,
    "kiosk-start-anew.service": AT_ONCE + WITHOUT_USERS.format(burst=0),
    "kiosk-start-anew.timer": SOON,
    "kiosk-screens.service": WITHOUT_PANEL,
    "kiosk-compositor.service": WITHOUT_PANEL,
}
"""Units that want what a container has not, and what is said to them instead."""
FIRST, GOOD, BAD = "0.1.0", "0.2.0", "0.3.0"
FILLED_S = 300.0
"""A release is unpacked, installed and compiled."""
ENDS = "raise SystemExit(3)\n"
"""What the core of the bad release is."""
STARTS = """
import sqlite3
from pathlib import Path
from kiosk.journal_rows import first_bad_row
path = Path("/var/lib/kiosk/journal.sqlite")
assert first_bad_row(path) is None
print(sqlite3.connect(path).execute("SELECT count(*) FROM ledger WHERE kind = 'core-started'").fetchone()[0])
"""
IS_ABLE = os.geteuid() == 0 and shutil.which("debootstrap") is not None and shutil.which("unshare") is not None

pytestmark = [
    soak_only,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not IS_ABLE, reason="needs root, debootstrap and unshare"),
]


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
    made.cut_the_power()
    shutil.rmtree(made.root, ignore_errors=True)


def test_installed_broken_cut_off_updated_brought_back_and_taken_away_again(machine: Machine) -> None:
    before = below(machine.root)
    keys = Keys([CryptoSigner.generate_ed25519() for _ in range(3)], CryptoSigner.generate_ed25519())
    repository = machine.root.parent / "repository"
    shutil.copy(begin_repository(repository, keys, datetime.now(UTC)), machine.root / "tmp" / "1.root.json")
    options = ("--config", "/terminal.toml", "--update-root", "/tmp/1.root.json")
    # As the careful among those who install have it: nothing of what is laid may depend on it.
    said = machine.chroot("sh", "-c", "umask 077 && exec sh /release/install.sh " + " ".join(options))
    assert "is installed" in said
    _let_it_run_here(machine)
    machine.boot()
    # Nobody starts it: systemd does, with everything else of the target but the panel.
    wait_until(machine.serves, SPARE * SERVING_S, "the core after the first start of the machine")
    for timer in ("kiosk-gate.timer", "kiosk-self-check.timer", "kiosk-nightly.timer", "kiosk-change.path"):
        assert machine.fact(timer, "ActiveState") == "active", timer
    _staff_reach_the_log_and_may_start_it_anew(machine)
    _the_self_check_sees_clock_and_cable(machine)
    _killed_and_frozen_it_is_back(machine)
    _once_a_night_it_starts_anew(machine)
    _power_comes_back(machine)
    _an_update_is_kept_when_it_is_healthy(machine, repository, keys)
    _one_that_does_not_start_is_left_alone(machine, repository, keys)
    _back_by_hand(machine)
    _the_page_after_five_starts_and_the_machine_anew(machine)
    machine.cut_the_power()
    for name in IN_A_CONTAINER:
        shutil.rmtree(machine.root / UNITS / f"{name}.d")
    shutil.rmtree(machine.root / "etc" / "kiosk" / "platform")
    code = "import sys; from kiosk.upkeep.__main__ import main; sys.exit(main(['uninstall', '--everything']))"
    packages = next((machine.root / "opt/kiosk/current/lib").glob("python3*/site-packages")).relative_to(machine.root)
    machine.chroot("env", f"PYTHONPATH=/{packages}", "python3", "-s", "-c", code)
    assert {path: told for path, told in below(machine.root).items() if before.get(path) != told} == {}
    assert set(before) == set(below(machine.root))


def _let_it_run_here(machine: Machine) -> None:
    """What a container does not have is taken out; a province is laid whose line leads nowhere."""
    for name, content in IN_A_CONTAINER.items():
        folder = machine.root / UNITS / f"{name}.d"
        folder.mkdir()
        (folder / "container.conf").write_text(content)
    staff = load(SAMPLE).staff
    assert staff is not None
    content = FROM_THE_CORE.format(log=shlex.join(staff.log_command), may="CanReboot")
    (machine.root / "release" / "from-the-core.sh").write_text(content)
    checks = re.search(
        r"^ExecStart=(.*) --pdf \S+$", (ROOT / "config/systemd/kiosk-self-check.service").read_text(), re.M
    )
    assert checks is not None
    content = f"{checks[1]} --json >/{SEEN}/seen-self-check\n"
    (machine.root / "release" / "self-check.sh").write_text(content)
    for script in ("from-the-core.sh", "self-check.sh"):
        (machine.root / "release" / script).chmod(0o644)
    keys = machine.root.parent / "keys"
    keys.mkdir()
    certificates.make(keys, datetime.now(BEIJING))
    trust = machine.root / "etc" / "kiosk" / "platform" / "trust"
    shutil.copytree(keys / "trust", trust)
    (trust / "sandbox.toml").rename(trust / "province.toml")
    for path in (trust.parent, trust, *trust.iterdir()):
        path.chmod(0o755)


def _staff_reach_the_log_and_may_start_it_anew(machine: Machine) -> None:
    """As the core, behind its walls: journald's lines, and polkit's word that the user may."""
    log = (machine.root / SEEN / "seen-log").read_text("utf-8", "replace")
    assert " core INFO " in log, log
    assert (machine.root / SEEN / "seen-may").read_text() == 's "yes"\n'


def _the_self_check_sees_clock_and_cable(machine: Machine) -> None:
    """Whether this machine's clock is right is another matter: it was asked, and answered."""
    assert machine.inside("ip", "route", "add", "default", "dev", "lo")[0] == 0
    assert machine.inside("systemctl", "start", "kiosk-self-check.service")[0] == 0, machine.log("kiosk-self-check")
    told = json.loads((machine.root / SEEN / "seen-self-check").read_text("utf-8"))
    found = {one["what"]: one for one in told["findings"]}
    assert "synchronised, within" in found["clock"]["said"]
    assert (found["network"]["verdict"], found["network"]["said"]) == ("good", "up lo")


def _killed_and_frozen_it_is_back(machine: Machine) -> None:
    killed = machine.core
    machine.signals("KILL")
    wait_until(lambda: machine.serves(killed), SPARE * BACK_S, "the core after kill -9")
    frozen = machine.core
    begun = time.monotonic()
    machine.signals("STOP")
    wait_until(lambda: machine.serves(frozen), SPARE * (WATCHDOG_S + BACK_S), "the core after SIGSTOP")
    assert time.monotonic() - begun > WATCHDOG_S / 2, "it was the watchdog that ended it, not something else"
    assert "watchdog" in machine.log("kiosk-core").lower()
    machine.inside("systemctl", "reset-failed", "kiosk-core")


def _once_a_night_it_starts_anew(machine: Machine) -> None:
    """Promise R9: the timer's own service, asked for now; nothing forces the core, it goes by itself."""
    old = machine.core
    assert machine.inside("systemctl", "start", "kiosk-nightly.service")[0] == 0, machine.log("kiosk-nightly")
    wait_until(lambda: machine.serves(old), SPARE * BACK_S, "the core of the morning")
    assert "ending between two visits" in machine.log("kiosk-core")
    assert not (Path(f"/proc/{machine.first}/root") / "run/kiosk/anew").exists(), "asked once, gone once"
    assert machine.fact("kiosk-core", "Result") == "success"


def _power_comes_back(machine: Machine) -> None:
    """Promise R4: no hands; and the journal goes on where it was."""
    starts = _starts(machine)
    machine.cut_the_power()
    begun = time.monotonic()
    machine.boot()
    wait_until(machine.serves, SPARE * SERVING_S, "the core after a power cut")
    assert time.monotonic() - begun < SPARE * SERVING_S
    assert _starts(machine) == starts + 1


def _starts(machine: Machine) -> int:
    """How often a core has begun, as its own journal has it: sound to its last row."""
    failed, said = machine.inside("/opt/kiosk/current/bin/python", "-I", "-c", STARTS)
    assert failed == 0, said
    return int(said)


def _an_update_is_kept_when_it_is_healthy(machine: Machine, repository: Path, keys: Keys) -> None:
    """Laid by the core, believed by the service with rights; cut off in the middle of it, it goes on by itself."""
    publish(repository, _release(machine, GOOD), keys, datetime.now(UTC), 1)
    machine.wants(UPDATE, repository)
    unfinished = machine.root / "opt/kiosk/versions" / f".unfinished-{GOOD}"
    wait_until(unfinished.exists, SPARE * FILLED_S, "the update is being filled in")
    machine.cut_the_power()
    assert machine.chroot("readlink", "/opt/kiosk/current").strip() == f"versions/{FIRST}"
    machine.boot()
    wait_until(lambda: machine.serves_by(GOOD), SPARE * FILLED_S, "the core of the new version")
    # On trial: the gate looks, by its own timer, which found nothing to do before, and neither keeps it nor leaves it.
    looks = machine.log("kiosk-gate").count("Finished")
    wait_until(lambda: machine.log("kiosk-gate").count("Finished") > looks, SPARE * GATE_S, "the gate looks")
    assert machine.versions() | {"runs": GOOD, "good": FIRST} == machine.versions()
    machine.inside("touch", "/run/kiosk/healthy")
    wait_until(lambda: machine.versions()["good"] == GOOD, SPARE * GATE_S, "the gate keeps it")
    assert machine.versions() | {"runs": GOOD, "good": GOOD, "before": FIRST} == machine.versions()


def _one_that_does_not_start_is_left_alone(machine: Machine, repository: Path, keys: Keys) -> None:
    """Three starts, then the old one again, by systemd alone."""
    publish(repository, _release(machine, BAD, broken=True), keys, datetime.now(UTC), 2)
    machine.inside("systemctl", "reset-failed", "kiosk-core")
    machine.wants(UPDATE, repository)
    wait_until(lambda: BAD in machine.versions(), SPARE * FILLED_S, f"{BAD} is refused")
    wait_until(lambda: machine.serves_by(GOOD), SPARE * BACK_S, "the core of the version before")
    versions = machine.versions()
    assert (versions["runs"], versions["good"]) == (GOOD, GOOD)
    assert "never became healthy" in versions[BAD]


def _back_by_hand(machine: Machine) -> None:
    machine.inside("systemctl", "reset-failed", "kiosk-core")
    machine.wants(ROLLBACK)
    wait_until(lambda: machine.serves_by(FIRST), SPARE * BACK_S, "the core of the version before")


def _release(machine: Machine, version: str, *, broken: bool = False) -> Path:
    """The release of this checkout under another number, or with a core that ends at once."""
    made = machine.root.parent / version
    shutil.copytree(machine.root / "release", made)
    if broken:
        wheel = next((made / "wheels").glob("kiosk-*.whl"))
        whole = wheel.rename(wheel.with_suffix(".whole"))
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(wheel, "w") as new:
            for one in old.infolist():
                new.writestr(one, ENDS if one.filename == "kiosk/app.py" else old.read(one))
        whole.unlink()
    (made / "release.json").unlink()
    write_list(made, version)
    return made


def _the_page_after_five_starts_and_the_machine_anew(machine: Machine) -> None:
    """A core that cannot start: five times, then the page, and the machine anew (here after 5 s, not 15 min)."""
    trusted = machine.root / "etc" / "kiosk" / "platform" / "trust" / "province.toml"
    content = trusted.read_bytes()
    trusted.unlink()
    machine.inside("systemctl", "stop", "kiosk-core")
    machine.inside("systemctl", "reset-failed")
    machine.inside("systemctl", "start", "--no-block", "kiosk-core")
    wait_until(lambda: not machine.is_on(), SPARE * 60.0, "the machine ends")
    machine.cut_the_power()
    trusted.write_bytes(content)
    machine.boot()
    wait_until(machine.serves, SPARE * SERVING_S, "the core after the machine was started anew")
    assert "five starts in ten minutes" in machine.inside("journalctl", "-t", "kiosk", "-o", "cat", "--no-pager")[1]
