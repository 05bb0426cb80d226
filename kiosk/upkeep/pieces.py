"""What an installation lays into the machine beside its versions: where each file of config/ goes, and what is linked.

Standard library only: an installation runs it out of the release's wheel, before anything is installed.
"""

from dataclasses import dataclass
from pathlib import Path

OPT = Path("opt/kiosk")
"""The versions, the pointer, the list of what was laid."""
CONFIG = Path("etc/kiosk/config")
"""The terminal's file, with the one before it."""
SECRETS = Path("etc/kiosk/secrets")
"""The terminal's key and the gateway's token: apart, mode 0700, the core's alone."""
STATE = Path("var/lib/kiosk")
"""The journal."""
TRUSTED = Path("etc/kiosk/update-root.json")
"""Whom updates are believed from."""
USB_RULES = Path("etc/kiosk/usb-rules.conf")
"""What may be plugged in, and where."""
RUN = Path("run/kiosk")
NETWORK = Path("run/systemd/network/00-kiosk.network")
"""[network] of the terminal's file for systemd-networkd, which takes the first by name that fits an interface."""
UNITS = Path("etc/systemd/system")
FILE = "terminal.toml"
WANTED = "wanted"
"""Below the state: what the core asks for."""
UPDATE = "update"
ROLLBACK = "rollback"
AGAIN = "try-again"
ANSWER = "answer.json"
"""What became of it."""
STICK = Path("media/kioskupdate")
"""Where a stick with that label is mounted, read-only."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One file or link."""

    target: Path
    """Below the root."""
    source: str = ""
    """Below the package `config`; empty for a link."""
    link: str = ""
    """What a link points to."""
    mode: int = 0o644


def taken(wish: str) -> str:
    """What a wish in WANTED is called from the moment when it is being done."""
    return f".{wish}.taken"


def _units() -> tuple[Piece, ...]:
    names = (
        "kiosk.target",
        "kiosk-core.service",
        "kiosk-screens.service",
        "kiosk-compositor.service",
        "kiosk-out-of-service.service",
        "kiosk-gate.service",
        "kiosk-gate.timer",
        "kiosk-change.service",
        "kiosk-change.path",
        "kiosk-self-check.service",
        "kiosk-self-check.timer",
        "kiosk-start-anew.service",
        "kiosk-start-anew.timer",
        "kiosk-nightly.service",
        "kiosk-nightly.timer",
        "kiosk-network.service",
        "media-kioskupdate.mount",
    )
    return tuple(Piece(UNITS / name, f"systemd/{name}") for name in names)


def _wanted() -> tuple[Piece, ...]:
    of_target = (
        "core.service",
        "screens.service",
        "compositor.service",
        "gate.timer",
        "change.path",
        "self-check.timer",
        "nightly.timer",
        "network.service",
    )
    return (
        Piece(UNITS / "multi-user.target.wants/kiosk.target", link="../kiosk.target"),
        *(Piece(UNITS / f"kiosk.target.wants/kiosk-{name}", link=f"../kiosk-{name}") for name in of_target),
        Piece(
            UNITS / r"dev-disk-by\x2dlabel-KIOSKUPDATE.device.wants/media-kioskupdate.mount",
            link="../media-kioskupdate.mount",
        ),
    )


def _masked() -> tuple[Piece, ...]:
    """No swap, no restart by three keys of a keyboard that somebody plugs in."""
    return tuple(Piece(UNITS / name, link="/dev/null") for name in ("swap.target", "ctrl-alt-del.target"))


PIECES: tuple[Piece, ...] = (
    *_units(),
    *_wanted(),
    *_masked(),
    Piece(Path("etc/udev/rules.d/70-kiosk.rules"), "system/udev.rules"),
    Piece(Path("etc/sysusers.d/kiosk.conf"), "system/sysusers.conf"),
    Piece(Path("etc/tmpfiles.d/kiosk.conf"), "system/tmpfiles.conf"),
    Piece(Path("etc/sysctl.d/90-kiosk.conf"), "system/sysctl.conf"),
    Piece(Path("etc/systemd/system.conf.d/kiosk.conf"), "system/watchdog.conf"),
    Piece(Path("etc/systemd/journald.conf.d/kiosk.conf"), "system/journald.conf"),
    Piece(Path("etc/systemd/coredump.conf.d/kiosk.conf"), "system/coredump.conf"),
    Piece(Path("etc/systemd/logind.conf.d/kiosk.conf"), "system/logind.conf"),
    Piece(Path("etc/polkit-1/rules.d/50-kiosk.rules"), "system/polkit.rules"),
    Piece(Path("etc/usbguard/usbguard-daemon.conf"), "system/usbguard.conf", mode=0o600),
    Piece(UNITS / "usbguard.service.d/kiosk.conf", "system/usbguard-only-with-a-list.conf"),
    Piece(Path("etc/kiosk/weston.ini"), "system/weston.ini"),
    Piece(Path("etc/cups/cupsd.conf"), "cups/cupsd.conf", mode=0o640),
    Piece(Path("etc/systemd/system/cups.service.d/empty-spool.conf"), "cups/empty-spool.conf"),
)
"""Everything; who is installed and who is taken away again go through this one list."""
