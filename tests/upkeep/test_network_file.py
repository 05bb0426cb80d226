"""[network] of the terminal's file is what systemd-networkd does, or it is said why not; a wrong one goes again."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from first_file import lay_file

from config.network_settings import NetworkSettings
from config.settings import load
from config.toml_file import SettingsError
from kiosk.commands.network import lay_command
from kiosk.upkeep import gate as gate_module
from kiosk.upkeep.change import stage
from kiosk.upkeep.gate import main as gate
from kiosk.upkeep.install import LAID, Root, uninstall
from kiosk.upkeep.network_file import CURES, NETWORKD, UNIT, NetworkError, Obstacle, lay, obstacle, rendered, stands
from kiosk.upkeep.pieces import NETWORK, OPT, UNITS
from kiosk.upkeep.slots import TRIAL_S, VERDICT_S, SlotError

SYSTEMD = Path(__file__).parents[2] / "config" / "systemd"
SAMPLE = (Path(__file__).parents[2] / "config" / "terminals" / "huiyang-a2-07.toml").read_text("utf-8")
FIXED = NetworkSettings(
    interface="enp1s0",
    addressing="fixed",
    address="10.20.30.40/24",
    gateway="10.20.30.1",
    dns=("10.20.30.2", "10.9.9.9"),
)
AUTOMATIC = NetworkSettings(interface="enp1s0", addressing="automatic")
SECTION = """
[network]
interface = "enp1s0"
addressing = "fixed"
address = "10.20.30.40/24"
gateway = "10.20.30.1"
"""
HEAD = b"# [network] of the terminal's file, laid at each start of the kiosk: change it there.\n"
STANZA = "auto lo enp1s0\niface lo inet loopback\n\niface  enp1s0 inet dhcp\n"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A Debian that leaves its wired network to us, with a kiosk on it."""
    root = tmp_path / "root"
    for unit in (UNITS / UNIT, Path("usr/lib/systemd/system") / NETWORKD):
        (root / unit).parent.mkdir(parents=True)
        (root / unit).touch()
    (root / "run/systemd/resolve").mkdir(parents=True)
    (root / "etc/resolv.conf").symlink_to("../run/systemd/resolve/stub-resolv.conf")
    (root / OPT).mkdir(parents=True)
    (root / OPT / LAID).write_text('{"paths": [], "accounts": false, "accounts_absent": [], "folders": []}')
    lay_file(Root(root), SAMPLE.encode(), "first")
    return root


def test_a_fixed_address_is_these_bytes(machine: Path) -> None:
    assert lay(machine, FIXED)
    assert (machine / NETWORK).read_bytes() == (
        HEAD + b"[Match]\nName=enp1s0\n\n[Network]\nDHCP=no\nIPv6AcceptRA=no\nAddress=10.20.30.40/24\n"
        b"Gateway=10.20.30.1\nDNS=10.20.30.2\nDNS=10.9.9.9\n"
    )
    assert (machine / NETWORK).stat().st_mode & 0o777 == 0o644, "networkd is a user of its own"


def test_an_automatic_one_is_these(machine: Path) -> None:
    assert lay(machine, AUTOMATIC)
    told = b"[Match]\nName=enp1s0\n\n[Network]\nDHCP=yes\n\n[DHCPv4]\nUseHostname=no\n"
    assert (machine / NETWORK).read_bytes() == HEAD + told


def test_what_is_laid_already_is_nothing_to_read_again_and_without_the_table_it_goes(machine: Path) -> None:
    assert lay(machine, FIXED)
    assert not lay(machine, FIXED)
    assert stands(machine, FIXED)
    assert not stands(machine, AUTOMATIC)
    assert not stands(machine, None)
    (machine / NETWORK).with_name("20-hall.network").touch()
    assert lay(machine, None)
    assert not lay(machine, None)
    assert stands(machine, None)
    assert [file.name for file in (machine / NETWORK).parent.iterdir()] == ["20-hall.network"]


