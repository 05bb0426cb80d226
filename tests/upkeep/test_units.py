"""The units, held against systemd's own tools: nothing wrong in them, and walls of at most 2.0."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drivers.process import WIPED
from kiosk.upkeep.pieces import PIECES

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
    """One that is missing keeps a service from starting: base-passwd has these, and systemd makes `input`."""
    for path in UNITS.glob("*.service"):
        for groups in re.findall(r"^SupplementaryGroups=(.+)$", path.read_text("utf-8"), re.M):
            assert set(groups.split()) <= {"video", "audio", "input", "lp"}, path.name


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
