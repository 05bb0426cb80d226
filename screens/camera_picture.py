"""The newest picture of the camera, as the face screen shows it: a mirror with an oval to stand in."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtQuick import QQuickImageProvider

from kiosk.screen_link import Picture

WIDTH, HEIGHT = 480, 540
"""What is shown of a 960x540 picture: its middle, a little wider than an upright face needs."""
OVAL: Final = QRectF(0.17 * WIDTH, 0.09 * HEIGHT, 0.66 * WIDTH, 0.8 * HEIGHT)
"""Where the face belongs. Inter-eye distance is then 20 to 30 % of the width."""
SHADE: Final = QColor(6, 26, 61, 150)
RING: Final = QColor(255, 255, 255)


class CameraPicture:
    """Holds one picture, in memory only, until the next one or until it is forgotten."""

    def __init__(self) -> None:
        self.number = 0
        self.image = QImage()

    def take(self, picture: Picture, *, is_mirror: bool = True) -> bool:
        """Keep it instead of the one before; whether it is a picture at all.

        Args:
            picture: from the core.
            is_mirror: of whoever stands there; otherwise of somebody else, shown as they came.
        """
        image = QImage.fromData(picture.jpeg)
        if image.isNull():
            return False
        self.image = _in_mirror(image) if is_mirror else image
        self.number = picture.number
        return True

    def forget(self) -> None:
        """There is no picture any more."""
        self.number = 0
        self.image = QImage()


def _in_mirror(image: QImage) -> QImage:
    """As in a mirror, its middle cut out, the oval lit."""
    shown = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    part = QSize(WIDTH, HEIGHT).scaled(image.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (image.width() - part.width()) / 2, (image.height() - part.height()) / 2
    painter = QPainter(shown)
    painter.translate(WIDTH, 0)
    painter.scale(-1, 1)
    painter.drawImage(QRectF(0, 0, WIDTH, HEIGHT), image, QRectF(left, top, part.width(), part.height()))
    painter.resetTransform()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outside = QPainterPath()
    outside.addRect(0, 0, WIDTH, HEIGHT)
    outside.addEllipse(OVAL)
    painter.fillPath(outside, SHADE)
    painter.setPen(QPen(RING, 5))
    painter.drawEllipse(OVAL)
    painter.end()
    return shown


class CameraPictures(QQuickImageProvider):
    """`image://camera/<number>`: the newest picture, whichever number is asked for.

    Args:
        camera: where it lies.
    """

    def __init__(self, camera: CameraPicture) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._camera = camera

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002, ARG002, N802, N803  # Qt's names
        """Called by Qt when a picture is wanted."""
        return self._camera.image