def hinder(machine: Path, what: str) -> None:
    wanted = machine / UNITS / "multi-user.target.wants"
    match what:
        case "an older installation":
            (machine / UNITS / UNIT).unlink()
        case "no networkd":
            (machine / "usr/lib/systemd/system" / NETWORKD).unlink()
        case "masked":
            (machine / UNITS / NETWORKD).symlink_to("/dev/null")
        case "interfaces":
            (machine / "etc/network").mkdir()
            (machine / "etc/network/interfaces").write_text(STANZA)
        case "interfaces.d":
            (machine / "etc/network/interfaces.d").mkdir(parents=True)
            (machine / "etc/network/interfaces.d/wired").write_text(STANZA)
        case "enabled":
            wanted.mkdir()
            (wanted / "NetworkManager.service").symlink_to("/lib/systemd/system/NetworkManager.service")
        case "running":
            (machine / "sys/fs/cgroup/system.slice/connman.service").mkdir(parents=True)
        case "no resolved":
            (machine / "etc/resolv.conf").unlink()
            (machine / "etc/resolv.conf").write_text("nameserver 10.9.9.9\n")


HINDERED = {
    "an older installation": Obstacle.OLDER,
    "no networkd": Obstacle.NO_NETWORKD,
    "masked": Obstacle.NO_NETWORKD,
    "interfaces": Obstacle.IFUPDOWN,
    "interfaces.d": Obstacle.IFUPDOWN,
    "enabled": Obstacle.OTHER,
    "running": Obstacle.OTHER,
    "no resolved": Obstacle.NO_RESOLVED,
}


@pytest.mark.parametrize(("what", "found"), HINDERED.items())
def test_who_looks_after_it_already_is_told_of_and_not_fought_with(machine: Path, what: str, found: Obstacle) -> None:
    assert lay(machine, FIXED)
    hinder(machine, what)
    assert obstacle(machine, FIXED) is found
    with pytest.raises(NetworkError, match=re.escape(CURES[found])):
        lay(machine, FIXED)
    assert not (machine / NETWORK).exists(), "what was laid before goes, too"


def test_another_interface_and_names_that_nobody_asks_for_hinder_nothing(machine: Path) -> None:
    hinder(machine, "interfaces")
    hinder(machine, "no resolved")
    assert obstacle(machine, FIXED.model_copy(update={"interface": "enp2s0", "dns": ()})) is None


def wanted(folder: Path, text: str) -> Path:
    file = folder / "wanted.toml"
    file.write_text(text, "utf-8")
    return file


def test_it_is_refused_before_it_is_tried_with_line_key_and_cure(machine: Path, tmp_path: Path) -> None:
    files = Root(machine).files
    hinder(machine, "interfaces")
    file = wanted(tmp_path, SAMPLE + SECTION)
    line = SAMPLE.count("\n") + 3
    with pytest.raises(SettingsError) as caught:
        stage(files, file, machine)
    assert str(caught.value) == f"{file}:{line}: 'network.interface' {CURES[Obstacle.IFUPDOWN]}"
    assert files.waiting == ""
    # A change of something else waits for nobody who put up such a service later.
    (machine / "etc/network/interfaces").unlink()
    stage(files, file, machine)
    files.begin()
    files.confirm()
    hinder(machine, "enabled")
    assert stage(files, wanted(tmp_path, SAMPLE + SECTION + "\n"), machine) == files.waiting


class Hall:
    """A terminal whose gate, network and health are driven by hand, its clock too."""

    def __init__(self, machine: Path, folder: Path) -> None:
        self.machine, self.folder, self.now = machine, folder, 1_000.0
        self.files = Root(machine).files

    def starts(self) -> str:
        """What systemd does before each start of the core, in its order."""
        answered = str(self.folder / "answered")
        gate(["begin", "--healthy", str(self.folder / "healthy"), "--measure", answered, str(self.files.base)])
        command = ["--config", str(self.files.base / "current/terminal.toml"), "--root", str(self.machine)]
        assert CliRunner().invoke(lay_command, command).exit_code == 0
        return self.files.current

    def passes(self, seconds: float) -> None:
        self.now += seconds
        judge = ["judge", "--healthy", str(self.folder / "healthy"), "--in-visit", str(self.folder / "in-visit")]
        gate([*judge, str(self.files.base)])


