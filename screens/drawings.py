"""Pictures and signs: SVG files drawn in the day colours, repainted in the colours of the theme that is shown.

A picture file uses only the colours of PALETTE, so that night and high contrast follow from one table. A sign is
drawn in one colour, black, and painted in the colour that its place asks for.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import segno
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

FOLDER: Final = Path(__file__).parent / "qml"
SIGN_COLOUR: Final = "#000000"
FALLBACK: Final = "broken"
PLAIN_SIGN: Final = "notice"
"""For a sign that a data file names and nobody has drawn."""
QUIET_MODULES: Final = 4
"""ISO/IEC 18004: the quiet zone of a QR code."""

PALETTE: Final[dict[str, tuple[str, str]]] = {
    # day: night, high contrast
    "#ffffff": ("#c4d0e6", "#000000"),  # body of the machine, paper
    "#eef3fa": ("#a3b3cf", "#000000"),  # body in the shade
    "#d5e0f0": ("#8496b8", "#ffff00"),  # edge of the body, printed lines
    "#a9bbd6": ("#62779d", "#ffff00"),  # outlines
    "#0b3d91": ("#3a6fcb", "#ffff00"),  # blue of the house
    "#2f6bd8": ("#5c90e6", "#ffff00"),  # lighter blue
    "#cfe0fb": ("#9dbbee", "#000000"),  # pale blue
    "#dce8fc": ("#1b2f52", "#000000"),  # the round ground behind a picture
    "#12294f": ("#0b1526", "#000000"),  # glass, slots
    "#ffb020": ("#ffb020", "#ffff00"),  # light that says: here
    "#ffe3ad": ("#5b4a24", "#000000"),  # its glow
    "#1b7f47": ("#3fbf78", "#ffff00"),  # good
    "#c2371f": ("#ff8a75", "#ffff00"),  # bad
}


class Drawings(QQuickImageProvider):
    """`image://drawn/picture/<name>/<theme>`, `image://drawn/sign/<name>/<colour without #>`, `image://drawn/qr/<text>`.

    The text of a code is percent-encoded.
    """

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803  # Qt's names
        """Called by Qt when a picture is wanted in a size."""
        kind, _, rest = id.partition("/")
        if kind == "qr":
            return qr_image(unquote(rest), requestedSize)
        name, _, paint = rest.rpartition("/")
        if kind == "sign":
            return _sign(name, f"#{paint}", requestedSize.width(), requestedSize.height())
        return rendered(picture_svg(name, paint), requestedSize)


@lru_cache(maxsize=256)
def _sign(name: str, colour: str, width: int, height: int) -> QImage:
    """Kept once drawn: every page shows the bar's again. 256 of 80 x 80 pixels are 6.6 MB."""
    return rendered(sign_svg(name, colour), QSize(width, height))


def picture_svg(name: str, theme: str) -> bytes:
    """A picture's SVG in the colours of a theme; an unknown picture is a machine in trouble."""
    file = FOLDER / "pictures" / f"{name}.svg"
    svg = (file if file.exists() else FOLDER / "pictures" / f"{FALLBACK}.svg").read_text("utf-8")
    if theme == "day":
        return svg.encode()
    column = 0 if theme == "night" else 1
    # Two passes through marks, so that no colour is replaced twice.
    for number, day in enumerate(PALETTE):
        svg = svg.replace(day, f"@{number}@")
    for number, others in enumerate(PALETTE.values()):
        svg = svg.replace(f"@{number}@", others[column])
    return svg.encode()


def sign_svg(name: str, colour: str) -> bytes:
    """A sign's SVG in one colour."""
    file = FOLDER / "signs" / f"{name}.svg"
    drawn = file if file.exists() else FOLDER / "signs" / f"{PLAIN_SIGN}.svg"
    return drawn.read_text("utf-8").replace(SIGN_COLOUR, colour).encode()


def rendered(svg: bytes, wanted: QSize) -> QImage:
    """Draw an SVG into the wanted size, whole and undistorted."""
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.defaultSize().scaled(wanted, Qt.AspectRatioMode.KeepAspectRatio) if not wanted.isEmpty() else None
    image = QImage(size or renderer.defaultSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    return image


def qr_image(text: str, wanted: QSize) -> QImage:
    """A QR code with its quiet zone, each module a whole number of pixels."""
    matrix = segno.make(text, error="m", micro=False).matrix
    modules = len(matrix) + 2 * QUIET_MODULES
    step = max(1, min(wanted.width(), wanted.height()) // modules)
    image = QImage(modules * step, modules * step, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for down, line in enumerate(matrix):
        for across, is_dark in enumerate(line):
            if is_dark:
                painter.fillRect(
                    (across + QUIET_MODULES) * step, (down + QUIET_MODULES) * step, step, step, Qt.GlobalColor.black
                )
    painter.end()
    return image
