"""The cable of the default route, from what the kernel shows in /proc and /sys. Nothing is sent."""

import errno
from pathlib import Path

from drivers.machine import Link, NetworkState

PROC, SYS = Path("/proc"), Path("/sys")
_UP = 0x0001
"""RTF_UP of linux/route.h."""
_REJECT = 0x0200
"""RTF_REJECT: a route that leads nowhere; IPv6 always has one."""
_ETHERNET = "1"
"""ARPHRD_ETHER of linux/if_arp.h."""


def network_state(proc: Path = PROC, sys: Path = SYS) -> NetworkState:
    """Look at the interface that the default route of IPv4, or else of IPv6, goes out by.

    Args:
        proc: where procfs is.
        sys: where sysfs is.
    """
    interface = _by_ipv4(_read(proc / "net/route")) or _by_ipv6(_read(proc / "net/ipv6_route"))
    if interface is None:
        return NetworkState(Link.NO_ROUTE)
    return NetworkState(_link(sys / "class/net" / interface), interface)


def wired_interfaces(sys: Path = SYS) -> tuple[str, ...]:
    """The machine's own wired interfaces by name: on a bus, Ethernet, no radio.

    Args:
        sys: where sysfs is.
    """
    folder = sys / "class/net"
    return tuple(sorted(one.name for one in folder.iterdir() if _is_wired(one))) if folder.is_dir() else ()


def _is_wired(folder: Path) -> bool:
    # What software made has no device; a radio has one, and says that it is one.
    has_radio = any((folder / name).exists() for name in ("wireless", "phy80211"))
    return (folder / "device").exists() and not has_radio and _read(folder / "type").strip() == _ETHERNET


def _link(folder: Path) -> Link:
    try:
        carrier = (folder / "carrier").read_text("ascii").strip()
    except OSError as error:
        # An interface that is switched off has no carrier to tell of (EINVAL).
        return Link.DOWN if error.errno == errno.EINVAL else Link.UNKNOWN
    return {"1": Link.UP, "0": Link.NO_CARRIER}.get(carrier, Link.UNKNOWN)


def _by_ipv4(table: str) -> str | None:
    """Columns of /proc/net/route: Iface Destination Gateway Flags RefCnt Use Metric Mask …, numbers in hex."""
    found: list[tuple[int, str]] = []
    for line in table.splitlines()[1:]:
        words = line.split()
        if len(words) >= 8 and words[1] == words[7] == "00000000":
            flags, metric = _number(words[3], 16), _number(words[6], 10)
            if flags is not None and metric is not None and flags & _UP and not flags & _REJECT:
                found.append((metric, words[0]))
    return min(found)[1] if found else None


def _by_ipv6(table: str) -> str | None:
    """Columns of /proc/net/ipv6_route: destination, length, source, length, next hop, metric, …, flags, name."""
    found: list[tuple[int, str]] = []
    for line in table.splitlines():
        words = line.split()
        if len(words) >= 10 and words[0] == "0" * 32 and words[1] == "00":
            metric, flags = _number(words[5], 16), _number(words[8], 16)
            if metric is not None and flags is not None and flags & _UP and not flags & _REJECT:
                found.append((metric, words[9]))
    return min(found)[1] if found else None


def _number(text: str, base: int) -> int | None:
    try:
        return int(text, base)
    except ValueError:
        return None


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii", "replace")
    except OSError:
        return ""
