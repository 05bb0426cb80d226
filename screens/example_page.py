"""A page of nobody, for examples that show the paper: drawn here, because screens know nothing of printing."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter

from kiosk.screen_link import Page
from kiosk.view import View
from screens.shown import Shown

WIDTH, HEIGHT = 900, 1273
ROWS: Final = 18
INK: Final = QColor(40, 40, 40)
Parts = tuple[tuple[QColor, QRect], ...]
"""What a picture is drawn of, the hindmost first."""
PERSON: Final[Parts] = (
    (QColor(45, 95, 170), QRect(20, 340, 318, 260)),
    (QColor(222, 184, 152), QRect(140, 260, 78, 120)),
    (QColor(40, 36, 34), QRect(78, 14, 202, 230)),
    (QColor(233, 198, 168), QRect(84, 60, 190, 256)),
    (QColor(50, 44, 42), QRect(122, 168, 30, 14)),
    (QColor(50, 44, 42), QRect(206, 168, 30, 14)),
    (QColor(190, 110, 100), QRect(146, 262, 66, 10)),
)
ROAD: Final[Parts] = (
    (QColor(98, 104, 112), QRect(0, 380, 1280, 420)),
    (QColor(240, 240, 236), QRect(0, 700, 1280, 26)),
    (QColor(38, 74, 132), QRect(420, 430, 440, 210)),
    (QColor(206, 222, 236), QRect(490, 450, 300, 80)),
    (QColor(34, 36, 40), QRect(450, 610, 90, 90)),
    (QColor(34, 36, 40), QRect(740, 610, 90, 90)),
    (QColor(46, 50, 56), QRect(1040, 90, 80, 210)),
    (QColor(222, 58, 44), QRect(1055, 105, 50, 50)),
)


def show(shown: Shown, view: View) -> None:
    """Show an example as the core would, with the page that it names."""
    shown.show(view)
    if view.paper_page:
        picture = (_PAGES.get(view.picture) or _PAGES.get(view.screen, sample_page))()
        shown.page_came(Page(view.paper_page, picture))


@cache
def sample_page() -> bytes:
    """JPEG of an A4 page with a title and a table."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(INK)
    _write(painter, QRect(0, 90, WIDTH, 60), 34, "社会保险个人参保证明", Qt.AlignmentFlag.AlignCenter)
    for row in range(ROWS):
        top = 200 + row * 46
        painter.drawRect(90, top, WIDTH - 180, 46)
        painter.drawLine(330, top, 330, top + 46)
        _write(painter, QRect(105, top, 220, 46), 20, f"第{row + 1}项", Qt.AlignmentFlag.AlignVCenter)
        _write(painter, QRect(345, top, 460, 46), 20, "演示数据", Qt.AlignmentFlag.AlignVCenter)
    _write(painter, QRect(0, 1130, WIDTH, 40), 18, "演示数据　不具效力", Qt.AlignmentFlag.AlignCenter)
    painter.end()
    return _jpeg(image)


@cache
def sample_photo() -> bytes:
    """JPEG of an identity photograph of nobody: a drawn head and shoulders."""
    image = QImage(358, 441, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        for part in _parts(painter, PERSON):
            painter.drawEllipse(part)
    return _jpeg(image)


@cache
def sample_road() -> bytes:
    """JPEG of what a road camera saw: a drawn car without a plate, nobody in it."""
    image = QImage(1280, 800, QImage.Format.Format_RGB32)
    image.fill(QColor(176, 196, 214))
    with QPainter(image) as painter:
        for part in _parts(painter, ROAD):
            painter.drawRoundedRect(part, 26, 26)
        _write(painter, QRect(30, 30, 800, 50), 34, "演示数据　2026-10-03 08:15", Qt.AlignmentFlag.AlignVCenter)
    return _jpeg(image)


_PAGES: Final = {"photo": sample_photo, "road": sample_road}
"""What lies on the page, by the example's picture or screen; a page of a paper where nothing is said."""


def _parts(painter: QPainter, parts: Parts) -> Iterator[QRect]:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, part in parts:
        painter.setBrush(colour)
        yield part


def _jpeg(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(buffer.data().data())


def _write(painter: QPainter, place: QRect, pixels: int, text: str, align: Qt.AlignmentFlag) -> None:
    font = QFont()
    font.setPixelSize(pixels)
    painter.setFont(font)
    painter.drawText(place, align, text)
