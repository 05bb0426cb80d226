"""Pictures of a folder in place of a scanner, for demos: each scan takes the next."""

import io
from pathlib import Path

from PIL import Image

from drivers.document_scanner import PAPER_DPI, PREVIEW_DPI, Area, Colour, Scan
from drivers.document_scanner.frames import DPI_LEAST, DPI_MOST, PIXELS_MAX, cut_to_glass
from drivers.faults import DeviceError, Fault

_ENDINGS = frozenset({".png", ".jpg", ".jpeg"})


class ImageSource:
    """Fulfils `DocumentScanner`. A preview looks at the picture that the next scan takes.

    Args:
        folder: PNG and JPEG files, each stretched over the whole glass.
        glass_mm: width and height of the glass.
        demo: whether this terminal is a demo. In a hall a folder would pass for a resident's papers.

    Raises:
        DeviceError: DISABLED outside a demo.
    """

    def __init__(self, folder: Path, glass_mm: tuple[float, float], *, demo: bool) -> None:
        if not demo:
            raise DeviceError(Fault.DISABLED, "scanner model image-source: only in a demo")
        self._folder = folder
        self._glass_mm = glass_mm
        self._next = 0

    def preview(self) -> Scan:
        """The whole picture (see `DocumentScanner`)."""
        return self._scanned(None, PREVIEW_DPI, Colour.COLOUR)

    def scan(self, area: Area | None = None, dpi: int = PAPER_DPI, colour: Colour = Colour.COLOUR) -> Scan:
        """A part of the picture (see `DocumentScanner`)."""
        scan = self._scanned(area, dpi, colour)
        self._next += 1
        return scan

    def check(self) -> str:
        """How many pictures there are."""
        return f"{len(self._files())} pictures"

    def _scanned(self, area: Area | None, dpi: int, colour: Colour) -> Scan:
        on_glass = cut_to_glass(area, *self._glass_mm)
        if on_glass is None or not DPI_LEAST <= dpi <= DPI_MOST:
            raise DeviceError(Fault.REFUSED, f"nothing on the glass, or {dpi} dpi")
        files = self._files()
        try:
            with Image.open(files[self._next % len(files)]) as picture:
                if picture.width * picture.height > PIXELS_MAX:
                    raise DeviceError(Fault.GARBLED, "picture: too large")
                return _cut(picture, on_glass, self._glass_mm, dpi, colour)
        except (OSError, Image.DecompressionBombError) as error:
            raise DeviceError(Fault.GARBLED, f"picture: {type(error).__name__}") from error

    def _files(self) -> list[Path]:
        try:
            files = sorted(file for file in self._folder.iterdir() if file.suffix.lower() in _ENDINGS)
        except OSError as error:
            raise DeviceError(Fault.ABSENT, f"folder: {type(error).__name__}") from error
        if not files:
            raise DeviceError(Fault.ABSENT, "folder: no picture in it")
        return files


def _cut(picture: Image.Image, area: Area, glass_mm: tuple[float, float], dpi: int, colour: Colour) -> Scan:
    across, down = picture.width / glass_mm[0], picture.height / glass_mm[1]
    box = (
        area.left_mm * across,
        area.top_mm * down,
        (area.left_mm + area.width_mm) * across,
        (area.top_mm + area.height_mm) * down,
    )
    size = (max(1, round(area.width_mm / 25.4 * dpi)), max(1, round(area.height_mm / 25.4 * dpi)))
    data = io.BytesIO()
    picture.convert("RGB" if colour is Colour.COLOUR else "L").resize(size, box=box).save(data, "PNG")
    return Scan(data.getvalue(), *size, dpi)
