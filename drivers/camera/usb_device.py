"""Which camera a device node is: only one on a real USB port may look at residents.

Whoever can start a program could play the face of another into a virtual camera, so those are refused by what the
kernel says of the device, never by its name, which it gives itself.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from drivers.faults import DeviceError, Fault

SYS = Path("/sys")
_VIRTUAL = ("/virtual/", "/dummy_hcd", "/vhci_hcd", "/vivid")
"""v4l2loopback and other devices without hardware; USB gadgets, USB over IP and the test driver of the kernel."""


@dataclass(frozen=True, slots=True)
class UsbCamera:
    """A camera as the kernel knows it."""

    node: Path
    """/dev/videoN at this moment; the number may change at the next plugging."""
    place: str
    """The port it hangs on, e.g. 1-4:1.0."""
    vendor_product: str
    """e.g. 046d:0825."""
    serial: str
    """Empty when it has none."""

    def __str__(self) -> str:
        return " ".join(word for word in (self.vendor_product, self.serial, f"at {self.place}") if word)


def camera_at(port: Path, sys: Path = SYS) -> UsbCamera:
    """The camera behind a udev name or a /dev/v4l/by-path name.

    Args:
        port: the name; a link to /dev/videoN, or such a node.
        sys: where sysfs is.

    Raises:
        DeviceError: ABSENT when nothing is there or it may not be read; REFUSED for anything but a camera on USB.
    """
    node = port.resolve()
    if not node.exists():
        raise DeviceError(Fault.ABSENT, f"{port.name}: not there")
    if not os.access(node, os.R_OK | os.W_OK):
        raise DeviceError(Fault.ABSENT, f"{port.name}: no permission")
    entry = sys / "class/video4linux" / node.name
    if not entry.exists():
        raise DeviceError(Fault.REFUSED, f"{port.name}: no camera of the kernel")
    real = str(entry.resolve()).removeprefix(str(sys.resolve()))
    interface = entry / "device"
    if any(word in real for word in _VIRTUAL) or (interface / "subsystem").resolve().name != "usb":
        raise DeviceError(Fault.REFUSED, f"{port.name}: not on a USB port")
    usb = interface.resolve().parent
    return UsbCamera(
        node=node,
        place=interface.resolve().name,
        vendor_product=f"{_word(usb / 'idVendor')}:{_word(usb / 'idProduct')}",
        serial=_word(usb / "serial"),
    )


def _word(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()[:64]
    except OSError:
        return ""