@pytest.fixture
def hall(machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    made = Hall(machine, tmp_path)
    monkeypatch.setattr("time.clock_gettime", lambda _: made.now)
    monkeypatch.setattr(gate_module, "_restart", lambda _: None)
    return made


def test_a_network_by_which_the_platform_does_not_answer_goes_again_by_itself(hall: Hall, tmp_path: Path) -> None:
    """A core calls itself healthy only where the platform answers (tests/kiosk/test_beats.py): here it does not."""
    file = wanted(tmp_path, SAMPLE + SECTION)
    name = stage(hall.files, file, hall.machine)
    assert hall.starts() == name
    assert stands(hall.machine, load(file).network)
    hall.passes(TRIAL_S + 1.0)
    assert hall.starts() == "first"
    assert not (hall.machine / NETWORK).exists(), "the machine's network is its own again"
    # By the network of before it answers: so it was the new one's fault, and the same is not tried twice.
    (tmp_path / "healthy").touch()
    hall.passes(VERDICT_S)
    with pytest.raises(SlotError, match="was tried and left again"):
        stage(hall.files, file, hall.machine)


def test_one_by_which_it_answers_stays_and_is_the_way_back_of_the_next(hall: Hall, tmp_path: Path) -> None:
    name = stage(hall.files, wanted(tmp_path, SAMPLE + SECTION), hall.machine)
    hall.starts()
    (tmp_path / "healthy").touch()
    hall.passes(30.0)
    assert hall.files.good == name
    stage(hall.files, wanted(tmp_path, SAMPLE + SECTION.replace("30.40", "30.41")), hall.machine)
    hall.starts()
    assert "Address=10.20.30.41/24" in (hall.machine / NETWORK).read_text()
    hall.passes(TRIAL_S + 1.0)
    assert hall.starts() == name
    assert "Address=10.20.30.40/24" in (hall.machine / NETWORK).read_text()


def test_the_command_says_in_one_line_what_stands_in_the_way(machine: Path, tmp_path: Path) -> None:
    hinder(machine, "running")
    file = wanted(tmp_path, SAMPLE + SECTION)
    done = CliRunner().invoke(lay_command, ["--config", str(file), "--root", str(machine)])
    assert done.exit_code == 1
    assert done.output == f"kiosk: {file}: 'network.interface' {CURES[Obstacle.OTHER]}\n"


@pytest.mark.parametrize(("what", "said"), [("masked", "unmask it"), ("", f"systemctl status {NETWORKD}")])
def test_a_systemd_that_refuses_keeps_no_cure_from_being_said(
    machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, said: str
) -> None:
    hinder(machine, what)
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "systemctl").write_text("#!/bin/sh\nexit 5\n")
    (programs / "systemctl").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    monkeypatch.setattr(Root, "is_this_machine", True)
    file = wanted(tmp_path, SAMPLE + SECTION)
    done = CliRunner().invoke(lay_command, ["--config", str(file), "--root", str(machine)])
    assert done.exit_code == 1
    assert said in done.output
    assert not (machine / NETWORK).exists(), "laid and unread it would pass for in force"


def test_uninstalled_nothing_of_it_lies_there(machine: Path) -> None:
    lay(machine, FIXED)
    uninstall(Root(machine), everything=False)
    assert not (machine / NETWORK).exists()


def test_the_unit_is_before_networkd_and_every_start_of_the_core_asks_it_after_the_gate() -> None:
    unit, core = ((SYSTEMD / f"kiosk-{name}.service").read_text("utf-8") for name in ("network", "core"))
    assert f" {NETWORKD} " in next(line for line in unit.splitlines() if line.startswith("Before="))
    begins = [line for line in core.splitlines() if line.startswith("ExecStartPre=")]
    assert [("gate begin" in line, line.endswith(f"systemctl start {UNIT}")) for line in begins] == [
        (True, False),
        (False, True),
    ]
    # A network that cannot be laid keeps no terminal from serving.
    assert begins[1].startswith("ExecStartPre=-+")
    assert "\nDefaultDependencies=no\n" in unit, "after networkd's own start, each would wait for the other"
    assert f"\nRuntimeDirectory={NETWORK.parent.relative_to('run')}\n" in unit


def test_what_is_rendered_is_only_what_was_checked() -> None:
    """No word of the file begins a line of its own there."""
    for network in (FIXED, AUTOMATIC):
        assert all(re.match(r"(#|\[\w+\]$|\w+=\S+$|$)", line) for line in rendered(network).split("\n"))
