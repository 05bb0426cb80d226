"""The camera's pictures on the face screen: the newest one, as in a mirror, and none when the camera is not open."""

from dataclasses import replace

import numpy as np
import pytest
from on_glass import Windows
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from pytestqt.qtbot import QtBot

from config.texts import Texts
from drivers.face.preview import for_screen
from kiosk.screen_link import Picture, pack_picture, pack_view
from screens.camera_picture import HEIGHT, WIDTH, CameraPicture
from screens.examples import Examples
from screens.items import area, walk
from screens.shown import Shown
from screens.window import KioskWindow, settle

LEFT, RIGHT = QColor(200, 30, 30), QColor(30, 30, 200)


def jpeg(left: QColor = LEFT, right: QColor = RIGHT) -> bytes:
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    image.fill(right)
    painter = QPainter(image)
    painter.fillRect(0, 0, 480, 540, left)
    painter.end()
    return packed(image)


def packed(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"jpeg")).write(image)
    return bytes(buffer.data().data())


def colours(window: KioskWindow) -> tuple[QColor, QColor]:
    """What stands at the left and at the right of the oval's middle."""
    (mirror,) = [
        item
        for item in walk(window.contentItem())
        if item.inherits("QQuickImage") and "camera" in item.property("source").toString() and item.isVisible()
    ]
    rect, shot = area(mirror), window.grabWindow()
    y = round(rect.top() + 0.5 * rect.height())
    return tuple(QColor(shot.pixel(round(rect.left() + at * rect.width()), y)) for at in (0.4, 0.6))  # type: ignore[return-value]  # two of them


def is_like(colour: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]  # getRgb gives four numbers


def test_what_the_camera_sees_at_its_left_stands_at_the_right_of_the_glass() -> None:
    seen = np.zeros((720, 1280, 3), np.uint8)
    seen[:, :640] = LEFT.blue(), LEFT.green(), LEFT.red()
    seen[:, 640:] = RIGHT.blue(), RIGHT.green(), RIGHT.red()
    mirror = CameraPicture()
    assert mirror.take(Picture(1, for_screen(seen)))
    at = [QColor(mirror.image.pixel(round(part * WIDTH), HEIGHT // 2)) for part in (0.4, 0.6)]
    assert is_like(at[0], RIGHT)
    assert is_like(at[1], LEFT)


@pytest.mark.parametrize("panel", ["portrait", "landscape"])
def test_the_newest_picture_stands_there_as_in_a_mirror(windows: Windows, texts: Texts, panel: str) -> None:
    window = windows(panel)
    window.shown.show(Examples(texts, "zh-Hans").all()["face"])
    for number in (1, 2):
        left, right = (LEFT, RIGHT) if number == 2 else (RIGHT, LEFT)
        window.shown.picture_came(Picture(number, jpeg(left, right)))
        settle(window)
    at_left, at_right = colours(window)
    assert is_like(at_left, RIGHT)
    assert is_like(at_right, LEFT)


def test_the_last_picture_is_forgotten_with_the_page(windows: Windows, texts: Texts) -> None:
    window = windows("portrait")
    examples = Examples(texts, "zh-Hans").all()
    window.shown.show(examples["face"])
    window.shown.picture_came(Picture(1, jpeg()))
    window.shown.show(examples["routes"])
    assert window.shown.camera.image.isNull()
    window.shown.picture_came(Picture(2, jpeg()))
    assert window.shown.camera.number == 0


def test_what_is_no_picture_changes_nothing(texts: Texts) -> None:
    shown = Shown(Examples(texts, "zh-Hans").all()["face"])
    shown.picture_came(Picture(7, b"no picture"))
    assert shown.camera.number == 0


@pytest.mark.parametrize(("width", "height"), [(960, 540), (640, 480), (480, 640)])
def test_a_camera_of_any_form_fills_its_place(texts: Texts, width: int, height: int) -> None:
    shown = Shown(Examples(texts, "zh-Hans").all()["face"])
    image = QImage.fromData(jpeg()).scaled(width, height)
    shown.picture_came(Picture(1, packed(image)))
    assert (shown.camera.image.width(), shown.camera.image.height()) == (WIDTH, HEIGHT)


def test_of_many_pictures_in_one_breath_only_the_newest_is_shown(
    texts: Texts, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from test_screens_link import Core

    from screens.link import Link, starting_view

    folder = tmp_path_factory.mktemp("line")
    core = Core(folder / "core.sock", qtbot)
    shown = Shown(starting_view(texts))
    changes: list[int] = []
    shown.frame_changed.connect(lambda: changes.append(shown.camera.number))
    link = Link(str(folder / "core.sock"), shown, texts)
    link.start()
    core.meet()
    view = replace(Examples(texts, "zh-Hans").all()["face"], page=9)
    core.say(pack_view(view) + b"".join(pack_picture(Picture(number, jpeg())) for number in range(1, 6)))
    qtbot.waitUntil(lambda: shown.camera.number == 5, timeout=2000)
    assert changes[-1] == 5
    assert len(changes) < 5
    link.close()
    core.server.close()
