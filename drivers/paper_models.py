"""Models of what looks at paper: the scanner's, the socket's for sticks, the camera's above numbered sheets.

A part of drivers/catalog.py, which names them; like there, a model is loaded when a terminal has it.
"""

from config.device_settings import DocumentScannerSettings, SheetCameraSettings, UsbStickSettings
from drivers.clock import Clock
from drivers.document_scanner import DocumentScanner
from drivers.faults import DeviceError, Fault
from drivers.sheet_camera import SheetCamera
from drivers.usb_stick import UsbStick


def sane(settings: DocumentScannerSettings, clock: Clock, demo: bool) -> DocumentScanner:  # noqa: ARG001, FBT001 - as the other model
    """Any scanner with a SANE driver."""
    from drivers.document_scanner.sane import SaneScanner

    glass_mm = (settings.bed_width_mm, settings.bed_height_mm)
    return SaneScanner(settings.device, glass_mm, clock, scan_s=settings.scan_s, folder=settings.sane_folder)


def image_source(settings: DocumentScannerSettings, _clock: Clock, demo: bool) -> DocumentScanner:  # noqa: FBT001 - as the other model
    """Pictures of a folder.

    Raises:
        DeviceError: DISABLED without one, or outside a demo.
    """
    from drivers.document_scanner.image_source import ImageSource

    if settings.pictures is None:
        raise DeviceError(Fault.DISABLED, "scanner model image-source: no folder of pictures")
    return ImageSource(settings.pictures, (settings.bed_width_mm, settings.bed_height_mm), demo=demo)


def block_device(settings: UsbStickSettings, clock: Clock) -> UsbStick:
    """A stick as a block device."""
    from drivers.usb_stick.block_device import BlockDevice

    return BlockDevice(settings.path, clock, read_s=settings.read_s)


def snapshot(settings: SheetCameraSettings, clock: Clock) -> SheetCamera:
    """A network camera."""
    from drivers.sheet_camera.snapshot import SnapshotCamera

    return SnapshotCamera(settings.url, clock, picture_s=settings.picture_s)
