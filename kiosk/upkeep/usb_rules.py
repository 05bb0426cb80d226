"""The list of USBGuard: what is plugged in when a terminal is accepted is let in, there and nowhere else; nothing more.

The kernel asks before any driver sees a device: a keyboard, a network card or a stick that somebody brings stays dumb,
and the staff's page says that it was refused (kiosk/staff/plugged.py reads `authorized`).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from config.toml_file import SettingsError

BUS = Path("/sys/bus/usb/devices")
MASS_STORAGE = "08:06:50"
"""A stick and nothing else: SCSI commands over bulk transfers (USB Mass Storage Class, overview 1.4, 2 and 3)."""
HEAD = """\
# /etc/kiosk/usb-rules.conf, written by `python -m kiosk devices usb-rules`; read by USBGuard.
# Each line: one device with its number, in its socket, with exactly the faces that it has now. All else is refused.
"""
_SOCKET = re.compile(r"\d+-\d+(\.\d+)*")


def rules(sticks: Iterable[str] = (), bus: Path = BUS) -> str:
    """The whole list.

    Args:
        sticks: sockets where anybody's stick may be put: the residents', and the staff's behind the service door.
        bus: what the kernel knows.

    Raises:
        SettingsError: a socket that is none, or nothing is plugged in: then the list would shut everything out.
    """
    lines = tuple(_plugged_in(bus))
    if not lines:
        raise SettingsError(f"{bus}: nothing is plugged in: a list of nothing would refuse the terminal's own devices")
    for socket in sticks:
        if not _SOCKET.fullmatch(socket):
            raise SettingsError(f"'{socket}' is no socket: give it as the kernel names it, e.g. 1-2.3")
    anybodys = (f"allow via-port {_quoted(socket)} with-interface equals {{ {MASS_STORAGE} }}" for socket in sticks)
    return "\n".join((HEAD + "\n".join((*lines, *anybodys)), "block", ""))


def _plugged_in(bus: Path) -> Iterator[str]:
    """Hubs too: what stands behind one that is refused is not there."""
    for folder in sorted(bus.glob("[0-9]*-*")):
        vendor, product = _read(folder / "idVendor"), _read(folder / "idProduct")
        if ":" in folder.name or not re.fullmatch(r"[0-9a-f]{4}:[0-9a-f]{4}", f"{vendor}:{product}"):
            continue
        faces = sorted(filter(None, (_face(each) for each in bus.glob(f"{folder.name}:*"))))
        serial = f" serial {_quoted(_read(folder / 'serial'))}"
        faced = f" with-interface equals {{ {' '.join(faces)} }}" if faces else ""
        yield f"allow id {vendor}:{product}{serial} via-port {_quoted(folder.name)}{faced}"


def _face(folder: Path) -> str:
    parts = [_read(folder / name) for name in ("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol")]
    return ":".join(parts) if all(re.fullmatch(r"[0-9a-f]{2}", part) for part in parts) else ""


def _quoted(text: str) -> str:
    """A device says what it likes of itself: nothing of it may end the word (usbguard-rules.conf(5))."""
    escaped = (
        sign if sign.isascii() and sign.isprintable() and sign not in '"\\' else f"\\x{byte:02x}"
        for sign in text
        for byte in sign.encode()
    )
    return '"' + "".join(escaped) + '"'


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").removesuffix("\n")
    except OSError:
        return ""
