"""A socket for sticks: an image of a FAT file system appears where the driver looks, and goes.

    python -m drivers.usb_stick.simulator --link RUN/usb_stick.tty --control RUN/usb_stick.sock

Control requests: plug {files: {name: path}} (a stick with these files) · plug {image: path} (as it is) · unplug ·
fault {name} (`broken`: no file system on it; `cut`: the stick ends in the middle) · clear · count.
"""

import argparse
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from drivers.control import Handler
from drivers.tcp_line import until_told
from drivers.usb_stick.image import image

FAULTS = ("broken", "cut")


class Socket:
    """The place of the stick."""

    def __init__(self, link: Path) -> None:
        self._link = link
        self._plain = link.with_suffix(".image")
        self._fault = ""
        self._plugged = 0
        self.unplug()

    def plug(self, request: Mapping[str, Any]) -> None:
        """Put a stick in."""
        if "image" in request:
            shutil.copyfile(str(request["image"]), self._plain)
        else:
            files = dict(request.get("files", {}))
            made = image({name: Path(str(path)).read_bytes() for name, path in files.items()}, partition=True)
            self._plain.write_bytes(made)
        self._plugged += 1
        self._show()

    def unplug(self) -> None:
        """Pull it out."""
        self._link.unlink(missing_ok=True)
        self._plain.unlink(missing_ok=True)

    def fault(self, request: Mapping[str, Any]) -> None:
        """What is wrong with every stick from now on.

        Raises:
            ValueError: no such fault.
        """
        if request["name"] not in FAULTS:
            raise ValueError(f"known are {FAULTS}")
        self._fault = str(request["name"])
        self._show()

    def clear(self) -> None:
        """No fault any more."""
        self._fault = ""
        self._show()

    def count(self) -> dict[str, int | bool]:
        """How often a stick was put in, and whether one is there."""
        return {"plugged": self._plugged, "in": self._plain.exists()}

    def _show(self) -> None:
        if not self._plain.exists():
            return
        content = self._plain.read_bytes()
        if self._fault == "broken":
            content = bytes(4096)
        elif self._fault == "cut":
            content = content[:20_000]
        beside = self._link.with_suffix(".new")
        beside.write_bytes(content)
        beside.replace(self._link)


def main() -> None:
    """Run until told to end."""
    parser = argparse.ArgumentParser(description="Simulates a socket for USB sticks.")
    parser.add_argument("--link", type=Path, required=True, help="where the stick appears")
    parser.add_argument("--control", type=Path, required=True, help="Unix socket of the control line")
    arguments = parser.parse_args()
    socket = Socket(arguments.link)
    handlers: dict[str, Handler] = {
        "plug": socket.plug,
        "unplug": lambda _request: socket.unplug(),
        "fault": socket.fault,
        "clear": lambda _request: socket.clear(),
        "count": lambda _request: socket.count(),
    }
    until_told(arguments.control, handlers, socket.unplug)


if __name__ == "__main__":
    main()
