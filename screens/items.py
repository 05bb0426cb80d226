"""What stands on a window: finding items by name, and what a finger could touch."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow


def walk(item: QQuickItem) -> Iterator[QQuickItem]:
    """The item and all below it, in their order. Delegates of a Repeater are not found by findChild, so walk."""
    left = [item]
    while left:
        here = left.pop()
        yield here
        left.extend(reversed(here.childItems()))


def targets(window: QQuickWindow) -> dict[str, QQuickItem]:
    """Every control that can be touched now, by its objectName."""
    whole = QRectF(0, 0, window.width(), window.height())
    return {item.objectName(): item for item in _live(window) if not (whole & area(item)).isEmpty()}


def greyed(window: QQuickWindow) -> frozenset[str]:
    """Names of controls that stand there and cannot be touched yet."""
    return frozenset(
        item.objectName()
        for item in walk(window.contentItem())
        if item.property("isTarget") and item.isVisible() and not item.isEnabled()
    )


def behind(window: QQuickWindow) -> dict[str, QQuickItem]:
    """Every control that a list has on another page of its own, by its objectName."""
    return {item.objectName(): item for item in _live(window) if _is_cut_off(item)}


def page_button(item: QQuickItem) -> str:
    """Name of the button that leads to the page of a list where that control stands; empty where it stands there."""
    cutter = _cutter(item)
    if cutter is None:
        return ""
    return "more-up" if centre(item).y() < area(cutter).top() else "more-down"


def corners(window: QQuickWindow) -> dict[str, QQuickItem]:
    """The corners of the glass that lead to the staff's door, by name: there, and no control."""
    return {
        item.objectName(): item for item in walk(window.contentItem()) if item.property("isCorner") and item.isVisible()
    }


def in_order(window: QQuickWindow) -> list[str]:
    """The controls whose middle a finger would hit, from top to bottom and from left to right in a row.

    Controls are in a row where the middle of one is within the height of the highest of them. Lists cut off what does
    not fit: that is reached by their buttons for more.
    """
    left = sorted(
        ((item, area(item)) for item in targets(window).values() if not _is_cut_off(item)),
        key=lambda found: (found[1].top(), found[1].left()),
    )
    ordered: list[str] = []
    while left:
        bottom = left[0][1].bottom()
        row = [found for found in left if found[1].center().y() < bottom]
        left = [found for found in left if found[1].center().y() >= bottom]
        ordered += [item.objectName() for item, _ in sorted(row, key=lambda found: found[1].left())]
    return ordered


def _live(window: QQuickWindow) -> Iterator[QQuickItem]:
    """Controls with a name that take a touch, wherever they stand."""
    for item in walk(window.contentItem()):
        if item.property("isTarget") and item.objectName() and item.isVisible() and item.isEnabled():
            yield item


def _is_cut_off(item: QQuickItem) -> bool:
    return _cutter(item) is not None


def _cutter(item: QQuickItem) -> QQuickItem | None:
    """The list that cuts it off."""
    middle = centre(item)
    return next((above for above in _above(item) if above.clip() and not area(above).contains(middle)), None)


def _above(item: QQuickItem) -> Iterator[QQuickItem]:
    parent = _parent(item)
    if parent is not None:
        yield parent
        yield from _above(parent)


def _parent(item: QQuickItem) -> QQuickItem | None:
    # Qt's stubs do not say that the topmost item has none.
    return item.parentItem()


def area(item: QQuickItem) -> QRectF:
    """Where it stands on the window, in pixels."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def centre(item: QQuickItem) -> QPointF:
    """Its middle on the window, in pixels."""
    return area(item).center()
