"""The units, held against systemd's own tools: nothing wrong in them, and walls of at most 2.0."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import load
from drivers.process import WIPED
from kiosk.beats import ANSWERED
from kiosk.cabinet.pulse import HEALTHY, IN_VISIT
from kiosk.upkeep.pieces import PIECES, RUN

UNITS = Path(__file__).parents[2] / "config" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
MOST_EXPOSED = 2.0
"""Of `systemd-analyze security`, 0 to 10; promise S2."""

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")


@needs_systemd
def test_systemd_finds_nothing_wrong_in_the_units() -> None:
    units = sorted(str(path) for path in UNITS.iterdir())
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    # The compositor's program is of a Debian package that a test machine need not have.
    said = [line for line in done.stderr.splitlines() if "kiosk" in line and "weston is not executable" not in line]
    assert said == []


@needs_systemd
@pytest.mark.parametrize("name", SERVICES)
def test_every_service_stands_behind_walls(name: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNITS / name)],
        capture_output=True,
        text=True,
        check=False,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    overall = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
    assert overall is not None, done.stderr
    assert float(overall[1]) <= MOST_EXPOSED


def test_no_unit_names_a_group_that_a_bare_debian_has_not() -> None:
    """One that is missing keeps a service from starting: base-passwd has these, and systemd makes the last two."""
    for path in UNITS.glob("*.service"):
        for groups in re.findall(r"^SupplementaryGroups=(.+)$", path.read_text("utf-8"), re.M):
            assert set(groups.split()) <= {"video", "audio", "input", "lp", "systemd-journal"}, path.name


def test_every_unit_is_laid_and_every_piece_has_its_source() -> None:
    laid = {piece.source for piece in PIECES}
    assert {f"systemd/{path.name}" for path in UNITS.iterdir()} <= laid
    for piece in PIECES:
        assert piece.link or (UNITS.parent / piece.source).is_file(), piece


@pytest.mark.parametrize("name", ["kiosk-core.service", "kiosk-screens.service", "kiosk-compositor.service"])
def test_what_serves_is_watched_brought_back_and_not_for_ever(name: str) -> None:
    text = (UNITS / name).read_text("utf-8")
    for line in (
        "Type=notify",
        "WatchdogSec=20",
        "Restart=always",
        "StartLimitBurst=5",
        "StartLimitIntervalSec=600",
        "OnFailure=kiosk-out-of-service.service",
    ):
        assert f"\n{line}\n" in text, line


def test_what_asks_once_a_night_is_what_the_core_looks_for_and_what_is_taken_away() -> None:
    """Promise R9: nobody is sent away for it, and every terminal of a hall goes at another minute."""
    asks = re.search(r"^ExecStart=\S*touch (\S+)$", (UNITS / "kiosk-nightly.service").read_text("utf-8"), re.M)
    assert asks is not None
    core = (UNITS / "kiosk-core.service").read_text("utf-8")
    assert f"--leave-for {asks[1]}" in core
    assert f"--restart kiosk-screens.service --asked {asks[1]} " in core


def test_whose_health_the_gate_believes_is_forgotten_before_each_start() -> None:
    said = re.search(r"--healthy (\S+)", (UNITS / "kiosk-gate.service").read_text("utf-8"))
    begins = re.search(r"^ExecStartPre=(.*)$", (UNITS / "kiosk-core.service").read_text("utf-8"), re.M)
    assert said is not None
    assert begins is not None
    assert f" --healthy {said[1]} " in begins[1]


def test_the_gate_asks_whether_somebody_is_served_by_the_name_that_the_core_gives_it() -> None:
    gate, core = ((UNITS / f"kiosk-{name}.service").read_text("utf-8") for name in ("gate", "core"))
    for word in (f"--healthy /{RUN / HEALTHY} ", f"--in-visit /{RUN / IN_VISIT} "):
        assert word in gate
    for path in ("/opt/kiosk/trial", "/opt/kiosk/left", "/etc/kiosk/config/trial", "/etc/kiosk/config/left"):
        assert f"\nConditionPathExists=|{path}\n" in gate, path
    assert f" --measure /{RUN / ANSWERED} " in core


@needs_systemd
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("name", ["kiosk-core.service", "kiosk-self-check.service"])
def test_who_judges_the_clock_may_ask_the_kernel_for_it(name: str) -> None:
    """By the call that it makes: refused, each terminal would say for ever that its clock is not right."""
    asks = "from drivers.machine.clock_state import clock_state; clock_state()"
    command = ["strace", "-f", "-qq", "-e", "trace=adjtimex,clock_adjtime", sys.executable, "-c", asks]
    traced = subprocess.run(command, capture_output=True, text=True, check=True, cwd=UNITS.parents[1]).stderr
    asked = set(re.findall(r"^(?:\[pid +\d+\] )?(\w+)\(", traced, re.M))
    text = (UNITS / name).read_text("utf-8")
    assert asked
    assert asked <= _allowed(text)
    # Refuses them whatever the filter says.
    assert "ProtectClock=yes" not in text
    assert "\nCapabilityBoundingSet=\n" in text, "to set it is another matter"


def _allowed(unit: str) -> set[str]:
    """The system calls that a unit's SystemCallFilter= lines leave, as systemd.exec(5) adds and takes them."""
    allowed: set[str] = set()
    for line in re.findall(r"^SystemCallFilter=(.+)$", unit, re.M):
        for word in line.lstrip("~").split():
            named = _calls(word)
            allowed = allowed - named if line.startswith("~") else allowed | named
    return allowed


