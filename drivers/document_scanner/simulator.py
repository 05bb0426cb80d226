"""A scanner for SANE: the backend `test` of Debian's libsane in a configuration folder of its own.

    python -m drivers.document_scanner.simulator --link RUN/sane --control RUN/document_scanner.sock

The driver is given the folder (`sane_folder`) and the device `kiosk-scanner`. SANE reads the folder anew for every
scan, so that what is ordered here holds from the next one on.
Control requests: picture {name} · fault {name} · clear · unplug · plug.
"""

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.control import Handler
from drivers.tcp_line import until_told

DEVICE = "kiosk-scanner"
PICTURES = {"black": "Solid black", "white": "Solid white", "colours": "Color pattern", "grid": "Grid"}
STATUSES = {
    "unsupported": "UNSUPPORTED",
    "cancelled": "CANCELLED",
    "busy": "DEVICE_BUSY",
    "invalid": "INVAL",
    "end_of_file": "EOF",
    "jammed": "JAMMED",
    "no_documents": "NO_DOCS",
    "cover_open": "COVER_OPEN",
    "input_output": "IO_ERROR",
    "no_memory": "NO_MEM",
    "access_denied": "ACCESS_DENIED",
}
"""What the scan ends with, by sane_read."""
DELAYS = {"slow": 2_000, "silent": 200_000}
"""Microseconds before each piece of a picture."""


class ConfigFolder:
    """dll.conf, dll.aliases and test.conf, written anew at every order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._picture = PICTURES["colours"]
        self._fault = ""
        self._is_plugged = True
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write()

    def picture(self, request: Mapping[str, Any]) -> None:
        """Lay something else on the glass: black, white, colours or grid."""
        self._picture = PICTURES[str(request["name"])]
        self._write()

    def fault(self, request: Mapping[str, Any]) -> None:
        """What every scan from now on ends with, until `clear`.

        Raises:
            ValueError: no such fault.
        """
        name = str(request["name"])
        if name not in STATUSES and name not in DELAYS:
            raise ValueError(f"known are {sorted({*STATUSES, *DELAYS})}")
        self._fault = name
        self._write()

    def clear(self) -> None:
        """No fault any more."""
        self._fault = ""
        self._write()

    def plug(self, *, plugged: bool) -> None:
        """Whether SANE knows of the scanner."""
        self._is_plugged = plugged
        self._write()

    def remove(self) -> None:
        """Take the folder away."""
        shutil.rmtree(self._folder)

    def _write(self) -> None:
        delay = DELAYS.get(self._fault)
        status = f"SANE_STATUS_{STATUSES[self._fault]}" if self._fault in STATUSES else "Default"
        lines = [
            "number_of_devices 1",
            f'test-picture "{self._picture}"',
            f'read-status-code "{status}"',
            "geometry_max 300.0",
            f"read-delay {'true' if delay else 'false'}",
            f"read-delay-duration {delay or 1000}",
            f"read-limit {'true' if delay else 'false'}",
            "read-limit-size 256",
        ]
        (self._folder / "test.conf").write_text("\n".join(lines) + "\n", "utf-8")
        (self._folder / "dll.conf").write_text("test\n", "utf-8")
        # SANE opens `test:0` whatever dll.conf says; an alias is only there while it is written here.
        alias = f'alias "{DEVICE}" test:0\n' if self._is_plugged else "# unplugged\n"
        (self._folder / "dll.aliases").write_text(alias, "utf-8")


def main() -> None:
    """Run until told to end."""
    parser = argparse.ArgumentParser(description="Simulates a scanner for SANE.")
    parser.add_argument("--link", type=Path, required=True, help="configuration folder; made and removed here")
    parser.add_argument("--control", type=Path, required=True, help="Unix socket of the control line")
    arguments = parser.parse_args()
    folder = ConfigFolder(arguments.link)
    handlers: dict[str, Handler] = {
        "picture": folder.picture,
        "fault": folder.fault,
        "clear": lambda _request: folder.clear(),
        "unplug": lambda _request: folder.plug(plugged=False),
        "plug": lambda _request: folder.plug(plugged=True),
    }
    until_told(arguments.control, handlers, folder.remove)


if __name__ == "__main__":
    main()
