"""What materials, signatures and applications taken offline ask of the world; kiosk/hands/materials.py does it."""

from dataclasses import dataclass, field

from kiosk.platform.submission_values import Application
from kiosk.platform.upload_values import UploadRequest
from kiosk.platform.values import Identity


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Wait for a page on the glass and take it, cut out and straight, until the step is left."""


@dataclass(frozen=True, slots=True)
class KeepPage:
    """Hand a page over to the platform. Handing it over twice is handing it over once."""

    identity: Identity = field(repr=False)
    material: str
    jpeg: bytes = field(repr=False)
    deed: str


@dataclass(frozen=True, slots=True)
class TakeFromPhone:
    """Have the platform open a page for the person's phone, and take over what comes there until the step is left."""

    identity: Identity = field(repr=False)
    request: UploadRequest
    material: str
    deed: str


@dataclass(frozen=True, slots=True)
class TakeSignature:
    """Hold the strokes against the pad's field, and make a signature of them."""

    strokes: tuple[tuple[int, ...], ...] = field(repr=False)
    """x and y as shares of 10 000 of the field, and milliseconds, by turns."""


@dataclass(frozen=True, slots=True)
class KeepOffline:
    """Take an application that nobody can be asked about now, encrypted to the platform. A deed."""

    identity: Identity = field(repr=False)
    application: Application = field(repr=False)
    deed: str
    session: str


MaterialsQuestion = ScanPage | TakeFromPhone
"""What ends with its step."""
MaterialsEffect = ScanPage | KeepPage | TakeFromPhone | TakeSignature | KeepOffline
