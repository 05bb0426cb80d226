"""What stands on a window: finding items by name, and what a finger could touch."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow


def walk(item: QQuickItem) -> Iterator[QQuickItem]:
    """The item and all below it. Delegates of a Repeater are not found by findChild, so walk."""
    yield item
    for child in item.childItems():
        yield from walk(child)


def targets(window: QQuickWindow) -> dict[str, QQuickItem]:
    """Every control that can be touched now, by its objectName."""
    whole = QRectF(0, 0, window.width(), window.height())
    return {
        item.objectName(): item
        for item in walk(window.contentItem())
        if item.property("isTarget")
        and item.objectName()
        and item.isVisible()
        and item.isEnabled()
        and not (whole & area(item)).isEmpty()
    }


def area(item: QQuickItem) -> QRectF:
    """Where it stands on the window, in pixels."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def centre(item: QQuickItem) -> QPointF:
    """Its middle on the window, in pixels."""
    return area(item).center()
