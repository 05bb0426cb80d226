"""The page of the paper that is being printed, as the screens show it."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.screen_link import Page

A4: Final = 210 / 297


class PaperPicture:
    """Holds one page, in memory only, until another comes or until it is forgotten."""

    def __init__(self) -> None:
        self.number = 0
        """Grows with every picture that came; 0 while there is none."""
        self.image = QImage()
        self._came = 0

    def take(self, page: Page) -> bool:
        """Keep it instead of the one before; whether it is a picture at all."""
        image = QImage.fromData(page.jpeg)
        if image.isNull():
            return False
        self.image = image
        self._came += 1
        self.number = self._came
        return True

    @property
    def aspect(self) -> float:
        """Width by height: a paper is A4, what a road's camera saw is not. A4 while there is none."""
        return A4 if self.image.isNull() else self.image.width() / self.image.height()

    def forget(self) -> None:
        """There is no page any more."""
        self.number = 0
        self.image = QImage()


class PaperPictures(QQuickImageProvider):
    """`image://paper/<number>`: the page that is there, whichever number is asked for, as large as its place.

    Args:
        paper: where it lies.
    """

    def __init__(self, paper: PaperPicture) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._paper = paper

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803  # Qt's names
        """Called by Qt; scaled here, because the software backend makes small print ragged."""
        if requestedSize.isEmpty() or self._paper.image.isNull():
            return self._paper.image
        return self._paper.image.scaled(
            requestedSize, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