def _calls(word: str) -> set[str]:
    if not word.startswith("@"):
        return {word}
    command = ["systemd-analyze", "syscall-filter", "--no-pager", word]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {call for line in said.splitlines()[1:] if (one := line.strip()) and one[0] != "#" for call in _calls(one)}


def test_who_judges_the_network_stands_in_the_machines_own() -> None:
    for name in ("kiosk-core.service", "kiosk-self-check.service"):
        text = (UNITS / name).read_text("utf-8")
        assert "PrivateNetwork=yes" not in text
        # Where the kernel shows its routes.
        assert "ProcSubset=" not in text
    assert "\nIPAddressDeny=any\n" in (UNITS / "kiosk-self-check.service").read_text("utf-8")


def test_what_staff_export_as_the_log_the_core_may_read() -> None:
    """In a hall the core writes to journald alone: the file names who reads it, the unit the group that may."""
    staff = load(UNITS.parent / "terminals" / "huiyang-a2-07.toml").staff
    assert staff is not None
    assert staff.log_command[:2] == ("/usr/bin/journalctl", "--unit=kiosk-*")
    core = (UNITS / "kiosk-core.service").read_text("utf-8")
    assert " systemd-journal\n" in core


def test_who_lets_the_core_start_the_machine_anew_is_among_the_packages() -> None:
    packages = (
        (UNITS.parents[1] / "requirements" / "system.txt").read_text("utf-8").partition("The demo and the tests")[0]
    )
    assert "\npolkitd\n" in packages


POLICIES = Path("/usr/share/polkit-1/actions")
"""Where packages say what polkit can be asked for."""


def test_the_core_may_start_anew_and_set_the_clock_and_nothing_else_of_the_system() -> None:
    """Over D-Bus (AF_UNIX), as logind and timedated name it: to set a clock itself the core lacks the capability."""
    rules = (UNITS.parent / "system" / "polkit.rules").read_text("utf-8")
    named = re.findall(r'"(org\.freedesktop\.[\w.-]+)"', rules)
    login, timedate = "org.freedesktop.login1.", "org.freedesktop.timedate1."
    deeds = {"power-off", "power-off-multiple-sessions", "reboot", "reboot-multiple-sessions"}
    assert set(named) == {f"{login}{deed}" for deed in deeds} | {f"{timedate}set-ntp", f"{timedate}set-time"}
    for service in ("login1", "timedate1"):
        policy = POLICIES / f"org.freedesktop.{service}.policy"
        known = set(re.findall(r'<action id="([^"]+)"', policy.read_text("utf-8"))) if policy.exists() else set(named)
        assert {action for action in named if f".{service}." in action} <= known
    core = (UNITS / "kiosk-core.service").read_text("utf-8")
    assert "AF_UNIX" in next(line for line in core.splitlines() if line.startswith("RestrictAddressFamilies="))


def test_the_core_overwrites_what_it_gives_back() -> None:
    core = (UNITS / "kiosk-core.service").read_text("utf-8")
    for name, value in WIPED.items():
        assert f"{name}={value}" in core


def test_the_nightly_minute_is_another_for_every_terminal() -> None:
    assert "\nRandomizedDelaySec=" in (UNITS / "kiosk-nightly.timer").read_text("utf-8")


def test_the_gate_sees_which_start_of_the_machine_this_is() -> None:
    """It reads /proc/sys/kernel/random/boot_id: without it what never becomes healthy would never be left."""
    assert "ProcSubset=" not in (UNITS / "kiosk-gate.service").read_text("utf-8")


def test_the_screens_have_no_powers() -> None:
    text = (UNITS / "kiosk-screens.service").read_text("utf-8")
    for line in ("PrivateNetwork=yes", "PrivateDevices=yes", "RestrictAddressFamilies=AF_UNIX", "IPAddressDeny=any"):
        assert f"\n{line}\n" in text, line
    assert "/var/lib/kiosk" in next(line for line in text.splitlines() if line.startswith("InaccessiblePaths="))
