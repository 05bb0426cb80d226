"""A scanner for SANE: the backend `test` of Debian's libsane in a configuration folder of its own.

    python -m drivers.document_scanner.simulator --link RUN/sane --control RUN/document_scanner.sock

The driver is given the folder (`sane_folder`) and the device `kiosk-scanner`. SANE reads the folder anew for every
scan, so that what is ordered here holds from the next one on.
The backend shows patterns. What only a paper or a card can show lies in the folder's `glass`, for the model
`image-source`: a white lid, until something is laid there.
Control requests: picture {name} · fault {name} · clear · unplug · plug · lay {png: base64} · take.
"""

import argparse
import base64
import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image

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


GLASS = "glass"
"""Folder with the one picture of what lies there, over the whole glass."""
_LID_PX, _LID = (1275, 1754), (236, 236, 236)


class ConfigFolder:
    """dll.conf, dll.aliases and test.conf, written anew at every order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._picture = PICTURES["colours"]
        self._fault = ""
        self._is_plugged = True
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / GLASS).mkdir(exist_ok=True)
        self.take()
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

    def lay(self, request: Mapping[str, Any]) -> None:
        """Have a picture on the glass."""
        self._put(base64.b64decode(str(request["png"])))

    def take(self) -> None:
        """Nothing lies there any more."""
        lid = io.BytesIO()
        Image.new("RGB", _LID_PX, _LID).save(lid, "PNG")
        self._put(lid.getvalue())

    def _put(self, png: bytes) -> None:
        beside = self._folder / "lies.new"
        beside.write_bytes(png)
        beside.replace(self._folder / GLASS / "lies.png")

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
        "lay": folder.lay,
        "take": lambda _request: folder.take(),
        "unplug": lambda _request: folder.plug(plugged=False),
        "plug": lambda _request: folder.plug(plugged=True),
    }
    until_told(arguments.control, handlers, folder.remove)


if __name__ == "__main__":
    main()
