"""[network] of the terminal's file as a file of systemd-networkd.

It lies below /run: the machine's next start begins without it, and whoever takes the kiosk away finds nothing of it.
What else looks after the same interface is not fought with: nothing is laid then, and it is said what to do.
"""

from enum import Enum
from pathlib import Path

from config.network_settings import NetworkSettings
from kiosk.upkeep.on_disk import write
from kiosk.upkeep.pieces import NETWORK, UNITS

UNIT = "kiosk-network.service"
NETWORKD = "systemd-networkd.service"
_HEAD = "# [network] of the terminal's file, laid at each start of the kiosk: change it there.\n"
_OTHERS = ("NetworkManager", "connman", "dhcpcd", "wicked")
"""Services that take every wired interface that they find."""
_RESOLVED = "run/systemd/resolve"


class Obstacle(Enum):
    """Why the network cannot be set on this machine."""

    OLDER = "older"
    NO_NETWORKD = "no_networkd"
    IFUPDOWN = "ifupdown"
    OTHER = "other"
    NO_RESOLVED = "no_resolved"


CURES = {
    Obstacle.OLDER: f"cannot be set by this installation, which has no {UNIT}: uninstall, then install this release",
    Obstacle.NO_NETWORKD: f"needs {NETWORKD}, which is missing or masked: install it, or unmask it",
    Obstacle.IFUPDOWN: "is looked after by /etc/network/interfaces: ifdown it, then take its stanza out there",
    Obstacle.OTHER: f"is looked after by one of {', '.join(_OTHERS)}: disable that service, then stop it",
    Obstacle.NO_RESOLVED: "names name servers, but /etc/resolv.conf is not systemd-resolved's: apt-get install it",
}
"""What is said of `network.interface`."""


class NetworkError(Exception):
    """The network was not laid; one line with its cure."""


def rendered(network: NetworkSettings) -> str:
    """The whole file, as systemd.network(5) of 252 has it."""
    lines = ["[Match]", f"Name={network.interface}", "", "[Network]"]
    if network.addressing == "automatic":
        # A lease may not name the terminal: papers and the platform know it by its file.
        lines += ["DHCP=yes", "", "[DHCPv4]", "UseHostname=no"]
    else:
        lines += ["DHCP=no", "IPv6AcceptRA=no", f"Address={network.address}"]
        lines += [f"Gateway={network.gateway}"] if network.gateway else []
        lines += [f"DNS={one}" for one in network.dns]
    return _HEAD + "\n".join(lines) + "\n"


def obstacle(machine: Path, network: NetworkSettings) -> Obstacle | None:
    """What stands in the way, from files that everybody may read; None where nothing does.

    Args:
        machine: its root.
        network: as it is to be.
    """
    if not (machine / UNITS / UNIT).exists():
        return Obstacle.OLDER
    masked = machine / UNITS / NETWORKD
    unit = machine / "usr/lib/systemd/system" / NETWORKD
    if not unit.exists() or (masked.is_symlink() and str(masked.readlink()) == "/dev/null"):
        return Obstacle.NO_NETWORKD
    if _is_of_ifupdown(machine / "etc/network", network.interface):
        return Obstacle.IFUPDOWN
    if any(_is_wanted_or_runs(machine, name) for name in _OTHERS):
        return Obstacle.OTHER
    if network.dns and _RESOLVED not in str((machine / "etc/resolv.conf").resolve()):
        return Obstacle.NO_RESOLVED
    return None


def lay(machine: Path, network: NetworkSettings | None) -> bool:
    """Have the file say what the terminal's file says; without a network there is none.

    Args:
        machine: its root.
        network: as it is to be; None: whoever looks after it looks after it.

    Returns:
        Whether something changed, so that systemd-networkd has to read it.

    Raises:
        NetworkError: something stands in the way. No file of ours lies there then, and one that did was taken away.
        OSError: it cannot be written.
    """
    file = machine / NETWORK
    hinders = obstacle(machine, network) if network is not None else None
    if network is None or hinders is not None:
        there = file.exists()
        file.unlink(missing_ok=True)
        if hinders is not None:
            raise NetworkError(f"'network.interface' {CURES[hinders]}")
        return there
    if stands(machine, network):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, rendered(network))
    return True


def stands(machine: Path, network: NetworkSettings | None) -> bool:
    """Whether what is laid is what the terminal's file says."""
    try:
        return (machine / NETWORK).read_text("utf-8") == (rendered(network) if network is not None else None)
    except OSError:
        return network is None


def _is_of_ifupdown(folder: Path, interface: str) -> bool:
    """As interfaces(5) writes it: a stanza begins `iface NAME`."""
    for file in (folder / "interfaces", *sorted((folder / "interfaces.d").glob("*"))):
        try:
            lines = file.read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
        if any(line.split()[:2] == ["iface", interface] for line in lines):
            return True
    return False


def _is_wanted_or_runs(machine: Path, name: str) -> bool:
    """By the link of `systemctl enable`, and by the control group that a running service has."""
    unit = f"{name}.service"
    enabled = machine / UNITS / "multi-user.target.wants" / unit
    return enabled.is_symlink() or (machine / "sys/fs/cgroup/system.slice" / unit).exists()
