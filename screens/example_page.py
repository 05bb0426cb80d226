"""A page of nobody, for examples that show the paper: drawn here, because screens know nothing of printing."""

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


def show(shown: Shown, view: View) -> None:
    """Show an example as the core would, with the page that it names."""
    shown.show(view)
    if view.paper_page:
        shown.page_came(Page(view.paper_page, sample_page()))


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
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(buffer.data().data())


def _write(painter: QPainter, place: QRect, pixels: int, text: str, align: Qt.AlignmentFlag) -> None:
    font = QFont()
    font.setPixelSize(pixels)
    painter.setFont(font)
    painter.drawText(place, align, text)
