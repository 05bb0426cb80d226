"""What is plugged into the computer: USB devices as the kernel lists them. What was not there before is told."""

from dataclasses import dataclass
from pathlib import Path

SYS = Path("/sys")
BUS = SYS / "bus/usb/devices"
HUB = "09"
"""bDeviceClass of a hub (USB 2.0, 11.23.1)."""
LONGEST = 40
"""Of a name that a device says of itself (our choice): anybody can say anything."""


@dataclass(frozen=True, slots=True, order=True)
class Plugged:
    """One device."""

    socket: str
    """Where it is plugged in, e.g. 1-2.3."""
    vendor: str
    product: str
    """Four hex digits each."""
    name: str = ""
    """As it calls itself: printable ASCII, cut."""
    is_refused: bool = False
    """Whether the kernel keeps every driver from it, as USBGuard has told it to."""

    @property
    def key(self) -> str:
        """What it is told apart by: another device in the same socket is another."""
        return f"{self.socket} {self.vendor}:{self.product}"


def plugged_in(bus: Path = BUS) -> tuple[Plugged, ...]:
    """Everything but hubs; nothing where the kernel has no USB."""
    found = []
    for folder in bus.glob("[0-9]*-*"):
        if ":" in folder.name or _read(folder / "bDeviceClass") == HUB:
            continue
        vendor, product = _read(folder / "idVendor"), _read(folder / "idProduct")
        if vendor and product:
            said = _read(folder / "product")
            name = "".join(sign for sign in said if sign.isascii() and sign.isprintable())[:LONGEST]
            found.append(Plugged(folder.name, vendor, product, name, _read(folder / "authorized") == "0"))
    return tuple(sorted(found))


def this_computer(sys: Path = SYS) -> str:
    """Maker, board and the addresses of its own network sockets, as the kernel has them; the same after every start.

    The board's serial number is root's to read; an address that a network card was made with is everybody's.
    """
    board = [_read(sys / "class/dmi/id" / name) for name in ("board_vendor", "board_name", "board_version")]
    # What has no device behind it (bridges, tunnels) is made anew at every start.
    sockets = sorted(_read(link / "address") for link in (sys / "class/net").glob("*") if (link / "device").exists())
    return " ".join(word for word in (*board, *sockets) if word)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
